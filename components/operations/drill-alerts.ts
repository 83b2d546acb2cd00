import type { Objectives } from "../core/objectives.ts";
import type { AlertSpec } from "./alerts.ts";
import { label, olderThan } from "./promql.ts";

/** A store whose restore is drilled, by the labels of its metrics. */
export interface DrilledStore {
  /** Such as `postgres`. */
  readonly kind: string;
  /** Which of the system's stores of that kind, such as `db-g1`. */
  readonly instance: string;
  /** What a restore of these backups has to keep; where others are faster, this is not the system's own. */
  readonly objectives: Objectives;
  /** Longest time from one drill to the next. Unit: seconds. @default 604800 */
  readonly everySeconds?: number;
}

/** Unit: seconds. */
const day = 24 * 3600;

/** Alerts on the drills that restore a system's stores, by the receipts that they left. */
export function drillAlerts(system: string, stores: readonly DrilledStore[]): AlertSpec[] {
  return stores.flatMap(({ kind, instance, objectives, everySeconds = 7 * day }): AlertSpec[] => {
    const labels = label({ system, kind, instance_name: instance });
    const last = `restore_drill_last_success_timestamp_seconds${labels}`;
    const limit = everySeconds + day;
    const what = `${system}: ${kind} ${instance}`;
    return [
      {
        alert: "RestoreDrillFailed",
        expr: `restore_drill_passed${labels} == 0`,
        forSeconds: 60,
        severity: "critical",
        summary: `${what} could not be restored by the last drill`,
        description: "Its receipt has the reason. Until a drill passes, take it that there is no backup.",
        runbook: "restore-drill-failed",
      },
      {
        alert: "RestoreDrillLate",
        expr: olderThan(last, limit),
        forSeconds: 300,
        severity: "warning",
        summary: `${what} was last restored by a drill {{ $value | humanizeDuration }} ago`,
        description: `A drill has to pass every ${everySeconds / day} days: see whether it runs, and why it fails.`,
        runbook: "restore-drill-failed",
      },
      {
        alert: "RestoreDrillMissing",
        expr: `absent(${last})`,
        // A new system has until its first drill is due.
        forSeconds: limit,
        severity: "warning",
        summary: `${what} was never restored by a drill that passed`,
        description: `A drill has to pass every ${everySeconds / day} days: see whether it was ever run.`,
        runbook: "restore-drill-failed",
      },
      objectiveAlert("Rto", labels, objectives.rtoSeconds, `${what} took {{ $value | humanizeDuration }} to restore`),
      objectiveAlert("Rpo", labels, objectives.rpoSeconds, `${what} would have lost {{ $value | humanizeDuration }}`),
    ];
  });
}

function objectiveAlert(which: "Rto" | "Rpo", labels: string, seconds: number, summary: string): AlertSpec {
  return {
    alert: `RestoreDrill${which}Exceeded`,
    expr: `restore_drill_${which.toLowerCase()}_seconds${labels} > ${seconds}`,
    forSeconds: 60,
    severity: "warning",
    summary: `${summary}, and ${seconds} s are promised`,
    description: "Compare the steps of the last receipts: what became slower, or more seldom?",
    runbook: "restore-drill-objectives",
  };
}
