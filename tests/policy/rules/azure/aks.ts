import { resource } from "../../lib/cases.ts";

const cluster = resource("azure-native:containerservice:ManagedCluster", {
  kubernetesVersion: "1.35.2",
  sku: { name: "Base", tier: "Standard" },
  disableLocalAccounts: true,
  enableRBAC: true,
  aadProfile: { managed: true, enableAzureRBAC: true },
  apiServerAccessProfile: { enablePrivateCluster: true, disableRunCommand: true },
  autoUpgradeProfile: { nodeOSUpgradeChannel: "NodeImage" },
  diskEncryptionSetID: "disks",
  nodeResourceGroupProfile: { restrictionLevel: "ReadOnly" },
  networkProfile: { networkPlugin: "azure", networkPolicy: "cilium" },
  oidcIssuerProfile: { enabled: true },
  securityProfile: {
    workloadIdentity: { enabled: true },
    azureKeyVaultKms: { enabled: true, keyId: "https://vault.example.net/keys/cluster" },
  },
});
const open = (found: string) => [
  `apiServerAccessProfile.enablePrivateCluster: expected true, or authorizedIPRanges without the whole internet, found ${found}; write true`,
];

const disks = resource("azure-native:compute:DiskEncryptionSet", {
  encryptionType: "EncryptionAtRestWithPlatformAndCustomerKeys",
  rotationToLatestKeyVersionEnabled: true,
});

export default {
  "az-aks-node-channel": [
    ...cluster("images of nodes", {}),
    ...cluster("patches alone", { "/autoUpgradeProfile/nodeOSUpgradeChannel": "SecurityPatch" }),
    ...cluster("none", { "/autoUpgradeProfile": undefined }, [
      'autoUpgradeProfile.nodeOSUpgradeChannel: expected "NodeImage" or "SecurityPatch", found nothing; write "NodeImage"',
    ]),
  ],
  "az-aks-no-run-command": [
    ...cluster("none", {}),
    ...cluster("the default", { "/apiServerAccessProfile/disableRunCommand": undefined }, [
      "apiServerAccessProfile.disableRunCommand: expected true, found nothing",
    ]),
  ],
  "az-aks-node-group-locked": [
    ...cluster("locked", {}),
    ...cluster("the default", { "/nodeResourceGroupProfile": undefined }, [
      'nodeResourceGroupProfile.restrictionLevel: expected "ReadOnly", found nothing',
    ]),
  ],
  "az-aks-disks-cmk": [
    ...cluster("a set of ours", {}),
    ...cluster("none", { "/diskEncryptionSetID": undefined }, [
      "diskEncryptionSetID: expected a set of ours, found nothing",
    ]),
  ],
  "az-disk-set-cmk": [
    ...disks("both keys", {}),
    ...disks("our key alone", { "/encryptionType": "EncryptionAtRestWithCustomerKey" }),
    ...disks("a key of Azure", { "/encryptionType": "EncryptionAtRestWithPlatformKey" }, [
      'encryptionType: expected "EncryptionAtRestWithPlatformAndCustomerKeys" or "EncryptionAtRestWithCustomerKey", found "EncryptionAtRestWithPlatformKey"; write "EncryptionAtRestWithPlatformAndCustomerKeys"',
    ]),
    ...disks("an old version", { "/rotationToLatestKeyVersionEnabled": false }, [
      "rotationToLatestKeyVersionEnabled: expected true, found false",
    ]),
  ],
  "az-aks-private": [
    ...cluster("private", {}),
    ...cluster("open to an office", { "/apiServerAccessProfile": { authorizedIPRanges: ["203.0.113.0/24"] } }),
    ...cluster("open", { "/apiServerAccessProfile": undefined }, open("nothing")),
    ...cluster(
      "open to an office and the world",
      { "/apiServerAccessProfile": { enablePrivateCluster: false, authorizedIPRanges: ["0.0.0.0/0"] } },
      open("false"),
    ),
  ],
  "az-aks-local-accounts-off": [
    ...cluster("none", {}),
    ...cluster("some", { "/disableLocalAccounts": undefined }, ["disableLocalAccounts: expected true, found nothing"]),
  ],
  "az-aks-entra-rbac": [
    ...cluster("roles of Entra", {}),
    ...cluster("the default of roles", { "/enableRBAC": undefined }),
    ...cluster("no roles", { "/enableRBAC": false }, ["enableRBAC: expected true, found false"]),
    ...cluster("no Entra", { "/aadProfile": undefined }, [
      "aadProfile.managed: expected true, found nothing",
      "aadProfile.enableAzureRBAC: expected true, found nothing",
    ]),
  ],
  "az-aks-network-policy": [
    ...cluster("Cilium", {}),
    ...cluster("Calico", { "/networkProfile/networkPolicy": "calico" }),
    ...cluster("none", { "/networkProfile/networkPolicy": undefined }, [
      'networkProfile.networkPolicy: expected "cilium" or "calico" or "azure", found nothing; write "cilium"',
    ]),
  ],
  "az-aks-workload-identity": [
    ...cluster("identities", {}),
    ...cluster("no issuer", { "/oidcIssuerProfile": undefined }, [
      "oidcIssuerProfile.enabled: expected true, found nothing",
    ]),
    ...cluster("no identities", { "/securityProfile/workloadIdentity/enabled": false }, [
      "securityProfile.workloadIdentity.enabled: expected true, found false",
    ]),
  ],
  "az-aks-secrets-kms": [
    ...cluster("a key of ours", {}),
    ...cluster("no key", { "/securityProfile/azureKeyVaultKms": { enabled: true } }, [
      "securityProfile.azureKeyVaultKms.keyId: expected a key of ours, found nothing",
    ]),
    ...cluster("off", { "/securityProfile/azureKeyVaultKms/enabled": false }, [
      "securityProfile.azureKeyVaultKms.enabled: expected true, found false",
    ]),
  ],
  "az-aks-supported-version": [
    ...cluster("supported", {}),
    ...cluster("supported, without a patch", { "/kubernetesVersion": "1.35" }),
    ...cluster(
      "no longer supported",
      { "/kubernetesVersion": "1.30.1" },
      ['kubernetesVersion: expected "1.36" or "1.35", found "1.30.1"; write "1.36"'],
      { config: { versions: ["1.35", "1.36"] } },
    ),
    ...cluster("none", { "/kubernetesVersion": undefined }, ['kubernetesVersion: expected "1.35", found nothing'], {
      config: { versions: ["1.35"] },
    }),
  ],
  "az-aks-paid-sku": [
    ...cluster("Standard", {}),
    ...cluster("Free", { "/sku/tier": "Free" }, [
      'sku.tier: expected "Standard" or "Premium", found "Free"; write "Standard"',
    ]),
  ],
};
