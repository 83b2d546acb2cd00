import { backupWindow } from "../core/aws-windows.ts";
import { Unsupported } from "../core/errors.ts";
import type { PostgresSpec, PostgresVersion } from "./spec.ts";

/**
 * Releases of Aurora PostgreSQL by major version, from the release notes of Aurora PostgreSQL, and as
 * `aws rds describe-db-engine-versions --engine aurora-postgresql` lists them. A newer one is put here by hand, after staging ran on it.
 */
export const auroraVersions = {
  17: { release: "17.9", family: "aurora-postgresql17" },
  18: { release: "18.4", family: "aurora-postgresql18" },
} as const satisfies Record<PostgresVersion, { release: string; family: string }>;

/** Generation of the classes of its instances, but for the smallest one. */
export const auroraFamily = "db.r8g";

/** Most days that automated backups stay. */
const mostBackupDays = 35;

/** Data can be restored to any time but the last five minutes. Unit: seconds. */
const restorableAfterSeconds = 300;

/** Days of backups where none are asked for; Aurora always makes some. */
const leastBackupDays = 7;

/**
 * When automated backups are made, and how long they stay.
 *
 * @throws Unsupported for what they cannot be: kept longer, at several times of a day, or closer to the present.
 */
export function auroraBackups({ backup }: Pick<PostgresSpec, "backup">): { window: string; days: number } {
  if (backup === undefined) return { window: backupWindow, days: leastBackupDays };
  const { retentionDays, schedule, rpoSeconds } = backup;
  if (retentionDays > mostBackupDays) {
    const instead = `ask for at most ${mostBackupDays}, and have AWS Backup keep copies for longer`;
    throw new Unsupported("aws", `automated backups that stay ${retentionDays} days`, instead);
  }
  if (rpoSeconds < restorableAfterSeconds) {
    const instead = `ask for ${restorableAfterSeconds} seconds or more`;
    throw new Unsupported("aws", `a backup.rpoSeconds of ${rpoSeconds}`, instead);
  }
  const daily = /^[0-9]+ ([0-9]+) ([0-9]+) \* \* \*$/.exec(schedule);
  if (!daily) {
    throw new Unsupported("aws", `the backup.schedule "${schedule}"`, 'name one time of each day, as in "0 0 2 * * *"');
  }
  const start = Number(daily[2]) * 60 + Number(daily[1]);
  return { window: `${clock(start)}-${clock(start + 30)}`, days: retentionDays };
}

const clock = (minutes: number) =>
  [Math.floor(minutes / 60) % 24, minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
