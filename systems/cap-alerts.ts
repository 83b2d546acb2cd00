import type { AlertSpec } from "../components/operations/alerts.ts";
import type { CapConfig } from "../config/cap.ts";

/** cap's alerts. The staleness bound is the one that the application gets (CAP-009, CAP-040). */
export function capAlerts(config: CapConfig): AlertSpec[] {
  return [
    {
      alert: "CapDataTooStale",
      expr: `data_staleness_ms > ${config.maxStalenessMs}`,
      forSeconds: 30,
      severity: "warning",
      summary: "Data on {{ $labels.node }} is older than the application may serve",
      description:
        `The data has been more than ${config.maxStalenessMs} ms old for 30 seconds (MAX_STALENESS_MS). ` +
        "Look at the replication from db-g1 to db-g2, and at the circuit breaker.",
    },
  ];
}
