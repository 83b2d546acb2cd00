import type { AlertSpec } from "../components/operations/alerts.ts";

/** The table that the engine's migrations declare PARTITION BY RANGE (ONB-058). */
export const historyTable = "onboarding_history";

/** Takes what no month has; rows in it are a mistake, and keep their month from being made. */
export const defaultPartition = `${historyTable}_default`;

/** Months that are made ahead: so many monthly runs may fail before a row has no month. */
const monthsAhead = 3;

/** When the months ahead are made: on the first of each, in UTC. */
export const partitionSchedule = "17 3 1 * *";

/** Component of the task, and name of its CronJob. */
export const partitions = "history-partitions";

/** Name of the script. */
export const partitionFile = "partitions.sql";

/**
 * Makes a partition for this month and each of the next ones, and one for everything else, as far as they are not there yet.
 * Writers are kept out while a partition is attached, so that it gives up rather than have them wait behind it, and is tried again.
 */
export const partitionScript = `SET lock_timeout = '5s';
SET timezone = 'UTC';
DO $$
DECLARE
  month date;
  partition text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_partitioned_table WHERE partrelid = to_regclass('${historyTable}') AND partstrat = 'r') THEN
    RAISE EXCEPTION '${historyTable} is no table that is partitioned by range';
  END IF;
  FOR ahead IN 0..${monthsAhead} LOOP
    month := date_trunc('month', current_date) + make_interval(months => ahead);
    partition := '${historyTable}_' || to_char(month, '"y"YYYY"m"MM');
    EXECUTE format(
      'CREATE TABLE IF NOT EXISTS %I PARTITION OF ${historyTable} FOR VALUES FROM (%L) TO (%L)',
      partition, month, (month + make_interval(months => 1))::date
    );
  END LOOP;
  CREATE TABLE IF NOT EXISTS ${defaultPartition} PARTITION OF ${historyTable} DEFAULT;
END
$$;
`;

/** A run has been missed, and there are still months ahead. Unit: days. */
const lateAfterDays = 40;

/** Says that a month is going to be missing, or was (ONB-058). */
export function historyAlerts(namespace: string): AlertSpec[] {
  const cronJob = `{namespace="${namespace}",cronjob="${partitions}"}`;
  const since = `kube_cronjob_status_last_successful_time${cronJob} or kube_cronjob_created${cronJob}`;
  return [
    {
      alert: "HistoryPartitionsLate",
      expr: `time() - max by (namespace, cronjob) (${since}) > ${lateAfterDays * 86_400}`,
      forSeconds: 3600,
      severity: "warning",
      summary: "The months ahead of onboarding_history have not been made",
      description:
        `CronJob {{ $labels.cronjob }} has had no success for ${lateAfterDays} days. Look at the log of its last run, and run it again: ` +
        `kubectl create job --from=cronjob/${partitions} ${partitions}-by-hand -n ${namespace}`,
    },
    {
      alert: "HistoryRowsWithoutMonth",
      expr: `max by (relname) (cnpg_counted_tables_rows{namespace="${namespace}",relname="${defaultPartition}"}) > 0`,
      forSeconds: 300,
      severity: "warning",
      summary: "Rows of onboarding_history belong to a month that has no partition",
      description:
        "{{ $labels.relname }} holds {{ $value }} rows. Their month cannot be made while they are there: move them in one transaction.",
    },
  ];
}
