import { DiskEncryptionSet } from "@pulumi/azure-native/compute/diskEncryptionSet.js";
import { listManagedClusterUserCredentialsOutput } from "@pulumi/azure-native/containerservice/listManagedClusterUserCredentials.js";
import { ManagedCluster } from "@pulumi/azure-native/containerservice/managedCluster.js";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity.js";
import { DiagnosticSetting } from "@pulumi/azure-native/monitor/diagnosticSetting.js";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { z } from "zod";
import { deleteLock } from "../core/azure-lock.ts";
import { grantRole } from "../core/azure-roles.ts";
import { type AzureScope, azureKept, azureWhere } from "../core/azure-scope.ts";
import { physicalName } from "../core/physical-names.ts";
import type { AzureKey } from "../keys/azure.ts";
import { portsPerNode } from "./azure-capacity.ts";
import { aksKubeconfig } from "./azure-kubeconfig.ts";
import { type AzureNodePool, agentPools } from "./azure-nodes.ts";
import { clusterUpdates } from "./azure-updates.ts";
import { aksVersions } from "./azure-versions.ts";

export interface AzureClusterArgs {
  readonly scope: AzureScope;
  readonly network: {
    readonly nodeSubnetId: pulumi.Output<string>;
    readonly controlPlaneSubnetId: pulumi.Output<string>;
    readonly outboundAddressIds: readonly pulumi.Output<string>[];
  };
  readonly keys: Readonly<Record<"cluster" | "volumes", AzureKey>>;
  /** Addresses of Services and of pods, in CIDR form. */
  readonly serviceCidr: string;
  readonly podCidr: string;
  /** Nodes by the name of their kind, of 11 characters at most: that of a zone follows. */
  readonly nodes: Readonly<Record<string, AzureNodePool>>;
  /** Object ids of the groups of Entra that administer it, the one that deploys among them. */
  readonly administrators: readonly string[];
  /** Registry that the nodes pull from. */
  readonly registryId: pulumi.Output<string>;
  readonly workspaceId: pulumi.Output<string>;
}

const identity = { system: "platform", component: "cluster" };

/** What the control plane writes down; reads of objects are left out, of which there are many, and which change nothing. */
const logCategories = [
  "cloud-controller-manager",
  "guard",
  "kube-apiserver",
  "kube-audit-admin",
  "kube-controller-manager",
  "kube-scheduler",
];

/** Address of the cluster's DNS: the tenth of the Services, as everywhere. */
const dnsOf = (serviceCidr: string): string => serviceCidr.replace(/\.\d+\/\d+$/, ".10");

/**
 * AKS whose API is reached from its network alone, by accounts of Entra. Nodes go out by addresses that are known, each in every zone. Whoever
 * depends on the component comes after the nodes and after the administrators' roles.
 */
export class AzureCluster extends pulumi.ComponentResource {
  static readonly token = "plumbline:cluster:AzureCluster";
  readonly name: pulumi.Output<string>;
  readonly id: pulumi.Output<string>;
  readonly kubeconfig: pulumi.Output<string>;
  /** Who signs the tokens of its service accounts. */
  readonly oidcIssuer: pulumi.Output<string>;
  readonly diskEncryptionSetId: pulumi.Output<string>;

