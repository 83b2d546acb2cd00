import { between, oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { textOf } from "../../cloud/text.ts";
import { arm, exists, holds, subnetId } from "./parts.ts";

const network = "azure-native:network:VirtualNetwork";
const zone = "azure-native:privatedns:PrivateZone";
const endpoint = "azure-native:network:PrivateEndpoint";
const group = "azure-native:network:NetworkSecurityGroup";
const empty = () => [];

/** Networks, what goes through them, and names in them. */
export const networks: Rows = {
  [network]: arm("Microsoft.Network/virtualNetworks", {
    named: ["virtualNetworkName"],
    also: ["etag", "provisioningState", "resourceGuid"],
    replaces: ["location"],
    computed: { flowLogs: empty },
  }),
  [group]: arm("Microsoft.Network/networkSecurityGroups", {
    named: ["networkSecurityGroupName"],
    also: ["etag", "provisioningState", "resourceGuid"],
    replaces: ["location"],
    rules: {
      "securityRules.*.priority": between(100, 4096),
      "securityRules.*.direction": oneOf("Inbound", "Outbound"),
      "securityRules.*.access": oneOf("Allow", "Deny"),
      "securityRules.*.protocol": oneOf("*", "Ah", "Esp", "Icmp", "Tcp", "Udp"),
    },
    computed: { defaultSecurityRules: empty, flowLogs: empty, networkInterfaces: empty, subnets: empty },
  }),
  "azure-native:network:Subnet": arm("Microsoft.Network/virtualNetworks/subnets", {
    named: ["virtualNetworkName", "subnetName"],
    owner: network,
    also: ["etag", "provisioningState"],
    isTyped: false,
    needs: { "networkSecurityGroup.id": holds(group) },
    computed: {
      ipConfigurationProfiles: empty,
      ipConfigurations: empty,
      privateEndpoints: empty,
      purpose: () => "",
      resourceNavigationLinks: empty,
      serviceAssociationLinks: empty,
    },
  }),
  "azure-native:network:PublicIPAddress": arm("Microsoft.Network/publicIPAddresses", {
    named: ["publicIpAddressName"],
    also: ["etag", "provisioningState", "resourceGuid"],
    replaces: ["location", "zones", "sku.name"],
    rules: {
      "sku.name": oneOf("Standard", "StandardV2", "Basic"),
      publicIPAllocationMethod: oneOf("Static", "Dynamic"),
    },
    computed: { ipConfiguration: () => ({}) },
  }),
  "azure-native:network:FlowLog": arm("Microsoft.Network/networkWatchers/flowLogs", {
    named: ["networkWatcherName", "flowLogName"],
    // Azure makes the watchers, and their group, by itself.
    foreignGroups: /^NetworkWatcherRG$/,
    also: ["etag", "provisioningState"],
    needs: { storageId: exists("azure-native:storage:StorageAccount"), targetResourceId: exists([network]) },
    computed: { targetResourceGuid: "{uuid}" },
  }),
  [endpoint]: arm("Microsoft.Network/privateEndpoints", {
    named: ["privateEndpointName"],
    also: ["etag", "provisioningState"],
    replaces: ["location", "subnet.id"],
    needs: { "subnet.id": subnetId },
    computed: { networkInterfaces: empty },
  }),
  "azure-native:network:PrivateDnsZoneGroup": arm("Microsoft.Network/privateEndpoints/privateDnsZoneGroups", {
    named: ["privateEndpointName", "privateDnsZoneGroupName"],
    owner: endpoint,
    isTyped: false,
    also: ["etag", "provisioningState"],
    needs: { "privateDnsZoneConfigs.*.privateDnsZoneId": exists(zone) },
  }),
  [zone]: arm("Microsoft.Network/privateDnsZones", {
    named: ["privateZoneName"],
    also: ["etag", "provisioningState", "systemData"],
    computed: {
      internalId: "{hex:32}",
      maxNumberOfRecordSets: () => 25000,
      maxNumberOfVirtualNetworkLinks: () => 1000,
      maxNumberOfVirtualNetworkLinksWithRegistration: () => 100,
      numberOfRecordSets: () => 1,
      numberOfVirtualNetworkLinks: () => 1,
      numberOfVirtualNetworkLinksWithRegistration: () => 0,
    },
    validate: ({ location }) =>
      location === undefined || textOf(location) === "global" ? undefined : "a zone is in the location global",
  }),
  "azure-native:privatedns:VirtualNetworkLink": arm("Microsoft.Network/privateDnsZones/virtualNetworkLinks", {
    named: ["privateZoneName", "virtualNetworkLinkName"],
    owner: zone,
    also: ["etag", "provisioningState", "systemData"],
    needs: { "virtualNetwork.id": holds(network) },
    computed: { virtualNetworkLinkState: () => "Completed" },
  }),
};
