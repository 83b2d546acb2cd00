import { Namespace } from "@pulumi/azure-native/servicebus/namespace.js";
import { Queue } from "@pulumi/azure-native/servicebus/queue.js";
import * as pulumi from "@pulumi/pulumi";
import { azureLagAlarm } from "../alarms/azure-lag-alarm.ts";
import { azureStoreAlarms } from "../alarms/azure-store-alarms.ts";
import { deleteLock } from "../core/azure-lock.ts";
import { privateNamespace } from "../core/azure-messaging.ts";
import type { AzurePlace } from "../core/azure-place.ts";
import { azureKept, azureWhere, worldwideName } from "../core/azure-scope.ts";
import { standbyOf } from "../core/place.ts";
import { recordAccess } from "../keys/azure-vault.ts";
import { privateEndpoint } from "../network/azure-private-endpoints.ts";
import { deadLetterDays, deadLettersOf, type QueuesSpec, type ServiceBusQueues } from "./spec.ts";

/** What the backend takes of the arguments; nodes, volumes and certificates are Service Bus' own business. */
export type AzureQueuesSpec = Pick<QueuesSpec, "system" | "component" | "queues">;

const amqpsPort = 5671;

/** How long a consumer has a message for itself, after which another one gets it. */
const lockDuration = "PT2M";

/** How long a message waits for a consumer, after which it is a dead letter. */
const waiting = "P4D";

/** How far the copy in another region may be behind: a namespace that is further behind takes no messages. Azure takes no less. Unit: seconds. */
const mostLagSeconds = 300;

/**
 * A namespace of Service Bus in all zones, with a queue for each work queue and one that its dead letters are sent on to, so that they are read,
 * kept and counted like all others. Each region has a namespace of its own, which is copied, messages included, to the one that stands by, or to
 * another one where that is itself. Pods use it by their identity: there are no keys.
 */
export function azureQueues(
  parent: pulumi.Resource,
  name: string,
  { system, component, queues }: AzureQueuesSpec,
  place: AzurePlace,
): ServiceBusQueues {
  const standby = standbyOf(place.peers)?.region;
  const identity = { system, component };
  const key = place.keys.messaging;
  const namespaceName = worldwideName("namespace", place, system, component);
  const namespace = new Namespace(
    name,
    {
      ...azureWhere(place, identity, "confidential"),
      namespaceName,
      sku: { name: "Premium", tier: "Premium", capacity: 1 },
      premiumMessagingPartitions: 1,
      disableLocalAuth: true,
      ...privateNamespace(key),
      ...(standby !== undefined && {
        geoDataReplication: {
          maxReplicationLagDurationInSeconds: mostLagSeconds,
          locations: [
            { locationName: place.region, roleType: "Primary" },
            { locationName: standby, roleType: "Secondary" },
          ],
        },
      }),
    },
    { ...azureKept(place, parent), dependsOn: [...key.grants] },
  );
  privateEndpoint(parent, name, place, place.network, { service: "messaging", resourceId: namespace.id, identity });
  recordAccess(parent, name, namespace.id, place.workspaceId);
  azureStoreAlarms(parent, name, { identity, scope: place, kind: "queue", resourceId: namespace.id });
  if (standby !== undefined) {
    azureLagAlarm(parent, `${name}-lag`, { identity, scope: place, what: "queue-region", resourceId: namespace.id });
  }
  const queue = (queueName: string, settings: Partial<ConstructorParameters<typeof Queue>[1]>, after: Queue[]) =>
    new Queue(
      `${name}-${queueName}`,
      {
        resourceGroupName: place.resourceGroupName,
        namespaceName: namespace.name,
        queueName,
        lockDuration,
        deadLetteringOnMessageExpiration: true,
        enablePartitioning: false,
        ...settings,
      },
      { ...azureKept(place, parent), dependsOn: after },
    );
  const made = queues.map(({ name: declared, maxDeliveries }) => {
    const deadLetters = deadLettersOf(declared);
    const dead = queue(deadLetters, { defaultMessageTimeToLive: `P${deadLetterDays}D` }, []);
    const work = queue(
      declared,
      {
        maxDeliveryCount: maxDeliveries,
        defaultMessageTimeToLive: waiting,
        forwardDeadLetteredMessagesTo: deadLetters,
      },
      [dead],
    );
    return [declared, { name: declared, deadLetters, id: work.id, deadLettersId: dead.id }, [work, dead]] as const;
  });
  deleteLock(
    parent,
    name,
    place,
    namespace.id,
    made.flatMap(([, , resources]) => [...resources]),
  );
  return {
    protocol: "service-bus",
    host: pulumi.output(`${namespaceName}.servicebus.windows.net`),
    port: amqpsPort,
    scheme: "amqps",
    network: { ports: { amqps: { port: amqpsPort } }, calls: [], addresses: [place.network.endpointCidr] },
    queues: Object.fromEntries(made.map(([declared, reference]) => [declared, reference])),
  };
}
