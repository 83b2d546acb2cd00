import type { AgentPoolArgs } from "@pulumi/azure-native/containerservice/agentPool.js";
import type { ManagedClusterArgs } from "@pulumi/azure-native/containerservice/managedCluster.js";
import { atLeast, atLeastItems, type Given, is, isNot, isSet } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import { expected, type Violation } from "../../lib/violation.ts";

const cluster = "azure-native:containerservice:ManagedCluster";
const agentPool = "azure-native:containerservice:AgentPool";
type Cluster = Given<ManagedClusterArgs>;
type Pools = Given<ManagedClusterArgs & AgentPoolArgs>;
type Pool = Pick<
  Given<AgentPoolArgs>,
  "availabilityZones" | "count" | "minCount" | "enableEncryptionAtHost" | "enableNodePublicIP"
>;

/** Checks a pool of nodes, or each of those that a cluster is made with. */
function eachPool(props: Pools, type: string, check: (pool: Pool, path: string) => readonly Violation[]): Violation[] {
  if (type === agentPool) return [...check(props, "")];
  return collect(props.agentPoolProfiles, (pool, index) => check(pool, `agentPoolProfiles[${index}].`));
}

export const azurePolicy = rule({
  name: "az-aks-azure-policy",
  severity: "low",
  level: "A",
  description: "A cluster should tell Azure Policy what is in it.",
  remediationSteps: "Set addonProfiles.azurepolicy.enabled.",
  framework: guides("FTE-063"),
  tags: ["ckv:CKV_AZURE_116", "trivy:AZU-0066"],
  requirements: ["FTE-063"],
  on: [cluster],
  check: ({ addonProfiles }: Cluster) =>
    is("addonProfiles.azurepolicy.enabled", addonProfiles?.["azurepolicy"]?.enabled, true),
});

/** Secrets come by External Secrets here, which reads them anew each hour; the addon is for those who mount them. */
export const vaultRotation = rule({
  name: "az-aks-kv-rotation",
  severity: "low",
  level: "A",
  description: "A cluster that mounts secrets of a vault should read them anew.",
  remediationSteps: "Set addonProfiles.azureKeyvaultSecretsProvider.config.enableSecretRotation to true.",
  framework: guides("FTE-024"),
  tags: ["ckv:CKV_AZURE_172"],
  requirements: ["FTE-024"],
  on: [cluster],
  check: ({ addonProfiles }: Cluster, { notApplicable }) => {
    const addon = addonProfiles?.["azureKeyvaultSecretsProvider"];
    if (addon?.enabled !== true) return notApplicable("it mounts no secrets of a vault");
    const path = "addonProfiles.azureKeyvaultSecretsProvider.config.enableSecretRotation";
    const found = addon.config?.["enableSecretRotation"];
    return found === "true" ? [] : [expected(path, "true", found)];
  },
});

export const upgradeChannel = rule({
  name: "az-aks-upgrade-channel",
  severity: "low",
  level: "A",
  description: "A cluster and its nodes should take patches by themselves.",
  remediationSteps: "Set autoUpgradeProfile.upgradeChannel to patch, and nodeOSUpgradeChannel to NodeImage.",
  framework: guides("REC-057"),
  tags: ["ckv:CKV_AZURE_171"],
  requirements: ["REC-057"],
  on: [cluster],
  check: ({ autoUpgradeProfile }: Cluster) => {
    const channel = autoUpgradeProfile?.upgradeChannel;
    const path = "autoUpgradeProfile.upgradeChannel";
    return isSet(path, channel === "none" ? undefined : channel, "patch, stable or node-image");
  },
});

export const hostEncryption = rule({
  name: "az-aks-host-encryption",
  severity: "medium",
  level: "A",
  description: "The disks of nodes should be encrypted on the host, caches and temporary ones among them.",
  remediationSteps: "Set enableEncryptionAtHost of each pool.",
  framework: guides("FTE-019"),
  tags: ["ckv:CKV_AZURE_227"],
  requirements: ["FTE-019"],
  on: [cluster, agentPool],
  check: (props: Pools, { type }) =>
    eachPool(props, type, ({ enableEncryptionAtHost }, path) =>
      is(`${path}enableEncryptionAtHost`, enableEncryptionAtHost, true),
    ),
});

export const noNodePublicIp = rule({
  name: "az-aks-no-node-public-ip",
  severity: "high",
  level: "M!",
  description: "Nodes must have no public address.",
  remediationSteps: "Remove enableNodePublicIP.",
  framework: guides("FTE-013"),
  tags: ["ckv:CKV_AZURE_143"],
  requirements: ["FTE-013"],
  on: [cluster, agentPool],
  check: (props: Pools, { type }) =>
    eachPool(props, type, ({ enableNodePublicIP }, path) =>
      isNot(`${path}enableNodePublicIP`, enableNodePublicIP, true, false),
    ),
});

export const zonedPools = rule({
  name: "az-aks-zoned-pools",
  severity: "high",
  level: "Mp",
  description: "Nodes of a kind must be in three zones, in one pool or in several, and one in each at least.",
  remediationSteps: "Set availabilityZones to three zones, and minCount to 3 or more; or make a pool for each zone.",
  framework: guides("FTE-035"),
  tags: [],
  requirements: ["FTE-004", "ONB-072", "FTE-035"],
  on: [cluster, agentPool],
  check: (props: Pools, { type }) =>
    allOf(
      () =>
        eachPool(props, type, ({ availabilityZones, minCount, count }, path) =>
          atLeast(`${path}minCount`, minCount ?? count, availabilityZones?.length ?? 1),
        ),
      // Of a pool by itself nobody knows here whether there are others like it.
      () =>
        type === agentPool
          ? atLeastItems("availabilityZones", props.availabilityZones, 3, "zones")
          : collect(kindsOfPools(props), ([first, zones]) =>
              atLeastItems(`agentPoolProfiles[${first}].availabilityZones`, zones, 3, "zones"),
            ),
    ),
});

/** The zones of the pools of each kind that a cluster is made with, and which of them is the first: whatever runs on one of them runs on all. */
function kindsOfPools({ agentPoolProfiles }: Pools): (readonly [first: number, zones: readonly (string | null)[]])[] {
  const pools = (agentPoolProfiles ?? []).flatMap((pool, index) => (pool ? [{ pool, index }] : []));
  const kinds = Map.groupBy(pools, ({ pool }) => JSON.stringify([pool.mode, pool.vmSize, pool.nodeTaints]));
  return [...kinds.values()].map((members) => [
    members[0]?.index ?? 0,
    [...new Set(members.flatMap(({ pool }) => pool.availabilityZones ?? []))],
  ]);
}

export default [azurePolicy, vaultRotation, upgradeChannel, hostEncryption, noNodePublicIp, zonedPools];
