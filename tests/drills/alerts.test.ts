import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { mskAlerts } from "../../components/kafka/aws-metrics.ts";
import type { AlertSpec } from "../../components/operations/alerts.ts";
import { backupAlerts, clusterBackupAlerts } from "../../components/operations/backup-alerts.ts";
import { drillAlerts } from "../../components/operations/drill-alerts.ts";
import { metricNames } from "../../operations/lib/exporter.ts";
import { projectRoot } from "../../sandbox/lib/paths.ts";
import { type Case, failedCases, groupsOf } from "./alerts-fixture.ts";

const database = { kind: "postgres", instance: "main" } as const;
const objectives = { rtoSeconds: 900, rpoSeconds: 300 } as const;

const rules = {
  shop: [
    ...backupAlerts("shop", [{ ...database, everySeconds: 24 * 3600 }]),
    ...drillAlerts("shop", [{ ...database, objectives }]),
  ],
  platform: clusterBackupAlerts(["daily-backup"]),
  streams: mskAlerts({ system: "streams", component: "kafka" }),
} as const;

const labels = { kind: "postgres", instance_name: "main" } as const;
const metric = (name: string) => `${name}{system="shop",kind="postgres",instance_name="main"}`;
const stale = metric("backup_last_success_timestamp_seconds");
const size = metric("backup_content_bytes");
const drilled = metric("restore_drill_last_success_timestamp_seconds");
const unreadable = `backup_unreadable_documents{system="shop"}`;
const velero = `velero_backup_last_successful_timestamp{schedule="daily-backup"}`;
const schedule = { schedule: "daily-backup" } as const;
const location = { backup_location_name: "default" } as const;
const replicas = (name: string) =>
  `kafka_server_ReplicaManager_Value{job="streams-kafka",instance="b-1",name="${name}"}`;
const answers = `up{job="streams-kafka",instance="b-1"}`;
const [broker, job] = [{ instance: "b-1" }, { job: "streams-kafka" }] as const;
const [now, never] = [[labels], []] as const;