  constructor(name: string, args: AzureClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super(AzureCluster.token, name, {}, opts);
    const { scope, keys, network } = args;
    const where = azureWhere(scope, identity);
    const disks = encryptedDisks(this, name, scope, keys.volumes);
    const kubelet = new UserAssignedIdentity(`${name}-nodes-identity`, where, { parent: this });
    const grants = [...controlPlaneGrants(this, name, args, kubelet), ...nodeGrants(this, name, args, kubelet)];
    const cluster = new ManagedCluster(
      name,
      {
        ...where,
        resourceName: physicalName("cluster", scope.stage, "platform", scope.region),
        nodeResourceGroup: physicalName("cluster", scope.stage, "platform", scope.region, "nodes"),
        nodeResourceGroupProfile: { restrictionLevel: "ReadOnly" },
        dnsPrefix: physicalName("cluster", scope.stage, "platform"),
        kubernetesVersion: aksVersions.kubernetes,
        supportPlan: "KubernetesOfficial",
        sku: { name: "Base", tier: "Standard" },
        identity: { type: "UserAssigned", userAssignedIdentities: [keys.cluster.identityId] },
        identityProfile: {
          kubeletidentity: {
            resourceId: kubelet.id,
            clientId: kubelet.clientId,
            objectId: kubelet.principalId,
          },
        },
        disableLocalAccounts: true,
        enableRBAC: true,
        aadProfile: { managed: true, enableAzureRBAC: true, tenantID: scope.tenantId },
        apiServerAccessProfile: {
          enablePrivateCluster: true,
          enablePrivateClusterPublicFQDN: false,
          enableVnetIntegration: true,
          subnetId: network.controlPlaneSubnetId,
          privateDNSZone: "system",
          disableRunCommand: true,
        },
        publicNetworkAccess: "Disabled",
        networkProfile: {
          networkPlugin: "azure",
          networkPluginMode: "overlay",
          networkDataplane: "cilium",
          networkPolicy: "cilium",
          serviceCidr: args.serviceCidr,
          dnsServiceIP: dnsOf(args.serviceCidr),
          podCidr: args.podCidr,
          outboundType: "loadBalancer",
          loadBalancerSku: "standard",
          loadBalancerProfile: {
            outboundIPs: { publicIPs: network.outboundAddressIds.map((id) => ({ id })) },
            allocatedOutboundPorts: portsPerNode,
            idleTimeoutInMinutes: 30,
          },
        },
        agentPoolProfiles: agentPools(args.nodes, network.nodeSubnetId, where.tags),
        // Pods that spread over zones need nodes in each of them: the pools of a kind grow together.
        autoScalerProfile: { balanceSimilarNodeGroups: "true", expander: "least-waste" },
        autoUpgradeProfile: { upgradeChannel: "patch", nodeOSUpgradeChannel: "NodeImage" },
        oidcIssuerProfile: { enabled: true },
        securityProfile: {
          workloadIdentity: { enabled: true },
          imageCleaner: { enabled: true, intervalHours: 168 },
          azureKeyVaultKms: {
            enabled: true,
            keyId: keys.cluster.uriWithVersion,
            keyVaultNetworkAccess: "Private",
            keyVaultResourceId: keys.cluster.vaultId,
          },
        },
        addonProfiles: {
          azurepolicy: { enabled: true },
          azureKeyvaultSecretsProvider: {
            enabled: true,
            config: { enableSecretRotation: "true", rotationPollInterval: "1h" },
          },
        },
        storageProfile: {
          diskCSIDriver: { enabled: true },
          fileCSIDriver: { enabled: false },
          snapshotController: { enabled: true },
        },
        diskEncryptionSetID: disks.id,
      },
      { ...azureKept(scope, this), dependsOn: [...keys.cluster.grants, disks, ...grants] },
    );
    clusterUpdates(this, name, scope, cluster);
    administrators(this, name, args, cluster);
    new DiagnosticSetting(
      `${name}-logs`,
      {
        name: "control-plane",
        resourceUri: cluster.id,
        workspaceId: args.workspaceId,
        logs: logCategories.map((category) => ({ category, enabled: true })),
      },
      { parent: this },
    );
    deleteLock(this, name, scope, cluster.id);
    this.name = cluster.name;
    this.id = cluster.id;
    this.oidcIssuer = cluster.oidcIssuerProfile.apply((profile) => profile?.issuerURL ?? "");
    this.diskEncryptionSetId = disks.id;
    this.kubeconfig = kubeconfigOf(this, scope, cluster);
    this.registerOutputs({ name: this.name });
  }
}

