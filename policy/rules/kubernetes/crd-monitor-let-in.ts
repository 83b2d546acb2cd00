import { letsThrough } from "../../lib/kubernetes/flows.ts";
import { type Monitor, podMonitor, portsScraped, serviceMonitor } from "../../lib/kubernetes/monitors.ts";
import { threshold } from "../../lib/rule.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";
import { collect } from "../../lib/unknown.ts";

const prometheus = { namespace: "monitoring", label: "app.kubernetes.io/name", value: "prometheus" };

export default stackRule({
  name: "crd-monitor-let-in",
  severity: "medium",
  level: "Mp",
  description: "What a monitor selects must let Prometheus in: pods whose policies keep it out are measured by nobody.",
  remediationSteps: "Declare a NetworkPolicy that lets Prometheus's pods in on the port of the metrics.",
  framework: guides("FTE-039"),
  tags: [],
  requirements: ["FTE-039", "FTE-040", "CAP-012"],
  on: [serviceMonitor, podMonitor],
  thresholds: {
    prometheus: threshold<typeof prometheus>({
      description: "Namespace of Prometheus, and a label of its pods with its value.",
      type: "object",
      values: { dev: prometheus, staging: prometheus, prod: prometheus, "prod-azure": prometheus },
    }),
  },
  check: (subject: Resource<Monitor>, stack, { config }) => {
    const { namespace, label, value } = config.prometheus;
    const from = { namespace, labels: { [label]: value } };
    return collect(portsScraped(stack, subject), ({ pod, port }) =>
      letsThrough(stack, pod, "Ingress", from, port ?? "any")
        ? []
        : [
            missing(
              "NetworkPolicy",
              `one that lets Prometheus in to ${port ? `port ${port.port}` : "a port"} of the pods ${shown(pod.labels)}`,
            ),
          ],
    );
  },
});

function shown(labels: Readonly<Record<string, string>>): string {
  return labels["app.kubernetes.io/name"] ?? Object.values(labels).join(" ");
}
