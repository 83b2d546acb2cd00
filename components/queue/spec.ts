import type * as pulumi from "@pulumi/pulumi";
import type { ZoneSpread } from "../../config/profiles.ts";
import { InvalidInput } from "../core/errors.ts";
import { assertDnsLabel } from "../core/names.ts";
import type { Place } from "../core/place.ts";
import { mebibytes } from "../core/quantities.ts";
import type { IssuerReference } from "../identity/certificates.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import type { NetworkNode } from "../workload/network.ts";
import type { Resources } from "../workload/spec.ts";

/** Deliveries of a message before it goes to the dead letters, where a queue does not say (FTE-009). */
export const defaultMaxDeliveries = 5;

/** How long dead letters are kept for people to look at. Unit: days. */
export const deadLetterDays = 14;

/** What the name of a queue for dead letters ends with. */
export const deadLetterSuffix = "-dead-letters";

/** A work queue, as data. */
export interface QueueDeclaration {
  /** DNS label, so that every cloud takes it. */
  readonly name: string;
  /** Deliveries of a message, the first among them, before it goes to the dead letters. Range: 3 to 10. @default 5 */
  readonly maxDeliveries?: number;
}

/** A queue's place in the broker. */
export interface QueueReference {
  readonly name: string;
  /** Queue that takes what was delivered too often or rejected. */
  readonly deadLetters: string;
}

/** Queues of a broker that speaks AMQP 0.9.1. */
export interface AmqpQueues {
  readonly protocol: "amqp";
  /** Host that clients connect to, by TLS. */
  readonly host: pulumi.Output<string>;
  /** TCP port. */
  readonly port: number;
  /** Scheme of the address. */
  readonly scheme: "amqps";
  /** Virtual host of the queues. */
  readonly vhost: string;
  /** Secret with `username`, `password` and `uri`, which holds all that a client needs but the authority. */
  readonly auth: SecretReference;
  /** Secret with the certificate of the authority that clients trust, under `ca.crt`. */
  readonly authority: SecretReference;
  /** The queues by the names that they were declared with. */
  readonly queues: Readonly<Record<string, QueueReference>>;
  /** The broker's place in its system's network, under the name of its component. */
  readonly network: NetworkNode;
}

/** A queue of SQS. */
export interface SqsQueueReference extends QueueReference {
  readonly url: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly deadLettersUrl: pulumi.Output<string>;
  readonly deadLettersArn: pulumi.Output<string>;
}

/** Queues of SQS. There are no credentials: pods use them by their identity. */
export interface SqsQueues {
  readonly protocol: "sqs";
  /** URL of the service in the region, by TLS. */
  readonly endpoint: string;
  readonly region: string;
  /** The queues by the names that they were declared with. */
  readonly queues: Readonly<Record<string, SqsQueueReference>>;
}

/** A queue of Service Bus. */
export interface ServiceBusQueueReference extends QueueReference {
  /** Resource ids, for role assignments. */
  readonly id: pulumi.Output<string>;
  readonly deadLettersId: pulumi.Output<string>;
}

/** Queues of Service Bus, which speaks AMQP 1.0. There are no credentials: pods use them by their identity. */
export interface ServiceBusQueues {
  readonly protocol: "service-bus";
  /** Host of the namespace, by TLS; it follows a fail-over to the copy in another region. */
  readonly host: pulumi.Output<string>;
  /** TCP port. */
  readonly port: number;
  /** Scheme of the address. */
  readonly scheme: "amqps";
  /** Its place in its system's network, under the name of its component. */
  readonly network: NetworkNode;
  /** The queues by the names that they were declared with. */
  readonly queues: Readonly<Record<string, ServiceBusQueueReference>>;
}

/** What a workload does with queues, by the names that they were declared with. */
export interface QueueUse {
  /** Queues that it sends to. @default [] */
  readonly sends?: readonly string[];
  /** Queues that it receives from, with their dead letters to look at. @default [] */
  readonly receives?: readonly string[];
}

/**
 * The queues of a use.
 *
 * @throws InvalidInput when it names a queue that is none of these, or no queue at all.
 */
