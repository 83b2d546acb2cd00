import { alertsIn } from "../../lib/kubernetes/alerts.ts";
import { clusterOf, type KubernetesObject, nameOf, namespaceOf } from "../../lib/kubernetes/places.ts";
import { backsUp, drills } from "../../lib/kubernetes/stores.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";

/** What an alert on a job asks, by the job's label that names its store: when the last one was well. */
const asked: Readonly<Record<string, RegExp>> = {
  [backsUp]: /\bbackup_last_success/,
  [drills]: /\brestore_drill_/,
};

type Due = KubernetesObject & { readonly spec?: { readonly suspend?: boolean } };

export default stackRule({
  name: "crd-schedule-alerted",
  severity: "medium",
  level: "Mp",
  description: "Somebody must hear of it when what is due does not happen: each schedule has an alert that names it.",
  remediationSteps:
    "Declare a PrometheusRule beside it with an alert on the time since the last success, which names the schedule, or the store of a backup or drill.",
  framework: guides("FTE-049"),
  tags: ["nist-800-53:SI-4"],
  requirements: ["FTE-049", "CAP-068", "ECO-050"],
  on: ["kubernetes:velero.io/v1:Schedule", "kubernetes:batch/v1:CronJob"],
  check: (subject: Resource<Due>, stack, { notApplicable }) => {
    if (subject.props.spec?.suspend === true) return notApplicable("it is never due: somebody runs it by hand");
    const name = nameOf(subject);
    const alerts = alertsIn(stack, { cluster: clusterOf(subject), namespace: namespaceOf(subject) });
    const isHeard = alerts.some(({ expr }) => {
      if (expr.includes(`"${name}"`)) return true;
      return Object.entries(asked).some(([label, metric]) => {
        const store = subject.props.metadata?.labels?.[label];
        return store !== undefined && metric.test(expr) && expr.includes(`"${store}"`);
      });
    });
    return isHeard ? [] : [missing("PrometheusRule", `an alert on ${name}`)];
  },
});
