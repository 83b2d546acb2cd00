import type { types } from "@pulumi/kubernetes";
import type { Unwrap } from "@pulumi/pulumi";
import { type Context, type NoThresholds, type Rule, rule, type Thresholds } from "../rule.ts";
import { collect } from "../unknown.ts";
import type { Violation } from "../violation.ts";

export type PodSpec = Unwrap<types.input.core.v1.PodSpec>;
export type Container = Unwrap<types.input.core.v1.Container>;
export type Volume = Unwrap<types.input.core.v1.Volume>;

/** Where each kind of workload keeps its pod template, seen from the resource; a Pod is its own template. */
const templatePaths = {
  "kubernetes:apps/v1:Deployment": ["spec", "template"],
  "kubernetes:apps/v1:StatefulSet": ["spec", "template"],
  "kubernetes:apps/v1:DaemonSet": ["spec", "template"],
  "kubernetes:apps/v1:ReplicaSet": ["spec", "template"],
  "kubernetes:argoproj.io/v1alpha1:Rollout": ["spec", "template"],
  "kubernetes:batch/v1:Job": ["spec", "template"],
  "kubernetes:batch/v1:CronJob": ["spec", "jobTemplate", "spec", "template"],
  "kubernetes:core/v1:Pod": [],
} as const satisfies Record<string, readonly string[]>;

export type PodType = keyof typeof templatePaths;

/** Every resource type that makes pods. */
export const podTypes = Object.keys(templatePaths) as PodType[];
/** Those that serve until they are stopped: no Job, no CronJob. */
export const servingTypes: readonly PodType[] = [
  "kubernetes:apps/v1:Deployment",
  "kubernetes:apps/v1:StatefulSet",
  "kubernetes:argoproj.io/v1alpha1:Rollout",
];

/** A pod template inside a resource. */
export interface PodTemplate {
  readonly spec: PodSpec;
  /** Path of the pod's spec, such as `spec.template.spec`. */
  readonly path: string;
  /** The pod's annotations, and where they are. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly annotationsPath: string;
  /** The pod's labels. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The property at a path; undefined as soon as a part is missing, so that a malformed resource crashes nothing. */
function dig(from: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    from,
  );
}

/** The pod template of a workload; undefined where it has none, such as a Rollout that refers to a Deployment. */
export function podTemplate(type: string, props: object): PodTemplate | undefined {
  const path: readonly string[] = templatePaths[type as PodType];
  const spec = dig(props, [...path, "spec"]);
  if (typeof spec !== "object" || spec === null) return undefined;
  return {
    spec: spec as PodSpec,
    path: [...path, "spec"].join("."),
    // read when asked for: a label that is not known yet is of no interest to most rules
    get annotations() {
      return (dig(props, [...path, "metadata", "annotations"]) ?? {}) as Record<string, string>;
    },
    annotationsPath: [...path, "metadata", "annotations"].join("."),
    get labels() {
      return (dig(props, [...path, "metadata", "labels"]) ?? {}) as Record<string, string>;
    },
  };
}

const containerLists = ["containers", "initContainers", "ephemeralContainers"] as const;
export type ContainerList = (typeof containerLists)[number];

/** Checks each container of a pod; `path` is the container's own. */
export function eachContainer(
  { spec, path }: PodTemplate,
  check: (container: Container, path: string, list: ContainerList) => readonly Violation[],
  lists: readonly ContainerList[] = containerLists,
): Violation[] {
  return collect(lists, (list) => {
    // an ephemeral container has a container's fields, less those that it may not set
    const containers = spec[list] as readonly Container[] | undefined;
    return collect(containers, (container, index) => check(container, `${path}.${list}[${index}]`, list));
  });
}

/** Whether a container of a pod listens on a port, or is the pod's only one: the others are its helpers. */
export function serves({ spec }: PodTemplate, { ports }: Container): boolean {
  return (ports?.length ?? 0) > 0 || spec.containers.length === 1;
}

type Check<Subject, T extends Thresholds> = (subject: Subject, context: Context<T>) => readonly Violation[];

interface PodRule<T extends Thresholds, Other extends object> extends Omit<Rule<object, T>, "on" | "check"> {
  /** The workloads that the rule looks at. @default every type that makes pods */
  readonly on?: readonly PodType[];
  check(pod: PodTemplate, context: Context<T>, workload: object): readonly Violation[];
  /** One more type of resource with the same subject, such as a ConfigMap beside the pods that read it. */
  readonly also?: { readonly type: string; readonly check: Check<Other, T> };
}

/** A rule over pods, wherever they come from. */
export function podRule<T extends Thresholds = NoThresholds, Other extends object = object>(
  spec: PodRule<T, Other>,
): Rule {
  const { on = podTypes, also } = spec;
  return rule<Other, T>({
    ...spec,
    on: also ? [...on, also.type] : on,
    check(props, context) {
      if (also?.type === context.type) return also.check(props, context);
      const pod = podTemplate(context.type, props);
      return pod ? spec.check(pod, context, props) : context.notApplicable("it has no pod template of its own");
    },
  });
}

/** A field of a container's securityContext that the pod's securityContext sets where the container does not. */
export function inherited<Value>(
  container: Value | undefined,
  pod: Value | undefined,
  containerPath: string,
  podPath: string,
): { readonly value: Value | undefined; readonly path: string } {
  return container !== undefined || pod === undefined
    ? { value: container, path: containerPath }
    : { value: pod, path: podPath };
}
