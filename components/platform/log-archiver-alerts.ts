import type { AlertSpec } from "../operations/alerts.ts";
import { label } from "../operations/promql.ts";
import { logArchiver, sentStreams } from "./log-streams.ts";

const job = label({ job: logArchiver.name, namespace: logArchiver.namespace });

/** Alerts on what keeps logs from the archive. The collector's disks have room for some hours, so nothing is lost yet when they fire. */
export function archiverAlerts(): AlertSpec[] {
  const runbook = "log-archive";
  return [
    {
      alert: "LogArchiverDown",
      expr: `absent(up${job} == 1)`,
      forSeconds: 600,
      severity: "critical",
      summary: "No log archiver runs: lines wait on the nodes",
      description: "See why its pods do not start or Prometheus does not reach them.",
      runbook,
    },
    {
      alert: "LogArchiveNotWritten",
      // An object is written after five minutes at the latest.
      expr: `otelcol_exporter_queue_size${job} > 0 unless on (pod, exporter) increase(otelcol_exporter_sent_log_records${job}[30m]) > 0`,
      forSeconds: 900,
      severity: "critical",
      summary: "{{ $labels.pod }} has lines for {{ $labels.exporter }} and writes none",
      description:
        "Its log says what the account answers: the identity, its roles, the private endpoint or the account's name.",
      runbook,
    },
    {
      alert: "LogArchiveQueueFills",
      expr: `otelcol_exporter_queue_size${job} / otelcol_exporter_queue_capacity${job} > 0.5`,
      forSeconds: 900,
      severity: "warning",
      summary: "{{ $labels.pod }} has {{ $value | humanizePercentage }} of what it may keep for {{ $labels.exporter }}",
      description: `More lines come than are written, for one of ${sentStreams.length} kinds. A full queue leaves them on the nodes.`,
      runbook,
    },
    {
      alert: "LogArchiverRefuses",
      expr: `increase(otelcol_receiver_refused_log_records${job}[15m]) + increase(otelcol_receiver_failed_log_records${job}[15m]) > 0`,
      forSeconds: 900,
      severity: "warning",
      summary: "{{ $labels.pod }} takes no lines from {{ $labels.receiver }}",
      description:
        "A queue or its memory is full, or its volume: the collectors try again for as long as the nodes have room.",
      runbook,
    },
  ];
}
