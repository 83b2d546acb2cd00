import type { types } from "@pulumi/kubernetes";
import type { Unwrap } from "@pulumi/pulumi";
import { rule, threshold } from "../../lib/rule.ts";
import { cisKubernetes } from "../../lib/standards.ts";
import { entry, expected } from "../../lib/violation.ts";

const label = "pod-security.kubernetes.io/enforce";

export default rule({
  name: "k8s-namespace-psa",
  severity: "high",
  level: "M!",
  description: "A namespace must enforce the restricted Pod Security Standard; a listed system namespace, baseline.",
  remediationSteps: `Set the namespace's label ${label} to restricted.`,
  framework: cisKubernetes("5.2.1"),
  tags: ["kyverno:psa"],
  requirements: ["FTE-063", "REC-056"],
  on: ["kubernetes:core/v1:Namespace"],
  thresholds: {
    baseline: threshold<readonly string[]>({
      description: "Names of the system namespaces that may enforce baseline instead of restricted.",
      type: "array",
      values: { dev: [], staging: [], prod: [], "prod-azure": [] },
    }),
  },
  check: ({ metadata }: Unwrap<types.input.core.v1.Namespace>, { config }) => {
    const enforced = metadata?.labels?.[label];
    if (enforced === "restricted") return [];
    return enforced === "baseline" && config.baseline.includes(metadata?.name ?? "")
      ? []
      : [expected(entry("metadata.labels", label), "restricted", enforced)];
  },
});
