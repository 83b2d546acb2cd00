import * as pulumi from "@pulumi/pulumi";
import { awsQueues } from "./aws.ts";
import { azureQueues } from "./azure.ts";
import { kubernetesQueues } from "./kubernetes.ts";
import { type QueuesArgs, type QueuesOutputs, type QueuesSpec, resolveQueues } from "./spec.ts";

/**
 * Durable work queues of a system, each with a queue for its dead letters, behind TLS. Who speaks to them learns how from `outputs`: by AMQP
 * with a generated credential, or by SQS or Service Bus with the identity of its pods.
 *
 * @example
 * const queues = new Queues("firefly-queue", { ..., queues: [{ name: "saga-commands" }, { name: "saga-events", maxDeliveries: 10 }] });
 *
 * @throws InvalidInput before any resource exists, when the arguments do not hold together.
 */
export class Queues extends pulumi.ComponentResource {
  static readonly token = "plumbline:queue:Queues";
  readonly outputs: QueuesOutputs;

  constructor(name: string, args: QueuesArgs, opts?: pulumi.ComponentResourceOptions) {
    const spec = resolveQueues(name, args);
    const build = backendOf(name, spec);
    super(Queues.token, name, spec, opts);
    this.outputs = build(this);
    this.registerOutputs({ ...this.outputs });
  }
}

/** The way that the place has it made. */
function backendOf(name: string, spec: QueuesSpec): (parent: pulumi.Resource) => QueuesOutputs {
  const { place } = spec;
  switch (place.cloud) {
    case "kubernetes":
      return (parent) => kubernetesQueues(parent, name, spec);
    case "aws":
      return (parent) => awsQueues(parent, name, spec, place);
    case "azure":
      return (parent) => azureQueues(parent, name, spec, place);
  }
}
