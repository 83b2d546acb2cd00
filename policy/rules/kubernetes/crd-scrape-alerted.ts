import { alertsIn } from "../../lib/kubernetes/alerts.ts";
import { jobOf, type ScrapeConfig, scrapeConfig } from "../../lib/kubernetes/monitors.ts";
import { clusterOf, namespaceOf } from "../../lib/kubernetes/places.ts";
import type { Resource } from "../../lib/stack.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";

export default stackRule({
  name: "crd-scrape-alerted",
  severity: "medium",
  level: "Mp",
  description:
    "Somebody must hear of what is measured outside of the cluster, where no alert on pods looks: each job of a ScrapeConfig has an alert that names it.",
  remediationSteps: "Declare a PrometheusRule beside it whose alerts ask for job with the jobName.",
  framework: guides("FTE-049"),
  tags: ["nist-800-53:SI-4"],
  requirements: ["FTE-049", "CAP-068", "ECO-050"],
  on: [scrapeConfig],
  check: (subject: Resource<ScrapeConfig>, stack) => {
    const alerts = alertsIn(stack, { cluster: clusterOf(subject), namespace: namespaceOf(subject) });
    const isHeard = alerts.some(({ expr }) => expr.includes(jobOf(subject)));
    return isHeard ? [] : [missing("PrometheusRule", `an alert on ${jobOf(subject)}`)];
  },
});
