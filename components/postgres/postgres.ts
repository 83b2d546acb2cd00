import * as pulumi from "@pulumi/pulumi";
import type { ProtectedStore } from "../backup-vault/spec.ts";
import { InvalidInput } from "../core/errors.ts";
import type { Image } from "../core/images.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import type { NetworkNode } from "../workload/network.ts";
import { awsPostgres } from "./aws.ts";
import { azurePostgres } from "./azure.ts";
import { kubernetesPostgres } from "./kubernetes.ts";
import { isAzureSource } from "./source.ts";
import {
  type PostgresArgs,
  type PostgresEndpoint,
  type PostgresExtension,
  type PostgresOutputs,
  type PostgresRestorer,
  type PostgresSource,
  type PostgresSpec,
  resolvePostgres,
} from "./spec.ts";

/**
 * A PostgreSQL database with its standbys, reached by TLS and password, and with a pooler and backups if asked for.
 *
 * @throws InvalidInput before any resource exists, when the arguments do not hold together.
 * @throws Unsupported for what the place's cloud cannot do.
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
  readonly image: Image;
  readonly administered: readonly PostgresExtension[];
  readonly restorer: PostgresRestorer | undefined;
  readonly network: Readonly<Record<string, NetworkNode>>;
  readonly copy: boolean;
  readonly saved: ProtectedStore | undefined;
  readonly source: PostgresSource | undefined;

  constructor(name: string, args: PostgresArgs, opts?: pulumi.ComponentResourceOptions) {
    const spec = resolvePostgres(name, args);
    const build = backendOf(name, spec);
    super(Postgres.token, name, spec, opts);
    const built = build(this);
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
    this.image = built.image;
    this.administered = built.administered;
    this.restorer = built.restorer;
    this.network = built.network;
    this.copy = built.copy;
    this.saved = built.saved;
    this.source = built.source;
    this.registerOutputs(built);
  }
}

/** The way that the place has it made. */
function backendOf(name: string, spec: PostgresSpec): (parent: pulumi.Resource) => PostgresOutputs {
  const { place, source } = spec;
  const where = `postgres ${name}`;
  switch (place.cloud) {
    case "kubernetes":
      return (parent) => kubernetesPostgres(parent, name, spec);
    case "aws":
      if (source && isAzureSource(source))
        throw new InvalidInput(where, "source", "a cluster of Aurora", "servers of Azure");
      return (parent) => awsPostgres(parent, name, spec, place, source);
    case "azure":
      if (source && !isAzureSource(source))
        throw new InvalidInput(where, "source", "servers of Azure", "a cluster of Aurora");
      return (parent) => azurePostgres(parent, name, spec, place, source);
  }
}
