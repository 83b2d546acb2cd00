import { Unsupported } from "../core/errors.ts";
import { type ServerSize, serverSize } from "./azure-sizes.ts";
import { bareValue } from "./parameter-units.ts";
import type { PoolerArgs, PostgresSpec } from "./spec.ts";

/** Those that Azure decides, from its lists of server parameters by version. */
const readOnly =
  /^(bonjour|cluster_name$|data_checksums$|dynamic_|event_source$|huge_page_size$|io_combine_limit$|jit_(debugging|dump|profiling|provider|expressions)|krb_|log_(replication_commands|timezone)$|max_(files_per_process|function_args|identifier_length|index_keys|stack_depth)$|min_dynamic_shared_memory$|restart_after_crash$|(superuser_)?reserved_connections$|server_|shared_memory_type$|synchronous_commit$|temp_tablespaces$|wal_(init_zero|log_hints|recycle|segment_size|skip_threshold|summary_keep_time|sync_method)$)/;

/** Pages of 8 kB in a GiB. */
const pagesPerGiB = 131_072;

/** Part of a server's memory that is its own cache, as Azure sizes it; the rest of the memory is the cache under it. */
const bufferShare = 0.25;

/** Caches, which take the share of the server's memory that Azure gives them by itself. What is asked for is the least. */
function cachesOf({ memory }: ServerSize): Readonly<Record<string, number>> {
  const pages = memory * pagesPerGiB;
  return { shared_buffers: pages * bufferShare, effective_cache_size: pages * (1 - bufferShare) };
}

/**
 * What a server is told, in the order in which it is told: one at a time. TLS is required, passwords are proven by SCRAM alone, and nothing
 * but the asked extensions can be made. Those that are read when a server starts take effect when Azure restarts it for its maintenance, or
 * somebody does before.
 *
 * @throws Unsupported naming the first parameter that Azure decides or has in another form, or the cache that the server is too small for.
 */
export function azureParameters(spec: PostgresSpec): Readonly<Record<string, string>> {
  const size = serverSize(spec.resources.limits.memory);
  const caches = cachesOf(size);
  const asked = Object.entries(spec.parameters).map(([name, value]): [string, string] => {
    if (readOnly.test(name)) throw new Unsupported("azure", `the parameter ${name}`, "leave it out: Azure decides it");
    const bare = bareValue("azure", name, value);
    const most = caches[name];
    if (most !== undefined && Number(bare) > most) {
      const more = `ask for more memory than ${spec.resources.limits.memory}`;
      throw new Unsupported("azure", `${name} of ${value} on ${size.name}`, more);
    }
    return [name, bare];
  });
  return {
    "azure.extensions": [...spec.extensions].sort().join(","),
    "azure.accepted_password_auth_method": "scram-sha-256",
    require_secure_transport: "on",
    ssl_min_protocol_version: "TLSv1.2",
    // The module is there up to this version.
    ...(spec.version === 17 && { "connection_throttle.enable": "on" }),
    log_checkpoints: "on",
    log_connections: "on",
    log_lock_waits: "on",
    "pg_stat_statements.max": "10000",
    "pg_stat_statements.track": "all",
    ...Object.fromEntries(asked),
    ...Object.fromEntries(Object.entries(caches).map(([name, pages]) => [name, String(pages)])),
    max_connections: String(spec.maxConnections),
    log_min_duration_statement: String(spec.slowStatementMs),
    ...(spec.pooler && poolerParameters(spec.pooler)),
  };
}

/** Most clients of the pooler that each server brings. */
const mostClients = 50_000;

/** One process beside the server, which has the clients and the connections of all pooler pods of the specification. */
function poolerParameters({ instances, poolMode, poolSize, maxClientConnections }: Required<PoolerArgs>) {
  return {
    "pgbouncer.enabled": "true",
    "pgbouncer.pool_mode": poolMode,
    "pgbouncer.default_pool_size": String(poolSize * instances),
    "pgbouncer.max_client_conn": String(Math.min(maxClientConnections * instances, mostClients)),
    "pgbouncer.max_prepared_statements": "200",
    // Sent by the JDBC driver at the start of a connection.
    "pgbouncer.ignore_startup_parameters": "extra_float_digits",
  };
}
