import type * as pulumi from "@pulumi/pulumi";
import type { Identity } from "../core/labels.ts";
import type { Place } from "../core/place.ts";
import type { WorkloadGrant } from "../identity/azure-workload-identity.ts";
import { type CloudIdentity, cloudIdentity } from "../identity/cloud-identity.ts";
import type { PodSelector } from "../identity/workload-identity.ts";
import { queueStatements } from "./aws-access.ts";
import { type QueuesOutputs, type QueueUse, queuesOfUse, type ServiceBusQueues } from "./spec.ts";

export interface QueueAccessArgs {
  readonly identity: Identity;
  readonly place: Place;
  /** The pods that use them. */
  readonly pods: PodSelector;
  readonly queues: QueuesOutputs;
  readonly use: QueueUse;
}

/**
 * Lets pods send to and receive from queues of a cloud; nothing is to be done where a credential opens them.
 *
 * @throws InvalidInput when the use names a queue that is none of these, or no queue at all.
 */
export function queueAccess(parent: pulumi.Resource, name: string, args: QueueAccessArgs): CloudIdentity {
  const { identity, place, pods, queues, use } = args;
  const where = `system ${identity.system}`;
  if (queues.protocol === "sqs" && place.cloud === "aws") {
    const statements = queueStatements(where, queues, use, place);
    return cloudIdentity(parent, name, { identity, place, pods, statements, grants: [] });
  }
  if (queues.protocol === "service-bus" && place.cloud === "azure") {
    const grants = serviceBusGrants(where, queues, use);
    return cloudIdentity(parent, name, { identity, place, pods, statements: [], grants });
  }
  return { resources: [] };
}

/** A role over each queue, since one over the namespace would hold for all. */
function serviceBusGrants(where: string, { queues }: ServiceBusQueues, use: QueueUse): WorkloadGrant[] {
  const { sends, receives } = queuesOfUse(where, queues, use);
  const receive = (on: string, scope: pulumi.Output<string>): WorkloadGrant => ({
    role: "Azure Service Bus Data Receiver",
    scope,
    on: `receives-${on}`,
  });
  return [
    ...sends.map(({ name, id }): WorkloadGrant => ({
      role: "Azure Service Bus Data Sender",
      scope: id,
      on: `sends-${name}`,
    })),
    ...receives.flatMap(({ name, id, deadLetters, deadLettersId }) => [
      receive(name, id),
      receive(deadLetters, deadLettersId),
    ]),
  ];
}
