import { between, oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { controlPlane } from "../cluster.ts";
import { arm, exists, identityId, subnetId } from "./parts.ts";

const cluster = "azure-native:containerservice:ManagedCluster";

/** AKS. */
export const clusters: Rows = {
  [cluster]: arm("Microsoft.ContainerService/managedClusters", {
    named: ["resourceName"],
    rule: { max: 63, pattern: /^[A-Za-z0-9]([\w-]*[A-Za-z0-9])?$/ },
    replaces: ["location", "nodeResourceGroup", "dnsPrefix", "networkProfile.serviceCidr", "diskEncryptionSetID"],
    also: ["eTag", "provisioningState", "systemData"],
    needs: {
      "identity.userAssignedIdentities.*": identityId,
      "agentPoolProfiles.*.vnetSubnetID": subnetId,
      "apiServerAccessProfile.subnetId": subnetId,
      diskEncryptionSetID: exists("azure-native:compute:DiskEncryptionSet"),
    },
    rules: {
      "sku.tier": oneOf("Free", "Standard", "Premium"),
      "agentPoolProfiles.*.maxPods": between(10, 250),
      "networkProfile.networkPolicy": oneOf("none", "calico", "azure", "cilium"),
    },
    validate: ({ agentPoolProfiles }) =>
      Array.isArray(agentPoolProfiles) && agentPoolProfiles.length > 0 ? undefined : "a cluster has a pool of nodes",
    nested: { "oidcIssuerProfile.issuerURL": "https://{location}.oic.prod-aks.azure.com/{account}/{uuid}/" },
    computed: {
      azurePortalFQDN: "{resourceName}.portal.{location}.azmk8s.io",
      currentKubernetesVersion: ({ inputs }) => inputs["kubernetesVersion"] ?? "",
      fqdn: "{resourceName}.{location}.azmk8s.io",
      maxAgentPools: () => 100,
      powerState: () => ({ code: "Running" }),
      privateFQDN: "{resourceName}.{uuid}.privatelink.{location}.azmk8s.io",
      resourceUID: "{hex:24}",
      status: () => ({}),
    },
    hooks: controlPlane,
  }),
  "azure-native:containerservice:MaintenanceConfiguration": arm(
    "Microsoft.ContainerService/managedClusters/maintenanceConfigurations",
    {
      named: ["resourceName", "configName"],
      owner: cluster,
      also: ["systemData"],
      rules: {
        configName: oneOf("aksManagedAutoUpgradeSchedule", "aksManagedNodeOSUpgradeSchedule", "default"),
        "maintenanceWindow.durationHours": between(4, 24),
      },
    },
  ),
};
