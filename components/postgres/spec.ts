import type * as pulumi from "@pulumi/pulumi";
import type { ZoneSpread } from "../../config/profiles.ts";
import type { ProtectedStore } from "../backup-vault/spec.ts";
import type { BackupTarget } from "../backup-store/target.ts";
import { InvalidInput } from "../core/errors.ts";
import type { Image } from "../core/images.ts";
import { assertDnsLabel } from "../core/names.ts";
import type { Place } from "../core/place.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import type { NetworkNode } from "../workload/network.ts";
import type { Resources } from "../workload/spec.ts";
import { assertPoolerFits, type PoolMode } from "./budget.ts";
import { assertParameters } from "./parameters.ts";
import type { PostgresSource } from "./source.ts";

/** Major versions of PostgreSQL; the guides ask for 13 and 15 or later. */
export const postgresVersions = [17, 18] as const;
export type PostgresVersion = (typeof postgresVersions)[number];

/** Extensions that the images bring. `postgis` chooses the PostGIS image, of version 18 alone. */
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
  /** Image with the programs of the server's own version, for jobs: those that dump, and a server to restore into. */
  readonly image: Image;
  /** Extensions of the database that only an administrator can make. */
  readonly administered: readonly PostgresExtension[];
  /** Who puts backups back; undefined where the cloud's service does. */
  readonly restorer: PostgresRestorer | undefined;
  /** Places in the system's network: applications call `<component>`, or `<component>-pooler` where there is one. */
  readonly network: Readonly<Record<string, NetworkNode>>;
  /** Whether it is a copy of another region's, whose hosts take reads alone until it is promoted. */
  readonly copy: boolean;
  /** What a vault of backups has to know of it; undefined where no vault can save it. */
  readonly saved: ProtectedStore | undefined;
  /** For the stores of other regions; undefined in them, and in a stack of one region. */
  readonly source: PostgresSource | undefined;
}

/** A role that makes a database beside the one in use, and puts it into its place; it is a member of the owner, and no administrator. */
export interface PostgresRestorer {
  readonly user: string;
  /** Secret with its `username` and `password`. */
  readonly auth: SecretReference;
  /** Database that new ones are copied from, with the extensions that only an administrator can make. */
  readonly template: string;
}

/** Where an application connects: through a pooler if there is one, and to what takes reads where nothing takes writes. */
export function clientEndpoint(store: PostgresOutputs): PostgresEndpoint {
  const { host, readHost, port, pooler, readPooler, copy } = store;
  return copy ? (readPooler ?? { host: readHost, port }) : (pooler ?? { host, port });
}

export type { PostgresSource };

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
  /** Where it goes; in a `kubernetes` place it is a CloudNativePG cluster in the given namespace. Structural, so never an `Input`. */
  readonly place: Place;
  readonly system: string;
  /** Component of the system, and name of the cluster; at most 50 characters, since instances add to it. */
  readonly component: string;
  readonly namespace: pulumi.Input<string>;
  readonly database: string;
  /** Role that owns the database and its schema. */
  readonly owner: string;
  /** Instances, the writer included. */
  readonly instances: number;
  /** Whether clients read from one that does not write; where standbys cannot be read, one more server is made for them. @default true */
  readonly readAlone?: boolean;
  /** @default 18 */
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
  /** Tables whose rows are counted for Prometheus, as `cnpg_counted_tables_rows` by `relname`. @default [] */
  readonly countedTables?: readonly string[];
  /** Further Service names of the writer in the namespace; the server's certificate holds for them too. @default [] */
  readonly aliases?: readonly string[];
  /** @default - none: clients connect to the instances */
  readonly pooler?: PoolerArgs;
  /** @default - none */
  readonly backup?: PostgresBackupArgs;
  /** Name of the owner's Secret. @default - `<component>-owner` */
  readonly secretName?: string;
  /** Type of that Secret, where another reader asks for one. @default "kubernetes.io/basic-auth" */
  readonly secretType?: "kubernetes.io/basic-auth" | "Opaque";
  /** Further keys of that Secret with the password, as an application calls it. @default [] */
  readonly passwordKeys?: readonly string[];
  /** Further random values in that Secret by key, with the version of each: other credentials of its reader. @default {} */
  readonly otherSecrets?: Readonly<Record<string, number>>;
  /** Raise it to rotate the owner's password, and the restorer's. */
  readonly passwordVersion: number;
  readonly zoneSpread: ZoneSpread;
  /** Protects the cluster, its database and its backups against deletion. */
  readonly protect: boolean;
  /** What the primary region's store hands back; for all other regions of a stack, and for them alone. */
  readonly source?: PostgresSource;
}

