import { clusterOf, inNamespace, type KubernetesObject, nameOf } from "../../lib/kubernetes/places.ts";
import { threshold } from "../../lib/rule.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";

const companions = ["ResourceQuota", "LimitRange"] as const;

export default stackRule({
  name: "k8s-namespace-quota",
  severity: "medium",
  level: "M",
  description:
    "A namespace must have a ResourceQuota and a LimitRange, so that one system cannot take the cluster from the others.",
  remediationSteps: "Declare a ResourceQuota and a LimitRange in the namespace.",
  framework: kubernetesDocs("Resource quotas", "concepts/policy/resource-quotas/"),
  tags: ["trivy:KSV-0039", "trivy:KSV-0040", "kyverno:add-ns-quota"],
  requirements: ["CAP-011", "REC-066"],
  on: ["kubernetes:core/v1:Namespace"],
  thresholds: {
    unlimited: threshold<readonly string[]>({
      description: "Namespaces without a quota: agents run on every node, however many there are.",
      type: "array",
      values: { dev: [], staging: [], prod: [], "prod-azure": [] },
    }),
  },
  check: (subject, stack, { config, notApplicable }) => {
    const namespace = nameOf(subject);
    if (config.unlimited.includes(namespace)) return notApplicable("the namespace is listed as one without a quota");
    return collect(companions, (kind) =>
      inNamespace<KubernetesObject>(stack, clusterOf(subject), namespace, `kubernetes:core/v1:${kind}`).length > 0
        ? []
        : [missing(kind, `one in the namespace ${namespace}`)],
    );
  },
});
