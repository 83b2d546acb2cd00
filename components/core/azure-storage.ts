import { BlobContainer } from "@pulumi/azure-native/storage/blobContainer.js";
import { BlobServiceProperties } from "@pulumi/azure-native/storage/blobServiceProperties.js";
import { ManagementPolicy } from "@pulumi/azure-native/storage/managementPolicy.js";
import { StorageAccount } from "@pulumi/azure-native/storage/storageAccount.js";
import type { input } from "@pulumi/azure-native/types/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { AzureKey } from "../keys/azure.ts";
import { recordAccess } from "../keys/azure-vault.ts";
import { type EndpointNetwork, privateEndpoint } from "../network/azure-private-endpoints.ts";
import { deleteLock } from "./azure-lock.ts";
import { type AzureScope, azureKept, azureWhere, worldwideName } from "./azure-scope.ts";
import { onceMade } from "./known.ts";
import type { Identity } from "./labels.ts";
import type { DataClass } from "./tags.ts";

export type BlobRule = input.storage.ManagementPolicyRuleArgs;

export interface PrivateAccountArgs {
  readonly scope: AzureScope;
  readonly identity: Identity;
  /** What it holds, for its name and its tag: 10 characters at most stay readable beside the stage. */
  readonly purpose: "backup" | "audit" | "logs";
  readonly dataClass: DataClass;
  /** Copies of each object: in the zones of the region, or in those of another one as well, from where they can be read. */
  readonly copies: "Standard_ZRS" | "Standard_RAGZRS";
  readonly key: AzureKey;
  readonly network: EndpointNetwork;
  readonly workspaceId: pulumi.Input<string>;
  readonly containers: readonly string[];
  /** What becomes of objects with time. */
  readonly lifecycle: readonly BlobRule[];
  /** How long an overwritten or deleted object can be brought back. Unit: days. */
  readonly undeleteDays: number;
  /** Nobody can overwrite or delete an object before that; for good, where data is protected. Unit: days. @default - objects may be deleted */
  readonly lockDays?: number;
}

/** An account for blobs, and its containers. */
export interface PrivateAccount {
  readonly id: pulumi.Output<string>;
  readonly name: string;
  /** URL of its blobs, without a slash at its end. */
  readonly endpoint: string;
  /**
   * Id of one of its containers.
   *
   * @throws Error where it was made without it.
   */
  readonly container: (name: string) => pulumi.Output<string>;
  /** Name of one of its containers, for those who come after it; likewise. */
  readonly containerName: (name: string) => pulumi.Output<string>;
}

/**
 * An account that is reached from its network, with identities alone: it has no keys that somebody could hand on, and no users. Every version is
 * kept, encrypted with a key of ours, and twice.
 */
