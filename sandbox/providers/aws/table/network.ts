import { textOf } from "../../cloud/text.ts";
import { oneOf } from "../../cloud/rules.ts";
import type { Facts, Rows } from "../../cloud/table.ts";
import type { JsonObject } from "../../lib/values.ts";
import { arn, exists, holds, subnet, vpc } from "./parts.ts";

const ownerId = "{account}";
const routeTable = holds("aws:ec2/routeTable:RouteTable");
const natGateway = holds("aws:ec2/natGateway:NatGateway");
const internetGateway = holds("aws:ec2/internetGateway:InternetGateway");

/** An address from one of the ranges that are set aside for documentation. */
const publicIp = ({ hash }: Facts): string => `203.0.113.${String(Number.parseInt(hash(4), 16) % 256)}`;

const vpcParts = ({ id, properties }: { id: string; properties: JsonObject }) => {
  const part = (type: string, name: string) => ({ type, id: textOf(properties[name]), properties: { vpcId: id } });
  return [
    part("aws:ec2/securityGroup:SecurityGroup", "defaultSecurityGroupId"),
    part("aws:ec2/networkAcl:NetworkAcl", "defaultNetworkAclId"),
    part("aws:ec2/routeTable:RouteTable", "defaultRouteTableId"),
  ];
};

