import { mebibytes } from "../core/quantities.ts";
import type { QueuesSpec } from "./spec.ts";

/** Ports of a broker that speaks TLS alone. */
export const rabbitmqPorts = { amqps: 5671, management: 15671, metrics: 15691 } as const;

/** Ports that the nodes of a broker use among themselves: Erlang's port mapper and its distribution. */
export const rabbitmqClusterPorts: readonly number[] = [4369, 25672];

/** User and group of the official image. */
export const rabbitmqUser = 999;

/** User name of the applications. Each version of the credential is another user, as the operator reads a credential once. */
export const queueUser = ({ component, credentialVersion }: QueuesSpec): string => `${component}-v${credentialVersion}`;

/** Share of the volume that must stay free: below it the broker refuses to take messages, before the disk is full. */
const freeDiskShare = 0.2;

/**
 * What is added to the operator's `rabbitmq.conf`. Certificates, ports, peer discovery and the handling of partitions are the operator's.
 *
 * @param volume Size of a node's volume; a Kubernetes quantity.
 */
export function rabbitmqConf(volume: string): string {
  const lines = [
    // What every supported Erlang negotiates by itself, written out so that it stays so.
    "ssl_options.versions.1 = tlsv1.3",
    "ssl_options.versions.2 = tlsv1.2",
    "management.ssl.versions.1 = tlsv1.3",
    "management.ssl.versions.2 = tlsv1.2",
    // The operator's 2 GB would leave a small volume without room for a message.
    `disk_free_limit.absolute = ${Math.floor(mebibytes(volume) * freeDiskShare)}MiB`,
    "vm_memory_high_watermark.relative = 0.6",
    // Depth and age of each queue, and of each queue of dead letters, as a metric of its own.
    "prometheus.return_per_object_metrics = true",
    "log.console = true",
    "log.console.level = info",
    "log.console.formatter = json",
  ];
  return `${lines.join("\n")}\n`;
}
