import { isDeepStrictEqual } from "node:util";
import { JSONPath } from "jsonpath-plus";
import type { Fault } from "./documents.ts";
import { fieldPath } from "./data.ts";
import type { Assertion, ObjectProof } from "./proofs.ts";

/** A resource of a rendered program, as far as a proof looks at it. */
export interface RenderedResource {
  /** Pulumi type token. */
  readonly type: string;
  /** Pulumi resource name. */
  readonly name: string;
  /** The provider of it: that of one cluster, where it is an object of Kubernetes. */
  readonly provider?: string | undefined;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Renders a stack's whole program. */
export type Render = (stack: string) => Promise<readonly RenderedResource[]>;

const isKubernetes = ({ type }: RenderedResource): boolean => type.startsWith("kubernetes:");
const kindOf = ({ type }: RenderedResource): string => type.slice(type.lastIndexOf(":") + 1);

function metadata({ inputs }: RenderedResource): { name?: unknown; namespace?: unknown } {
  return typeof inputs.metadata === "object" && inputs.metadata !== null ? inputs.metadata : {};
}

/** A release of a chart is of the Kubernetes provider, and no object: it goes by its resource's name. */
const nameOf = (resource: RenderedResource): unknown =>
  isKubernetes(resource) && resource.inputs.metadata !== undefined ? metadata(resource).name : resource.name;

/** The resources that a selector means. */
export function selectResources(resources: readonly RenderedResource[], selector: ObjectProof): RenderedResource[] {
  const { type, kind, namespace, name } = selector;
  return resources.filter(
    (resource) =>
      (type === undefined || resource.type === type) &&
      (kind === undefined || (isKubernetes(resource) && kindOf(resource) === kind)) &&
      (namespace === undefined || metadata(resource).namespace === namespace) &&
      (name === undefined || nameOf(resource) === name),
  );
}

/** What a selector asks for, as a reader says it. */
export function describeSelector({ type, kind, namespace, name }: ObjectProof): string {
  const place = namespace === undefined ? name : `${namespace}/${name ?? "*"}`;
  return [kind ?? type, place].filter((part) => part !== undefined).join(" ");
}

const show = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
};

/** Why a claim does not hold for a document; undefined when it does. */
export function assertionFault(document: object, assertion: Assertion): string | undefined {
  let found: unknown[];
  try {
    found = JSONPath<unknown[]>({ path: assertion.path, json: document, wrap: true, eval: "safe" });
  } catch (error) {
    return `is no JSONPath (${error instanceof Error ? error.message : String(error)})`;
  }
  if (found.length === 0) return "matches nothing";
  const { equals, contains, matches, some, absent, count, values, atLeast, atMost } = assertion;
  if (count !== undefined) return found.length === count ? undefined : `expected ${count} matches, got ${found.length}`;
  if (values !== undefined)
    return isDeepStrictEqual(found, values) ? undefined : `expected ${show(values)}, got ${show(found)}`;
  if (matches !== undefined) {
    const pattern = new RegExp(matches);
    const other = found.find((value) => typeof value !== "string" || !pattern.test(value));
    return other === undefined ? undefined : `expected a text that matches ${matches}, got ${show(other)}`;
  }
  if (some !== undefined) {
    const pattern = new RegExp(some);
    const holds = found.some((value) => typeof value === "string" && pattern.test(value));
    return holds ? undefined : `expected a text that matches ${some} among ${show(found)}`;
  }
  if (absent !== undefined) {
    const holder = found.find((value) => typeof value !== "object" || value === null || absent in value);
    return holder === undefined ? undefined : `expected objects without ${absent}, got ${show(holder)}`;
  }
  const [value] = found;
  if (found.length > 1) return `expected exactly one match, got ${found.length}`;
  if (contains !== undefined)
    return holds(value, contains) ? undefined : `expected ${show(contains)} in it, got ${show(value)}`;
  if (atLeast !== undefined)
    return typeof value === "number" && value >= atLeast
      ? undefined
      : `expected at least ${atLeast}, got ${show(value)}`;
  if (atMost !== undefined)
    return typeof value === "number" && value <= atMost ? undefined : `expected at most ${atMost}, got ${show(value)}`;
  return isDeepStrictEqual(value, equals) ? undefined : `expected ${show(equals)}, got ${show(value)}`;
}

function holds(value: unknown, part: unknown): boolean {
  if (Array.isArray(value)) return value.some((member) => isDeepStrictEqual(member, part));
  return typeof value === "string" && typeof part === "string" && value.includes(part);
}

/** Checks the claims of a proof against each of its stacks. A selector that selects nothing proves nothing. */
export async function objectFaults(proof: ObjectProof, render: Render, stacks: readonly string[]): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const [index, stack] of proof.stacks.entries()) {
    if (!stacks.includes(stack)) {
      faults.push({
        field: fieldPath(["stacks", index]),
        message: `no stack "${stack}"; there are ${stacks.join(", ")}`,
      });
      continue;
    }
    let resources: readonly RenderedResource[];
    try {
      resources = await render(stack);
    } catch (error) {
      const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
      faults.push({
        field: fieldPath(["stacks", index]),
        message: `the program of ${stack} does not render: ${reason ?? ""}`,
      });
      continue;
    }
    faults.push(...stackFaults(proof, stack, resources));
  }
  return faults;
}

/** How many there are: of objects of Kubernetes for each cluster that has some, since a stack of several regions has several. */
function countsOf(resources: readonly RenderedResource[]): number[] {
  const groups = Map.groupBy(resources, (resource) => (isKubernetes(resource) ? resource.provider : undefined));
  return [...groups.values()].map((group) => group.length);
}

function stackFaults(proof: ObjectProof, stack: string, resources: readonly RenderedResource[]): Fault[] {
  const selected = selectResources(resources, proof);
  const what = describeSelector(proof);
  if (selected.length === 0) {
    const alike = selectResources(resources, { ...proof, namespace: undefined, name: undefined });
    const names = [...new Set(alike.map((resource) => String(nameOf(resource))))].slice(0, 8);
    const there = names.length > 0 ? `; it has ${names.join(", ")}` : "";
    return [{ field: proof.name === undefined ? "" : "name", message: `stack ${stack} has no ${what}${there}` }];
  }
  const [other] = countsOf(selected).filter((count) => count !== proof.selects);
  if (proof.selects !== undefined && other !== undefined)
    return [{ field: "selects", message: `stack ${stack} has ${other} of ${what}, expected ${proof.selects}` }];
  return selected.flatMap((resource) =>
    proof.assert.flatMap((assertion, index) => {
      const fault = assertionFault(resource.inputs, assertion);
      const where = `${stack}: ${kindOf(resource)} ${String(nameOf(resource))}`;
      return fault === undefined
        ? []
        : [{ field: fieldPath(["assert", index]), message: `${where}: ${assertion.path} ${fault}` }];
    }),
  );
}