/** Disks of nodes and of volumes are encrypted with the region's key. */
function encryptedDisks(parent: pulumi.Resource, name: string, scope: AzureScope, key: AzureKey): DiskEncryptionSet {
  return new DiskEncryptionSet(
    `${name}-disks`,
    {
      ...azureWhere(scope, identity),
      encryptionType: "EncryptionAtRestWithPlatformAndCustomerKeys",
      identity: { type: "UserAssigned", userAssignedIdentities: [key.identityId] },
      activeKey: { keyUrl: key.uri, sourceVault: { id: key.vaultId } },
      rotationToLatestKeyVersionEnabled: true,
    },
    { ...azureKept(scope, parent), dependsOn: [...key.grants] },
  );
}

/** The control plane puts machines into its subnets, takes the outbound addresses, and gives the nodes their identity. */
function controlPlaneGrants(
  parent: pulumi.Resource,
  name: string,
  { scope, keys, network }: AzureClusterArgs,
  kubelet: UserAssignedIdentity,
): pulumi.Resource[] {
  const grant = (role: "Network Contributor" | "Managed Identity Operator", what: string, id: pulumi.Output<string>) =>
    grantRole(parent, `${name}-${what}-use`, scope, {
      role,
      scope: id,
      principalId: keys.cluster.identityPrincipalId,
      description: `The control plane, for ${what}`,
    });
  return [
    grant("Network Contributor", "nodes-subnet", network.nodeSubnetId),
    grant("Network Contributor", "control-plane-subnet", network.controlPlaneSubnetId),
    ...network.outboundAddressIds.map((id, index) => grant("Network Contributor", `outbound-${index + 1}`, id)),
    grant("Managed Identity Operator", "nodes-identity", kubelet.id),
  ];
}

/** Nodes pull images, and that is all that they may. */
function nodeGrants(
  parent: pulumi.Resource,
  name: string,
  { scope, registryId }: AzureClusterArgs,
  kubelet: UserAssignedIdentity,
): pulumi.Resource[] {
  const description = "Nodes pull images";
  return [
    grantRole(parent, `${name}-nodes-pull`, scope, {
      role: "AcrPull",
      scope: registryId,
      principalId: kubelet.principalId,
      description,
    }),
  ];
}

function administrators(parent: pulumi.Resource, name: string, args: AzureClusterArgs, cluster: ManagedCluster): void {
  for (const principalId of args.administrators) {
    for (const [what, role] of [
      ["admin", "Azure Kubernetes Service RBAC Cluster Admin"],
      ["sign-in", "Azure Kubernetes Service Cluster User Role"],
    ] as const) {
      grantRole(parent, `${name}-${what}-${principalId}`, args.scope, {
        role,
        scope: cluster.id,
        principalId,
        principalType: "Group",
        description: "Administers the cluster",
      });
    }
  }
}

/** The part of a kubeconfig that says where the API is. */
const credentials = z.object({
  clusters: z.tuple([
    z.object({ cluster: z.object({ server: z.string(), "certificate-authority-data": z.string() }) }),
  ]),
});

/** Azure tells where the API is, and who signs its certificate, in a kubeconfig alone; there is nothing secret in it, as local accounts are off. */
function kubeconfigOf(parent: pulumi.Resource, scope: AzureScope, cluster: ManagedCluster): pulumi.Output<string> {
  const { kubeconfigs } = pulumi.output(
    listManagedClusterUserCredentialsOutput(
      { resourceGroupName: scope.resourceGroupName, resourceName: cluster.name, format: "exec" },
      { parent, dependsOn: [cluster] },
    ),
  );
  return aksKubeconfig({
    tenantId: scope.tenantId,
    name: cluster.name,
    api: kubeconfigs.apply(([first]) => {
      const [given] = credentials.parse(parse(Buffer.from(first?.value ?? "", "base64").toString())).clusters;
      return given.cluster;
    }),
  });
}
