import { object } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const plugin = {
  name: "barman-cloud.cloudnative-pg.io",
  enabled: true,
  isWALArchiver: true,
  parameters: { barmanObjectName: "store" },
};
const at = stack([
  object("postgresql.cnpg.io/v1:Cluster", "pg", { plugins: [plugin] }),
  object("barmancloud.cnpg.io/v1:ObjectStore", "store", { retentionPolicy: "30d" }),
  object("postgresql.cnpg.io/v1:ScheduledBackup", "daily", { schedule: "0 0 2 * * *", cluster: { name: "pg" } }),
]);

export default [
  at("WAL, a base backup a day, and a month of both", {}),
  at("four weeks, where that is enough", { store: { props: { "/spec/retentionPolicy": "4w" } } }, [], {
    config: { retentionDays: 28 },
  }),
  at("no plugin", { pg: { props: { "/spec/plugins": undefined } } }, [
    "pg: spec.plugins: expected barman-cloud.cloudnative-pg.io, found nothing",
  ]),
  at("no WAL", { pg: { props: { "/spec/plugins/0/isWALArchiver": false } } }, [
    "pg: spec.plugins[0].isWALArchiver: expected true, and the plugin enabled, found false",
  ]),
  at("no store", { store: "removed" }, [
    'pg: spec.plugins[0].parameters.barmanObjectName: expected an ObjectStore of the namespace, found "store"',
  ]),
  at("a week", { store: { props: { "/spec/retentionPolicy": "7d" } } }, [
    'store: spec.retentionPolicy: expected 30d or more, found "7d"; write "30d"',
  ]),
  at("for ever, until the disk is full", { store: { props: { "/spec/retentionPolicy": undefined } } }, [
    'store: spec.retentionPolicy: expected 30d or more, found nothing; write "30d"',
  ]),
  at("no base backup", { daily: "removed" }, ["pg: ScheduledBackup: expected one of the cluster, found nothing"]),
  at("the base backup of another", { daily: { props: { "/spec/cluster/name": "other" } } }, [
    "pg: ScheduledBackup: expected one of the cluster, found nothing",
  ]),
  at("a base backup a week", { daily: { props: { "/spec/schedule": "0 0 2 * * 0" } } }, [
    'daily: spec.schedule: expected a schedule of every day that is not suspended, found "0 0 2 * * 0"',
  ]),
  at("a base backup that waits", { daily: { props: { "/spec/suspend": true } } }, [
    'daily: spec.schedule: expected a schedule of every day that is not suspended, found "0 0 2 * * *"',
  ]),
];
