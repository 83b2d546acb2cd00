import type { ResourceType } from "../rule.ts";
import type { Resource, Stack } from "../stack.ts";
import {
  concerns,
  type Direction,
  fieldsOf,
  isPeer,
  limiting,
  openings,
  type Peer,
  type PlacedPod,
  type Wanted,
} from "./network-policies.ts";
import { operatorTypes, podsMadeOf } from "./operator-pods.ts";
import { clusterOf, inNamespace, type KubernetesObject, nameOf } from "./places.ts";
import { podTemplate, podTypes } from "./pods.ts";
import { type Labels, selects, type Selector } from "./selectors.ts";

const namespaceType = "kubernetes:core/v1:Namespace" as ResourceType<KubernetesObject>;
const nameLabel = "kubernetes.io/metadata.name";

/** What a stack says about a cluster's pods and namespaces; it does not change, and rules ask for each of their subjects. */
const known = new WeakMap<Stack, Map<string, readonly Labels[]>>();

function remembered(stack: Stack, key: string, make: () => readonly Labels[]): readonly Labels[] {
  const all = known.get(stack) ?? new Map<string, readonly Labels[]>();
  known.set(stack, all);
  const found = all.get(key) ?? make();
  all.set(key, found);
  return found;
}

/** Labels of the pods that the stack makes in a namespace, itself or through operators. */
export function podsIn(stack: Stack, cluster: string, namespace: string): readonly Labels[] {
  return remembered(stack, `pods ${cluster} ${namespace}`, () =>
    inNamespace<KubernetesObject>(stack, cluster, namespace, ...podTypes, ...operatorTypes).flatMap((each) =>
      podsOf(each).map((labels) => ({ ...labels })),
    ),
  );
}

/** Labels of the pods that an object makes, itself or through an operator: a set for each kind of pod. */
export function podsOf(maker: Resource<KubernetesObject>): readonly Labels[] {
  if (operatorTypes.includes(maker.type)) return podsMadeOf(maker);
  const pod = podTemplate(maker.type, maker.props);
  return pod ? [pod.labels] : [];
}

/** Labels of the namespaces that the stack makes in a cluster; the API gives each its name as one. */
function namespacesIn(stack: Stack, cluster: string): readonly Labels[] {
  return remembered(stack, `namespaces ${cluster}`, () =>
    stack
      .all(namespaceType)
      .filter((each) => clusterOf(each) === cluster)
      .map((each) => ({ ...each.props.metadata?.labels, [nameLabel]: nameOf(each) })),
  );
}

function labelsOfNamespace(stack: Stack, cluster: string): (namespace: string) => Labels {
  return (namespace) =>
    namespacesIn(stack, cluster).find((labels) => labels[nameLabel] === namespace) ?? { [nameLabel]: namespace };
}

/** Pods that a selector stands for: those of the stack, or, where they are made on demand, such with its very labels. */
export function podsSelected(stack: Stack, cluster: string, namespace: string, selector: Selector): PlacedPod[] {
  const made = podsIn(stack, cluster, namespace).filter((labels) => selects(selector, labels));
  return (made.length > 0 ? made : described(selector)).map((labels) => ({ cluster, namespace, labels }));
}

/** Labels that a selector describes; none where it asks for something else than given values. */
function described({ matchLabels, matchExpressions }: Selector): Labels[] {
  const labels = matchLabels ?? {};
  const listed = (matchExpressions ?? []).map(({ key = "", operator, values }) =>
    operator === "In" ? (values ?? []).map((value) => ({ [key]: value })) : [],
  );
  const all = listed.reduce<Labels[]>(
    (some, choices) => some.flatMap((one) => choices.map((choice) => ({ ...one, ...choice }))),
    [labels],
  );
  return all.filter((one) => Object.keys(one).length > 0);
}

/** The pods that a peer in a policy of a namespace stands for, in the namespaces of the stack. */
export function podsOfPeer(stack: Stack, cluster: string, home: string, peer: Peer): PlacedPod[] {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  if (ipBlock) return [];
  const namespaces = namespaceSelector
    ? namespacesIn(stack, cluster)
        .filter((labels) => selects(namespaceSelector, labels))
        .map((labels) => labels[nameLabel] ?? "")
    : [home];
  return namespaces.flatMap((namespace) => podsSelected(stack, cluster, namespace, podSelector ?? {}));
}

/** Whether the policies at one pod let it send to, or receive from, another; without a policy all is let through. */
export function letsThrough(
  stack: Stack,
  pod: PlacedPod,
  direction: Direction,
  other: Omit<PlacedPod, "cluster">,
  wanted: Wanted,
): boolean {
  const policies = limiting(stack, pod, direction);
  const labelsOf = labelsOfNamespace(stack, pod.cluster);
  return (
    policies.length === 0 ||
    policies.some((policy) =>
      openings(policy, direction).some((opening) => {
        const peers = opening[fieldsOf[direction].peers];
        if (!concerns(opening, wanted)) return false;
        return (peers?.length ?? 0) === 0 || (peers ?? []).some((peer) => isPeer(peer, pod.namespace, other, labelsOf));
      }),
    )
  );
}
