import type { types } from "@pulumi/kubernetes";
import type { Unwrap } from "@pulumi/pulumi";
import { rule, threshold } from "../../lib/rule.ts";
import { cisKubernetes } from "../../lib/standards.ts";
import { entry, expected, show } from "../../lib/violation.ts";

const label = "pod-security.kubernetes.io/enforce";
const because = "plumbline.dev/pod-security-because";

export default rule({
  name: "k8s-namespace-psa",
  severity: "high",
  level: "M!",
  description:
    "A namespace must enforce the restricted Pod Security Standard; a listed system namespace, baseline, or, for the nodes' agents and with the reason on it, privileged.",
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
    nodeAgents: threshold<readonly string[]>({
      description:
        "Names of the namespaces for agents on the nodes, which need paths of the host and so may enforce privileged, if an annotation says why.",
      type: "array",
      values: {
        dev: ["node-agents"],
        staging: ["node-agents"],
        prod: ["node-agents"],
        "prod-azure": ["node-agents"],
      },
    }),
  },
  check: ({ metadata }: Unwrap<types.input.core.v1.Namespace>, { config }) => {
    const enforced = metadata?.labels?.[label];
    if (enforced === "restricted") return [];
    const name = metadata?.name ?? "";
    if (enforced === "baseline" && config.baseline.includes(name)) return [];
    if (enforced !== "privileged" || !config.nodeAgents.includes(name)) {
      return [expected(entry("metadata.labels", label), "restricted", enforced)];
    }
    const reason = metadata?.annotations?.[because];
    if (reason) return [];
    const path = entry("metadata.annotations", because);
    return [{ path, expected: "the reason why its pods need more than restricted", found: show(reason) }];
  },
});
