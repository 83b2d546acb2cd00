import type { DiskEncryptionSetArgs } from "@pulumi/azure-native/compute/diskEncryptionSet.js";
import type { ManagedClusterArgs } from "@pulumi/azure-native/containerservice/managedCluster.js";
import { type Given, is, isSet, oneOf } from "../../lib/demands.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { cisKubernetes, guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

const on = ["azure-native:containerservice:ManagedCluster"];
type Cluster = Given<ManagedClusterArgs>;

export const isPrivate = rule({
  name: "az-aks-private",
  severity: "critical",
  level: "M!",
  description: "The API of a cluster must not be open to the whole internet.",
  remediationSteps:
    "Set apiServerAccessProfile.enablePrivateCluster, or list the ranges that may in authorizedIPRanges.",
  framework: guides("FTE-013"),
  tags: ["ckv:CKV_AZURE_6", "ckv:CKV_AZURE_115", "trivy:AZU-0041", "trivy:AZU-0065"],
  requirements: ["FTE-013", "REC-002"],
  on,
  check: ({ apiServerAccessProfile }: Cluster) => {
    const { enablePrivateCluster, authorizedIPRanges } = apiServerAccessProfile ?? {};
    const ranges = authorizedIPRanges ?? [];
    if (enablePrivateCluster === true || (ranges.length > 0 && !ranges.includes("0.0.0.0/0"))) return [];
    const path = "apiServerAccessProfile.enablePrivateCluster";
    const expected = "true, or authorizedIPRanges without the whole internet";
    return [{ path, expected, found: show(enablePrivateCluster), fix: true }];
  },
});

export const noLocalAccounts = rule({
  name: "az-aks-local-accounts-off",
  severity: "high",
  level: "M!",
  description: "Nobody must sign in to a cluster by a certificate that cannot be taken back.",
  remediationSteps: "Set disableLocalAccounts.",
  framework: guides("REC-055"),
  tags: ["ckv:CKV_AZURE_141"],
  requirements: ["REC-055", "FTE-015"],
  on,
  check: ({ disableLocalAccounts }: Cluster) => is("disableLocalAccounts", disableLocalAccounts, true),
});

export const entraRbac = rule({
  name: "az-aks-entra-rbac",
  severity: "high",
  level: "M!",
  description: "Who may do what in a cluster must be said by roles, for accounts of Entra.",
  remediationSteps: "Leave enableRBAC on, and set aadProfile with managed and enableAzureRBAC.",
  framework: guides("REC-055"),
  tags: ["ckv:CKV_AZURE_5", "trivy:AZU-0042"],
  requirements: ["REC-055", "FTE-016"],
  on,
  check: ({ enableRBAC, aadProfile }: Cluster) =>
    allOf(
      () => is("enableRBAC", enableRBAC ?? true, true),
      () => is("aadProfile.managed", aadProfile?.managed, true),
      () => is("aadProfile.enableAzureRBAC", aadProfile?.enableAzureRBAC, true),
    ),
});

export const networkPolicy = rule({
  name: "az-aks-network-policy",
  severity: "high",
  level: "M!",
  description: "The network plugin of a cluster must see to NetworkPolicies, which are of no effect otherwise.",
  remediationSteps: "Set networkProfile.networkPolicy to cilium.",
  framework: cisKubernetes("5.3.1"),
  tags: ["cis-k8s-1.12:5.3.1", "ckv:CKV_AZURE_7", "trivy:AZU-0043"],
  requirements: ["ECO-033", "REC-045"],
  on,
  check: ({ networkProfile }: Cluster) =>
    oneOf("networkProfile.networkPolicy", networkProfile?.networkPolicy, ["cilium", "calico", "azure"]),
});

export const workloadIdentity = rule({
  name: "az-aks-workload-identity",
  severity: "medium",
  level: "M",
  description: "Pods must be able to have identities of their own.",
  remediationSteps: "Set oidcIssuerProfile.enabled and securityProfile.workloadIdentity.enabled.",
  framework: guides("FTE-015"),
  tags: [],
  requirements: ["FTE-015"],
  on,
  check: ({ oidcIssuerProfile, securityProfile }: Cluster) =>
    allOf(
      () => is("oidcIssuerProfile.enabled", oidcIssuerProfile?.enabled, true),
      () => is("securityProfile.workloadIdentity.enabled", securityProfile?.workloadIdentity?.enabled, true),
    ),
});

export const secretsKms = rule({
  name: "az-aks-secrets-kms",
  severity: "high",
  level: "Mp",
  description: "The Secrets of a cluster must be encrypted in its database with a key of ours.",
  remediationSteps: "Set securityProfile.azureKeyVaultKms with enabled and keyId.",
  framework: guides("FTE-019"),
  tags: ["cis-k8s-1.12:1.2.27"],
  requirements: ["FTE-019", "REC-054"],
  on,
  check: ({ securityProfile }: Cluster) =>
    allOf(
      () => is("securityProfile.azureKeyVaultKms.enabled", securityProfile?.azureKeyVaultKms?.enabled, true),
      () => isSet("securityProfile.azureKeyVaultKms.keyId", securityProfile?.azureKeyVaultKms?.keyId, "a key of ours"),
    ),
});

