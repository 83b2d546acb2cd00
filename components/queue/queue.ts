import * as pulumi from "@pulumi/pulumi";
import type { Backend, Cloud } from "../core/cloud.ts";
import { Unsupported } from "../core/errors.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import type { NetworkNode } from "../workload/network.ts";
import { kubernetesQueues } from "./kubernetes.ts";
import { type AmqpQueues, type QueueReference, type QueuesArgs, type QueuesSpec, resolveQueues } from "./spec.ts";

type QueuesBackend = Backend<QueuesSpec, AmqpQueues>;

const backends: Readonly<Record<Cloud, QueuesBackend | undefined>> = {
  kubernetes: kubernetesQueues,
  aws: undefined,
  azure: undefined,
};

/**
 * Durable work queues of a system, each with a queue for its dead letters, behind TLS and a generated credential.
 *
 * @example
 * const queues = new Queues("firefly-queue", { ..., queues: [{ name: "saga-commands" }, { name: "saga-events", maxDeliveries: 10 }] });
 *
 * @throws InvalidInput before any resource exists, when the arguments do not hold together.
 * @throws Unsupported likewise, where the cloud has no backend.
 */
export class Queues extends pulumi.ComponentResource implements AmqpQueues {
  static readonly token = "plumbline:queue:Queues";
  readonly protocol: "amqp";
  readonly host: pulumi.Output<string>;
  readonly port: number;
  readonly scheme: "amqps";
  readonly vhost: string;
  readonly auth: SecretReference;
  readonly authority: SecretReference;
  readonly queues: Readonly<Record<string, QueueReference>>;
  readonly network: NetworkNode;

  constructor(name: string, args: QueuesArgs, opts?: pulumi.ComponentResourceOptions) {
    const spec = resolveQueues(name, args);
    const backend = backendOf(spec.cloud);
    super(Queues.token, name, spec, opts);
    const built = backend(this, name, spec);
    this.protocol = built.protocol;
    this.host = built.host;
    this.port = built.port;
    this.scheme = built.scheme;
    this.vhost = built.vhost;
    this.auth = built.auth;
    this.authority = built.authority;
    this.queues = built.queues;
    this.network = built.network;
    this.registerOutputs(built);
  }
}

function backendOf(cloud: Cloud): QueuesBackend {
  const backend = backends[cloud];
  if (!backend) throw new Unsupported(cloud, "a managed queue", "use the in-cluster broker (cloud: kubernetes)");
  return backend;
}
