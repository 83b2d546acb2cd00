import { BlobContainer } from "@pulumi/azure-native/storage/blobContainer.js";
import { BlobServiceProperties } from "@pulumi/azure-native/storage/blobServiceProperties.js";
import { ManagementPolicy } from "@pulumi/azure-native/storage/managementPolicy.js";
import { StorageAccount } from "@pulumi/azure-native/storage/storageAccount.js";
import type * as pulumi from "@pulumi/pulumi";
import { azureNames } from "./addresses.ts";
import type { Where } from "./azure.ts";
import type { AzureStateConfig } from "./config.ts";

/** How long an earlier or deleted state can be brought back. */
const undeleteDays = 90;

/** The container, and what roles and logs have to name. */
export interface StateContainer {
  readonly container: BlobContainer;
  readonly accountId: pulumi.Output<string>;
  readonly containerId: pulumi.Output<string>;
}

/** A container in an account of its own: copied to a second region, versioned, and without keys of its own or public access. */
export function stateContainer(
  parent: pulumi.Resource,
  name: string,
  config: AzureStateConfig,
  where: Where,
): StateContainer {
  const names = azureNames(config);
  const kept = { parent, protect: true, retainOnDelete: true };
  const account = new StorageAccount(
    name,
    {
      ...where,
      accountName: names.account,
      kind: "StorageV2",
      sku: { name: "Standard_GZRS" },
      accessTier: "Hot",
      minimumTlsVersion: "TLS1_2",
      enableHttpsTrafficOnly: true,
      allowBlobPublicAccess: false,
      allowCrossTenantReplication: false,
      // Nobody can hand on a key: who comes has an identity.
      allowSharedKeyAccess: false,
      defaultToOAuthAuthentication: true,
      isLocalUserEnabled: false,
      publicNetworkAccess: "Enabled",
      networkRuleSet: {
        bypass: "None",
        defaultAction: "Deny",
        ipRules: config.azure.networks.map((network) => ({ iPAddressOrRange: network, action: "Allow" })),
      },
      encryption: {
        keySource: "Microsoft.Storage",
        requireInfrastructureEncryption: true,
        services: { blob: { enabled: true, keyType: "Account" } },
      },
    },
    kept,
  );
  const of = { resourceGroupName: where.resourceGroupName, accountName: account.name };
  const retention = { enabled: true, days: undeleteDays };
  const service = new BlobServiceProperties(
    `${name}-blobs`,
    {
      ...of,
      blobServicesName: "default",
      isVersioningEnabled: true,
      changeFeed: { enabled: true, retentionInDays: undeleteDays },
      deleteRetentionPolicy: retention,
      containerDeleteRetentionPolicy: retention,
    },
    { parent },
  );
  const rule = { version: { delete: { daysAfterCreationGreaterThan: undeleteDays } } };
  new ManagementPolicy(
    `${name}-versions`,
    {
      ...of,
      managementPolicyName: "default",
      policy: {
        rules: [
          {
            name: "old-versions",
            type: "Lifecycle",
            enabled: true,
            definition: { actions: rule, filters: { blobTypes: ["blockBlob"] } },
          },
        ],
      },
    },
    { parent, dependsOn: [service] },
  );
  const container = new BlobContainer(
    `${name}-container`,
    { ...of, containerName: names.container, publicAccess: "None" },
    { ...kept, dependsOn: [service] },
  );
  return { container, accountId: account.id, containerId: container.id };
}
