import { is, oneOf } from "../demands.ts";
import { allOf } from "../unknown.ts";
import { show, type Violation } from "../violation.ts";

/** A securityContext, of a pod or of a container. */
interface SecurityContext {
  readonly allowPrivilegeEscalation?: boolean;
  readonly capabilities?: { readonly drop?: readonly string[] };
  readonly privileged?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
  readonly runAsNonRoot?: boolean;
  readonly seccompProfile?: { readonly type?: string };
}

/** A securityContext in a form that is no pod's: of an operator, or of a chart. */
export interface PlacedContext {
  readonly path: string;
  readonly of: "pod" | "container";
  readonly context: SecurityContext;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Every securityContext in a value, whatever form it is in; names such as podSecurityContext are charts'. */
export function contextsIn(value: unknown, path: string): PlacedContext[] {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.flatMap((item, index) => contextsIn(item, `${path}[${index}]`));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const here = `${path}.${key}`;
    if (!/securityContext$/i.test(key) || !isObject(inner)) return contextsIn(inner, here);
    return [{ path: here, of: isOfContainer(here, inner) ? "container" : "pod", context: inner }];
  });
}

/** Fields that a pod's securityContext does not have, or a place where containers are described. */
function isOfContainer(path: string, context: object): boolean {
  if (/podSecurityContext$/.test(path)) return false;
  return (
    /([cC]ontainer|[cC]ontainers\[\d+\])\.securityContext$|containerSecurityContext$/.test(path) ||
    ["allowPrivilegeEscalation", "capabilities", "privileged", "readOnlyRootFilesystem"].some((key) => key in context)
  );
}

const profiles = ["RuntimeDefault", "Localhost"];

/** What the restricted Pod Security Standard, and a root file system that cannot be written, ask of a securityContext. */
export function restricted({ path, of, context }: PlacedContext): Violation[] {
  const { runAsNonRoot, seccompProfile } = context;
  const profile = () => oneOf(`${path}.seccompProfile.type`, seccompProfile?.type, profiles);
  if (of === "pod") return allOf(() => is(`${path}.runAsNonRoot`, runAsNonRoot, true), profile);
  const { allowPrivilegeEscalation, capabilities, privileged, readOnlyRootFilesystem } = context;
  const drop = capabilities?.drop;
  return allOf(
    () => is(`${path}.allowPrivilegeEscalation`, allowPrivilegeEscalation, false),
    () => is(`${path}.readOnlyRootFilesystem`, readOnlyRootFilesystem, true),
    () => is(`${path}.privileged`, privileged ?? false, false),
    () =>
      drop?.includes("ALL") === true
        ? []
        : [{ path: `${path}.capabilities.drop`, expected: '["ALL"]', found: show(drop), fix: ["ALL"] }],
    // what runs as root, as an agent of a node has to, has a profile of its own at the least
    () => (runAsNonRoot === undefined ? profile() : is(`${path}.runAsNonRoot`, runAsNonRoot, true)),
  );
}
