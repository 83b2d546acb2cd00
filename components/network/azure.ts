import { FlowLog } from "@pulumi/azure-native/network/flowLog.js";
import type { NetworkSecurityGroup } from "@pulumi/azure-native/network/networkSecurityGroup.js";
import { PublicIPAddress } from "@pulumi/azure-native/network/publicIPAddress.js";
import { Subnet } from "@pulumi/azure-native/network/subnet.js";
import { VirtualNetwork } from "@pulumi/azure-native/network/virtualNetwork.js";
import * as pulumi from "@pulumi/pulumi";
import { Address4 } from "ip-address";
import { azureZones } from "../../config/azure-regions.ts";
import { type AzureScope, azureWhere } from "../core/azure-scope.ts";
import { type EndpointNetwork, type PrivateZones, privateZones } from "./azure-private-endpoints.ts";
import { azureSecurityGroups } from "./azure-security-groups.ts";
import { subnetCidrs } from "./subnets.ts";

export interface AzureNetworkArgs {
  readonly scope: AzureScope;
  /** Private addresses, in CIDR form. Range: /16 to /20. */
  readonly cidr: string;
  /** Addresses of pods, in CIDR form; the same in every region, since nobody outside of the cluster sees them. */
  readonly podCidr: string;
  /** Addresses by which pods reach the internet: each has 64,000 ports, which the nodes share. */
  readonly outboundAddresses: number;
  /** Port of the mail server that pods send by. @default - no mail gets out */
  readonly mailPort?: number;
}

const identity = { system: "platform", component: "network" };

/**
 * A network with one subnet for nodes, one for the private endpoints of data stores and services, and one for what the internet reaches. A
 * subnet of Azure is in every zone of its region.
 */
export class AzureNetwork extends pulumi.ComponentResource implements EndpointNetwork {
  static readonly token = "plumbline:network:AzureNetwork";
  readonly id: pulumi.Output<string>;
  readonly nodeSubnetId: pulumi.Output<string>;
  readonly endpointSubnetId: pulumi.Output<string>;
  /** Addresses of that subnet, in CIDR form. */
  readonly endpointCidr: string;
  readonly edgeSubnetId: pulumi.Output<string>;
  /** Address, among those of the nodes, that the gateway of the cluster has: what the internet reaches sends requests there. */
  readonly gatewayAddress: string;
  /** Subnet of the cluster's API servers, which is for them alone. */
  readonly controlPlaneSubnetId: pulumi.Output<string>;
  readonly zones: PrivateZones;
  /** Addresses that the nodes go out by, each in every zone. */
  readonly outboundAddressIds: readonly pulumi.Output<string>[];

  constructor(name: string, args: AzureNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super(AzureNetwork.token, name, { cidr: args.cidr }, opts);
    const { scope, cidr, podCidr } = args;
    const where = azureWhere(scope, identity);
    const network = new VirtualNetwork(
      name,
      {
        ...where,
        addressSpace: { addressPrefixes: [cidr] },
        // Subnets are resources of their own: those that Azure finds in the network are left as they are.
        subnets: [],
      },
      { parent: this, ignoreChanges: ["subnets"] },
    );
    const ranges = rangesOf(cidr);
    const groups = azureSecurityGroups(this, name, scope, { ...ranges, pods: podCidr }, args.mailPort);
    const subnet = this.#subnets(name, scope, network);
    const nodeSubnet = subnet("nodes", ranges.nodes, groups.nodes);
    // Azure changes one subnet of a network at a time.
    const endpointSubnet = subnet("endpoints", ranges.endpoints, groups.endpoints, nodeSubnet);
    const edgeSubnet = subnet("edge", ranges.edge, groups.edge, endpointSubnet);
    const controlPlane = subnet("control-plane", ranges.controlPlane, groups.controlPlane, edgeSubnet);
    this.id = network.id;
    this.nodeSubnetId = nodeSubnet.id;
    this.endpointSubnetId = endpointSubnet.id;
    this.endpointCidr = ranges.endpoints;
    this.edgeSubnetId = edgeSubnet.id;
    this.gatewayAddress = lastAddress(ranges.nodes);
    this.controlPlaneSubnetId = controlPlane.id;
    this.zones = privateZones(this, name, scope, network.id);
    this.outboundAddressIds = Array.from({ length: args.outboundAddresses }, (_, index) => {
      const address = new PublicIPAddress(
        `${name}-out-${index + 1}`,
        {
          ...where,
          sku: { name: "Standard", tier: "Regional" },
          publicIPAllocationMethod: "Static",
          publicIPAddressVersion: "IPv4",
          zones: [...azureZones],
        },
        { parent: this },
      );
      return address.id;
    });
    this.registerOutputs({ id: this.id });
  }

  #subnets(name: string, scope: AzureScope, network: VirtualNetwork) {
    return (role: SubnetRole, addressPrefix: string, group: NetworkSecurityGroup, after?: Subnet): Subnet =>
      new Subnet(
        `${name}-${role}-subnet`,
        {
          resourceGroupName: scope.resourceGroupName,
          virtualNetworkName: network.name,
          subnetName: role,
          addressPrefix,
          networkSecurityGroup: { id: group.id },
          // Nothing goes out but by the addresses that are made for it.
          defaultOutboundAccess: false,
          privateEndpointNetworkPolicies: "NetworkSecurityGroupEnabled",
          ...(role in delegations && { delegations: [{ name: role, serviceName: delegations[role] }] }),
        },
        { parent: this, ...(after && { dependsOn: [after] }) },
      );
  }
}

type SubnetRole = "nodes" | "endpoints" | "edge" | "control-plane";

/** Subnets that a service of Azure puts its own machines into. */
const delegations: Partial<Readonly<Record<SubnetRole, string>>> = {
  edge: "Microsoft.Network/applicationGateways",
  "control-plane": "Microsoft.ContainerService/managedClusters",
};

/** Last address of a range that Azure gives to somebody; nodes are given theirs from the first one on. */
const lastAddress = (range: string): string => new Address4(range).endAddressExclusive().correctForm();

function rangesOf(cidr: string) {
  const { private: nodes, data: endpoints, public: open } = subnetCidrs(cidr, ["edge", "control-plane"]);
  const [edge = "", controlPlane = ""] = open;
  return { nodes: nodes[0] ?? "", endpoints: endpoints[0] ?? "", edge, controlPlane };
}

/** Every connection of the network that is made or refused, in the archive within ten minutes. */
export function flowLogs(
  parent: pulumi.Resource,
  name: string,
  scope: AzureScope,
  args: {
    readonly networkId: pulumi.Output<string>;
    readonly storageId: pulumi.Output<string>;
    readonly retentionDays: number;
  },
): FlowLog {
  const { tags } = azureWhere(scope, identity);
  return new FlowLog(
    `${name}-flow-log`,
    {
      // Azure makes a watcher for each region that has a network, under these names.
      resourceGroupName: "NetworkWatcherRG",
      networkWatcherName: `NetworkWatcher_${scope.region}`,
      location: scope.region,
      tags,
      targetResourceId: args.networkId,
      storageId: args.storageId,
      enabled: true,
      format: { type: "JSON", version: 2 },
      retentionPolicy: { enabled: true, days: args.retentionDays },
    },
    { parent },
  );
}
