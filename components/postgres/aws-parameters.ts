import { ClusterParameterGroup } from "@pulumi/aws/rds/clusterParameterGroup.js";
import { ParameterGroup } from "@pulumi/aws/rds/parameterGroup.js";
import type * as pulumi from "@pulumi/pulumi";
import { instanceClass } from "../core/aws-instance-classes.ts";
import { Unsupported } from "../core/errors.ts";
import { mebibytes } from "../core/quantities.ts";
import { type Tags, tagsFor } from "../core/tags.ts";
import { auroraFamily, auroraVersions } from "./aws-versions.ts";
import { bareValue, isSwitch } from "./parameter-units.ts";
import type { PostgresSpec } from "./spec.ts";

interface Parameter {
  readonly name: string;
  readonly value: string;
  readonly applyMethod: "immediate" | "pending-reboot";
}

/** Without effect, as Aurora's storage replaces them: it has no checkpoints, and no files of the write-ahead log. */
const ofStorage =
  /^(checkpoint_|(max|min)_wal_size$|wal_(buffers|compression|writer|sync_method|recycle|init_zero|keep)|bgwriter_|commit_(delay|siblings)$|effective_io_concurrency$|data_checksums$)/;

/**
 * Caches, which take the share of the class's memory that Aurora gives them by itself: there is no second cache under them, so that
 * the sizes of a server with one would make every other read one of the storage. What is asked for is the least.
 */
const ofMemory = new Set(["shared_buffers", "effective_cache_size"]);

/** That share, in Aurora's own form and in numbers. Unit: 8 kB. */
const share = { divisor: 12_038, less: 50_003 };
const ownShare = `SUM({DBInstanceClassMemory/${share.divisor}},-${share.less})`;

/** Part of a class's memory that a server surely has; Aurora keeps some for itself, and does not say how much. */
const surely = 0.9;

/** Read when the server starts, and not before. */
const atStart =
  /^(autovacuum_max_workers|huge_pages|max_(connections|locks_per_transaction|pred_locks_per_transaction|prepared_transactions|replication_slots|wal_senders|worker_processes)|pg_stat_statements\.max|rds\..*|shared_buffers|track_activity_query_size|track_commit_timestamp)$/;

/** Kept for the cluster; all others are kept for each instance, from version 18 on there alone. */
const ofCluster =
  /^(autovacuum.*|max_(replication_slots|wal_senders)|rds\..*|ssl_.*|synchronous_commit|timezone|track_commit_timestamp|vacuum_.*)$/;

/**
 * What Aurora is told, for the cluster and for each instance. TLS is required, and passwords are kept as SCRAM alone.
 *
 * @throws Unsupported naming the first parameter that Aurora has in another form, or the cache that the class is too small for.
 */
export function auroraParameters(spec: PostgresSpec): { cluster: Parameter[]; instance: Parameter[] } {
  const asked = Object.entries(spec.parameters)
    .filter(([name]) => !ofStorage.test(name))
    .map(([name, value]): [string, string] => [
      name,
      ofMemory.has(name) ? cacheSize(spec, name, value) : auroraValue(name, value),
    ]);
  const all = Object.entries({
    "pg_stat_statements.max": "10000",
    "pg_stat_statements.track": "all",
    log_lock_waits: "1",
    ...Object.fromEntries(asked),
    max_connections: String(spec.maxConnections),
    log_min_duration_statement: String(spec.slowStatementMs),
    "rds.force_ssl": "1",
    "rds.accepted_password_auth_method": "scram",
    ssl_min_protocol_version: "TLSv1.2",
  }).map(([name, value]): Parameter => ({
    name,
    value,
    applyMethod: atStart.test(name) ? "pending-reboot" : "immediate",
  }));
  return {
    cluster: all.filter(({ name }) => ofCluster.test(name)),
    instance: all.filter(({ name }) => !ofCluster.test(name)),
  };
}

/** A cache's own share of the class, once that is as much as is asked for. */
function cacheSize({ resources }: PostgresSpec, name: string, asked: string): string {
  const { memory } = resources.limits;
  const least = instanceClass(auroraFamily, mebibytes(memory), false);
  const pages = Math.floor((least.memory * 1024 ** 3 * surely) / share.divisor) - share.less;
  if (Number(auroraValue(name, asked)) > pages) {
    throw new Unsupported("aws", `${name} of ${asked} on ${least.name}`, `ask for more memory than ${memory}`);
  }
  return ownShare;
}

function auroraValue(name: string, value: string): string {
  return isSwitch(name, value) ? (value === "on" ? "1" : "0") : bareValue("aws", name, value);
}

/** The groups of parameters of the cluster and of its instances, by name. */
export function parameterGroups(
  parent: pulumi.Resource,
  name: string,
  spec: PostgresSpec,
): { cluster: pulumi.Output<string>; instance: pulumi.Output<string> } {
  const { family } = auroraVersions[spec.version];
  const parameters = auroraParameters(spec);
  const tags: Tags = tagsFor({ system: spec.system, component: spec.component });
  const description = `${spec.system} ${spec.component}`;
  // Another family is another group, which the cluster moves to before the old one goes.
  const cluster = new ClusterParameterGroup(
    `${name}-parameters`,
    { family, description, parameters: parameters.cluster, tags },
    { parent },
  );
  const instance = new ParameterGroup(
    `${name}-instance-parameters`,
    { family, description, parameters: parameters.instance, tags },
    { parent },
  );
  return { cluster: cluster.name, instance: instance.name };
}
