import type { ResourceType } from "../rule.ts";
import type { Resource, Stack } from "../stack.ts";
import { beside, type KubernetesObject } from "./places.ts";
import { type Labels, selects, type Selector } from "./selectors.ts";

/** A NetworkPolicy, as far as the rules about coverage look into it. */
export interface NetworkPolicy extends KubernetesObject {
  readonly spec?: {
    readonly podSelector?: Selector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly object[];
    readonly egress?: readonly object[];
  } | null;
}

export const networkPolicy = "kubernetes:networking.k8s.io/v1:NetworkPolicy" as ResourceType<NetworkPolicy>;
export const directions = ["Ingress", "Egress"] as const;
export type Direction = (typeof directions)[number];

/** The directions that a policy limits: those it names; where it names none, ingress, and egress if it has rules for it. */
export function limits({ props: { spec } }: Resource<NetworkPolicy>): readonly string[] {
  return spec?.policyTypes ?? ["Ingress", ...((spec?.egress?.length ?? 0) > 0 ? ["Egress"] : [])];
}

/** The policies beside an object that select pods with some labels. */
export function policiesOf(
  stack: Stack,
  subject: Resource<KubernetesObject>,
  labels: Labels,
): readonly Resource<NetworkPolicy>[] {
  return beside(stack, subject, networkPolicy).filter(({ props }) => selects(props.spec?.podSelector ?? {}, labels));
}
