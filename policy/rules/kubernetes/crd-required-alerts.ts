import { alertsIn } from "../../lib/kubernetes/alerts.ts";
import type { KubernetesObject } from "../../lib/kubernetes/places.ts";
import { backsUp, drills } from "../../lib/kubernetes/stores.ts";
import { type ResourceType, threshold } from "../../lib/rule.ts";
import { missing, stackRule, wholeStack } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";

/** What somebody must hear of, and how an alert's name or query tells that it is about that. */
const alertsOn: Readonly<Record<string, RegExp>> = {
  "backup-stale": /backup_last_success|BackupStale|BackupMissing|BackupLate/i,
  "restore-drill-failed": /restore_drill_|DrillFailed|DrillLate/i,
  "replication-lag": /replication_lag|ReplicationLag/i,
  "volume-full": /kubelet_volume_stats|Volume\w*Full|Disk\w*Full/i,
  "cert-expiry": /certificate_expiration|Cert\w*Expir/i,
};

/** Volumes and certificates are among what the charts of Prometheus and of cert-manager alert on; lag is for the alerts of the systems. */
const fromElsewhere = ["replication-lag", "volume-full", "cert-expiry"];

/** Types of objects by which backups are made; a CronJob is one if it says so. */
const schedules = ["kubernetes:postgresql.cnpg.io/v1:ScheduledBackup", "kubernetes:velero.io/v1:Schedule"];
const cronJob = "kubernetes:batch/v1:CronJob" as ResourceType<KubernetesObject>;

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
    fromElsewhere: threshold<readonly string[]>({
      description: "Alerts that the stack itself need not have: a chart brings them, or a later part of the systems.",
      type: "array",
      values: { dev: fromElsewhere, staging: fromElsewhere, prod: fromElsewhere, "prod-azure": fromElsewhere },
    }),
  },
  check: (_subject, stack, { config, notApplicable }) => {
    const labelled = (label: string) => stack.all(cronJob).some(({ props }) => props.metadata?.labels?.[label]);
    const isBackedUp = stack.all(...schedules).length > 0 || labelled(backsUp);
    const needless = new Set([
      ...config.fromElsewhere,
      ...(isBackedUp ? [] : ["backup-stale"]),
      ...(labelled(drills) ? [] : ["restore-drill-failed"]),
    ]);
    const needed = Object.entries(alertsOn).filter(([name]) => !needless.has(name));
    if (needed.length === 0) return notApplicable("the stack has neither backups nor drills to hear of");
    const alerts = alertsIn(stack).map(({ alert, expr }) => `${alert} ${expr}`);
    return collect(needed, ([name, pattern]) =>
      alerts.some((alert) => pattern.test(alert)) ? [] : [missing("PrometheusRule", `an alert on ${name}`)],
    );
  },
});
