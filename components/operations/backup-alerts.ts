import type { AlertSpec } from "./alerts.ts";
import { label, olderThan } from "./promql.ts";

/** A store that is backed up, by the labels of its metrics. */
export interface BackedUpStore {
  /** Such as `postgres`. */
  readonly kind: string;
  /** Which of the system's stores of that kind, such as `db-g1`. */
  readonly instance: string;
  /** Longest time from one backup to the next. Unit: seconds. */
  readonly everySeconds: number;
  /** What a backup may be late by, its own duration among it. Unit: seconds. @default 7200 */
  readonly graceSeconds?: number;
}

/** What a backup may be late by. Unit: seconds. */
const backupGraceSeconds = 2 * 3600;

/** Unit: seconds. */
const hour = 3600;

/** Alerts on the backups of a system's stores, by what the store itself has: a job that says of itself that it went well counts for nothing. */
export function backupAlerts(system: string, stores: readonly BackedUpStore[]): AlertSpec[] {
  const unreadable = `backup_unreadable_documents${label({ system })}`;
  return [
    ...stores.flatMap((store) => storeAlerts(system, store)),
    {
      alert: "BackupUnreadable",
      expr: `${unreadable} > 0`,
      forSeconds: 300,
      severity: "critical",
      summary: `${system}: {{ $value }} manifests or receipts in the backup store are not as they were written`,
      description:
        "Somebody changed them, or the key was replaced without being kept. What they describe cannot be restored.",
      runbook: "backup-unreadable",
    },
    {
      alert: "BackupMetricsMissing",
      expr: `absent(${unreadable})`,
      forSeconds: hour / 2,
      severity: "warning",
      summary: `${system}: nobody tells what backups there are`,
      description:
        "The exporter of the backups does not run, or does not reach the store: backups may be missing unseen.",
      runbook: "backup-metrics-missing",
    },
  ];
}

function storeAlerts(system: string, store: BackedUpStore): AlertSpec[] {
  const { kind, instance, everySeconds, graceSeconds = backupGraceSeconds } = store;
  const labels = label({ system, kind, instance_name: instance });
  const last = `backup_last_success_timestamp_seconds${labels}`;
  const size = `backup_content_bytes${labels}`;
  const limit = everySeconds + graceSeconds;
  const what = `${system}: ${kind} ${instance}`;
  return [
    {
      alert: "BackupStale",
      expr: olderThan(last, limit),
      forSeconds: 300,
      severity: "critical",
      summary: `${what} was last backed up {{ $value | humanizeDuration }} ago`,
      description: `A backup is due every ${everySeconds / hour} h. See the last jobs of the backup and what they wrote.`,
      runbook: "backup-stale",
    },
    {
      alert: "BackupMissing",
      expr: `absent(${last})`,
      // A new system has until its first backup is due.
      forSeconds: limit,
      severity: "critical",
      summary: `${what} has no backup at all`,
      description: `None was found since ${limit / hour} h. See whether the job was ever run, and what it wrote.`,
      runbook: "backup-stale",
    },
    {
      alert: "BackupShrunk",
      expr: `${size} < 0.5 * (${size} offset 1d)`,
      forSeconds: 900,
      severity: "warning",
      summary: `${what} is backed up with less than half of what it had a day before`,
      description: "Data was removed, or is left out of the backup. Compare the facts of the last two manifests.",
      runbook: "backup-stale",
    },
  ];
}

/** Alerts on the backups of a cluster's objects, as Velero tells of them. */
export function clusterBackupAlerts(schedules: readonly string[]): AlertSpec[] {
  const day = 24 * hour;
  return [
    ...schedules.flatMap((schedule): AlertSpec[] => {
      const labels = label({ schedule });
      const last = `velero_backup_last_successful_timestamp${labels}`;
      return [
        {
          alert: "ClusterBackupStale",
          expr: olderThan(last, day + backupGraceSeconds),
          forSeconds: 300,
          severity: "critical",
          summary: `Velero's schedule ${schedule} last made a whole backup {{ $value | humanizeDuration }} ago`,
          description: "A backup is due every day. See the schedule's last backups, and why they failed.",
          runbook: "cluster-backup-failed",
        },
        {
          alert: "ClusterBackupMissing",
          expr: `absent(${last})`,
          forSeconds: day + backupGraceSeconds,
          severity: "critical",
          summary: `Velero's schedule ${schedule} never made a whole backup`,
          description: "None is known since a day: see whether Velero runs, is scraped, and knows the schedule.",
          runbook: "cluster-backup-failed",
        },
        {
          alert: "ClusterBackupFailed",
          expr: `velero_backup_last_status${labels} == 0`,
          forSeconds: 300,
          severity: "warning",
          summary: `The last backup of Velero's schedule ${schedule} failed`,
          description: "See the backup's errors before the next one is due: kubectl -n velero get backups.velero.io",
          runbook: "cluster-backup-failed",
        },
      ];
    }),
    {
      alert: "ClusterBackupLocationUnavailable",
      expr: "velero_backup_location_status_gauge == 0",
      forSeconds: 900,
      severity: "critical",
      summary: "Velero does not reach its location {{ $labels.backup_location_name }}",
      description: "Nothing can be backed up or restored: see the location's status, its credentials and its network.",
      runbook: "cluster-backup-failed",
    },
  ];
}
