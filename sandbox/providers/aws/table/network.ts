import { textOf } from "../../cloud/text.ts";
import { between, oneOf } from "../../cloud/rules.ts";
import type { Facts, Rows } from "../../cloud/table.ts";
import type { Json, JsonObject } from "../../lib/values.ts";
import { arn, exists, holds, kmsKeyArn, roleArn, securityGroup, subnet, vpc } from "./parts.ts";

const ownerId = "{account}";
const items = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
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

const isInterface = (inputs: JsonObject): boolean => inputs["vpcEndpointType"] === "Interface";

/** VPCs, subnets, routes, gateways and endpoints. */
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
      vpcPeeringConnectionId: exists("aws:ec2/vpcPeeringConnection:VpcPeeringConnection"),
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
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    id: "vpce-{hex:17}",
    replaces: [
      "resourceConfigurationArn",
      "serviceName",
      "serviceNetworkArn",
      "serviceRegion",
      "vpcEndpointType",
      "vpcId",
    ],
    unique: ["vpcId", "serviceName", "vpcEndpointType"],
    needs: {
      vpcId: vpc,
      "subnetIds.*": subnet,
      "securityGroupIds.*": securityGroup,
      "routeTableIds.*": routeTable,
    },
    defaults: {
      ipAddressType: "ipv4",
      policy: '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}],"Version":"2008-10-17"}',
      privateDnsEnabled: false,
      routeTableIds: [],
      securityGroupIds: [],
      subnetIds: [],
      vpcEndpointType: "Gateway",
    },
    rules: { vpcEndpointType: oneOf("Gateway", "GatewayLoadBalancer", "Interface", "Resource", "ServiceNetwork") },
    validate: ({ privateDnsEnabled, routeTableIds, subnetIds, vpcEndpointType = "Gateway" }) =>
      vpcEndpointType === "Gateway"
        ? subnetIds !== undefined || privateDnsEnabled === true
          ? "a Gateway endpoint has no subnets and no private DNS names"
          : undefined
        : routeTableIds !== undefined
          ? "only a Gateway endpoint has route tables"
          : undefined,
    computed: {
      arn: arn("ec2", "vpc-endpoint/{id}"),
      cidrBlocks: () => [],
      dnsEntries: ({ fill, inputs }) =>
        isInterface(inputs)
          ? [{ dnsName: fill("{id}-{hex:8}.{serviceName}.vpce.amazonaws.com"), hostedZoneId: "Z7HUB22UULQXV" }]
          : [],
      networkInterfaceIds: ({ hash, inputs }) =>
        isInterface(inputs) ? items(inputs["subnetIds"]).map((each) => `eni-${hash(17, textOf(each))}`) : [],
      ownerId,
      prefixListId: ({ fill, inputs }) => (isInterface(inputs) ? "" : fill("pl-{hex:8}")),
      requesterManaged: () => false,
      state: "available",
    },
  },
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": {
    id: "{vpcEndpointId}",
    replaces: ["vpcEndpointId"],
    overwrites: true,
    needs: { vpcEndpointId: exists("aws:ec2/vpcEndpoint:VpcEndpoint") },
  },
  "aws:ec2/flowLog:FlowLog": {
    id: "fl-{hex:17}",
    replaces: [
      "deliverCrossAccountRole",
      "destinationOptions",
      "eniId",
      "iamRoleArn",
      "logDestination",
      "logDestinationType",
      "logFormat",
      "maxAggregationInterval",
      "subnetId",
      "trafficType",
      "vpcId",
    ],
    needs: { iamRoleArn: roleArn, subnetId: subnet, vpcId: vpc },
    defaults: {
      logDestinationType: "cloud-watch-logs",
      maxAggregationInterval: 600,
      logFormat:
        "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}",
    },
    rules: {
      logDestinationType: oneOf("cloud-watch-logs", "s3", "kinesis-data-firehose"),
      maxAggregationInterval: oneOf(60, 600),
      trafficType: oneOf("ACCEPT", "ALL", "REJECT"),
    },
    validate: ({ iamRoleArn, logDestinationType = "cloud-watch-logs" }) =>
      (logDestinationType === "cloud-watch-logs") !== (iamRoleArn !== undefined)
        ? "iamRoleArn goes with cloud-watch-logs, and with nothing else"
        : undefined,
    computed: { arn: arn("ec2", "vpc-flow-log/{id}") },
  },
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": {
    id: "pcx-{hex:17}",
    replaces: ["peerOwnerId", "peerRegion", "peerVpcId", "vpcId"],
    needs: { vpcId: vpc, peerVpcId: vpc },
    computed: { acceptStatus: ({ inputs }) => (inputs["autoAccept"] === true ? "active" : "pending-acceptance") },
    validate: ({ autoAccept, peerRegion }) =>
      autoAccept === true && peerRegion !== undefined
        ? "a connection to another region cannot accept itself"
        : undefined,
  },
  "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter": {
    id: "{vpcPeeringConnectionId}",
    replaces: ["vpcPeeringConnectionId"],
    overwrites: true,
    needs: { vpcPeeringConnectionId: exists("aws:ec2/vpcPeeringConnection:VpcPeeringConnection") },
    computed: {
      acceptStatus: ({ inputs }) => (inputs["autoAccept"] === true ? "active" : "pending-acceptance"),
      peerOwnerId: "{account}",
      peerRegion: (facts) => peeringOf(facts)?.region ?? "",
      peerVpcId: (facts) => peeringOf(facts)?.properties["vpcId"] ?? "",
      vpcId: (facts) => peeringOf(facts)?.properties["peerVpcId"] ?? "",
    },
  },
  "aws:ebs/defaultKmsKey:DefaultKmsKey": {
    id: "{keyArn}",
    replaces: ["keyArn"],
    overwrites: true,
    needs: { keyArn: kmsKeyArn },
  },
  "aws:ebs/encryptionByDefault:EncryptionByDefault": {
    id: "ebs-encryption-{region}",
    overwrites: true,
    defaults: { enabled: true },
  },
  "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess": {
    id: "{region}",
    overwrites: true,
    rules: { state: oneOf("block-all-sharing", "block-new-sharing", "unblocked") },
  },
  "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions": {
    id: "{region}",
    overwrites: true,
    rules: { internetGatewayBlockMode: oneOf("block-bidirectional", "block-ingress", "off") },
    computed: { awsAccountId: "{account}", awsRegion: "{region}" },
  },
  "aws:ec2/networkAclAssociation:NetworkAclAssociation": {
    id: "aclassoc-{hex:17}",
    replaces: ["networkAclId", "subnetId"],
    unique: ["subnetId"],
    needs: { networkAclId: holds("aws:ec2/networkAcl:NetworkAcl"), subnetId: subnet },
  },
  "aws:ec2/networkAcl:NetworkAcl": {
    id: "acl-{hex:17}",
    replaces: ["vpcId"],
    needs: { vpcId: vpc, "subnetIds.*": subnet },
    defaults: { egress: [], ingress: [], subnetIds: [] },
    computed: { arn: arn("ec2", "network-acl/{id}"), ownerId },
  },
  "aws:ec2/networkAclRule:NetworkAclRule": {
    id: "nacl-{hex:10}",
    replaces: [
      "cidrBlock",
      "egress",
      "fromPort",
      "icmpCode",
      "icmpType",
      "ipv6CidrBlock",
      "networkAclId",
      "protocol",
      "ruleAction",
      "ruleNumber",
      "toPort",
    ],
    unique: ["networkAclId", "egress", "ruleNumber"],
    needs: { networkAclId: exists("aws:ec2/networkAcl:NetworkAcl") },
    defaults: { egress: false },
    rules: { ruleAction: oneOf("allow", "deny"), ruleNumber: between(1, 32766) },
  },
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": {
    id: "{defaultNetworkAclId}",
    replaces: ["defaultNetworkAclId"],
    overwrites: true,
    needs: {
      defaultNetworkAclId: exists("aws:ec2/networkAcl:NetworkAcl"),
      "subnetIds.*": exists("aws:ec2/subnet:Subnet"),
    },
    defaults: { egress: [], ingress: [], subnetIds: [] },
    computed: {
      arn: arn("ec2", "network-acl/{id}"),
      ownerId,
      vpcId: ({ find, id }) => find("aws:ec2/vpc:Vpc", "defaultNetworkAclId", id)?.id ?? "",
    },
  },
};

function peeringOf({ find, id }: Facts) {
  return find("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "id", id);
}
