import { podsIn, podsOf } from "../../../policy/lib/kubernetes/flows.ts";
import {
  directions,
  fieldsOf,
  networkPolicy,
  type NetworkPolicy,
} from "../../../policy/lib/kubernetes/network-policies.ts";
import { beside, clusterOf, type KubernetesObject, namespaceOf } from "../../../policy/lib/kubernetes/places.ts";
import { podTypes } from "../../../policy/lib/kubernetes/pods.ts";
import { operatorTypes } from "../../../policy/lib/kubernetes/operator-pods.ts";
import { podsAtLeast } from "../../../policy/lib/kubernetes/scaling.ts";
import { selects, selectsAll, type Selector } from "../../../policy/lib/kubernetes/selectors.ts";
import { type Resource, stackOf } from "../../../policy/lib/stack.ts";

/** What is about to be done to which resource of a stack. */
export interface Intent {
  readonly what: string;
  readonly kind: string;
  readonly subject: Resource;
  readonly stack: readonly Resource[];
}

/** Damage that takes no protection away, and why: it is not done, and counted apart. */
const kinds: readonly { readonly is: (intent: Intent) => boolean; readonly because: string }[] = [
  {
    is: ({ kind, subject: { type } }) =>
      kind === "copyTagsToSnapshot" && /^aws:(rds|docdb)\/clusterInstance:/.test(type),
    because:
      "Snapshots of Aurora and of DocumentDB are of the cluster, whose own copyTagsToSnapshot decides: AWS does nothing with an instance's.",
  },
  {
    is: ({ what, subject: { type } }) => what === "retentionPolicy.enabled" && type === "azure-native:network:FlowLog",
    because: "A flow log whose retention is switched off is kept until somebody deletes it.",
  },
  {
    is: ({ kind, subject: { type } }) =>
      kind === "seccompProfile" && type === "kubernetes:postgresql.cnpg.io/v1:Cluster",
    because: "CloudNativePG runs its pods under RuntimeDefault by itself where a Cluster names no profile.",
  },
  {
    is: ({ kind, subject, stack }) =>
      kind === "dropped" && subject.type === "kubernetes:policy/v1:PodDisruptionBudget" && covered(subject, stack) <= 1,
    because: "A budget of a single pod either stops every drain of its node, or says nothing: this one says nothing.",
  },
  {
    is: ({ kind, subject }) => kind === "policyTypes" && !deniesAll(subject),
    because:
      "The policy that denies a namespace everything limits both directions whatever another names; only what that one names protects.",
  },
  {
    is: ({ kind, subject, stack }) =>
      kind === "dropped" && subject.type === networkPolicy && isOfCharts(subject, stack),
    because:
      "It only lets through, and what it lets through is a chart's: without it that pod is closed off. That no way is missing is shown by the matrix over the charts' pods.",
  },
  {
    is: ({ kind, subject }) => kind === "dropped" && /:SecurityPolicy$/.test(subject.type) && onlyOpens(subject),
    because: "Without CORS a browser lets no other origin read: a SecurityPolicy that says nothing else only opens.",
  },
];

/** A policy of the whole namespace without rules. */
function deniesAll({ props: { spec } }: Resource<NetworkPolicy>): boolean {
  return selectsAll(spec?.podSelector ?? {}) && directions.every((each) => !spec?.[fieldsOf[each].rules]?.length);
}

/** A policy that lets through, and whose pods only a chart or an operator's chart makes. */
function isOfCharts(subject: Resource<NetworkPolicy>, all: readonly Resource[]): boolean {
  const pods = podsIn(stackOf(all), clusterOf(subject), namespaceOf(subject));
  return !deniesAll(subject) && !pods.some((labels) => selects(subject.props.spec?.podSelector ?? {}, labels));
}

function onlyOpens({ props }: Resource<{ readonly spec?: object }>): boolean {
  return Object.keys(props.spec ?? {}).every((key) => key === "cors" || key === "targetRefs");
}

/** Why a damage is none; undefined where it takes something away. */
export function harmless(intent: Intent): string | undefined {
  return kinds.find(({ is }) => is(intent))?.because;
}

/** How many pods a budget is over. */
function covered(
  budget: Resource<KubernetesObject & { readonly spec?: { readonly selector?: Selector } }>,
  all: readonly Resource[],
): number {
  const stack = stackOf(all);
  return beside<KubernetesObject>(stack, budget, ...podTypes, ...operatorTypes)
    .filter((maker) => podsOf(maker).some((labels) => selects(budget.props.spec?.selector, labels)))
    .reduce((sum, maker) => sum + podsAtLeast(stack, maker), 0);
}
