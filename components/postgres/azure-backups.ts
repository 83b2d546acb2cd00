import type { AzureScope } from "../core/azure-scope.ts";
import { Unsupported } from "../core/errors.ts";
import type { PostgresSpec } from "./spec.ts";

/** Most days that Azure keeps backups, from which each second of them can be had. */
const mostBackupDays = 35;

/** Days of backups where none are asked for; Azure always makes some. */
const leastBackupDays = 7;

/** Data can be restored to any time but the last five minutes. Unit: seconds. */
const restorableAfterSeconds = 300;

/**
 * How long backups stay: as long as Azure keeps them at all, where data is protected. It makes one each day, at a time of its own.
 *
 * @throws Unsupported for what they cannot be: kept longer, made at several times of a day, or closer to the present.
 */
export function azureBackupDays(
  { backup }: Pick<PostgresSpec, "backup">,
  { protect }: Pick<AzureScope, "protect">,
): number {
  if (backup === undefined) return protect ? mostBackupDays : leastBackupDays;
  const { retentionDays, schedule, rpoSeconds } = backup;
  if (retentionDays > mostBackupDays) {
    const instead = `ask for at most ${mostBackupDays}, and have Azure Backup keep copies for longer`;
    throw new Unsupported("azure", `automated backups that stay ${retentionDays} days`, instead);
  }
  if (rpoSeconds < restorableAfterSeconds) {
    const instead = `ask for ${restorableAfterSeconds} seconds or more`;
    throw new Unsupported("azure", `a backup.rpoSeconds of ${rpoSeconds}`, instead);
  }
  if (!/^[0-9]+ [0-9]+ [0-9]+ \* \* \*$/.test(schedule)) {
    const instead = 'name one time of each day, as in "0 0 2 * * *"';
    throw new Unsupported("azure", `the backup.schedule "${schedule}"`, instead);
  }
  return protect ? mostBackupDays : Math.max(retentionDays, leastBackupDays);
}
