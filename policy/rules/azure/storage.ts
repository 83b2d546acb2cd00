import type { BlobContainerArgs } from "@pulumi/azure-native/storage/blobContainer.js";
import type { StorageAccountArgs } from "@pulumi/azure-native/storage/storageAccount.js";
import { cisAzure } from "../../lib/azure/standards.ts";
import { type Given, is, isSet, oneOf } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";
import { expected } from "../../lib/violation.ts";

const account = "azure-native:storage:StorageAccount";
const on = [account];
type Account = Given<StorageAccountArgs>;
const buckets = ["FTE-046", "ONB-063", "CAP-049", "ECO-039"];

export const httpsTls12 = rule({
  name: "az-storage-https-tls12",
  severity: "high",
  level: "R",
  description: "A storage account must speak TLS 1.2 or newer alone.",
  remediationSteps: "Set enableHttpsTrafficOnly, and minimumTlsVersion to TLS1_2.",
  framework: cisAzure("9.3.6"),
  tags: ["cis-azure-6.0:9.3.6", "ckv:CKV_AZURE_3", "ckv:CKV_AZURE_44", "trivy:AZU-0008", "trivy:AZU-0011"],
  requirements: ["FTE-020", "ECO-026", ...buckets],
  on,
  check: ({ enableHttpsTrafficOnly, minimumTlsVersion }: Account) =>
    allOf(
      () => is("enableHttpsTrafficOnly", enableHttpsTrafficOnly, true),
      () => oneOf("minimumTlsVersion", minimumTlsVersion, ["TLS1_2", "TLS1_3"]),
    ),
});

export const noAnonymous = rule({
  name: "az-storage-no-anonymous",
  severity: "critical",
  level: "M!",
  description: "Nobody must read blobs without having signed in.",
  remediationSteps: "Set allowBlobPublicAccess of the account to false, and publicAccess of the container to None.",
  framework: cisAzure("9.3.8"),
  tags: ["cis-azure-6.0:9.3.8", "ckv:CKV_AZURE_59", "ckv:CKV_AZURE_190", "ckv:CKV2_AZURE_47", "trivy:AZU-0007"],
  requirements: buckets,
  on: [account, "azure-native:storage:BlobContainer"],
  check: ({ allowBlobPublicAccess, publicAccess }: Given<StorageAccountArgs & BlobContainerArgs>, { type }) =>
    type === account
      ? is("allowBlobPublicAccess", allowBlobPublicAccess, false)
      : oneOf("publicAccess", publicAccess ?? "None", ["None"]),
});

export const defaultDeny = rule({
  name: "az-storage-default-deny",
  severity: "high",
  level: "M",
  description: "A storage account must refuse networks that are not named.",
  remediationSteps: "Set networkRuleSet.defaultAction to Deny.",
  framework: cisAzure("9.3.2.3"),
  tags: ["cis-azure-6.0:9.3.2.3", "ckv:CKV_AZURE_35", "trivy:AZU-0012"],
  requirements: ["FTE-013", ...buckets],
  on,
  check: ({ networkRuleSet }: Account) => is("networkRuleSet.defaultAction", networkRuleSet?.defaultAction, "Deny"),
});

export const publicOff = rule({
  name: "az-storage-public-off",
  severity: "high",
  level: "Mp",
  description: "A storage account must be reached through private endpoints alone.",
  remediationSteps: "Set publicNetworkAccess to Disabled, and make a PrivateEndpoint.",
  framework: cisAzure("9.3.2.2"),
  tags: ["cis-azure-6.0:9.3.2.2"],
  requirements: ["FTE-013", "ECO-033"],
  on,
  check: ({ publicNetworkAccess }: Account) => is("publicNetworkAccess", publicNetworkAccess, "Disabled"),
});

export const trustedServices = rule({
  name: "az-storage-trusted-services",
  severity: "low",
  level: "A",
  description: "Services of Azure itself, such as those that back up, should reach a storage account.",
  remediationSteps: "Set networkRuleSet.bypass to AzureServices.",
  framework: cisAzure("9.3.5"),
  tags: ["cis-azure-6.0:9.3.5", "ckv:CKV_AZURE_36", "trivy:AZU-0010"],
  requirements: ["FTE-013"],
  on,
  check: ({ networkRuleSet }: Account) => {
    const bypass = networkRuleSet?.bypass;
    const path = "networkRuleSet.bypass";
    return bypass?.includes("AzureServices") ? [] : [expected(path, "AzureServices", bypass)];
  },
});

