import { collect } from "../unknown.ts";
import type { Violation } from "../violation.ts";

/** One rule of a Role: what may be done to what. */
export interface RoleRule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs?: readonly string[];
}

/** A Role or a ClusterRole. */
export interface Role {
  readonly metadata?: { readonly name?: string };
  readonly rules?: readonly RoleRule[];
}

/** A RoleBinding or a ClusterRoleBinding. */
export interface Binding {
  readonly roleRef?: { readonly kind?: string; readonly name?: string };
  readonly subjects?: readonly { readonly kind?: string; readonly name?: string }[];
}

export const roles = [
  "kubernetes:rbac.authorization.k8s.io/v1:Role",
  "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
] as const;

export const bindings = [
  "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
  "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding",
] as const;

/** Something that a role may do: verbs on a resource of an API group. */
export interface Power {
  /** API group, or any of them where it is left out. */
  readonly group?: string;
  /** Resource or sub-resource, or any of them where it is left out. */
  readonly resource?: string;
  readonly verbs: readonly string[];
}

/** The first verb by which a rule grants a power, with its place in the rule; undefined where it grants none. */
export function grants(
  { apiGroups, resources, verbs }: RoleRule,
  { group, resource, verbs: wanted }: Power,
): { readonly verb: string; readonly index: number } | undefined {
  if (group !== undefined && !lists(apiGroups, group)) return undefined;
  if (resource !== undefined && !listsResource(resources, resource)) return undefined;
  const index = verbs?.findIndex((verb) => verb === "*" || wanted.includes(verb)) ?? -1;
  return index < 0 ? undefined : { verb: verbs?.[index] ?? "", index };
}

/** Checks each rule of a role; `path` is the rule's own. */
export function eachRoleRule(
  { rules }: Role,
  check: (rule: RoleRule, path: string) => readonly Violation[],
): Violation[] {
  return collect(rules, (rule, index) => check(rule, `rules[${index}]`));
}

function lists(items: readonly string[] | null | undefined, item: string): boolean {
  return items?.some((each) => each === "*" || each === item) ?? false;
}

/** `*` is every resource, `*` before a slash is that sub-resource of every one. */
function listsResource(items: readonly string[] | null | undefined, resource: string): boolean {
  const [, sub] = resource.split("/");
  return lists(items, resource) || (sub !== undefined && (items?.includes(`*/${sub}`) ?? false));
}
