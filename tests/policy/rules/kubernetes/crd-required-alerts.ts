import { object } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const alerts = (name: string, ...rules: Record<string, string>[]) =>
  object("monitoring.coreos.com/v1:PrometheusRule", name, { groups: [{ name, rules }] });
const at = stack([
  object("velero.io/v1:Schedule", "daily", {}),
  object("batch/v1:CronJob", "drill", {}, { "plumbline.dev/drills": "redis" }),
  alerts("backups", { alert: "BackupStale", expr: "a > 1" }, { alert: "RestoreDrillFailed", expr: "b > 1" }),
  alerts("stores", { alert: "Lag", expr: "pg_replication_lag_seconds > 300" }, { record: "a", expr: "b" }),
  alerts("volumes", { alert: "Filling", expr: "kubelet_volume_stats_available_bytes < 1" }),
  alerts("certificates", { alert: "CertificateExpires", expr: "c < 1" }),
]);
const wrong = (name: string) => `plumbline-test: PrometheusRule: expected an alert on ${name}, found nothing`;
const all = { config: { fromElsewhere: [] } };
const none = { "/spec/groups/0/rules": [] };

export default [
  at("all of them", {}, [], all),
  at("those that charts bring", { volumes: "removed", certificates: "removed", stores: "removed" }),
  at("nobody hears of backups and drills", { backups: { props: none } }, [
    wrong("backup-stale"),
    wrong("restore-drill-failed"),
  ]),
  at(
    "nobody hears of backups by jobs",
    {
      daily: "removed",
      drill: { props: { "/metadata/labels": { "plumbline.dev/backs-up": "redis" } } },
      backups: "removed",
    },
    [wrong("backup-stale")],
  ),
  at("nobody hears of full volumes", { volumes: "removed" }, [wrong("volume-full")], all),
  at(
    "nobody hears of lag, nor of certificates",
    { stores: "removed", certificates: "removed" },
    [wrong("replication-lag"), wrong("cert-expiry")],
    all,
  ),
  at("neither backups nor drills", { daily: "removed", drill: "removed", backups: "removed" }, [], {
    notApplicable: "the stack has neither backups nor drills to hear of",
  }),
];
