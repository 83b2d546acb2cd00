import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../core/errors.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import type { NetworkNode } from "../workload/network.ts";
import { awsKafka } from "./aws.ts";
import { azureKafka } from "./azure.ts";
import { kubernetesKafka } from "./kubernetes.ts";
import { isAzureSource } from "./source.ts";
import {
  type KafkaArgs,
  type KafkaOutputs,
  type KafkaProtocol,
  type KafkaSource,
  type KafkaSpec,
  resolveKafka,
} from "./spec.ts";

/**
 * A Kafka cluster with its topics and users, reached by TLS and password.
 *
 * @throws InvalidInput before any resource exists, when the arguments do not hold together.
 * @throws Unsupported where the cloud has no backend.
 */
export class KafkaCluster extends pulumi.ComponentResource implements KafkaOutputs {
  static readonly token = "plumbline:kafka:KafkaCluster";
  readonly bootstrapServers: pulumi.Output<string>;
  readonly host: pulumi.Output<string>;
  readonly port: number;
  readonly protocol: KafkaProtocol;
  readonly users: Readonly<Record<string, SecretReference>>;
  readonly authority: SecretReference;
  readonly topics: readonly string[];
  readonly replicationFactor: number;
  readonly minInSyncReplicas: number;
  readonly network: Readonly<Record<string, NetworkNode>>;
  readonly source: KafkaSource | undefined;

  constructor(name: string, args: KafkaArgs, opts?: pulumi.ComponentResourceOptions) {
    const spec = resolveKafka(name, args);
    const build = backendOf(name, spec);
    super(KafkaCluster.token, name, spec, opts);
    const built = build(this);
    this.bootstrapServers = built.bootstrapServers;
    this.host = built.host;
    this.port = built.port;
    this.protocol = built.protocol;
    this.users = built.users;
    this.authority = built.authority;
    this.topics = built.topics;
    this.replicationFactor = built.replicationFactor;
    this.minInSyncReplicas = built.minInSyncReplicas;
    this.network = built.network;
    this.source = built.source;
    this.registerOutputs(built);
  }
}

/** The way that the place has it made. */
function backendOf(name: string, spec: KafkaSpec): (parent: pulumi.Resource) => KafkaOutputs {
  const { place, msk, source } = spec;
  const where = `kafka ${name}`;
  switch (place.cloud) {
    case "kubernetes":
      return (parent) => kubernetesKafka(parent, name, spec);
    case "aws":
      if (!msk) throw new InvalidInput(where, "msk", "the image of its tools, at least", msk);
      if (source && isAzureSource(source)) throw new InvalidInput(where, "source", "a cluster of MSK", source.region);
      return (parent) => awsKafka(parent, name, spec, place, { ...msk, source });
    case "azure":
      if (source && !isAzureSource(source)) throw new InvalidInput(where, "source", "Event Hubs", source.region);
      return (parent) => azureKafka(parent, name, spec, place, source);
  }
}
