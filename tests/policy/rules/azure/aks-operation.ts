import { resource } from "../../lib/cases.ts";

const pool = {
  availabilityZones: ["1", "2", "3"],
  minCount: 3,
  maxCount: 9,
  enableEncryptionAtHost: true,
  enableNodePublicIP: false,
};
/** Pools of one zone each. */
const zonal = (...zones: string[]) =>
  zones.map((zone) => ({ ...pool, name: `zone${zone}`, mode: "User", availabilityZones: [zone], minCount: 1 }));
const secrets = "azureKeyvaultSecretsProvider";
const cluster = resource("azure-native:containerservice:ManagedCluster", {
  agentPoolProfiles: [{ name: "system", ...pool }],
  autoUpgradeProfile: { upgradeChannel: "patch", nodeOSUpgradeChannel: "NodeImage" },
  addonProfiles: {
    azurepolicy: { enabled: true },
    [secrets]: { enabled: true, config: { enableSecretRotation: "true" } },
  },
});
/** Each pool, by itself and within a cluster; `POOL` in a message is where it is. */
const pools = (
  title: string,
  change: Readonly<Record<string, string[] | number | boolean | undefined>>,
  says: readonly string[] = [],
) => {
  const at = (path: string) => says.map((text) => text.replaceAll("POOL", path));
  const within = Object.entries(change).map(([path, value]) => [`/agentPoolProfiles/0${path}`, value] as const);
  return [
    ...resource("azure-native:containerservice:AgentPool", pool)(title, change, at("")),
    ...cluster(title, Object.fromEntries(within), at("agentPoolProfiles[0].")),
  ];
};

export default {
  "az-aks-azure-policy": [
    ...cluster("on", {}),
    ...cluster("off", { "/addonProfiles/azurepolicy": undefined }, [
      "addonProfiles.azurepolicy.enabled: expected true, found nothing",
    ]),
  ],
  "az-aks-kv-rotation": [
    ...cluster("read anew", {}),
    ...cluster("read once", { [`/addonProfiles/${secrets}/config`]: undefined }, [
      `addonProfiles.${secrets}.config.enableSecretRotation: expected "true", found nothing`,
    ]),
  ],
  "az-aks-upgrade-channel": [
    ...cluster("patches", {}),
    ...cluster("none", { "/autoUpgradeProfile/upgradeChannel": "none" }, [
      "autoUpgradeProfile.upgradeChannel: expected patch, stable or node-image, found nothing",
    ]),
  ],
  "az-aks-host-encryption": [
    ...pools("encrypted", {}),
    ...pools("plain", { "/enableEncryptionAtHost": undefined }, [
      "POOLenableEncryptionAtHost: expected true, found nothing",
    ]),
  ],
  "az-aks-no-node-public-ip": [
    ...pools("private", {}),
    ...pools("the default", { "/enableNodePublicIP": undefined }),
    ...pools("public", { "/enableNodePublicIP": true }, ["POOLenableNodePublicIP: expected false, found true"]),
  ],
  "az-aks-zoned-pools": [
    ...pools("three zones", {}),
    ...pools("three nodes that stay", { "/minCount": undefined, "/count": 3 }),
    ...pools("one zone", { "/availabilityZones": ["1"] }, ["POOLavailabilityZones: expected 3 zones or more, found 1"]),
    ...cluster("a pool for each zone", { "/agentPoolProfiles": zonal("1", "2", "3") }),
    ...cluster("pools of two zones", { "/agentPoolProfiles": zonal("1", "2", "2") }, [
      "agentPoolProfiles[0].availabilityZones: expected 3 zones or more, found 2",
    ]),
    ...cluster(
      "no node in a zone at times",
      { "/agentPoolProfiles": zonal("1", "2", "3"), "/agentPoolProfiles/1/minCount": 0 },
      ["agentPoolProfiles[1].minCount: expected 1 or more, found 0; write 1"],
    ),
    ...cluster(
      "pools of another kind in the other zones",
      { "/agentPoolProfiles": zonal("1", "2", "3"), "/agentPoolProfiles/0/mode": "System" },
      [
        "agentPoolProfiles[0].availabilityZones: expected 3 zones or more, found 1",
        "agentPoolProfiles[1].availabilityZones: expected 3 zones or more, found 2",
      ],
    ),
    ...pools("one node", { "/minCount": 1 }, ["POOLminCount: expected 3 or more, found 1; write 3"]),
  ],
};
