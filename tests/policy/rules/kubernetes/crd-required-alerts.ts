import { object } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const alerts = (name: string, ...rules: Record<string, string>[]) =>
  object("monitoring.coreos.com/v1:PrometheusRule", name, { groups: [{ name, rules }] });
const at = stack([
  alerts("backups", { alert: "BackupStale", expr: "a > 1" }, { alert: "RestoreDrillFailed", expr: "b > 1" }),
  alerts("stores", { alert: "Lag", expr: "pg_replication_lag_seconds > 300" }, { record: "a", expr: "b" }),
  alerts("volumes", { alert: "Filling", expr: "kubelet_volume_stats_available_bytes < 1" }),
  alerts("certificates", { alert: "CertificateExpires", expr: "c < 1" }),
]);
const wrong = (what: string) => `plumbline-test: PrometheusRule: expected an alert on ${what}, found nothing`;

export default [
  at("all of them", {}),
  at("nobody hears of full volumes", { volumes: "removed" }, [wrong("volumes that fill up")]),
  at("nobody hears of backups and drills", { backups: { props: { "/spec/groups/0/rules": [] } } }, [
    wrong("backups that are stale"),
    wrong("restore drills that fail"),
  ]),
  at("nobody hears of lag, nor of certificates", { stores: "removed", certificates: "removed" }, [
    wrong("replication that lags"),
    wrong("certificates that expire"),
  ]),
  at(
    "none of them yet",
    Object.fromEntries(["backups", "stores", "volumes", "certificates"].map((name) => [name, "removed" as const])),
    [],
    {
      notApplicable: "the stack has no alerts of its operation yet: they come with backups and drills",
    },
  ),
];
