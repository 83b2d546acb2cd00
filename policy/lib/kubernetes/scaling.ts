import type { ResourceType } from "../rule.ts";
import type { Resource, Stack } from "../stack.ts";
import { beside, type KubernetesObject, nameOf } from "./places.ts";

/** A workload with replicas. */
export interface Workload extends KubernetesObject {
  readonly spec?: { readonly replicas?: number };
}

/** An autoscaler of workloads. */
export interface Autoscaler extends KubernetesObject {
  readonly spec?: {
    readonly minReplicas?: number;
    readonly maxReplicas?: number;
    readonly scaleTargetRef?: { readonly apiVersion?: string; readonly kind?: string; readonly name?: string };
  };
}

export const autoscaler = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler" as ResourceType<Autoscaler>;

/** The autoscalers of a workload. */
export function autoscalersOf(stack: Stack, workload: Resource<Workload>): readonly Resource<Autoscaler>[] {
  const kind = workload.type.split(":").at(-1);
  return beside(stack, workload, autoscaler).filter(({ props }) => {
    const target = props.spec?.scaleTargetRef;
    return target?.kind === kind && target?.name === nameOf(workload);
  });
}

/** The least number of pods that a workload ever has: its autoscaler's, where it has one, and else its own. */
export function leastReplicas(
  stack: Stack,
  workload: Resource<Workload>,
): { readonly least: number; readonly of?: Resource } {
  const [first] = autoscalersOf(stack, workload);
  if (first) return { least: first.props.spec?.minReplicas ?? 1, of: first };
  return { least: workload.props.spec?.replicas ?? 1 };
}

/** The fields in which operators' objects say how many pods are made of them. */
const counts = ["instances", "members", "replicas", "count"] as const;

/** The least number of pods that an object makes, itself or through an operator. */
export function podsAtLeast(stack: Stack, maker: Resource<KubernetesObject>): number {
  const spec: unknown = Reflect.get(maker.props, "spec");
  const said = typeof spec === "object" && spec !== null ? Object.entries(spec) : [];
  const own = said.find(([key]) => counts.some((count) => count === key))?.[1] as unknown;
  const [first] = autoscalersOf(stack, maker);
  return first ? (first.props.spec?.minReplicas ?? 1) : Number(own ?? 1);
}