export function privateAccount(parent: pulumi.Resource, name: string, args: PrivateAccountArgs): PrivateAccount {
  const { scope, key, network, identity } = args;
  const { name: accountName } = accountOf(scope, args.purpose);
  const account = new StorageAccount(
    name,
    {
      ...azureWhere(scope, identity, args.dataClass, { purpose: args.purpose }),
      accountName,
      kind: "StorageV2",
      sku: { name: args.copies },
      accessTier: "Hot",
      minimumTlsVersion: "TLS1_2",
      enableHttpsTrafficOnly: true,
      allowBlobPublicAccess: false,
      allowCrossTenantReplication: false,
      allowedCopyScope: "AAD",
      allowSharedKeyAccess: false,
      defaultToOAuthAuthentication: true,
      isLocalUserEnabled: false,
      publicNetworkAccess: "Disabled",
      networkRuleSet: { bypass: "AzureServices", defaultAction: "Deny" },
      identity: { type: "UserAssigned", userAssignedIdentities: [key.identityId] },
      encryption: {
        keySource: "Microsoft.Keyvault",
        encryptionIdentity: { encryptionUserAssignedIdentity: key.identityId },
        keyVaultProperties: { keyName: key.name, keyVaultUri: key.vaultUri },
        requireInfrastructureEncryption: true,
        services: { blob: { enabled: true, keyType: "Account" } },
      },
      ...(args.lockDays !== undefined && {
        immutableStorageWithVersioning: {
          enabled: true,
          immutabilityPolicy: {
            immutabilityPeriodSinceCreationInDays: args.lockDays,
            allowProtectedAppendWrites: false,
            // A locked period can be made longer, and never shorter.
            state: scope.protect ? "Locked" : "Unlocked",
          },
        },
      }),
    },
    { ...azureKept(scope, parent), dependsOn: [...key.grants] },
  );
  const of = { resourceGroupName: scope.resourceGroupName, accountName: account.name };
  const retention = { enabled: true, days: args.undeleteDays };
  const service = new BlobServiceProperties(
    `${name}-blobs`,
    {
      ...of,
      blobServicesName: "default",
      isVersioningEnabled: true,
      changeFeed: { enabled: true, retentionInDays: args.undeleteDays },
      deleteRetentionPolicy: retention,
      containerDeleteRetentionPolicy: retention,
    },
    { parent },
  );
  const lifecycle = new ManagementPolicy(
    `${name}-lifecycle`,
    { ...of, managementPolicyName: "default", policy: { rules: [oldVersions(args.undeleteDays), ...args.lifecycle] } },
    { parent, dependsOn: [service] },
  );
  const containers = args.containers.map((containerName) => {
    const container = new BlobContainer(
      `${name}-${containerName}`,
      { ...of, containerName, publicAccess: "None" },
      { ...azureKept(scope, parent), dependsOn: [service] },
    );
    return [containerName, container] as const;
  });
  privateEndpoint(parent, name, scope, network, { service: "blob", resourceId: account.id, identity });
  recordAccess(parent, name, pulumi.interpolate`${account.id}/blobServices/default`, args.workspaceId);
  deleteLock(parent, name, scope, account.id, [lifecycle, ...containers.map(([, container]) => container)]);
  const find = (one: string): BlobContainer => {
    const found = containers.find(([made]) => made === one);
    if (!found) throw new Error(`${accountName} has no container ${one}: it has ${args.containers.join(", ")}`);
    return found[1];
  };
  return {
    id: account.id,
    name: accountName,
    endpoint: blobEndpoint(accountName),
    container: (one) => find(one).id,
    containerName: (one) => onceMade(find(one), one),
  };
}

/** URL of the blobs of an account. */
const blobEndpoint = (accountName: string): string => `https://${accountName}.blob.core.windows.net`;

/** The account of a purpose in a region, and its URL, which are known wherever it is made. */
export function accountOf(
  scope: AzureScope,
  purpose: PrivateAccountArgs["purpose"],
): Pick<PrivateAccount, "name" | "endpoint"> {
  const name = worldwideName("storage account", scope, purpose);
  return { name, endpoint: blobEndpoint(name) };
}

/** Id of a container of such an account. */
export const containerId = (scope: AzureScope, accountName: string, container: string): pulumi.Output<string> =>
  pulumi.interpolate`/subscriptions/${scope.subscriptionId}/resourceGroups/${scope.resourceGroupName}/providers/Microsoft.Storage/storageAccounts/${accountName}/blobServices/default/containers/${container}`;

const blobTypes = ["blockBlob"];

function oldVersions(days: number): BlobRule {
  return {
    name: "old-versions",
    type: "Lifecycle",
    enabled: true,
    definition: {
      actions: { version: { delete: { daysAfterCreationGreaterThan: days } } },
      filters: { blobTypes },
    },
  };
}

/** Objects that stay this long are worth moving: a cold one is paid for 90 days, at the least. */
const leastColdDays = 180;
const coldAfterDays = 30;

/** Objects below a path, the container first, are removed when they are so old; those that stay long move to a colder tier. */
export function expireBlobs(path: string, days: number): BlobRule {
  return {
    name: `expire-${path.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "")}`,
    type: "Lifecycle",
    enabled: true,
    definition: {
      actions: {
        baseBlob: {
          delete: { daysAfterModificationGreaterThan: days },
          ...(days >= leastColdDays && { tierToCold: { daysAfterModificationGreaterThan: coldAfterDays } }),
        },
      },
      filters: { blobTypes, prefixMatch: [path] },
    },
  };
}
