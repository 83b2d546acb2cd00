import { beside, type KubernetesObject } from "../../lib/kubernetes/places.ts";
import { operatorTypes } from "../../lib/kubernetes/operator-pods.ts";
import { podsOf } from "../../lib/kubernetes/flows.ts";
import { podTemplate } from "../../lib/kubernetes/pods.ts";
import { podsAtLeast } from "../../lib/kubernetes/scaling.ts";
import { type Labels, selects, type Selector } from "../../lib/kubernetes/selectors.ts";
import type { ResourceType } from "../../lib/rule.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import type { Resource, Stack } from "../../lib/stack.ts";
import { collect } from "../../lib/unknown.ts";

const budget = "kubernetes:policy/v1:PodDisruptionBudget" as ResourceType<
  KubernetesObject & { readonly spec?: { readonly selector?: Selector } }
>;
const statefulSet = "kubernetes:apps/v1:StatefulSet";

/** Operators that make a budget of the pods of these by themselves. */
const withOwn = new Set([
  "kubernetes:postgresql.cnpg.io/v1:Cluster",
  "kubernetes:kafka.strimzi.io/v1beta2:Kafka",
  "kubernetes:kafka.strimzi.io/v1beta2:KafkaNodePool",
  "kubernetes:elasticsearch.k8s.elastic.co/v1:Elasticsearch",
  "kubernetes:kibana.k8s.elastic.co/v1:Kibana",
  "kubernetes:gateway.envoyproxy.io/v1alpha1:EnvoyProxy",
]);

export default stackRule({
  name: "k8s-pdb-shared",
  severity: "medium",
  level: "Mp",
  description:
    "Pods that stand in for each other must have a budget, too, where an operator makes them or each is a workload of its own.",
  remediationSteps: "Declare a PodDisruptionBudget with maxUnavailable 1 that selects the pods of all of them.",
  framework: kubernetesDocs("Disruptions", "concepts/workloads/pods/disruptions/"),
  tags: [],
  requirements: ["ONB-072", "CAP-032"],
  on: [statefulSet, ...operatorTypes.filter((type) => !withOwn.has(type))],
  check: (subject: Resource<KubernetesObject>, stack, { notApplicable }) => {
    const group = subject.type === statefulSet ? apart(stack, subject) : podsOf(subject);
    if (group.length === 0) return notApplicable("no other workload has pods in its place");
    if (subject.type !== statefulSet && podsAtLeast(stack, subject) <= 1) {
      return notApplicable("a budget of a single pod either stops every drain or says nothing");
    }
    const budgets = beside(stack, subject, budget);
    return collect([group], (pods) =>
      budgets.some(({ props }) => pods.every((labels) => selects(props.spec?.selector, labels)))
        ? []
        : [missing("PodDisruptionBudget", "one that selects the pods of all that stand in for each other")],
    );
  },
});

/** What pods keep away from, as far as it is looked at here; any part may be missing. */
interface AntiAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly (Term | null)[] | null;
  readonly preferredDuringSchedulingIgnoredDuringExecution?:
    readonly ({ readonly podAffinityTerm?: Term | null } | null)[] | null;
}
interface Term {
  readonly labelSelector?: Selector | null;
}

/** A StatefulSet whose pods keep away from those of others, and these: copies of each other, one in each. */
function apart(stack: Stack, subject: Resource<KubernetesObject>): readonly Labels[] {
  const pod = podTemplate(subject.type, subject.props);
  const away: AntiAffinity | undefined = pod?.spec.affinity?.podAntiAffinity;
  const selectors = [
    ...(away?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
    ...(away?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map((each) => each?.podAffinityTerm),
  ].map((term) => term?.labelSelector);
  const others = beside<KubernetesObject>(stack, subject, statefulSet)
    .filter(({ urn }) => urn !== subject.urn)
    .flatMap(podsOf)
    .filter((labels) => selectors.some((selector) => selects(selector, labels)));
  return pod && others.length > 0 ? [pod.labels, ...others] : [];
}
