import { InvalidInput } from "../core/errors.ts";
import { mebibytes } from "../core/quantities.ts";
import type { Resources } from "../workload/spec.ts";
import type { PostgresSpec } from "./spec.ts";

/** Longest time that a segment of the WAL stays open: one that is closed early costs some KiB in the backup store. Unit: seconds. */
const mostOpenSeconds = 60;

/** A sixth of the objective: the rest is for the upload and its retries, and for a store that is away for a while. */
const archiveTimeoutSeconds = (rpoSeconds: number): number => Math.min(mostOpenSeconds, Math.floor(rpoSeconds / 6));

/** Parameters that follow from other arguments; saying them twice could contradict. */
const ownParameters = {
  max_connections: "maxConnections",
  log_min_duration_statement: "slowStatementMs",
  archive_timeout: "backup.rpoSeconds",
  shared_preload_libraries: "extensions",
} as const;

/** Parameters that the operator owns and would refuse, or that would open what is closed here. */
const forbidden =
  /^(ssl($|_)|archive_(mode|command|cleanup_command)$|listen_addresses$|port$|hba_file$|ident_file$|data_directory$|config_file$|primary_|recovery_|restore_command$|synchronous_standby_names$|unix_socket_|log_(destination|directory|filename|rotation|truncate|file_mode)|logging_collector$|password_encryption$|fsync$|full_page_writes$|wal_level$)/;

const parameterName = /^[a-z_][a-z0-9_.]*$/;

/**
 * Checks parameters by name, and what the pod's memory has to hold.
 *
 * @throws InvalidInput naming the parameter.
 */
export function assertParameters(
  where: string,
  parameters: Readonly<Record<string, string>>,
  resources: Resources,
): void {
  for (const [parameter, value] of Object.entries(parameters)) {
    const field = `parameters.${parameter}`;
    const own = Object.entries(ownParameters).find(([name]) => name === parameter);
    if (own) throw new InvalidInput(where, field, `nothing, since ${own[1]} decides it`, value);
    if (!parameterName.test(parameter) || forbidden.test(parameter)) {
      throw new InvalidInput(where, field, "a parameter that the operator leaves to its users", value);
    }
  }
  const buffers = parameters["shared_buffers"];
  if (buffers === undefined) return;
  const size = /^([0-9]+)(MB|GB)$/.exec(buffers);
  if (!size?.[1]) throw new InvalidInput(where, "parameters.shared_buffers", "whole MB or GB", buffers);
  const requested = mebibytes(resources.requests.memory);
  if (Number(size[1]) * (size[2] === "GB" ? 1024 : 1) > requested) {
    const allowed = `at most the memory that the pod asks for (${requested} Mi)`;
    throw new InvalidInput(where, "parameters.shared_buffers", allowed, buffers);
  }
}

/** postgresql.conf: the caller's parameters, and what the other arguments mean. */
export function serverParameters(spec: PostgresSpec): Record<string, string> {
  return {
    "pg_stat_statements.max": "10000",
    "pg_stat_statements.track": "all",
    log_checkpoints: "on",
    log_lock_waits: "on",
    ...spec.parameters,
    max_connections: String(spec.maxConnections),
    log_min_duration_statement: `${spec.slowStatementMs}ms`,
    ssl_min_protocol_version: "TLSv1.3",
    // An idle database closes its segment in time for it to be archived within the recovery point objective.
    ...(spec.backup && { archive_timeout: `${archiveTimeoutSeconds(spec.backup.rpoSeconds)}s` }),
  };
}

/** pg_hba.conf between the operator's own rules and its last one, which would let connections without TLS in. */
export const hostRules = ["hostnossl all all all reject", "hostssl all all all scram-sha-256"] as const;
