import type * as pulumi from "@pulumi/pulumi";
import { objectLabels } from "../core/labels.ts";
import type { RabbitmqCluster } from "../crds/rabbitmq-cluster.ts";
import { Binding, Exchange, Permission, Policy, Queue, User, Vhost } from "../crds/rabbitmq-topology.ts";
import type { GeneratedSecret } from "../secret-store/generated-secret.ts";
import { queueUser } from "./rabbitmq-config.ts";
import { deadLetterDays, deadLettersOf, deadLetterSuffix, type QueuesSpec } from "./spec.ts";

/** Exchange that routes dead letters by the name of their queue. */
const deadLetterExchange = "dead-letters";

interface Surroundings {
  readonly cluster: RabbitmqCluster;
  readonly auth: GeneratedSecret;
  readonly vhost: string;
}

/** What the objects of one broker have in common. */
interface Context extends Surroundings {
  readonly parent: pulumi.Resource;
  readonly name: string;
  readonly spec: QueuesSpec;
  /** Metadata of an object; the suffix tells it from the others of its kind. */
  readonly metadata: (suffix: string) => {
    name: string;
    namespace: pulumi.Input<string>;
    labels: Record<string, string>;
  };
  readonly reference: { name: string };
}

/** The virtual host, the exchange, queues and policies in it, and the applications' user. */
export function topology(parent: pulumi.Resource, name: string, spec: QueuesSpec, around: Surroundings): void {
  const { system, component, namespace } = spec;
  const labels = objectLabels({ system, component });
  const context: Context = {
    ...around,
    parent,
    name,
    spec,
    metadata: (suffix) => ({ name: `${component}-${suffix}`, namespace, labels }),
    reference: { name: component },
  };
  const vhost = new Vhost(
    `${name}-vhost`,
    {
      metadata: context.metadata("vhost"),
      spec: {
        name: around.vhost,
        defaultQueueType: "quorum",
        deletionPolicy: retention(spec),
        rabbitmqClusterReference: context.reference,
      },
    },
    { parent, dependsOn: [around.cluster], protect: spec.protect },
  );
  const exchange = new Exchange(
    `${name}-dead-letters`,
    {
      metadata: context.metadata("dead-letters"),
      spec: {
        name: deadLetterExchange,
        type: "direct",
        durable: true,
        vhost: around.vhost,
        rabbitmqClusterReference: context.reference,
      },
    },
    { parent, dependsOn: [vhost] },
  );
  const retentionPolicy = policy(context, "retention", vhost, {
    pattern: `${deadLetterSuffix}$`,
    definition: { "message-ttl": deadLetterDays * 24 * 3600 * 1000 },
  });
  for (const { name: queue, maxDeliveries } of spec.queues) {
    const deadLetters = deadLetterQueue(context, queue, [exchange, retentionPolicy]);
    // A policy, and no argument of the queue: arguments can never change, and a policy can. It exists before the queue has a message.
    const limit = policy(context, `${queue}-limit`, vhost, {
      pattern: `^${queue}$`,
      // The first delivery is none of the returns that the broker counts.
      definition: { "delivery-limit": maxDeliveries - 1 },
    });
    workQueue(context, queue, [exchange, limit, ...deadLetters]);
  }
  user(context, vhost);
}

function workQueue(context: Context, queue: string, dependsOn: pulumi.Resource[]): void {
  new Queue(
    `${context.name}-queue-${queue}`,
    {
      metadata: context.metadata(queue),
      spec: {
        name: queue,
        type: "quorum",
        durable: true,
        vhost: context.vhost,
        arguments: {
          "x-dead-letter-exchange": deadLetterExchange,
          "x-dead-letter-routing-key": queue,
          // A dead letter leaves its queue only when the other one has it, which takes a queue that never drops its oldest messages.
          "x-dead-letter-strategy": "at-least-once",
          "x-overflow": "reject-publish",
        },
        deletionPolicy: retention(context.spec),
        rabbitmqClusterReference: context.reference,
      },
    },
    { parent: context.parent, dependsOn, protect: context.spec.protect },
  );
}

function deadLetterQueue(context: Context, queue: string, dependsOn: pulumi.Resource[]): pulumi.Resource[] {
  const deadLetters = deadLettersOf(queue);
  const { parent, vhost, reference } = context;
  const made = new Queue(
    `${context.name}-queue-${deadLetters}`,
    {
      metadata: context.metadata(deadLetters),
      spec: {
        name: deadLetters,
        type: "quorum",
        durable: true,
        vhost,
        deletionPolicy: retention(context.spec),
        rabbitmqClusterReference: reference,
      },
    },
    { parent, dependsOn, protect: context.spec.protect },
  );
  const binding = new Binding(
    `${context.name}-binding-${queue}`,
    {
      metadata: context.metadata(deadLetters),
      spec: {
        vhost,
        source: deadLetterExchange,
        destination: deadLetters,
        destinationType: "queue",
        routingKey: queue,
        rabbitmqClusterReference: reference,
      },
    },
    { parent, dependsOn: [made] },
  );
  return [made, binding];
}

function policy(
  context: Context,
  suffix: string,
  vhost: pulumi.Resource,
  rule: { pattern: string; definition: Record<string, number> },
): Policy {
  return new Policy(
    `${context.name}-policy-${suffix}`,
    {
      metadata: context.metadata(suffix),
      spec: {
        name: suffix,
        vhost: context.vhost,
        applyTo: "quorum_queues",
        ...rule,
        rabbitmqClusterReference: context.reference,
      },
    },
    { parent: context.parent, dependsOn: [vhost] },
  );
}

/** The applications' user: it publishes through the default exchange and reads, and declares nothing. */
function user(context: Context, vhost: pulumi.Resource): void {
  const { parent, name, auth, spec } = context;
  const { component, namespace, system } = spec;
  // By the version, so that a rotation makes another user before the old one goes.
  const metadata = { name: queueUser(spec), namespace, labels: objectLabels({ system, component }) };
  const made = new User(
    `${name}-user`,
    {
      metadata,
      spec: {
        importCredentialsSecret: { name: auth.reference.name },
        rabbitmqClusterReference: context.reference,
      },
    },
    { parent, dependsOn: [context.cluster, auth] },
  );
  const names = spec.queues.flatMap(({ name: queue }) => [queue, deadLettersOf(queue)]);
  new Permission(
    `${name}-permission`,
    {
      metadata,
      spec: {
        vhost: context.vhost,
        userReference: { name: queueUser(spec) },
        permissions: { configure: "^$", write: "^amq\\.default$", read: `^(${names.join("|")})$` },
        rabbitmqClusterReference: context.reference,
      },
    },
    { parent, dependsOn: [made, vhost] },
  );
}

const retention = ({ protect }: QueuesSpec) => (protect ? ("retain" as const) : ("delete" as const));
