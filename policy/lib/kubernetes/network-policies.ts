import type { ResourceType } from "../rule.ts";
import type { Resource, Stack } from "../stack.ts";
import { beside, inNamespace, type KubernetesObject } from "./places.ts";
import { type Labels, selects, type Selector } from "./selectors.ts";

/** Whom a rule of a NetworkPolicy is about: pods by labels, in namespaces by labels, or addresses. */
export interface Peer {
  readonly podSelector?: Selector | null;
  readonly namespaceSelector?: Selector | null;
  readonly ipBlock?: { readonly cidr?: string } | null;
}
/** A port by number or by name. */
export interface Port {
  readonly port?: number | string | null;
  readonly endPort?: number | null;
  readonly protocol?: string | null;
}
/** One rule of a NetworkPolicy: `from` of those that let in, `to` of those that let out. */
export interface Opening {
  readonly ports?: readonly Port[] | null;
  readonly from?: readonly Peer[] | null;
  readonly to?: readonly Peer[] | null;
}

/** A NetworkPolicy, as far as the rules about coverage look into it. */
export interface NetworkPolicy extends KubernetesObject {
  readonly spec?: {
    readonly podSelector?: Selector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly Opening[];
    readonly egress?: readonly Opening[];
  } | null;
}

export const networkPolicy = "kubernetes:networking.k8s.io/v1:NetworkPolicy" as ResourceType<NetworkPolicy>;
export const directions = ["Ingress", "Egress"] as const;
export type Direction = (typeof directions)[number];

/** Where a policy keeps the rules of a direction, and where these keep their peers. */
export const fieldsOf = {
  Ingress: { rules: "ingress", peers: "from" },
  Egress: { rules: "egress", peers: "to" },
} as const satisfies Record<Direction, { rules: keyof NonNullable<NetworkPolicy["spec"]>; peers: keyof Opening }>;

/** The directions that a policy limits: those it names; where it names none, ingress, and egress if it has rules for it. */
export function limits({ props: { spec } }: Resource<NetworkPolicy>): readonly string[] {
  return spec?.policyTypes ?? ["Ingress", ...((spec?.egress?.length ?? 0) > 0 ? ["Egress"] : [])];
}

/** The rules of a policy in a direction; a policy that does not limit it has none that count. */
export function openings(policy: Resource<NetworkPolicy>, direction: Direction): readonly Opening[] {
  return limits(policy).includes(direction) ? (policy.props.spec?.[fieldsOf[direction].rules] ?? []) : [];
}

/** The policies beside an object that select pods with some labels. */
export function policiesOf(
  stack: Stack,
  subject: Resource<KubernetesObject>,
  labels: Labels,
): readonly Resource<NetworkPolicy>[] {
  return beside(stack, subject, networkPolicy).filter(({ props }) => selects(props.spec?.podSelector ?? {}, labels));
}

/** The policies in a namespace that select pods with some labels and limit a direction. */
export function limiting(
  stack: Stack,
  { cluster, namespace, labels }: PlacedPod,
  direction: Direction,
): readonly Resource<NetworkPolicy>[] {
  return inNamespace(stack, cluster, namespace, networkPolicy).filter(
    (policy) => selects(policy.props.spec?.podSelector ?? {}, labels) && limits(policy).includes(direction),
  );
}

/** A pod by its labels, and where it is. */
export interface PlacedPod {
  readonly cluster: string;
  readonly namespace: string;
  readonly labels: Labels;
}

/** What somebody asks for: a port, or any that there is. */
export type Wanted = Port | "any";

/** Whether a rule is about a port; one that names no ports is about all. */
export function concerns({ ports }: Opening, wanted: Wanted): boolean {
  if ((ports?.length ?? 0) === 0 || wanted === "any") return true;
  return (ports ?? []).some(({ port, endPort, protocol }) => {
    if ((protocol ?? "TCP") !== (wanted.protocol ?? "TCP")) return false;
    if (port === undefined || port === null || port === wanted.port) return true;
    return Number(port) <= Number(wanted.endPort ?? wanted.port) && Number(wanted.port) <= Number(endPort ?? port);
  });
}

/** Whether a peer in a policy of a namespace stands for a pod, there or elsewhere in the cluster. */
export function isPeer(
  { podSelector, namespaceSelector, ipBlock }: Peer,
  home: string,
  { namespace, labels }: Omit<PlacedPod, "cluster">,
  labelsOf: (namespace: string) => Labels,
): boolean {
  if (ipBlock) return false;
  const near = namespaceSelector ? selects(namespaceSelector, labelsOf(namespace)) : namespace === home;
  return near && (!podSelector || selects(podSelector, labels));
}
