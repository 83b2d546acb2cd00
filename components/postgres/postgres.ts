import * as pulumi from "@pulumi/pulumi";
import type { Backend, Cloud } from "../core/cloud.ts";
import { Unsupported } from "../core/errors.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import type { NetworkNode } from "../workload/network.ts";
import { kubernetesPostgres } from "./kubernetes.ts";
import {
  type PostgresArgs,
  type PostgresEndpoint,
  type PostgresOutputs,
  type PostgresSpec,
  resolvePostgres,
} from "./spec.ts";

type PostgresBackend = Backend<PostgresSpec, PostgresOutputs>;

const backends = {
  kubernetes: kubernetesPostgres,
  aws: unsupported("aws"),
  azure: unsupported("azure"),
} satisfies Record<Cloud, PostgresBackend>;

/**
 * A PostgreSQL database with its standbys, reached by TLS and password, and with a pooler and backups if asked for.
 *
 * @throws InvalidInput before any resource exists, when the arguments do not hold together.
 * @throws Unsupported where the cloud has no backend.
 */
export class Postgres extends pulumi.ComponentResource implements PostgresOutputs {
  static readonly token = "plumbline:postgres:Postgres";
  readonly host: pulumi.Output<string>;
  readonly port: number;
  readonly readHost: pulumi.Output<string>;
  readonly pooler: PostgresEndpoint | undefined;
  readonly readPooler: PostgresEndpoint | undefined;
  readonly database: string;
  readonly owner: string;
  readonly auth: SecretReference;
  readonly authority: SecretReference;
  readonly maxConnections: number;
  readonly network: Readonly<Record<string, NetworkNode>>;

  constructor(name: string, args: PostgresArgs, opts?: pulumi.ComponentResourceOptions) {
    const spec = resolvePostgres(name, args);
    super(Postgres.token, name, spec, opts);
    const built = backends[spec.cloud](this, name, spec);
    this.host = built.host;
    this.port = built.port;
    this.readHost = built.readHost;
    this.pooler = built.pooler;
    this.readPooler = built.readPooler;
    this.database = built.database;
    this.owner = built.owner;
    this.auth = built.auth;
    this.authority = built.authority;
    this.maxConnections = built.maxConnections;
    this.network = built.network;
    this.registerOutputs(built);
  }
}

function unsupported(cloud: Cloud): PostgresBackend {
  return () => {
    throw new Unsupported(cloud, "a managed PostgreSQL", "use the in-cluster one (cloud: kubernetes)");
  };
}
