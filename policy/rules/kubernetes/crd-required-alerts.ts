import type { KubernetesObject } from "../../lib/kubernetes/places.ts";
import { type ResourceType, threshold } from "../../lib/rule.ts";
import { missing, stackRule, wholeStack } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";

interface PrometheusRule extends KubernetesObject {
  readonly spec?: {
    readonly groups?: readonly {
      readonly rules?: readonly { readonly alert?: string; readonly expr?: string | number }[];
    }[];
  };
}

const prometheusRule = "kubernetes:monitoring.coreos.com/v1:PrometheusRule" as ResourceType<PrometheusRule>;

/** What somebody must hear of, and how an alert's name or query tells that it is about that. */
const required: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["backups that are stale", /backup_last_success|BackupStale|BackupMissing|BackupLate/i],
  ["restore drills that fail", /restore_drill_|DrillFailed|DrillLate/i],
  ["replication that lags", /replication_lag|ReplicationLag/i],
  ["volumes that fill up", /kubelet_volume_stats|Volume\w*Full|Disk\w*Full/i],
  ["certificates that expire", /certificate_expiration|Cert\w*Expir/i],
];

/** Bites as soon as one of them is there, so that the rest cannot be forgotten. */
export default stackRule({
  name: "crd-required-alerts",
  severity: "high",
  level: "Mp",
  description:
    "A stack must alert on stale backups, failed restore drills, lagging replication, full volumes and expiring certificates.",
  remediationSteps: "Declare a PrometheusRule with an alert for what is missing.",
  framework: guides("FTE-049"),
  tags: [],
  requirements: ["FTE-049", "CAP-068", "ECO-050"],
  on: [wholeStack],
  thresholds: {
    complete: threshold<boolean>({
      description: "Whether all of them are required although none of them is there.",
      type: "boolean",
      values: { dev: false, staging: false, prod: false, "prod-azure": false },
    }),
  },
  check: (_subject, stack, { config, notApplicable }) => {
    const alerts = stack
      .all(prometheusRule)
      .flatMap(({ props }) => props.spec?.groups ?? [])
      .flatMap(({ rules }) => rules ?? [])
      .flatMap(({ alert, expr }) => (alert === undefined ? [] : [`${alert} ${String(expr)}`]));
    const absent = required.filter(([, pattern]) => !alerts.some((alert) => pattern.test(alert)));
    if (absent.length === required.length && !config.complete) {
      return notApplicable("the stack has no alerts of its operation yet: they come with backups and drills");
    }
    return collect(absent, ([what]) => [missing("PrometheusRule", `an alert on ${what}`)]);
  },
});
