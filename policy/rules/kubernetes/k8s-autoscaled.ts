import { nameOf, namespaceOf } from "../../lib/kubernetes/places.ts";
import { autoscalersOf, type Workload } from "../../lib/kubernetes/scaling.ts";
import { threshold } from "../../lib/rule.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";

/** What Prometheus alone asks. */
const fixed = ["cap", "ecommerce", "onboarding", "production", "reconciliation"].map(
  (namespace) => `${namespace}/backup-exporter`,
);

export default stackRule({
  name: "k8s-autoscaled",
  severity: "medium",
  level: "Mp",
  description: "A workload without state must have an autoscaler: load that comes all at once must not take it down.",
  remediationSteps: "Declare a HorizontalPodAutoscaler whose scaleTargetRef is the workload.",
  framework: kubernetesDocs("HorizontalPodAutoscaler", "tasks/run-application/horizontal-pod-autoscale/"),
  tags: ["kube-score:horizontalpodautoscaler-has-target", "nist-800-53:SC-5"],
  requirements: ["FTE-036", "ONB-072", "CAP-032", "ECO-052"],
  on: ["kubernetes:apps/v1:Deployment", "kubernetes:argoproj.io/v1alpha1:Rollout"],
  thresholds: {
    fixed: threshold<readonly string[]>({
      description: "NAMESPACE/NAME of the workloads whose number of pods does not depend on load.",
      type: "array",
      values: { dev: fixed, staging: fixed, prod: fixed, "prod-azure": fixed },
    }),
  },
  check: (subject: Resource<Workload>, stack, { config, notApplicable }) => {
    if (config.fixed.includes(`${namespaceOf(subject)}/${nameOf(subject)}`)) {
      return notApplicable("it is listed as one whose pods do not follow the load");
    }
    if (subject.props.spec?.replicas === 0) return notApplicable("it is turned off");
    return autoscalersOf(stack, subject).length > 0
      ? []
      : [missing("HorizontalPodAutoscaler", "one whose target is this workload")];
  },
});
