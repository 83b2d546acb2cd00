import type * as pulumi from "@pulumi/pulumi";
import type { ZoneSpread } from "../../config/profiles.ts";
import type { BackupTarget } from "../backup-store/target.ts";
import type { Cloud } from "../core/cloud.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import type { NetworkNode } from "../workload/network.ts";
import type { Resources } from "../workload/spec.ts";
import type { PoolMode } from "./budget.ts";

/** Major versions of PostgreSQL that are still supported and that there is an image of. */
export const postgresVersions = [15, 16, 17, 18] as const;
export type PostgresVersion = (typeof postgresVersions)[number];

/** Extensions that the images bring. `postgis` chooses the PostGIS image. */
export const postgresExtensions = ["uuid-ossp", "pg_stat_statements", "postgis"] as const;
export type PostgresExtension = (typeof postgresExtensions)[number];

/** An address that clients connect to, by TLS. */
export interface PostgresEndpoint {
  readonly host: pulumi.Output<string>;
  readonly port: number;
}

/** What every cloud hands back; nothing provider-shaped leaks through. */
export interface PostgresOutputs {
  /** Host of the writer; it follows a fail-over. */
  readonly host: pulumi.Output<string>;
  /** TCP port of the writer and of the readers. */
  readonly port: number;
  /** Host of the readers; the writer itself, where there is no other instance. */
  readonly readHost: pulumi.Output<string>;
  /** Pooler in front of the writer. Undefined if none was asked for. */
  readonly pooler: PostgresEndpoint | undefined;
  /** Pooler in front of the readers. Undefined if none was asked for. */
  readonly readPooler: PostgresEndpoint | undefined;
  readonly database: string;
  /** Role that owns the database. */
  readonly owner: string;
  /** Secret with the owner's `username` and `password`. */
  readonly auth: SecretReference;
  /** Secret with the certificate of the authority that signed the server's, under `ca.crt`; for `sslmode=verify-full`. */
  readonly authority: SecretReference;
  readonly maxConnections: number;
  /** Places in the system's network, by component: the instances, and the pooler as `<component>-pooler`. */
  readonly network: Readonly<Record<string, NetworkNode>>;
}

export interface PoolerArgs {
  /** Pooler pods in front of the writer. @default 2 */
  readonly instances?: number;
  /** @default "transaction" */
  readonly poolMode?: PoolMode;
  /** Most client connections of one pod. Range: 10 to 20000. @default 1000 */
  readonly maxClientConnections?: number;
  /** Server connections of one pod. */
  readonly poolSize: number;
  /** A second pooler of the same size in front of the readers. @default false */
  readonly readers?: boolean;
  /** @default - 100m and 128Mi, up to 500m and 256Mi */
  readonly resources?: Resources;
}

export interface PostgresBackupArgs {
  readonly target: BackupTarget;
  /** Days that base backups and the WAL since them are kept. @default 30 */
  readonly retentionDays?: number;
  /** Base backup, in UTC: seconds, minutes, hours, day of month, month, day of week. @default "0 0 2 * * *" */
  readonly schedule?: string;
  /** Longest span of writes that a lost cluster may take along. Range: 120 to 86400. Unit: seconds. @default 300 */
  readonly rpoSeconds?: number;
}

export interface PostgresArgs {
  /** Cloud that hosts it; `kubernetes` is a CloudNativePG cluster in the given namespace. Structural, so never an `Input`. */
  readonly cloud: Cloud;
  readonly system: string;
  /** Component of the system, and name of the cluster; at most 50 characters, since instances add to it. */
  readonly component: string;
  readonly namespace: pulumi.Input<string>;
  readonly database: string;
  /** Role that owns the database and its schema. */
  readonly owner: string;
  /** Instances, the writer included. */
  readonly instances: number;
  /** @default 17 */
  readonly version?: PostgresVersion;
  /** Standbys that have a commit on disk before the client hears of it. Below `instances`. @default 0 */
  readonly synchronousReplicas?: number;
  /** Size of an instance's volume; a Kubernetes quantity. */
  readonly storage: string;
  /** @default - the cluster's default class */
  readonly storageClass?: string;
  readonly resources: Resources;
  /** `max_connections`. Range: 30 to 5000. @default 100 */
  readonly maxConnections?: number;
  /** Further server parameters by name. Those that this component or the operator decides are refused. @default {} */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Statements slower than this are logged. Unit: milliseconds. @default 1000 */
  readonly slowStatementMs?: number;
  /** Created in the database. `pg_stat_statements` is always among them. @default [] */
  readonly extensions?: readonly PostgresExtension[];
  /** Further Service names of the writer in the namespace; the server's certificate holds for them too. @default [] */
  readonly aliases?: readonly string[];
  /** @default - none: clients connect to the instances */
  readonly pooler?: PoolerArgs;
  /** @default - none */
  readonly backup?: PostgresBackupArgs;
  /** Name of the owner's Secret. @default - `<component>-owner` */
  readonly secretName?: string;
  /** Raise it to rotate the owner's password. */
  readonly passwordVersion: number;
  readonly zoneSpread: ZoneSpread;
  /** Protects the cluster, its database and its backups against deletion. */
  readonly protect: boolean;
}

/** Every default filled in. */
export interface PostgresSpec extends PostgresArgs {
  readonly version: PostgresVersion;
  readonly synchronousReplicas: number;
  readonly maxConnections: number;
  readonly parameters: Readonly<Record<string, string>>;
  readonly slowStatementMs: number;
  readonly extensions: readonly PostgresExtension[];
  readonly aliases: readonly string[];
  readonly pooler: Required<PoolerArgs> | undefined;
  readonly backup: Required<PostgresBackupArgs> | undefined;
  readonly secretName: string;
}