export function queuesOfUse<Reference>(
  where: string,
  queues: Readonly<Record<string, Reference>>,
  { sends = [], receives = [] }: QueueUse,
): { readonly sends: readonly Reference[]; readonly receives: readonly Reference[] } {
  const known = Object.keys(queues).join(", ");
  if (sends.length + receives.length === 0) {
    throw new InvalidInput(where, "sends or receives", `some of ${known}`, []);
  }
  const find = (field: keyof QueueUse, name: string): Reference => {
    const queue = queues[name];
    if (queue === undefined) throw new InvalidInput(where, field, `only ${known}`, name);
    return queue;
  };
  return {
    sends: sends.map((name) => find("sends", name)),
    receives: receives.map((name) => find("receives", name)),
  };
}

/** What the clouds hand back: application configuration differs by how the queues are spoken to. */
export type QueuesOutputs = AmqpQueues | SqsQueues | ServiceBusQueues;

export interface QueuesArgs {
  /** Where it goes; in a `kubernetes` place it is a RabbitMQ cluster in the given namespace. Structural, so never an `Input`. */
  readonly place: Place;
  readonly system: string;
  /** Component of the system, and base of every object's name. */
  readonly component: string;
  readonly namespace: pulumi.Input<string>;
  /**
   * Issuer of the broker's certificate. The operator that declares the queues talks to the broker by TLS, so it must be one that
   * the operators trust: the ClusterIssuer `internal` of the platform.
   */
  readonly issuer: IssuerReference;
  readonly queues: readonly [QueueDeclaration, ...QueueDeclaration[]];
  /** Nodes of the broker; a message is kept on every one. One node is for development. */
  readonly replicas: 1 | 3;
  /** Memory request and limit must be equal: the broker sizes itself by the limit. */
  readonly resources: Resources;
  /** Size of each node's volume; a Kubernetes quantity. */
  readonly volume: string;
  /** Class of the volumes, an encrypted one (FTE-022). @default - the cluster's default class */
  readonly storageClass?: string;
  /** Raise it to rotate the credential: a new user is made, and the old one goes when the new one works. */
  readonly credentialVersion: number;
  readonly zoneSpread: ZoneSpread;
  /** Protects broker and queues, and keeps the volumes and the messages when they are deleted. */
  readonly protect: boolean;
}

export interface QueuesSpec extends QueuesArgs {
  readonly queues: readonly [Required<QueueDeclaration>, ...Required<QueueDeclaration>[]];
}

/**
 * Fills in the defaults and checks what the types cannot.
 *
 * @throws InvalidInput naming the component, the field, the allowed range and the value.
 */
export function resolveQueues(name: string, args: QueuesArgs): QueuesSpec {
  const where = `queues ${name}`;
  assertDnsLabel(where, "component", args.component);
  const [first, ...others] = args.queues;
  const names = args.queues.map((queue) => queue.name);
  for (const [index, queue] of args.queues.entries()) assertQueue(where, `queues[${index}]`, queue, names);
  if (args.resources.requests.memory !== args.resources.limits.memory) {
    const allowed = `the limit (${args.resources.limits.memory}), as the broker sizes itself by it`;
    throw new InvalidInput(where, "resources.requests.memory", allowed, args.resources.requests.memory);
  }
  if (mebibytes(args.volume) < 1024) throw new InvalidInput(where, "volume", "at least 1Gi", args.volume);
  const resolved = (queue: QueueDeclaration) => ({ maxDeliveries: defaultMaxDeliveries, ...queue });
  return { ...args, queues: [resolved(first), ...others.map(resolved)] };
}

function assertQueue(where: string, field: string, queue: QueueDeclaration, names: readonly string[]): void {
  assertDnsLabel(where, `${field}.name`, `${queue.name}${deadLetterSuffix}`);
  if (queue.name.endsWith(deadLetterSuffix)) {
    throw new InvalidInput(where, `${field}.name`, `a name that does not end with ${deadLetterSuffix}`, queue.name);
  }
  if (names.filter((name) => name === queue.name).length > 1) {
    throw new InvalidInput(where, `${field}.name`, "each queue once", queue.name);
  }
  const given = queue.maxDeliveries ?? defaultMaxDeliveries;
  if (!Number.isInteger(given) || given < 3 || given > 10) {
    throw new InvalidInput(where, `${field}.maxDeliveries`, "a whole number from 3 to 10", given);
  }
}

/** Where the dead letters of a queue go. */
export const deadLettersOf = (queue: string): string => `${queue}${deadLetterSuffix}`;
