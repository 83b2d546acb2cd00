import type { Eviction } from "./spec.ts";

/** Folders that a Redis node mounts. */
export const redisPaths = {
  data: "/data",
  config: "/etc/redis/config",
  auth: "/etc/redis/auth",
  source: "/etc/redis/source",
  tls: "/etc/redis/tls",
} as const;

/** File descriptors that Redis keeps for itself besides those of its clients. */
const reservedDescriptors = 32;

export interface RedisConfig {
  /** Most client connections at once (CAP-058). */
  readonly maxClients: number;
  /** Most memory for data. Redis forks to rewrite its files, so this is half of the container's limit. Unit: MiB. */
  readonly maxMemoryMi: number;
  /** What a full node does (REC-080). */
  readonly eviction: Eviction;
  /** Commands slower than this are kept in the slow log (CAP-060). Unit: microseconds. */
  readonly slowLogMicroseconds: number;
  /** Host of the node to replicate from. @default - none */
  readonly replicaOf?: string;
}

/** redis.conf of a node: TLS only, password from the Secret, append-only file synced every second (CAP-020, CAP-054). */
export function redisConf(port: number, config: RedisConfig): string {
  const lines = [
    "bind * -::*",
    "port 0",
    `tls-port ${port}`,
    `tls-cert-file ${redisPaths.tls}/tls.crt`,
    `tls-key-file ${redisPaths.tls}/tls.key`,
    `tls-ca-cert-file ${redisPaths.tls}/ca.crt`,
    // Clients prove themselves by password; they hold no certificate.
    "tls-auth-clients no",
    'tls-protocols "TLSv1.2 TLSv1.3"',
    "tls-replication yes",
    `include ${redisPaths.auth}/auth.conf`,
    `dir ${redisPaths.data}`,
    "appendonly yes",
    "appendfsync everysec",
    "aof-use-rdb-preamble yes",
    "save 900 1 300 100 60 10000",
    `maxclients ${config.maxClients}`,
    `maxmemory ${config.maxMemoryMi}mb`,
    `maxmemory-policy ${config.eviction}`,
    `slowlog-log-slower-than ${config.slowLogMicroseconds}`,
    "slowlog-max-len 128",
    ...(config.replicaOf === undefined
      ? []
      : [`replicaof ${config.replicaOf} ${port}`, `include ${redisPaths.source}/source.conf`]),
  ];
  return `${lines.join("\n")}\n`;
}

/** Starts the server, and fails at once where the node's descriptor limit is too low for `maxClients` (CAP-058). */
export function startScript(maxClients: number): string {
  return [
    "#!/bin/sh",
    "set -eu",
    `ulimit -n ${maxClients + reservedDescriptors}`,
    `exec redis-server ${redisPaths.config}/redis.conf`,
    "",
  ].join("\n");
}

const client = (port: number) =>
  [
    `REDISCLI_AUTH="$(cat ${redisPaths.auth}/password)"`,
    "export REDISCLI_AUTH",
    `cli="redis-cli --no-auth-warning --tls --cacert ${redisPaths.tls}/ca.crt -h localhost -p ${port}"`,
  ].join("\n");

/** Exits 0 when the server answers; `loading` says whether a server that still reads its file counts. */
export function pingScript(port: number, loading: boolean): string {
  const accepted = loading ? "PONG | *LOADING*" : "PONG";
  return [
    "#!/bin/sh",
    "set -u",
    client(port),
    'reply="$($cli ping 2>&1)"',
    `case "$reply" in ${accepted}) exit 0 ;; esac`,
    'echo "$reply"',
    "exit 1",
    "",
  ].join("\n");
}

/** Makes the server read its certificate anew twice a day; Redis does not notice a renewed file by itself. */
export function reloadScript(port: number): string {
  return [
    "#!/bin/sh",
    "set -u",
    "trap 'exit 0' TERM",
    client(port),
    "while true; do",
    "  sleep 43200 & wait $!",
    `  $cli config set tls-cert-file ${redisPaths.tls}/tls.crt tls-key-file ${redisPaths.tls}/tls.key \\`,
    `    tls-ca-cert-file ${redisPaths.tls}/ca.crt || echo "certificate not reloaded" >&2`,
    "done",
    "",
  ].join("\n");
}
