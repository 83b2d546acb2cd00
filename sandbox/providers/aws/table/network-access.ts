import { between, oneOf } from "../../cloud/rules.ts";
import type { Facts, Rows } from "../../cloud/table.ts";
import { textOf } from "../../cloud/text.ts";
import type { Json, JsonObject } from "../../lib/values.ts";
import { arn, exists, holds, roleArn, securityGroup, subnet, vpc } from "./parts.ts";

const ownerId = "{account}";
const items = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
const routeTable = holds("aws:ec2/routeTable:RouteTable");
const isInterface = (inputs: JsonObject): boolean => inputs["vpcEndpointType"] === "Interface";

/** Network ACLs, endpoints, peerings and flow logs. */
export const networkAccess: Rows = {
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
    needs: { vpcId: vpc, peerVpcId: { ...vpc, anywhere: true } },
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
    needs: {
      vpcPeeringConnectionId: { ...exists("aws:ec2/vpcPeeringConnection:VpcPeeringConnection"), anywhere: true },
    },
    computed: {
      acceptStatus: ({ inputs }) => (inputs["autoAccept"] === true ? "active" : "pending-acceptance"),
      peerOwnerId: "{account}",
      peerRegion: (facts) => peeringOf(facts)?.region ?? "",
      peerVpcId: (facts) => peeringOf(facts)?.properties["vpcId"] ?? "",
      vpcId: (facts) => peeringOf(facts)?.properties["peerVpcId"] ?? "",
    },
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
