import { contextsIn, restricted } from "../../lib/kubernetes/security-contexts.ts";
import { rule } from "../../lib/rule.ts";
import { podSecurity } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";

export default rule({
  name: "k8s-chart-values-restricted",
  severity: "high",
  level: "M",
  description: "What a program tells a chart about the security of its pods must be as strict as its own pods are.",
  remediationSteps:
    "In the securityContexts among the chart's values, run as a user other than root under a seccompProfile, drop all capabilities, escalate nothing, and keep the root file system read-only.",
  framework: podSecurity("restricted", "all controls"),
  tags: ["pss:restricted", "nist-800-53:AC-6"],
  requirements: ["FTE-063", "ONB-042", "ECO-032"],
  on: ["kubernetes:helm.sh/v3:Release"],
  check: ({ values }: { readonly values?: object }) => collect(contextsIn(values, "values"), restricted),
});