/** Azure takes a version by its first two numbers, and keeps the newest patch of it. */
const supported = ["1.33", "1.34", "1.35", "1.36"];

export const supportedVersion = rule({
  name: "az-aks-supported-version",
  severity: "high",
  level: "M",
  description: "A cluster must run a version of Kubernetes that still gets patches.",
  remediationSteps: "Move to the newest version of the list, one minor version at a time.",
  framework: guides("ONB-001"),
  tags: [],
  requirements: ["ONB-001", "REC-057"],
  on,
  thresholds: {
    versions: threshold<readonly string[]>({
      description: "Versions that a cluster may run.",
      type: "array",
      values: { dev: supported, staging: supported, prod: supported, "prod-azure": supported },
    }),
  },
  check: ({ kubernetesVersion }: Cluster, { config }) =>
    config.versions.some((one) => kubernetesVersion === one || kubernetesVersion?.startsWith(`${one}.`))
      ? []
      : oneOf("kubernetesVersion", kubernetesVersion, [...config.versions].reverse()),
});

export const paidSku = rule({
  name: "az-aks-paid-sku",
  severity: "medium",
  level: "Mp",
  description: "A cluster must be of a tier whose API Azure answers for.",
  remediationSteps: "Set sku to { name: Base, tier: Standard }.",
  framework: guides("FTE-048"),
  tags: ["ckv:CKV_AZURE_170"],
  requirements: ["FTE-048"],
  on,
  check: ({ sku }: Cluster) => oneOf("sku.tier", sku?.tier, ["Standard", "Premium"]),
});

export const nodeChannel = rule({
  name: "az-aks-node-channel",
  severity: "medium",
  level: "M",
  description: "Nodes must take the patches of their system by themselves.",
  remediationSteps: "Set autoUpgradeProfile.nodeOSUpgradeChannel to NodeImage.",
  framework: guides("REC-057"),
  tags: [],
  requirements: ["REC-057"],
  on,
  check: ({ autoUpgradeProfile }: Cluster) => {
    const path = "autoUpgradeProfile.nodeOSUpgradeChannel";
    return oneOf(path, autoUpgradeProfile?.nodeOSUpgradeChannel, ["NodeImage", "SecurityPatch"]);
  },
});

/** Who may run one needs no account of the cluster: a role over the resource is enough. */
export const noRunCommand = rule({
  name: "az-aks-no-run-command",
  severity: "high",
  level: "Mp",
  description: "Nobody must run commands in a cluster past its own roles and its network.",
  remediationSteps: "Set apiServerAccessProfile.disableRunCommand.",
  framework: guides("REC-055"),
  tags: [],
  requirements: ["REC-055", "FTE-016"],
  on,
  check: ({ apiServerAccessProfile }: Cluster) =>
    is("apiServerAccessProfile.disableRunCommand", apiServerAccessProfile?.disableRunCommand, true),
});

export const nodeGroupLocked = rule({
  name: "az-aks-node-group-locked",
  severity: "medium",
  level: "Mp",
  description: "Nobody must change a cluster's machines and disks behind its back.",
  remediationSteps: "Set nodeResourceGroupProfile.restrictionLevel to ReadOnly.",
  framework: guides("REC-055"),
  tags: [],
  requirements: ["REC-055"],
  on,
  check: ({ nodeResourceGroupProfile }: Cluster) =>
    is("nodeResourceGroupProfile.restrictionLevel", nodeResourceGroupProfile?.restrictionLevel, "ReadOnly"),
});

export const disksCmk = rule({
  name: "az-aks-disks-cmk",
  severity: "medium",
  level: "Mp",
  description: "The disks of nodes and pods must be encrypted with a key of ours.",
  remediationSteps: "Set diskEncryptionSetID to a DiskEncryptionSet, which can be had from the beginning alone.",
  framework: guides("FTE-019"),
  tags: ["ckv:CKV_AZURE_117"],
  requirements: ["FTE-019"],
  on,
  check: ({ diskEncryptionSetID }: Cluster) => isSet("diskEncryptionSetID", diskEncryptionSetID, "a set of ours"),
});

export const diskSetCmk = rule({
  name: "az-disk-set-cmk",
  severity: "medium",
  level: "Mp",
  description: "Disks must be encrypted with the newest version of a key of ours.",
  remediationSteps: "Set encryptionType to one with a customer's key, and rotationToLatestKeyVersionEnabled.",
  framework: guides("FTE-019"),
  tags: [],
  requirements: ["FTE-019", "FTE-024"],
  on: ["azure-native:compute:DiskEncryptionSet"],
  check: ({ encryptionType, rotationToLatestKeyVersionEnabled: rotated }: Given<DiskEncryptionSetArgs>) =>
    allOf(
      () =>
        oneOf("encryptionType", encryptionType, [
          "EncryptionAtRestWithPlatformAndCustomerKeys",
          "EncryptionAtRestWithCustomerKey",
        ]),
      () => is("rotationToLatestKeyVersionEnabled", rotated, true),
    ),
});

export default [
  nodeChannel,
  noRunCommand,
  nodeGroupLocked,
  disksCmk,
  diskSetCmk,
  isPrivate,
  noLocalAccounts,
  entraRbac,
  networkPolicy,
  workloadIdentity,
  secretsKms,
  supportedVersion,
  paidSku,
];
