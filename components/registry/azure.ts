import { Registry } from "@pulumi/azure-native/containerregistry/registry.js";
import { Replication } from "@pulumi/azure-native/containerregistry/replication.js";
import * as pulumi from "@pulumi/pulumi";
import { deleteLock } from "../core/azure-lock.ts";
import { type AzureScope, azureKept, azureWhere, worldwideName } from "../core/azure-scope.ts";
import type { AzureKey } from "../keys/azure.ts";
import { recordAccess } from "../keys/azure-vault.ts";
import { type EndpointNetwork, privateEndpoint } from "../network/azure-private-endpoints.ts";
import { imageScans } from "./azure-scans.ts";

export interface AzureRegistryArgs {
  readonly scope: AzureScope;
  readonly key: AzureKey;
  readonly network: EndpointNetwork;
  readonly workspaceId: pulumi.Output<string>;
  /** Regions that get a copy of every image that is pushed here. */
  readonly copyTo: readonly string[];
}

const identity = { system: "platform", component: "registry" };

/** Days after which an image without a tag is removed. */
const untaggedDays = 7;

/**
 * A private registry in all zones, with a copy in each of the stack's other regions, under one name. Repositories come into being when an image
 * is pushed; who pulls does so with an identity. Images are scanned. A tag can be locked by who pushes it, and by nobody for all that will be
 * pushed: what runs is named by its digest.
 */
export class AzureRegistry extends pulumi.ComponentResource {
  static readonly token = "plumbline:registry:AzureRegistry";
  readonly id: pulumi.Output<string>;
  /** Host that images are pushed to and pulled from. */
  readonly host: string;

  constructor(name: string, args: AzureRegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    super(AzureRegistry.token, name, { copyTo: args.copyTo }, opts);
    const { scope, key, network } = args;
    const where = azureWhere(scope, identity, "internal");
    const registryName = worldwideName("registry", scope, "images");
    const registry = new Registry(
      name,
      {
        ...where,
        registryName,
        sku: { name: "Premium" },
        adminUserEnabled: false,
        anonymousPullEnabled: false,
        dataEndpointEnabled: true,
        publicNetworkAccess: "Disabled",
        networkRuleBypassOptions: "AzureServices",
        zoneRedundancy: "Enabled",
        identity: { type: "UserAssigned", userAssignedIdentities: key.identityId.apply((id) => ({ [id]: {} })) },
        encryption: {
          status: "enabled",
          keyVaultProperties: { identity: key.identityClientId, keyIdentifier: key.uri },
        },
        policies: {
          retentionPolicy: { status: "enabled", days: untaggedDays },
          // Nothing is copied out of the registry.
          exportPolicy: { status: "disabled" },
        },
      },
      { ...azureKept(scope, this), dependsOn: [...key.grants] },
    );
    const copies = args.copyTo.map(
      (region) =>
        new Replication(
          `${name}-copy-${region}`,
          {
            resourceGroupName: where.resourceGroupName,
            tags: where.tags,
            location: region,
            registryName: registry.name,
            replicationName: region,
            zoneRedundancy: "Enabled",
          },
          { parent: this },
        ),
    );
    imageScans(this, name, scope, identity);
    privateEndpoint(this, name, scope, network, { service: "registry", resourceId: registry.id, identity });
    recordAccess(this, name, registry.id, args.workspaceId);
    deleteLock(this, name, scope, registry.id, copies);
    this.id = registry.id;
    this.host = `${registryName}.azurecr.io`;
    this.registerOutputs({ host: this.host });
  }
}