/** Every default filled in. */
export interface PostgresSpec extends PostgresArgs {
  readonly readAlone: boolean;
  readonly version: PostgresVersion;
  readonly synchronousReplicas: number;
  readonly maxConnections: number;
  readonly parameters: Readonly<Record<string, string>>;
  readonly slowStatementMs: number;
  readonly extensions: readonly PostgresExtension[];
  readonly countedTables: readonly string[];
  readonly aliases: readonly string[];
  readonly pooler: Required<PoolerArgs> | undefined;
  readonly backup: Required<PostgresBackupArgs> | undefined;
  readonly secretName: string;
}

const identifier = /^[a-z_][a-z0-9_]{0,62}$/;

/**
 * Fills in the defaults and checks what the types cannot.
 *
 * @throws InvalidInput naming the store, the field, the allowed range and the value.
 */
export function resolvePostgres(name: string, args: PostgresArgs): PostgresSpec {
  const where = `postgres ${name}`;
  const must = (holds: boolean, field: string, allowed: string, given: unknown) => {
    if (!holds) throw new InvalidInput(where, field, allowed, given);
  };
  const whole = (field: string, given: number, least: number, most: number) => {
    const holds = Number.isInteger(given) && given >= least && given <= most;
    must(holds, field, `a whole number from ${least} to ${most}`, given);
  };
  assertDnsLabel(where, "component", args.component);
  must(args.component.length <= 50, "component", "at most 50 characters, since instances add to it", args.component);
  for (const field of ["database", "owner"] as const) {
    must(identifier.test(args[field]), field, "a PostgreSQL name of a-z, 0-9 and _", args[field]);
  }
  must(args.owner !== "postgres", "owner", "a role of its own, not the superuser", args.owner);
  for (const alias of args.aliases ?? []) assertDnsLabel(where, "aliases", alias);
  whole("instances", args.instances, 1, 9);
  const spec: PostgresSpec = {
    ...args,
    readAlone: args.readAlone ?? true,
    version: args.version ?? 18,
    synchronousReplicas: args.synchronousReplicas ?? 0,
    maxConnections: args.maxConnections ?? 100,
    parameters: args.parameters ?? {},
    slowStatementMs: args.slowStatementMs ?? 1000,
    extensions: [...new Set(["pg_stat_statements", ...(args.extensions ?? [])] as const)],
    countedTables: args.countedTables ?? [],
    aliases: args.aliases ?? [],
    pooler: args.pooler && { ...poolerDefaults, ...args.pooler },
    backup: args.backup && { ...backupDefaults, ...args.backup },
    secretName: args.secretName ?? `${args.component}-owner`,
  };
  const keys = ["username", "password", ...(args.passwordKeys ?? []), ...Object.keys(args.otherSecrets ?? {})];
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  must(twice === undefined, "passwordKeys", "every key of the owner's Secret once", twice);
  const mostSynchronous = spec.instances - 1;
  whole("synchronousReplicas", spec.synchronousReplicas, 0, mostSynchronous);
  whole("maxConnections", spec.maxConnections, 30, 5000);
  whole("slowStatementMs", spec.slowStatementMs, 0, 3_600_000);
  for (const table of spec.countedTables) {
    must(identifier.test(table), "countedTables", "PostgreSQL names of a-z, 0-9 and _", table);
  }
  const postgis = spec.extensions.includes("postgis");
  must(!postgis || spec.version === 18, "version", "18, which there is a PostGIS image of", spec.version);
  assertParameters(where, spec.parameters, spec.resources);
  if (spec.pooler) {
    whole("pooler.instances", spec.pooler.instances, 1, 20);
    whole("pooler.maxClientConnections", spec.pooler.maxClientConnections, 10, 20_000);
    assertPoolerFits(where, "pooler.poolSize", spec.pooler, spec.maxConnections);
    must(!spec.pooler.readers || spec.instances > 1, "pooler.readers", "false with a single instance", true);
  }
  if (spec.backup) {
    whole("backup.retentionDays", spec.backup.retentionDays, 1, 3660);
    whole("backup.rpoSeconds", spec.backup.rpoSeconds, 120, 86_400);
    const fields = spec.backup.schedule.split(" ").length;
    must(fields === 6, "backup.schedule", "six fields, seconds first", spec.backup.schedule);
  }
  return spec;
}

const poolerDefaults = {
  instances: 2,
  poolMode: "transaction",
  maxClientConnections: 1000,
  readers: false,
  resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "500m", memory: "256Mi" } },
} as const;

const backupDefaults = { retentionDays: 30, schedule: "0 0 2 * * *", rpoSeconds: 300 } as const;
