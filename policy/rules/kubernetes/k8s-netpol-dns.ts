import { letsThrough, podsSelected } from "../../lib/kubernetes/flows.ts";
import { networkPolicy, type NetworkPolicy, openings } from "../../lib/kubernetes/network-policies.ts";
import { clusterOf, namespaceOf } from "../../lib/kubernetes/places.ts";
import { threshold } from "../../lib/rule.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";

const servers = { namespace: "kube-system", label: "k8s-app", value: "kube-dns" };
const protocols = ["UDP", "TCP"];

export default stackRule({
  name: "k8s-netpol-dns",
  severity: "medium",
  level: "M",
  description: "Pods that a NetworkPolicy lets out must be let out to the cluster's DNS, too, over UDP and TCP.",
  remediationSteps: "Declare a NetworkPolicy with egress to the DNS servers' pods on port 53, UDP and TCP.",
  framework: kubernetesDocs("DNS for Services and Pods", "concepts/services-networking/dns-pod-service/"),
  tags: [],
  requirements: ["CAP-055", "ECO-033", "REC-045"],
  on: [networkPolicy],
  thresholds: {
    servers: threshold<typeof servers>({
      description: "Namespace of the DNS servers, and a label of their pods with its value.",
      type: "object",
      values: { dev: servers, staging: servers, prod: servers, "prod-azure": servers },
    }),
  },
  check: (subject: Resource<NetworkPolicy>, stack, { config, notApplicable }) => {
    if (openings(subject, "Egress").length === 0) return notApplicable("it lets nothing out");
    const { namespace, label, value } = config.servers;
    const server = { namespace, labels: { [label]: value } };
    const selector = subject.props.spec?.podSelector ?? {};
    // of a chart's pods as a whole nothing is known, not even a label
    const made = podsSelected(stack, clusterOf(subject), namespaceOf(subject), selector);
    const pods =
      made.length > 0 ? made : [{ cluster: clusterOf(subject), namespace: namespaceOf(subject), labels: {} }];
    const ask = pods.every((pod) =>
      protocols.every((protocol) => letsThrough(stack, pod, "Egress", server, { port: 53, protocol })),
    );
    return ask ? [] : [missing("NetworkPolicy", "one that lets the same pods out to DNS, UDP and TCP 53")];
  },
});
