import { beside, type KubernetesObject } from "../../lib/kubernetes/places.ts";
import { podTemplate, servingTypes } from "../../lib/kubernetes/pods.ts";
import { leastReplicas, type Workload } from "../../lib/kubernetes/scaling.ts";
import { selects, type Selector } from "../../lib/kubernetes/selectors.ts";
import type { ResourceType } from "../../lib/rule.ts";
import { against, missing, stackRule } from "../../lib/stack-rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";
import { show } from "../../lib/violation.ts";

interface Budget extends KubernetesObject {
  readonly spec?: {
    readonly selector?: Selector;
    readonly minAvailable?: number | string | null;
    readonly maxUnavailable?: number | string | null;
  };
}

const budget = "kubernetes:policy/v1:PodDisruptionBudget" as ResourceType<Budget>;

export default stackRule({
  name: "k8s-pdb",
  severity: "medium",
  level: "Mp",
  description:
    "A workload of several pods must have one PodDisruptionBudget, which lets at least one of them go when a node is drained.",
  remediationSteps: "Declare a PodDisruptionBudget with maxUnavailable 1 that selects the workload's pods.",
  framework: kubernetesDocs("Disruptions", "concepts/workloads/pods/disruptions/"),
  tags: [
    "kube-score:deployment-has-poddisruptionbudget",
    "kube-score:statefulset-has-poddisruptionbudget",
    "compliance-policies:disallowZeroVoluntaryDisruption",
  ],
  requirements: ["ONB-072", "CAP-032"],
  on: servingTypes,
  check: (subject: Resource<Workload>, stack, { notApplicable }) => {
    const pod = podTemplate(subject.type, subject.props);
    if (!pod) return notApplicable("it has no pod template of its own");
    const { least } = leastReplicas(stack, subject);
    if (least <= 1) return notApplicable("a budget of a single pod either stops every drain or says nothing");
    const budgets = beside(stack, subject, budget).filter(({ props }) => selects(props.spec?.selector, pod.labels));
    const [first] = budgets;
    if (!first) return [missing("PodDisruptionBudget", "one that selects the pods")];
    if (budgets.length > 1) {
      return [{ path: "PodDisruptionBudget", expected: "one that selects the pods", found: String(budgets.length) }];
    }
    return letsGo(first.props, least)
      ? []
      : [
          against(first, {
            path: first.props.spec?.minAvailable === undefined ? "spec.maxUnavailable" : "spec.minAvailable",
            expected: `one of ${least} pods at least to go`,
            found: show(first.props.spec?.minAvailable ?? first.props.spec?.maxUnavailable),
          }),
        ];
  },
});

/** Percentages are rounded up by the API, both of those that stay and of those that go. */
function letsGo({ spec }: Budget, pods: number): boolean {
  const count = (value: number | string) =>
    typeof value === "string" && value.endsWith("%")
      ? Math.ceil((Number.parseFloat(value) * pods) / 100)
      : Number(value);
  const { minAvailable, maxUnavailable } = spec ?? {};
  if (minAvailable !== undefined && minAvailable !== null) return pods - count(minAvailable) >= 1;
  return maxUnavailable !== undefined && maxUnavailable !== null && count(maxUnavailable) >= 1;
}
