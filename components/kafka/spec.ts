import type * as pulumi from "@pulumi/pulumi";
import type { ZoneSpread } from "../../config/profiles.ts";
import type { Cloud } from "../core/cloud.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import type { NetworkNode } from "../workload/network.ts";
import type { Resources } from "../workload/spec.ts";

/** How clients speak to the brokers; application configuration follows it, since it differs between the clouds. */
export interface KafkaProtocol {
  /** Kafka's `security.protocol`. */
  readonly securityProtocol: "SASL_SSL";
  /** Kafka's `sasl.mechanism`. */
  readonly saslMechanism: "SCRAM-SHA-512" | "PLAIN";
  /** Class that a JAAS configuration names. */
  readonly loginModule: string;
  /** Whether producers may compress batches. */
  readonly compression: boolean;
}

/** What every cloud hands back; nothing provider-shaped leaks through. */
export interface KafkaOutputs {
  /** `host:port` list for `bootstrap.servers`. */
  readonly bootstrapServers: pulumi.Output<string>;
  /** Host of the bootstrap address. */
  readonly host: pulumi.Output<string>;
  /** TCP port of the brokers. */
  readonly port: number;
  readonly protocol: KafkaProtocol;
  /** By user: Secret with `username`, `password` and `sasl.jaas.config`. */
  readonly users: Readonly<Record<string, SecretReference>>;
  /** Secret with the certificate of the authority that clients trust, under `ca.crt`. */
  readonly authority: SecretReference;
  /** Names of the topics. */
  readonly topics: readonly string[];
  /** Replicas of each partition. */
  readonly replicationFactor: number;
  /** Replicas that have a record before `acks=all` is answered. */
  readonly minInSyncReplicas: number;
  /** Places in the system's network, by component. */
  readonly network: Readonly<Record<string, NetworkNode>>;
}

/** A topic, as data. */
export interface TopicArgs {
  /** Range: 1 to 1000. Raising it later moves keys to other partitions. */
  readonly partitions: number;
  /** Most brokers is the upper bound. @default - 3, or as many as there are brokers */
  readonly replicationFactor?: number;
  /** How long records are kept. Unit: hours. @default 168 */
  readonly retentionHours?: number;
  /** What happens to old records. @default "delete" */
  readonly cleanupPolicy?: "delete" | "compact";
}

/** What a user may do; everything else is denied. */
export interface KafkaUserArgs {
  /** Topics that it reads, in the consumer groups below. @default [] */
  readonly consumes?: readonly string[];
  /** Consumer groups that it joins. @default [] */
  readonly groups?: readonly string[];
  /** Topics that it writes. @default [] */
  readonly produces?: readonly string[];
  /** Name of its Secret. @default - `<component>-<user>-auth` */
  readonly secretName?: string;
}

export interface KafkaArgs {
  /** Cloud that hosts it; `kubernetes` is a Strimzi cluster in the given namespace. Structural, so never an `Input`. */
  readonly cloud: Cloud;
  readonly system: string;
  /** Component of the system, and name of the cluster; at most 30 characters, since pods add to it. */
  readonly component: string;
  readonly namespace: pulumi.Input<string>;
  /** Brokers. Range: 1 to 30. */
  readonly brokers: number;
  /** Controllers of their own: 0 (the brokers do it), 3 or 5. @default - 3 from three brokers on, else 0 */
  readonly controllers?: number;
  /** By name. */
  readonly topics: Readonly<Record<string, TopicArgs>>;
  /** By name. */
  readonly users: Readonly<Record<string, KafkaUserArgs>>;
  /** Size of a broker's volume; a Kubernetes quantity. */
  readonly storage: string;
  /** @default - the cluster's default class */
  readonly storageClass?: string;
  /** Of a broker. */
  readonly resources: Resources;
  /** Raise it to rotate the users' passwords. */
  readonly passwordVersion: number;
  readonly zoneSpread: ZoneSpread;
  /** Protects the cluster and its topics, and keeps the volumes when it is deleted. */
  readonly protect: boolean;
}

/** A topic with every default filled in. */
export type TopicSpec = Required<TopicArgs>;

/** A user with every default filled in. */
export type KafkaUserSpec = Required<KafkaUserArgs>;

/** Every default filled in. */
export interface KafkaSpec extends KafkaArgs {
  readonly controllers: number;
  readonly topics: Readonly<Record<string, TopicSpec>>;
  readonly users: Readonly<Record<string, KafkaUserSpec>>;
  /** Of topics that say nothing else, and of Kafka's own. */
  readonly replicationFactor: number;
  readonly minInSyncReplicas: number;
}
