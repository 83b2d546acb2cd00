import { podRule } from "../../lib/kubernetes/pods.ts";
import { cisKubernetes } from "../../lib/standards.ts";
import { show } from "../../lib/violation.ts";

export default podRule({
  name: "k8s-own-service-account",
  severity: "medium",
  level: "M",
  description: "A pod must run under a ServiceAccount of its own, not the namespace's default one.",
  remediationSteps: "Create a ServiceAccount for the workload and name it in serviceAccountName.",
  framework: cisKubernetes("5.1.5"),
  tags: ["kube-linter:default-service-account"],
  requirements: ["FTE-015", "FTE-016", "REC-055"],
  check: ({ spec, path }) =>
    spec.serviceAccountName === undefined || ["", "default"].includes(spec.serviceAccountName)
      ? [{ path: `${path}.serviceAccountName`, expected: "a ServiceAccount", found: show(spec.serviceAccountName) }]
      : [],
});
