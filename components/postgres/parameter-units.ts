import type { Cloud } from "../core/cloud.ts";
import { Unsupported } from "../core/errors.ts";

/** PostgreSQL's own unit of each parameter that has one, in which a cloud takes a bare number. */
const units: Readonly<Record<string, "kB" | "8kB" | "MB" | "ms" | "s">> = {
  autovacuum_work_mem: "kB",
  effective_cache_size: "8kB",
  logical_decoding_work_mem: "kB",
  maintenance_work_mem: "kB",
  max_wal_size: "MB",
  min_wal_size: "MB",
  shared_buffers: "8kB",
  temp_buffers: "8kB",
  temp_file_limit: "kB",
  wal_buffers: "8kB",
  work_mem: "kB",
  autovacuum_naptime: "s",
  autovacuum_vacuum_cost_delay: "ms",
  checkpoint_timeout: "s",
  deadlock_timeout: "ms",
  idle_in_transaction_session_timeout: "ms",
  idle_session_timeout: "ms",
  lock_timeout: "ms",
  log_autovacuum_min_duration: "ms",
  statement_timeout: "ms",
  tcp_keepalives_idle: "s",
  tcp_keepalives_interval: "s",
};

/** Sizes of units in the smallest one of their kind: kB, or ms. */
const factors: Readonly<Record<string, number>> = {
  kB: 1,
  "8kB": 8,
  MB: 1024,
  GB: 1024 ** 2,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
};

/** Values of words, in which `on` is no switch. */
const words = new Set(["synchronous_commit", "constraint_exclusion"]);

/** Whether a value switches something on or off. */
export const isSwitch = (name: string, value: string): boolean =>
  (value === "on" || value === "off") && !words.has(name);

/**
 * A parameter as a managed service takes it: a number without its unit, all others as they are.
 *
 * @throws Unsupported where the value has a unit, and the parameter none that is known or another one.
 */
export function bareValue(cloud: Cloud, name: string, value: string): string {
  const [, number = "", unit] = /^([0-9.]+) ?(kB|MB|GB|ms|s|min|h)$/.exec(value) ?? [];
  if (unit === undefined) return value;
  const own = units[name];
  const amount = (Number(number) * (factors[unit] ?? NaN)) / (factors[own ?? ""] ?? NaN);
  if (own === undefined || !Number.isInteger(amount)) {
    throw new Unsupported(cloud, `the value ${value} of the parameter ${name}`, "give a number without a unit");
  }
  return String(amount);
}
