import { directions, limits, networkPolicy } from "../../lib/kubernetes/network-policies.ts";
import { clusterOf, inNamespace, nameOf } from "../../lib/kubernetes/places.ts";
import { selectsAll } from "../../lib/kubernetes/selectors.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { cisKubernetes } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";

export default stackRule({
  name: "k8s-netpol-default-deny",
  severity: "critical",
  level: "M!",
  description:
    "A namespace must have NetworkPolicies that deny all its pods all traffic, in and out, which no other policy allows.",
  remediationSteps:
    "Declare a NetworkPolicy with podSelector {}, policyTypes [Ingress, Egress] and no rules in the namespace, then allow what is needed.",
  framework: cisKubernetes("5.3.2"),
  tags: ["kyverno:add-network-policy", "trivy:KSV-0038"],
  requirements: ["CAP-055", "ECO-033", "REC-045", "ONB-060", "FTE-059"],
  on: ["kubernetes:core/v1:Namespace"],
  check: (subject, stack) => {
    const namespace = nameOf(subject);
    const policies = inNamespace(stack, clusterOf(subject), namespace, networkPolicy);
    return collect(directions, (direction) => {
      const field = direction === "Ingress" ? "ingress" : "egress";
      const denies = policies.some(
        (policy) =>
          selectsAll(policy.props.spec?.podSelector ?? {}) &&
          limits(policy).includes(direction) &&
          (policy.props.spec?.[field]?.length ?? 0) === 0,
      );
      return denies ? [] : [missing("NetworkPolicy", `one that denies all ${field} in the namespace ${namespace}`)];
    });
  },
});
