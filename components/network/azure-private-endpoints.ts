import { PrivateDnsZoneGroup } from "@pulumi/azure-native/network/privateDnsZoneGroup.js";
import { PrivateEndpoint } from "@pulumi/azure-native/network/privateEndpoint.js";
import { PrivateZone } from "@pulumi/azure-native/privatedns/privateZone.js";
import { VirtualNetworkLink } from "@pulumi/azure-native/privatedns/virtualNetworkLink.js";
import type * as pulumi from "@pulumi/pulumi";
import { type AzureScope, azureWhere } from "../core/azure-scope.ts";
import type { Identity } from "../core/labels.ts";
import { physicalName } from "../core/physical-names.ts";

/**
 * Services that are reached through private endpoints: the zone that their names resolve in, and what an endpoint of theirs connects to. From
 * the list of private DNS zones in the documentation of Private Link.
 */
export const privateServices = {
  blob: { zone: "privatelink.blob.core.windows.net", group: "blob" },
  cache: { zone: "privatelink.redis.azure.net", group: "redisEnterprise" },
  documents: { zone: "privatelink.mongocluster.cosmos.azure.com", group: "MongoCluster" },
  messaging: { zone: "privatelink.servicebus.windows.net", group: "namespace" },
  postgres: { zone: "privatelink.postgres.database.azure.com", group: "postgresqlServer" },
  registry: { zone: "privatelink.azurecr.io", group: "registry" },
  vault: { zone: "privatelink.vaultcore.azure.net", group: "vault" },
} as const;
export type PrivateService = keyof typeof privateServices;

/** Id of the zone of each service. */
export type PrivateZones = Readonly<Record<PrivateService, pulumi.Output<string>>>;

const identity = { system: "platform", component: "network" };

/** The zones of one network. Each network has its own, so that names of one region resolve without the others. */
export function privateZones(
  parent: pulumi.Resource,
  name: string,
  scope: AzureScope,
  virtualNetworkId: pulumi.Output<string>,
): PrivateZones {
  const { resourceGroupName, tags } = azureWhere(scope, identity);
  const make = (service: PrivateService): pulumi.Output<string> => {
    const zone = new PrivateZone(
      `${name}-zone-${service}`,
      { resourceGroupName, tags, privateZoneName: privateServices[service].zone, location: "global" },
      { parent },
    );
    new VirtualNetworkLink(
      `${name}-zone-${service}-link`,
      {
        resourceGroupName,
        tags,
        location: "global",
        privateZoneName: zone.name,
        registrationEnabled: false,
        virtualNetwork: { id: virtualNetworkId },
      },
      { parent },
    );
    return zone.id;
  };
  return {
    blob: make("blob"),
    cache: make("cache"),
    documents: make("documents"),
    messaging: make("messaging"),
    postgres: make("postgres"),
    registry: make("registry"),
    vault: make("vault"),
  };
}

/** Where private endpoints are made. */
export interface EndpointNetwork {
  readonly endpointSubnetId: pulumi.Output<string>;
  readonly zones: PrivateZones;
}

/** An address of the network's own for a service, and the name that resolves to it. */
export function privateEndpoint(
  parent: pulumi.Resource,
  name: string,
  scope: AzureScope,
  { endpointSubnetId, zones }: EndpointNetwork,
  target: { readonly service: PrivateService; readonly resourceId: pulumi.Input<string>; readonly identity: Identity },
): PrivateEndpoint {
  const where = azureWhere(scope, target.identity);
  const { group } = privateServices[target.service];
  const endpoint = new PrivateEndpoint(
    `${name}-endpoint`,
    {
      ...where,
      // Too long with what Pulumi adds, where the names of two regions are in it.
      privateEndpointName: physicalName("private endpoint", `${name}-endpoint`),
      subnet: { id: endpointSubnetId },
      privateLinkServiceConnections: [
        { name: target.service, privateLinkServiceId: target.resourceId, groupIds: [group] },
      ],
    },
    // Its name is taken until it is gone.
    { parent, deleteBeforeReplace: true },
  );
  new PrivateDnsZoneGroup(
    `${name}-endpoint-names`,
    {
      resourceGroupName: where.resourceGroupName,
      privateEndpointName: endpoint.name,
      privateDnsZoneGroupName: "default",
      privateDnsZoneConfigs: [{ name: target.service, privateDnsZoneId: zones[target.service] }],
    },
    { parent },
  );
  return endpoint;
}