/** VPCs, subnets, routes and gateways. */
export const network: Rows = {
  "aws:ec2/vpc:Vpc": {
    id: "vpc-{hex:17}",
    replaces: ["cidrBlock", "instanceTenancy", "ipv4IpamPoolId", "ipv4NetmaskLength"],
    defaults: {
      assignGeneratedIpv6CidrBlock: false,
      enableDnsHostnames: false,
      enableDnsSupport: true,
      enableNetworkAddressUsageMetrics: false,
      instanceTenancy: "default",
    },
    computed: {
      arn: arn("ec2", "vpc/{id}"),
      defaultNetworkAclId: "acl-{hex:17}",
      defaultRouteTableId: "rtb-{hex:17}",
      defaultSecurityGroupId: "sg-{hex:17}",
      dhcpOptionsId: "dopt-{hex:17}",
      ipv6AssociationId: "",
      mainRouteTableId: "{defaultRouteTableId}",
      ownerId,
    },
    brings: vpcParts,
    validate: ({ cidrBlock, ipv4IpamPoolId }) =>
      cidrBlock === undefined && ipv4IpamPoolId === undefined
        ? "a VPC needs a cidrBlock, or an ipv4IpamPoolId"
        : undefined,
  },
  "aws:ec2/subnet:Subnet": {
    id: "subnet-{hex:17}",
    replaces: ["availabilityZone", "availabilityZoneId", "cidrBlock", "ipv6Native", "outpostArn", "vpcId"],
    unique: ["vpcId", "cidrBlock"],
    needs: { vpcId: vpc },
    defaults: {
      assignIpv6AddressOnCreation: false,
      availabilityZone: ({ region }) => `${textOf(region)}a`,
      enableDns64: false,
      enableResourceNameDnsARecordOnLaunch: false,
      enableResourceNameDnsAaaaRecordOnLaunch: false,
      ipv6Native: false,
      mapPublicIpOnLaunch: false,
      privateDnsHostnameTypeOnLaunch: "ip-name",
    },
    computed: { arn: arn("ec2", "subnet/{id}"), ipv6CidrBlockAssociationId: "", ownerId },
  },
  "aws:ec2/routeTable:RouteTable": {
    id: "rtb-{hex:17}",
    replaces: ["vpcId"],
    needs: { vpcId: vpc, "routes.*.gatewayId": internetGateway, "routes.*.natGatewayId": natGateway },
    defaults: { propagatingVgws: [], routes: [] },
    computed: { arn: arn("ec2", "route-table/{id}"), ownerId },
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    id: "rtbassoc-{hex:17}",
    replaces: ["gatewayId", "subnetId"],
    unique: ["subnetId", "gatewayId"],
    needs: { routeTableId: routeTable, subnetId: subnet },
    validate: ({ gatewayId, subnetId }) =>
      (gatewayId === undefined) === (subnetId === undefined)
        ? "an association has either a subnetId or a gatewayId"
        : undefined,
  },
  "aws:ec2/route:Route": {
    id: "r-{routeTableId}{hex:10}",
    replaces: ["routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"],
    unique: ["routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"],
    needs: {
      routeTableId: routeTable,
      gatewayId: internetGateway,
      natGatewayId: natGateway,
      vpcPeeringConnectionId: { ...exists("aws:ec2/vpcPeeringConnection:VpcPeeringConnection"), anywhere: true },
    },
    computed: { instanceId: "", instanceOwnerId: "", origin: "CreateRoute", state: "active" },
  },
  "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation": {
    id: "rtbassoc-{hex:17}",
    replaces: ["vpcId"],
    unique: ["vpcId"],
    needs: { routeTableId: routeTable, vpcId: vpc },
    computed: { originalRouteTableId: "rtb-{hex:17}" },
  },
  "aws:ec2/defaultRouteTable:DefaultRouteTable": {
    id: "{defaultRouteTableId}",
    replaces: ["defaultRouteTableId"],
    overwrites: true,
    needs: { "routes.*.gatewayId": internetGateway, "routes.*.natGatewayId": natGateway },
    defaults: { propagatingVgws: [], routes: [] },
    computed: {
      arn: arn("ec2", "route-table/{id}"),
      ownerId,
      vpcId: ({ find, id }) => find("aws:ec2/vpc:Vpc", "defaultRouteTableId", id)?.id ?? "",
    },
  },
  "aws:ec2/internetGateway:InternetGateway": {
    id: "igw-{hex:17}",
    needs: { vpcId: vpc },
    computed: { arn: arn("ec2", "internet-gateway/{id}"), ownerId },
  },
  "aws:ec2/eip:Eip": {
    id: "eipalloc-{hex:17}",
    replaces: ["address", "customerOwnedIpv4Pool", "domain", "ipamPoolId", "networkBorderGroup", "publicIpv4Pool"],
    defaults: { domain: "vpc", networkBorderGroup: ({ region }) => region ?? "" },
    computed: {
      allocationId: "{id}",
      arn: arn("ec2", "elastic-ip/{id}"),
      associationId: "",
      carrierIp: "",
      customerOwnedIp: "",
      privateDns: "",
      privateIp: "",
      ptrRecord: "",
      publicDns: "ec2-{hex:8}.compute.amazonaws.com",
      publicIp,
    },
  },
  "aws:ec2/natGateway:NatGateway": {
    id: "nat-{hex:17}",
    replaces: ["allocationId", "availabilityMode", "connectivityType", "privateIp", "subnetId", "vpcId"],
    needs: { allocationId: holds("aws:ec2/eip:Eip"), subnetId: subnet, vpcId: vpc },
    defaults: { availabilityMode: "zonal", connectivityType: "public", secondaryAllocationIds: [] },
    computed: {
      associationId: "eipassoc-{hex:17}",
      autoProvisionZones: "",
      autoScalingIps: "",
      networkInterfaceId: "eni-{hex:17}",
      publicIp: ({ find, inputs }) =>
        find("aws:ec2/eip:Eip", "id", inputs["allocationId"])?.properties["publicIp"] ?? "",
      regionalNatGatewayAddresses: () => [],
      regionalNatGatewayAutoMode: "",
      routeTableId: "",
    },
    rules: { connectivityType: oneOf("public", "private") },
    validate: ({ connectivityType = "public", allocationId, availabilityMode }) =>
      connectivityType === "public" && allocationId === undefined && availabilityMode !== "regional"
        ? "a public NAT gateway needs an allocationId"
        : undefined,
  },
};