/** Time goes on from 0, and so a backup that was made at 0 is as old as the time that it is looked at. */
const cases: Readonly<Record<keyof typeof rules, readonly Case[]>> = {
  shop: [
    {
      alert: "BackupStale",
      what: "older than a day and its grace",
      series: { [stale]: "0x2000" },
      at: "26h10m",
      active: now,
    },
    { alert: "BackupStale", what: "within it", series: { [stale]: "0x2000" }, at: "25h50m", active: never },
    {
      alert: "BackupStale",
      what: "a later one came",
      series: { [stale]: "0x1400 84000x600" },
      at: "26h10m",
      active: never,
    },
    { alert: "BackupMissing", what: "none at all", series: { [unreadable]: "0x2000" }, at: "26h10m", active: now },
    { alert: "BackupMissing", what: "none yet", series: { [unreadable]: "0x2000" }, at: "25h", active: never },
    { alert: "BackupMissing", what: "an old one", series: { [stale]: "0x2000" }, at: "26h10m", active: never },
    {
      alert: "BackupShrunk",
      what: "a third of the day before",
      series: { [size]: "900x1440 300x600" },
      at: "24h30m",
      active: now,
    },
    { alert: "BackupShrunk", what: "as ever", series: { [size]: "900x1440 600x600" }, at: "24h30m", active: never },
    { alert: "BackupUnreadable", what: "one", series: { [unreadable]: "1x60" }, at: "10m", active: [{}] },
    { alert: "BackupUnreadable", what: "none", series: { [unreadable]: "0x60" }, at: "10m", active: [] },
    { alert: "BackupMetricsMissing", what: "no exporter", series: { up: "1x60" }, at: "35m", active: [{}] },
    { alert: "BackupMetricsMissing", what: "an exporter", series: { [unreadable]: "0x60" }, at: "35m", active: [] },
    {
      alert: "RestoreDrillFailed",
      what: "failed",
      series: { [metric("restore_drill_passed")]: "0x60" },
      at: "5m",
      active: now,
    },
    {
      alert: "RestoreDrillFailed",
      what: "passed",
      series: { [metric("restore_drill_passed")]: "1x60" },
      at: "5m",
      active: never,
    },
    {
      alert: "RestoreDrillLate",
      what: "older than a week and a day",
      series: { [drilled]: "0x12000" },
      at: "193h",
      active: now,
    },
    { alert: "RestoreDrillLate", what: "within it", series: { [drilled]: "0x12000" }, at: "191h", active: never },
    { alert: "RestoreDrillMissing", what: "none at all", series: { [unreadable]: "0x12000" }, at: "193h", active: now },
    { alert: "RestoreDrillMissing", what: "one", series: { [drilled]: "0x12000" }, at: "193h", active: never },
    {
      alert: "RestoreDrillRtoExceeded",
      what: "above",
      series: { [metric("restore_drill_rto_seconds")]: "901x60" },
      at: "5m",
      active: now,
    },
    {
      alert: "RestoreDrillRtoExceeded",
      what: "at it",
      series: { [metric("restore_drill_rto_seconds")]: "900x60" },
      at: "5m",
      active: never,
    },
    {
      alert: "RestoreDrillRpoExceeded",
      what: "above",
      series: { [metric("restore_drill_rpo_seconds")]: "301x60" },
      at: "5m",
      active: now,
    },
    {
      alert: "RestoreDrillRpoExceeded",
      what: "at it",
      series: { [metric("restore_drill_rpo_seconds")]: "300x60" },
      at: "5m",
      active: never,
    },
    {
      alert: "RestoreDrillRpoExceeded",
      what: "another system's",
      series: { [`restore_drill_rpo_seconds{system="bank",kind="postgres",instance_name="main"}`]: "301x60" },
      at: "5m",
      active: never,
    },
  ],
  platform: [
    {
      alert: "ClusterBackupStale",
      what: "older than a day",
      series: { [velero]: "0x2000" },
      at: "26h10m",
      active: [schedule],
    },
    { alert: "ClusterBackupStale", what: "within it", series: { [velero]: "0x2000" }, at: "25h50m", active: [] },
    { alert: "ClusterBackupMissing", what: "none", series: { up: "1x2000" }, at: "26h10m", active: [schedule] },
    { alert: "ClusterBackupMissing", what: "one", series: { [velero]: "0x2000" }, at: "26h10m", active: [] },
    {
      alert: "ClusterBackupFailed",
      what: "the last one failed",
      series: { [`velero_backup_last_status{schedule="daily-backup"}`]: "0x60" },
      at: "10m",
      active: [schedule],
    },
    {
      alert: "ClusterBackupFailed",
      what: "it went well",
      series: { [`velero_backup_last_status{schedule="daily-backup"}`]: "1x60" },
      at: "10m",
      active: [],
    },
    {
      alert: "ClusterBackupLocationUnavailable",
      what: "not there",
      series: { [`velero_backup_location_status_gauge{backup_location_name="default"}`]: "0x60" },
      at: "20m",
      active: [location],
    },
    {
      alert: "ClusterBackupLocationUnavailable",
      what: "there",
      series: { [`velero_backup_location_status_gauge{backup_location_name="default"}`]: "1x60" },
      at: "20m",
      active: [],
    },
  ],
  streams: [
    {
      alert: "KafkaUnderMinIsr",
      what: "some",
      series: { [replicas("UnderMinIsrPartitionCount")]: "2x60" },
      at: "10m",
      active: [broker],
    },
    {
      alert: "KafkaUnderMinIsr",
      what: "none, though replicas lag",
      series: { [replicas("UnderMinIsrPartitionCount")]: "0x60", [replicas("UnderReplicatedPartitions")]: "2x60" },
      at: "10m",
      active: [],
    },
    {
      alert: "KafkaUnderReplicated",
      what: "for long",
      series: { [replicas("UnderReplicatedPartitions")]: "2x60" },
      at: "20m",
      active: [broker],
    },
    {
      alert: "KafkaUnderReplicated",
      what: "while brokers are updated",
      series: { [replicas("UnderReplicatedPartitions")]: "2x60" },
      at: "10m",
      active: [],
    },
    {
      alert: "KafkaMetricsMissing",
      what: "one does not answer",
      series: { [answers]: "0x60" },
      at: "20m",
      active: [{ ...broker, ...job }],
    },
    { alert: "KafkaMetricsMissing", what: "nobody is asked", series: { up: "1x60" }, at: "20m", active: [job] },
    { alert: "KafkaMetricsMissing", what: "all answer", series: { [answers]: "1x60" }, at: "20m", active: [] },
  ],
};

describe("alerts on backups, drills and streams", () => {
  for (const system of ["shop", "platform", "streams"] as const) {
    it(`of ${system} are active and silent when they have to be, as promtool sees it`, async () => {
      assert.equal(await failedCases(await groupsOf(system, rules[system]), cases[system]), "");
    });

    it(`of ${system} have a case of each sort`, () => {
      const names = (some: readonly { readonly alert: string }[]) =>
        [...new Set(some.map(({ alert }) => alert))].sort();
      const isActive = ({ active }: Case) => active.length > 0;
      assert.deepEqual(names(cases[system].filter(isActive)), names(rules[system]));
      assert.deepEqual(names(cases[system].filter((each) => !isActive(each))), names(rules[system]));
    });
  }

  it("are noticed by promtool when they are wrong", async () => {
    const [alert] = rules.shop;
    assert.ok(alert);
    const never: AlertSpec = { ...alert, expr: alert.expr.replace(" > ", " < ") };
    const failed = await failedCases(
      await groupsOf("shop", [never]),
      cases.shop.filter((each) => each.alert === alert.alert),
    );
    assert.match(failed, /FAILED/);
  });

  it("ask for metrics that the exporter has", () => {
    const asked = rules.shop.flatMap(({ expr }) =>
      [...expr.matchAll(/\b((?:backup|restore)_\w+)\{/g)].map((found) => found[1]),
    );
    assert.deepEqual(
      [...new Set(asked)].filter((name) => !metricNames.some((each) => each === name)),
      [],
    );
  });

  it("lead to a page each, which is there", () => {
    const pages = Object.values(rules).flatMap((alerts) =>
      alerts.map(({ alert, runbook }) => runbook ?? `none of ${alert}`),
    );
    const missing = [...new Set(pages)].filter((page) => !existsSync(join(projectRoot, `docs/runbooks/${page}.md`)));
    assert.deepEqual(missing, []);
  });
});
