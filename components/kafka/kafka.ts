import * as pulumi from "@pulumi/pulumi";
import type { Backend, Cloud } from "../core/cloud.ts";
import { Unsupported } from "../core/errors.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import type { NetworkNode } from "../workload/network.ts";
import { kubernetesKafka } from "./kubernetes.ts";
import { type KafkaArgs, type KafkaOutputs, type KafkaProtocol, type KafkaSpec, resolveKafka } from "./spec.ts";

type KafkaBackend = Backend<KafkaSpec, KafkaOutputs>;

const backends = {
  kubernetes: kubernetesKafka,
  aws: unsupported("aws"),
  azure: unsupported("azure"),
} satisfies Record<Cloud, KafkaBackend>;

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

  constructor(name: string, args: KafkaArgs, opts?: pulumi.ComponentResourceOptions) {
    const spec = resolveKafka(name, args);
    super(KafkaCluster.token, name, spec, opts);
    const built = backends[spec.cloud](this, name, spec);
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
    this.registerOutputs(built);
  }
}

function unsupported(cloud: Cloud): KafkaBackend {
  return () => {
    throw new Unsupported(cloud, "a managed Kafka", "use the in-cluster one (cloud: kubernetes)");
  };
}
