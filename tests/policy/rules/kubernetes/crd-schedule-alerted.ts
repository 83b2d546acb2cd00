import { elsewhere, object } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const at = stack([
  object("velero.io/v1:Schedule", "daily", {}),
  object("batch/v1:CronJob", "tidy", {}),
  object("batch/v1:CronJob", "db-backup", {}, { "plumbline.dev/backs-up": "db" }),
  object("batch/v1:CronJob", "db-drill", {}, { "plumbline.dev/drills": "db" }),
  object("monitoring.coreos.com/v1:PrometheusRule", "rules", {
    groups: [
      {
        name: "late",
        rules: [
          { alert: "Unsaved", expr: 'time() - backup_last_success_timestamp_seconds{store="db"} > 90000' },
          { alert: "Undrilled", expr: 'time() - restore_drill_last_success_timestamp_seconds{store="db"} > 90000' },
          { record: "a", expr: '1 + metric{cronjob="other"}' },
          { alert: "Stale", expr: 'time() - velero_backup_last_successful_timestamp{schedule="daily"} > 90000' },
          { alert: "Late", expr: 'time() - kube_cronjob_status_last_successful_time{cronjob="tidy"} > 90000' },
        ],
      },
    ],
  }),
]);
const wrong = (name: string) => `${name}: PrometheusRule: expected an alert on ${name}, found nothing`;

export default [
  at("an alert on each", {}),
  at("no alerts", { rules: "removed" }, [wrong("daily"), wrong("tidy"), wrong("db-backup"), wrong("db-drill")]),
  at("those of another cluster", { rules: elsewhere }, [
    wrong("daily"),
    wrong("tidy"),
    wrong("db-backup"),
    wrong("db-drill"),
  ]),
  at("none on one of them", { rules: { props: { "/spec/groups/0/rules/4": undefined } } }, [wrong("tidy")]),
  at("a rule that is no alert", { rules: { props: { "/spec/groups/0/rules/3/alert": undefined } } }, [wrong("daily")]),
  at("none on a drill", { rules: { props: { "/spec/groups/0/rules/1/expr": "up == 0" } } }, [wrong("db-drill")]),
  at("an alert on the drills alone", { rules: { props: { "/spec/groups/0/rules/0/expr": "up == 0" } } }, [
    wrong("db-backup"),
  ]),
  at("what is never due", {
    rules: { props: { "/spec/groups/0/rules/4": undefined } },
    tidy: { props: { "/spec/suspend": true } },
  }),
];
