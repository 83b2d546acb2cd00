import type { types } from "@pulumi/kubernetes";
import type { Unwrap } from "@pulumi/pulumi";
import { podRule } from "../../lib/kubernetes/pods.ts";
import { threshold } from "../../lib/rule.ts";
import { cisKubernetes } from "../../lib/standards.ts";
import { expected } from "../../lib/violation.ts";

const field = "automountServiceAccountToken";

export default podRule({
  name: "k8s-no-token-automount",
  severity: "medium",
  level: "R",
  description:
    "A pod must not be handed a token of the Kubernetes API unless its ServiceAccount is listed as needing one.",
  remediationSteps:
    "Set automountServiceAccountToken to false on the ServiceAccount and on the pod; list the ServiceAccount in needToken where the pod calls the API.",
  framework: cisKubernetes("5.1.6"),
  tags: ["trivy:KSV-0036"],
  requirements: ["FTE-016", "REC-055"],
  thresholds: {
    needToken: threshold<readonly string[]>({
      description: "Names of the ServiceAccounts whose pods call the Kubernetes API.",
      type: "array",
      values: { dev: [], staging: [], prod: [], "prod-azure": [] },
    }),
  },
  check: ({ spec, path }, { config }) => {
    const mounted = spec[field];
    if (mounted === false) return [];
    return mounted === true && config.needToken.includes(spec.serviceAccountName ?? "")
      ? []
      : [expected(`${path}.${field}`, false, mounted)];
  },
  also: {
    type: "kubernetes:core/v1:ServiceAccount",
    check: (account: Unwrap<types.input.core.v1.ServiceAccount>) =>
      account[field] === false ? [] : [expected(field, false, account[field])],
  },
});
