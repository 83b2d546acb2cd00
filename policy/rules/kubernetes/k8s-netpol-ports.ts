import { isSet } from "../../lib/demands.ts";
import { networkPolicy, type NetworkPolicy, type Opening, type Peer } from "../../lib/kubernetes/network-policies.ts";
import { selectsAll } from "../../lib/kubernetes/selectors.ts";
import { rule } from "../../lib/rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import type { Violation } from "../../lib/violation.ts";

export default rule({
  name: "k8s-netpol-ports",
  severity: "medium",
  level: "M",
  description:
    "A NetworkPolicy must name the ports on which it lets in or out; only what asks pods of every namespace leaves that to their own policies.",
  remediationSteps: "List in ports what is asked for, by number.",
  framework: kubernetesDocs("Network policies", "concepts/services-networking/network-policies/"),
  tags: ["nist-800-53:CM-7"],
  requirements: ["CAP-055", "ECO-033", "REC-045"],
  on: [networkPolicy],
  check: ({ spec }: NetworkPolicy) =>
    allOf(
      () => collect(spec?.ingress, ({ ports }, index) => named(`spec.ingress[${index}].ports`, ports)),
      () =>
        collect(spec?.egress, ({ ports, to }, index) =>
          to?.some(isEveryNamespace) === true ? [] : named(`spec.egress[${index}].ports`, ports),
        ),
    ),
});

/** Prometheus, the gateways and the operators ask whatever pods are there. */
function isEveryNamespace({ namespaceSelector, podSelector }: Peer): boolean {
  return selectsAll(namespaceSelector) && !podSelector;
}

function named(path: string, ports: Opening["ports"]): Violation[] {
  return isSet(path, ports, "the ports");
}
