import type * as pulumi from "@pulumi/pulumi";
import type { ZoneSpread } from "../../config/profiles.ts";
import { InvalidInput } from "../core/errors.ts";
import { assertDnsLabel } from "../core/names.ts";
import type { Place } from "../core/place.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import type { NetworkNode } from "../workload/network.ts";
import type { Resources } from "../workload/spec.ts";
import type { MskSettings } from "./aws.ts";
import type { KafkaSource } from "./source.ts";

/** How clients speak to the brokers; application configuration follows it, since it differs between the clouds. */
export interface KafkaProtocol {
  /** Kafka's `security.protocol`. */
  readonly securityProtocol: "SASL_SSL";
  /** Kafka's `sasl.mechanism`. */
  readonly saslMechanism: "SCRAM-SHA-512" | "PLAIN";
  /** What every client is called, where who it is is in its password. @default - what its user is called */
  readonly username?: string;
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
  /** Places in the system's network: applications call `<component>`. */
  readonly network: Readonly<Record<string, NetworkNode>>;
  /** For the clusters of other regions; undefined in them, and in a stack of one region. */
  readonly source: KafkaSource | undefined;
}

export type { KafkaSource };

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

/**
 * Work on the cluster itself: `backup` reads what topics and groups are, `drill` makes and removes others beside them, whose names begin
 * with `restored-`, and `restore` may write those in use as well. Only Event Hubs lets them read and write records, too, since it has no right to
 * topics without.
 */
export type KafkaTask = "backup" | "drill" | "restore";

/** What a user may do; everything else is denied. */
export interface KafkaUserArgs {
  /** Topics that it reads, in the consumer groups below. @default [] */
  readonly consumes?: readonly string[];
  /** Consumer groups that it joins. @default [] */
  readonly groups?: readonly string[];
  /** Topics that it writes. @default [] */
  readonly produces?: readonly string[];
  /** What it does for the backups; in the cluster alone, as MSK's users come with its applications. @default - nothing */
  readonly task?: KafkaTask;
  /** Name of its Secret. @default - `<component>-<user>-auth` */
  readonly secretName?: string;
}

export interface KafkaArgs {
  /** Where it goes; in a `kubernetes` place it is a Strimzi cluster in the given namespace. Structural, so never an `Input`. */
  readonly place: Place;
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
  /** What only MSK has to be told; required there. @default - none */
  readonly msk?: MskSettings;
  /** What the primary region's cluster hands back; for all other regions of a stack, and for them alone. */
  readonly source?: KafkaSource;
}

/** A topic with every default filled in. */
export type TopicSpec = Required<TopicArgs>;

/** A user with every default filled in. */
export type KafkaUserSpec = Required<Omit<KafkaUserArgs, "task">> & Pick<KafkaUserArgs, "task">;

/** Every default filled in. */
export interface KafkaSpec extends KafkaArgs {
  readonly controllers: number;
  readonly topics: Readonly<Record<string, TopicSpec>>;
  readonly users: Readonly<Record<string, KafkaUserSpec>>;
  /** Of topics that say nothing else, and of Kafka's own. */
  readonly replicationFactor: number;
  readonly minInSyncReplicas: number;
}

/**
 * Fills in the defaults and checks what the types cannot.
 *
 * @throws InvalidInput naming the cluster, the field, the allowed range and the value.
 */
export function resolveKafka(name: string, args: KafkaArgs): KafkaSpec {
  const where = `kafka ${name}`;
  const must = (holds: boolean, field: string, allowed: string, given: unknown) => {
    if (!holds) throw new InvalidInput(where, field, allowed, given);
  };
  const whole = (field: string, given: number, least: number, most: number) => {
    const holds = Number.isInteger(given) && given >= least && given <= most;
    must(holds, field, `a whole number from ${least} to ${most}`, given);
  };
  assertDnsLabel(where, "component", args.component);
  must(args.component.length <= 30, "component", "at most 30 characters, since pods add to it", args.component);
  whole("brokers", args.brokers, 1, 30);
  const controllers = args.controllers ?? (args.brokers >= 3 ? 3 : 0);
  must([0, 3, 5].includes(controllers), "controllers", "0, 3 or 5", controllers);
  const replicationFactor = Math.min(3, args.brokers);

  const topics = Object.fromEntries(
    Object.entries(args.topics).map(([topic, given]): [string, TopicSpec] => {
      assertDnsLabel(where, `topics.${topic}`, topic);
      const resolved = { replicationFactor, retentionHours: 168, cleanupPolicy: "delete" as const, ...given };
      whole(`topics.${topic}.partitions`, resolved.partitions, 1, 1000);
      const factor = resolved.replicationFactor;
      const brokers = `a whole number from 1 to ${args.brokers}, the number of brokers`;
      const fits = Number.isInteger(factor) && factor >= 1 && factor <= args.brokers;
      must(fits, `topics.${topic}.replicationFactor`, brokers, factor);
      whole(`topics.${topic}.retentionHours`, resolved.retentionHours, 1, 87_600);
      return [topic, resolved];
    }),
  );
  const users = Object.fromEntries(
    Object.entries(args.users).map(([user, given]): [string, KafkaUserSpec] => {
      assertDnsLabel(where, `users.${user}`, user);
      const secretName = given.secretName ?? `${args.component}-${user}-auth`;
      // Strimzi keeps a Secret of the user's name.
      must(secretName !== user, `users.${user}.secretName`, "another name than the user's", secretName);
      const resolved = { consumes: [], groups: [], produces: [], ...given, secretName };
      for (const field of ["consumes", "produces"] as const) {
        for (const topic of resolved[field]) {
          must(topic in topics, `users.${user}.${field}`, `only ${Object.keys(topics).join(", ")}`, topic);
        }
      }
      const joins = resolved.consumes.length === 0 || resolved.groups.length > 0;
      must(joins, `users.${user}.groups`, "a consumer group, since the user reads topics", resolved.groups);
      return [user, resolved];
    }),
  );
  return { ...args, controllers, topics, users, replicationFactor, minInSyncReplicas: inSync(replicationFactor) };
}

/** Replicas that have to have a record: all but one, so that one broker may be away. */
export function inSync(replicationFactor: number): number {
  return Math.max(1, replicationFactor - 1);
}
