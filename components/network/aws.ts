import { DefaultNetworkAcl } from "@pulumi/aws/ec2/defaultNetworkAcl.js";
import { DefaultRouteTable } from "@pulumi/aws/ec2/defaultRouteTable.js";
import { DefaultSecurityGroup } from "@pulumi/aws/ec2/defaultSecurityGroup.js";
import { FlowLog } from "@pulumi/aws/ec2/flowLog.js";
import { Vpc } from "@pulumi/aws/ec2/vpc.js";
import * as pulumi from "@pulumi/pulumi";
import { networkAcls } from "./aws-acls.ts";
import { endpoints } from "./aws-endpoints.ts";
import { routes } from "./aws-routes.ts";
import { securityGroups } from "./aws-security-groups.ts";
import { subnets } from "./aws-subnets.ts";
import { networkTags } from "./aws-tags.ts";
import type { RegionNetworkArgs, RegionNetworkOutputs } from "./spec.ts";

/** A VPC with subnets of three tiers in each zone. What AWS makes along with a VPC is closed. */
export function awsNetwork(parent: pulumi.Resource, name: string, spec: RegionNetworkArgs): RegionNetworkOutputs {
  const opts = { parent };
  const vpc = new Vpc(
    name,
    { cidrBlock: spec.cidr, enableDnsHostnames: true, enableDnsSupport: true, tags: networkTags(name) },
    opts,
  );
  closeDefaults(parent, name, vpc);
  flowLogs(parent, name, vpc, spec);
  const tiers = subnets(parent, name, vpc.id, spec);
  const tables = routes(parent, name, vpc.id, tiers, spec);
  networkAcls(parent, name, vpc.id, tiers, spec.cidr);
  const groups = securityGroups(parent, name, vpc.id, spec);
  endpoints(parent, name, vpc.id, { region: spec.region, tables, subnets: tiers.private, groups });
  return {
    vpcId: vpc.id,
    cidr: spec.cidr,
    zones: spec.zones,
    publicSubnetIds: tiers.public.map(({ subnet }) => subnet.id),
    privateSubnetIds: tiers.private.map(({ subnet }) => subnet.id),
    dataSubnetIds: tiers.data.map(({ subnet }) => subnet.id),
    nodeSecurityGroupId: groups.nodes.id,
    endpointSecurityGroupId: groups.endpoints.id,
    controlPlaneSecurityGroupId: groups.controlPlane.id,
    edgeSecurityGroupId: groups.edge.id,
  };
}

/** The group, the list and the table that everything gets which names none: they let nothing through. */
function closeDefaults(parent: pulumi.Resource, name: string, vpc: Vpc): void {
  const tags = networkTags(`${name}-default`);
  new DefaultSecurityGroup(`${name}-default-group`, { vpcId: vpc.id, ingress: [], egress: [], tags }, { parent });
  new DefaultNetworkAcl(
    `${name}-default-acl`,
    { defaultNetworkAclId: vpc.defaultNetworkAclId, ingress: [], egress: [], tags },
    { parent },
  );
  new DefaultRouteTable(
    `${name}-default-routes`,
    { defaultRouteTableId: vpc.defaultRouteTableId, routes: [], tags },
    { parent },
  );
}

/** Every connection that is made or refused, in the archive within a minute or so. */
function flowLogs(parent: pulumi.Resource, name: string, vpc: Vpc, { flowLogs: archive }: RegionNetworkArgs): void {
  new FlowLog(
    `${name}-flow-log`,
    {
      vpcId: vpc.id,
      trafficType: "ALL",
      maxAggregationInterval: 60,
      logDestinationType: "s3",
      logDestination: pulumi.interpolate`${archive.arn}/network/`,
      destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: false, perHourPartition: true },
      tags: networkTags(`${name}-flow-log`),
    },
    { parent },
  );
}
