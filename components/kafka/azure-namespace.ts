import { DisasterRecoveryConfig } from "@pulumi/azure-native/eventhub/disasterRecoveryConfig.js";
import { EventHub } from "@pulumi/azure-native/eventhub/eventHub.js";
import { Namespace } from "@pulumi/azure-native/eventhub/namespace.js";
import { NamespaceNetworkRuleSet } from "@pulumi/azure-native/eventhub/namespaceNetworkRuleSet.js";
import type { PrivateEndpoint } from "@pulumi/azure-native/network/privateEndpoint.js";
import type * as pulumi from "@pulumi/pulumi";
import { azureStoreAlarms } from "../alarms/azure-store-alarms.ts";
import { deleteLock } from "../core/azure-lock.ts";
import { privateNamespace } from "../core/azure-messaging.ts";
import type { AzurePeer, AzurePlace } from "../core/azure-place.ts";
import { type AzureScope, azureKept, azureWhere, worldwideName } from "../core/azure-scope.ts";
import { standbyOf } from "../core/place.ts";
import type { AzureKey } from "../keys/azure.ts";
import { recordAccess } from "../keys/azure-vault.ts";
import { privateEndpoint } from "../network/azure-private-endpoints.ts";
import { processingUnits } from "./azure-limits.ts";
import type { KafkaSpec, TopicSpec } from "./spec.ts";

/** The namespaces of a cluster, and what they are called together. */
export interface EventHubs {
  /** Where clients connect to; it follows a fail-over. */
  readonly host: string;
  /** The one that takes writes. */
  readonly namespace: Namespace;
  /** Id of each, by its region. */
  readonly ids: Readonly<Record<string, pulumi.Output<string>>>;
  /** What has to be there before clients can work. */
  readonly resources: readonly pulumi.Resource[];
}

/**
 * A namespace with a hub for each topic. Where the stack has other regions, an empty namespace of the one that stands by is its partner, to which
 * Azure copies hubs and access rules, and both go by one name. Records are not copied: what copies them is not in the API of this provider's
 * namespaces (2024-01-01), so that jobs save them.
 */
export function eventHubs(parent: pulumi.Resource, name: string, spec: KafkaSpec, place: AzurePlace): EventHubs {
  const own = eventNamespace(parent, name, spec, place, place.keys.messaging, place.workspaceId);
  const hubs = Object.entries(spec.topics).map(([topic, args]) =>
    hub(parent, `${name}-topic-${topic}`, topic, args, place, own),
  );
  deleteLock(parent, name, place, own.id, hubs);
  const standby = standbyOf(place.peers);
  const partner = standby && partnerIn(parent, `${name}-${standby.region}`, spec, place, standby);
  const ids = { [place.region]: own.id, ...(standby && partner && { [standby.region]: partner.id }) };
  const endpoints = eventEndpoints(parent, name, spec, place, ids);
  const alias = namespaceName(place, spec, "alias");
  if (partner) {
    const pair = pairing(parent, `${name}-pairing`, { alias, place, own, partner, endpoints });
    deleteLock(parent, `${name}-${standby.region}`, standby.scope, partner.id, [pair]);
    return { host: hostOf(alias), namespace: own, ids, resources: [...hubs, ...endpoints, pair] };
  }
  return { host: hostOf(namespaceName(place, spec)), namespace: own, ids, resources: [...hubs, ...endpoints] };
}

const hostOf = (called: string) => `${called}.servicebus.windows.net`;

/** What the network of a region reaches namespaces by, its own and those of others. */
export function eventEndpoints(
  parent: pulumi.Resource,
  name: string,
  { system, component }: KafkaSpec,
  place: AzurePlace,
  ids: EventHubs["ids"],
): PrivateEndpoint[] {
  return Object.entries(ids).map(([region, resourceId]) =>
    privateEndpoint(parent, region === place.region ? name : `${name}-${region}`, place, place.network, {
      service: "messaging",
      resourceId,
      identity: { system, component },
    }),
  );
}

const namespaceName = (scope: AzureScope, { system, component }: KafkaSpec, ...more: string[]) =>
  worldwideName("namespace", scope, system, component, ...more);

/** A namespace in all zones of a region, which is reached through private endpoints alone and encrypted with a key of the region. */
function eventNamespace(
  parent: pulumi.Resource,
  name: string,
  spec: KafkaSpec,
  scope: AzureScope,
  key: AzureKey,
  workspaceId: pulumi.Output<string>,
): Namespace {
  const { system, component } = spec;
  const namespace = new Namespace(
    name,
    {
      ...azureWhere(scope, { system, component }, "confidential"),
      namespaceName: namespaceName(scope, spec),
      sku: { name: "Premium", tier: "Premium", capacity: processingUnits(spec) },
      kafkaEnabled: true,
      // Kafka's clients have passwords, which are keys of the namespace.
      disableLocalAuth: false,
      ...privateNamespace(key),
    },
    { ...azureKept(scope, parent), dependsOn: [...key.grants] },
  );
  new NamespaceNetworkRuleSet(
    `${name}-network-rules`,
    {
      resourceGroupName: scope.resourceGroupName,
      namespaceName: namespace.name,
      defaultAction: "Deny",
      publicNetworkAccess: "Disabled",
      trustedServiceAccessEnabled: false,
    },
    { parent },
  );
  recordAccess(parent, name, namespace.id, workspaceId);
  azureStoreAlarms(parent, name, {
    identity: { system, component },
    scope,
    kind: "stream",
    resourceId: namespace.id,
  });
  return namespace;
}

function hub(
  parent: pulumi.Resource,
  name: string,
  eventHubName: string,
  { partitions, retentionHours, cleanupPolicy }: TopicSpec,
  scope: AzureScope,
  namespace: Namespace,
): EventHub {
  return new EventHub(
    name,
    {
      resourceGroupName: scope.resourceGroupName,
      namespaceName: namespace.name,
      eventHubName,
      partitionCount: partitions,
      retentionDescription:
        cleanupPolicy === "compact"
          ? { cleanupPolicy: "Compact", tombstoneRetentionTimeInHours: retentionHours }
          : { cleanupPolicy: "Delete", retentionTimeInHours: retentionHours },
    },
    azureKept(scope, parent),
  );
}

/** The namespace of another region to which Azure copies; nobody makes hubs there. */
const partnerIn = (
  parent: pulumi.Resource,
  name: string,
  spec: KafkaSpec,
  { workspaceId }: AzurePlace,
  { scope, keys }: AzurePeer,
): Namespace => eventNamespace(parent, name, spec, scope, keys.messaging, workspaceId);

interface PairingArgs {
  /** Name that both go by. */
  readonly alias: string;
  readonly place: AzurePlace;
  readonly own: Namespace;
  readonly partner: Namespace;
  readonly endpoints: readonly PrivateEndpoint[];
}

function pairing(
  parent: pulumi.Resource,
  name: string,
  { alias, place, own, partner, endpoints }: PairingArgs,
): DisasterRecoveryConfig {
  return new DisasterRecoveryConfig(
    name,
    {
      resourceGroupName: place.resourceGroupName,
      namespaceName: own.name,
      alias,
      partnerNamespace: partner.id,
    },
    // Azure pairs namespaces if both have a private endpoint, or neither.
    { ...azureKept(place, parent), dependsOn: [...endpoints] },
  );
}
