import { resource } from "../../lib/cases.ts";

const account = resource("azure-native:storage:StorageAccount", {
  kind: "StorageV2",
  sku: { name: "Standard_RAGZRS" },
  enableHttpsTrafficOnly: true,
  minimumTlsVersion: "TLS1_2",
  allowBlobPublicAccess: false,
  allowSharedKeyAccess: false,
  allowCrossTenantReplication: false,
  allowedCopyScope: "AAD",
  isLocalUserEnabled: false,
  publicNetworkAccess: "Disabled",
  networkRuleSet: { defaultAction: "Deny", bypass: "AzureServices" },
  encryption: {
    keySource: "Microsoft.Keyvault",
    keyVaultProperties: { keyName: "backups", keyVaultUri: "https://vault.example.net" },
    requireInfrastructureEncryption: true,
  },
  tags: { purpose: "backup" },
});
const container = resource("azure-native:storage:BlobContainer", { accountName: "backups", publicAccess: "None" });

export default {
  "az-storage-https-tls12": [
    ...account("TLS 1.2", {}),
    ...account("TLS 1.3", { "/minimumTlsVersion": "TLS1_3" }),
    ...account("nothing said", { "/minimumTlsVersion": undefined, "/enableHttpsTrafficOnly": undefined }, [
      "enableHttpsTrafficOnly: expected true, found nothing",
      'minimumTlsVersion: expected "TLS1_2" or "TLS1_3", found nothing; write "TLS1_2"',
    ]),
    ...account("plain text", { "/enableHttpsTrafficOnly": false }, [
      "enableHttpsTrafficOnly: expected true, found false",
    ]),
    ...account("old TLS", { "/minimumTlsVersion": "TLS1_0" }, [
      'minimumTlsVersion: expected "TLS1_2" or "TLS1_3", found "TLS1_0"; write "TLS1_2"',
    ]),
  ],
  "az-storage-no-anonymous": [
    ...account("signed in", {}),
    ...account("the default", { "/allowBlobPublicAccess": undefined }, [
      "allowBlobPublicAccess: expected false, found nothing",
    ]),
    ...account("anybody", { "/allowBlobPublicAccess": true }, ["allowBlobPublicAccess: expected false, found true"]),
    ...container("signed in", {}),
    ...container("the default", { "/publicAccess": undefined }),
    ...container("anybody", { "/publicAccess": "Blob" }, ['publicAccess: expected "None", found "Blob"']),
  ],
  "az-storage-default-deny": [
    ...account("refused", {}),
    ...account("nothing said", { "/networkRuleSet": undefined }, [
      'networkRuleSet.defaultAction: expected "Deny", found nothing',
    ]),
    ...account("allowed", { "/networkRuleSet/defaultAction": "Allow" }, [
      'networkRuleSet.defaultAction: expected "Deny", found "Allow"',
    ]),
  ],
  "az-storage-public-off": [
    ...account("private", {}),
    ...account("public", { "/publicNetworkAccess": "Enabled" }, [
      'publicNetworkAccess: expected "Disabled", found "Enabled"',
    ]),
  ],
  "az-storage-trusted-services": [
    ...account("services of Azure", {}),
    ...account("and logs", { "/networkRuleSet/bypass": "Logging, AzureServices" }),
    ...account("nobody", { "/networkRuleSet/bypass": "None" }, [
      'networkRuleSet.bypass: expected "AzureServices", found "None"',
    ]),
  ],
  "az-storage-no-shared-key": [
    ...account("identities", {}),
    ...account("keys", { "/allowSharedKeyAccess": undefined }, ["allowSharedKeyAccess: expected false, found nothing"]),
  ],
  "az-storage-geo-redundant": [
    ...account("copied", {}),
    ...account("in one region", { "/sku/name": "Standard_ZRS" }, [
      'sku.name: expected "Standard_RAGZRS" or "Standard_GZRS" or "Standard_RAGRS" or "Standard_GRS", found "Standard_ZRS"; write "Standard_RAGZRS"',
    ]),
  ],
  "az-storage-zoned": [
    ...account("zones, and another region", {}),
    ...account("zones", { "/sku/name": "Standard_ZRS" }),
    ...account("one zone", { "/sku/name": "Standard_LRS" }, [
      'sku.name: expected "Standard_ZRS" or "Standard_RAGZRS" or "Standard_GZRS" or "Premium_ZRS", found "Standard_LRS"; write "Standard_ZRS"',
    ]),
  ],
  "az-storage-no-foreign-copies": [
    ...account("none", {}),
    ...account("to other tenants", { "/allowCrossTenantReplication": true }, [
      "allowCrossTenantReplication: expected false, found true",
    ]),
    ...account("to anywhere", { "/allowedCopyScope": undefined }, [
      'allowedCopyScope: expected "AAD" or "PrivateLink", found nothing; write "AAD"',
    ]),
  ],
  "az-storage-cmk": [
    ...account("a key of ours", {}),
    ...account("a key of Azure", { "/encryption": { keySource: "Microsoft.Storage" } }, [
      'encryption.keySource: expected "Microsoft.Keyvault", found "Microsoft.Storage"',
      "encryption.keyVaultProperties: expected the key and its vault, found nothing",
    ]),
    ...account("no key", { "/encryption/keyVaultProperties": undefined }, [
      "encryption.keyVaultProperties: expected the key and its vault, found nothing",
    ]),
  ],
  "az-storage-infra-encryption": [
    ...account("twice", {}),
    ...account("once", { "/encryption/requireInfrastructureEncryption": undefined }, [
      "encryption.requireInfrastructureEncryption: expected true, found nothing",
    ]),
  ],
  "az-storage-no-local-users": [
    ...account("none", {}),
    ...account("some", { "/isLocalUserEnabled": true }, ["isLocalUserEnabled: expected false, found true"]),
  ],
};
