import { between, oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { arm, exists, identityId, instant, lowerAlphanumeric, settingOf } from "./parts.ts";

const account = "azure-native:storage:StorageAccount";
const endpoints = {
  blob: "https://{accountName}.blob.core.windows.net/",
  dfs: "https://{accountName}.dfs.core.windows.net/",
  file: "https://{accountName}.file.core.windows.net/",
  queue: "https://{accountName}.queue.core.windows.net/",
  table: "https://{accountName}.table.core.windows.net/",
  web: "https://{accountName}.web.core.windows.net/",
} as const;

/** Blobs. */
export const storage: Rows = {
  [account]: arm("Microsoft.Storage/storageAccounts", {
    named: ["accountName"],
    rule: lowerAlphanumeric(3, 24),
    unique: ["accountName"],
    replaces: ["location", "kind", "encryption.requireInfrastructureEncryption", "isHnsEnabled"],
    also: ["privateEndpointConnections", "provisioningState"],
    needs: { "identity.userAssignedIdentities.*": identityId },
    rules: {
      kind: oneOf("StorageV2", "BlockBlobStorage", "BlobStorage", "FileStorage", "Storage"),
      minimumTlsVersion: oneOf("TLS1_0", "TLS1_1", "TLS1_2", "TLS1_3"),
      "networkRuleSet.defaultAction": oneOf("Allow", "Deny"),
      "immutableStorageWithVersioning.immutabilityPolicy.immutabilityPeriodSinceCreationInDays": between(1, 146000),
    },
    computed: {
      accountMigrationInProgress: () => false,
      blobRestoreStatus: () => ({}),
      creationTime: () => instant,
      failoverInProgress: () => false,
      geoReplicationStats: () => ({}),
      isSkuConversionBlocked: () => false,
      keyCreationTime: () => ({ key1: instant, key2: instant }),
      lastGeoFailoverTime: () => "",
      primaryEndpoints: ({ fill }) =>
        Object.fromEntries(Object.entries(endpoints).map(([service, url]) => [service, fill(url)])),
      primaryLocation: "{location}",
      secondaryEndpoints: () => ({}),
      secondaryLocation: () => "",
      statusOfPrimary: () => "available",
      statusOfSecondary: () => "available",
      storageAccountSkuConversionStatus: () => ({}),
    },
  }),
  "azure-native:storage:BlobServiceProperties": settingOf("Microsoft.Storage/storageAccounts/blobServices", {
    named: ["accountName", "blobServicesName"],
    owner: account,
    rules: { blobServicesName: oneOf("default"), "deleteRetentionPolicy.days": between(1, 365) },
    computed: { sku: () => ({ name: "Standard_ZRS", tier: "Standard" }) },
  }),
  "azure-native:storage:ManagementPolicy": settingOf("Microsoft.Storage/storageAccounts/managementPolicies", {
    named: ["accountName", "managementPolicyName"],
    owner: account,
    also: ["lastModifiedTime"],
    rules: { managementPolicyName: oneOf("default") },
  }),
  "azure-native:storage:BlobContainer": arm("Microsoft.Storage/storageAccounts/containers", {
    named: ["accountName", "containerName"],
    rule: { min: 3, max: 63, lower: true, pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/ },
    owner: account,
    also: ["etag", "lastModifiedTime"],
    rules: { publicAccess: oneOf("None", "Blob", "Container") },
    computed: {
      deleted: () => false,
      deletedTime: () => "",
      hasImmutabilityPolicy: () => false,
      hasLegalHold: () => false,
      immutabilityPolicy: () => ({}),
      leaseDuration: () => "",
      leaseState: () => "Available",
      leaseStatus: () => "Unlocked",
      legalHold: () => ({}),
      remainingRetentionDays: () => 0,
      version: () => "",
    },
  }),
  "azure-native:storage:ObjectReplicationPolicy": arm("Microsoft.Storage/storageAccounts/objectReplicationPolicies", {
    named: ["accountName", "objectReplicationPolicyId"],
    owner: account,
    needs: { sourceAccount: exists(account, "id", "name"), destinationAccount: exists(account, "id", "name") },
    computed: { enabledTime: () => instant, policyId: "{uuid}" },
  }),
};
