import { alertsIn } from "../../lib/kubernetes/alerts.ts";
import { type Monitor, serviceMonitor } from "../../lib/kubernetes/monitors.ts";
import { clusterOf, nameOf, namespaceOf } from "../../lib/kubernetes/places.ts";
import { threshold } from "../../lib/rule.ts";
import type { Resource } from "../../lib/stack.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";

/** What is neither a system's, whose alerts are looked at by other rules, nor a chart's, which brings alerts. */
const namespaces = ["logging"];

export default stackRule({
  name: "crd-monitor-alerted",
  severity: "medium",
  level: "Mp",
  description:
    "Somebody must hear when what sends logs to the archive stands still: what is measured there has an alert that names it.",
  remediationSteps: "Declare a PrometheusRule beside the ServiceMonitor whose alerts ask for job with its name.",
  framework: guides("FTE-079"),
  tags: ["nist-800-53:SI-4", "nist-800-53:AU-5"],
  requirements: ["FTE-079", "CAP-065"],
  on: [serviceMonitor],
  thresholds: {
    namespaces: threshold<readonly string[]>({
      description: "Namespaces in which each ServiceMonitor has alerts.",
      type: "array",
      values: { dev: namespaces, staging: namespaces, prod: namespaces, "prod-azure": namespaces },
    }),
  },
  check: (subject: Resource<Monitor>, stack, { config, notApplicable }) => {
    const namespace = namespaceOf(subject);
    if (!config.namespaces.includes(namespace)) return notApplicable("its alerts are a system's, or a chart's");
    const job = `job="${nameOf(subject)}"`;
    const isHeard = alertsIn(stack, { cluster: clusterOf(subject), namespace }).some(({ expr }) => expr.includes(job));
    return isHeard ? [] : [missing("PrometheusRule", `an alert on ${job}`)];
  },
});
