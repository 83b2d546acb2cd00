import { alertsIn } from "../../lib/kubernetes/alerts.ts";
import { jobOf, scrapeConfig } from "../../lib/kubernetes/monitors.ts";
import { clusterOf, inNamespace, type KubernetesObject, nameOf } from "../../lib/kubernetes/places.ts";
import { servingTypes } from "../../lib/kubernetes/pods.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";

const owner = "plumbline.dev/owner";
/** What the platform runs has the alerts of its charts. */
const platform = ["platform", "backup-store"];
/** Backups are watched whatever a system does. */
const onBackups = /\b(backup|restore_drill)_/;

export default stackRule({
  name: "crd-system-alerted",
  severity: "medium",
  level: "A",
  description:
    "A system should have alerts of its own, beside its workloads: those of the cluster know pods, not what they are for.",
  remediationSteps: "Declare a PrometheusRule with the system's alerts in its namespace.",
  framework: guides("FTE-049"),
  tags: ["nist-800-53:SI-4"],
  requirements: ["FTE-049", "CAP-068", "ECO-050"],
  on: ["kubernetes:core/v1:Namespace"],
  check: (subject: Resource<KubernetesObject>, stack, { notApplicable }) => {
    if (platform.includes(subject.props.metadata?.labels?.[owner] ?? "platform")) {
      return notApplicable("what is in it is the platform's, whose charts bring their alerts");
    }
    const place = { cluster: clusterOf(subject), namespace: nameOf(subject) };
    if (inNamespace<KubernetesObject>(stack, place.cluster, place.namespace, ...servingTypes).length === 0) {
      return notApplicable("nothing in it serves");
    }
    // Those on a store that is measured from here are the store's.
    const stores = inNamespace(stack, place.cluster, place.namespace, scrapeConfig).map(jobOf);
    const own = alertsIn(stack, place).filter(
      ({ expr }) => !onBackups.test(expr) && !stores.some((job) => expr.includes(job)),
    );
    return own.length > 0 ? [] : [missing("PrometheusRule", "one with alerts on what the system does")];
  },
});
