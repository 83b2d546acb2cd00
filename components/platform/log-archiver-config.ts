import type { ContainerArchive } from "./log-archive.ts";
import { logArchiver, type SentStream, sentStreams } from "./log-streams.ts";

/** Where the archiver finds what it is given, and keeps what it has not written yet. */
export const archiverFolders = { config: "/etc/log-archiver", tls: "/tls", queue: "/queue" } as const;

/** Port on which it says whether it runs. */
export const archiverHealthPort = 13133;

/** Memory of one archiver; it takes no more lines before it is used up. Unit: MiB. */
export const archiverMebibytes = 1024;

/** Lines of one kind that may wait, as they take room in memory. Unit: MiB. */
export const archiverQueueMebibytes = 2048;

/** An object is written when it has so many bytes, or after so many minutes. */
const objectMebibytes = 8;
const objectMinutes = 5;

const mebibyte = 1024 * 1024;

/** The name of the queue's folder as a part of the configuration. */
const queue = "file_storage/queue";

/**
 * The configuration of the OpenTelemetry Collector that archives logs: for each kind of line a receiver, a queue on disk and a container. It
 * answers for a line when it is in the queue; what was written only in part before it ended is written again. Nothing is ever given up: while
 * the accounts take nothing, lines wait, first there and then on the nodes.
 */
export function archiverConfig(archive: ContainerArchive) {
  return {
    extensions: {
      health_check: { endpoint: `0.0.0.0:${archiverHealthPort}` },
      [queue]: {
        directory: archiverFolders.queue,
        fsync: true,
        // Room that a long queue took is given back.
        compaction: { on_start: true, on_rebound: true, directory: archiverFolders.queue },
      },
    },
    receivers: byStream((stream) => [`otlp/${stream.tag}`, receiver(stream)]),
    processors: {
      memory_limiter: {
        check_interval: "1s",
        limit_mib: Math.floor(archiverMebibytes * 0.8),
        spike_limit_mib: Math.floor(archiverMebibytes * 0.2),
      },
    },
    exporters: byStream((stream) => [`azure_blob/${stream.tag}`, exporter(stream, archive)]),
    service: {
      extensions: ["health_check", queue],
      telemetry: {
        logs: { encoding: "json" },
        metrics: { readers: [{ pull: { exporter: { prometheus: prometheus() } } }] },
      },
      pipelines: byStream(({ tag }) => [
        `logs/${tag}`,
        { receivers: [`otlp/${tag}`], processors: ["memory_limiter"], exporters: [`azure_blob/${tag}`] },
      ]),
    },
  };
}

/** The configuration as it is written to a file. */
export type ArchiverConfig = ReturnType<typeof archiverConfig>;

const byStream = <Part>(part: (stream: SentStream) => [string, Part]): Record<string, Part> =>
  Object.fromEntries(sentStreams.map(part));

const prometheus = () => ({ host: "0.0.0.0", port: logArchiver.metricsPort });

function receiver({ archiverPort }: SentStream) {
  return {
    protocols: {
      http: {
        endpoint: `0.0.0.0:${archiverPort}`,
        tls: {
          cert_file: `${archiverFolders.tls}/tls.crt`,
          key_file: `${archiverFolders.tls}/tls.key`,
          min_version: "1.2",
          // Certificates are renewed while it runs.
          reload_interval: "1h",
        },
      },
    },
  };
}

function exporter({ tag, archive: container }: SentStream, { archive, audit }: ContainerArchive) {
  const time = "2006/01/02/150405";
  return {
    url: `${container === "audit" ? audit : archive}/`,
    // What AKS gives the pod.
    auth: {
      type: "workload_identity",
      tenant_id: "${env:AZURE_TENANT_ID}",
      client_id: "${env:AZURE_CLIENT_ID}",
      federated_token_file: "${env:AZURE_FEDERATED_TOKEN_FILE}",
    },
    container: { logs: container },
    format: "json",
    // No two objects have one name, whoever writes them: nothing is overwritten.
    blob_name_format: {
      logs_format: `${tag}/${time}-\${env:POD_NAME}.json`,
      // Only this is a time: a digit elsewhere would become a part of one.
      time_parser_ranges: [`${tag.length + 1}-${tag.length + 1 + time.length}`],
      timezone: "UTC",
      serial_num_before_extension: true,
      serial_num_range: 1_000_000_000,
    },
    timeout: "60s",
    retry_on_failure: { enabled: true, max_interval: "5m", max_elapsed_time: "0s" },
    sending_queue: {
      storage: queue,
      sizer: "bytes",
      queue_size: archiverQueueMebibytes * mebibyte,
      num_consumers: 2,
      batch: {
        sizer: "bytes",
        min_size: objectMebibytes * mebibyte,
        max_size: objectMebibytes * mebibyte,
        flush_timeout: `${objectMinutes}m`,
      },
    },
  };
}