export const noSharedKey = rule({
  name: "az-storage-no-shared-key",
  severity: "high",
  level: "Mp",
  description: "A storage account must be used with identities, and not with keys that everybody shares.",
  remediationSteps: "Set allowSharedKeyAccess to false, and assign roles to workload identities.",
  framework: cisAzure("9.3.1.3"),
  tags: ["cis-azure-6.0:9.3.1.3", "ckv:CKV2_AZURE_40"],
  requirements: ["FTE-015", "FTE-025"],
  on,
  check: ({ allowSharedKeyAccess }: Account) => is("allowSharedKeyAccess", allowSharedKeyAccess, false),
});

const copied = ["Standard_RAGZRS", "Standard_GZRS", "Standard_RAGRS", "Standard_GRS"];

export const geoRedundant = rule({
  name: "az-storage-geo-redundant",
  severity: "high",
  level: "Mp",
  description: "Backups must be copied to another region as they come.",
  remediationSteps: "Set sku.name to Standard_RAGZRS.",
  framework: cisAzure("9.3.11"),
  tags: ["cis-azure-6.0:9.3.11", "ckv:CKV_AZURE_206", "trivy:AZU-0058"],
  requirements: ["FTE-046", "CAP-049", "CAP-070"],
  on,
  check: ({ sku, tags }: Account, { notApplicable }) =>
    tags?.["purpose"] === "backup"
      ? oneOf("sku.name", sku?.name, copied)
      : notApplicable("it holds no backups: its tag purpose says otherwise, or nothing"),
});

export const zoned = rule({
  name: "az-storage-zoned",
  severity: "medium",
  level: "Mp",
  description: "Blobs must be in several zones.",
  remediationSteps: "Set sku.name to Standard_ZRS, or Standard_RAGZRS where another region has them, too.",
  framework: guides("FTE-046"),
  tags: [],
  requirements: ["FTE-046"],
  on,
  check: ({ sku }: Account) =>
    oneOf("sku.name", sku?.name, ["Standard_ZRS", "Standard_RAGZRS", "Standard_GZRS", "Premium_ZRS"]),
});

export const noForeignCopies = rule({
  name: "az-storage-no-foreign-copies",
  severity: "medium",
  level: "Mp",
  description: "Blobs must not be copied to accounts of other tenants.",
  remediationSteps: "Set allowCrossTenantReplication to false, and allowedCopyScope to AAD.",
  framework: cisAzure("9.3.7"),
  tags: ["cis-azure-6.0:9.3.7"],
  requirements: ["FTE-013", ...buckets],
  on,
  check: ({ allowCrossTenantReplication, allowedCopyScope }: Account) =>
    allOf(
      () => is("allowCrossTenantReplication", allowCrossTenantReplication, false),
      () => oneOf("allowedCopyScope", allowedCopyScope, ["AAD", "PrivateLink"]),
    ),
});

export const cmk = rule({
  name: "az-storage-cmk",
  severity: "medium",
  level: "Mp",
  description: "A storage account must be encrypted with a key of ours.",
  remediationSteps: "Set encryption.keySource to Microsoft.Keyvault, and encryption.keyVaultProperties.",
  framework: guides("FTE-019"),
  tags: ["ckv:CKV2_AZURE_1", "trivy:AZU-0060"],
  requirements: ["FTE-019"],
  on,
  check: ({ encryption }: Account) =>
    allOf(
      () => is("encryption.keySource", encryption?.keySource, "Microsoft.Keyvault"),
      () => isSet("encryption.keyVaultProperties", encryption?.keyVaultProperties, "the key and its vault"),
    ),
});

export const infrastructureEncryption = rule({
  name: "az-storage-infra-encryption",
  severity: "low",
  level: "A",
  description:
    "A storage account should be encrypted a second time by Azure; this can be had from the beginning alone.",
  remediationSteps: "Set encryption.requireInfrastructureEncryption, which replaces the account.",
  framework: cisAzure("4.2", "3.0.0"),
  tags: ["cis-azure-3.0:4.2", "trivy:AZU-0061"],
  requirements: ["FTE-019"],
  on,
  check: ({ encryption }: Account) =>
    is("encryption.requireInfrastructureEncryption", encryption?.requireInfrastructureEncryption, true),
});

export const noLocalUsers = rule({
  name: "az-storage-no-local-users",
  severity: "low",
  level: "A",
  description: "A storage account should have no users of its own.",
  remediationSteps: "Set isLocalUserEnabled to false.",
  framework: guides("FTE-015"),
  tags: ["ckv:CKV_AZURE_244"],
  requirements: ["FTE-015"],
  on,
  check: ({ isLocalUserEnabled }: Account) => is("isLocalUserEnabled", isLocalUserEnabled, false),
});

export default [
  httpsTls12,
  noAnonymous,
  defaultDeny,
  publicOff,
  trustedServices,
  noSharedKey,
  geoRedundant,
  zoned,
  noForeignCopies,
  cmk,
  infrastructureEncryption,
  noLocalUsers,
];
