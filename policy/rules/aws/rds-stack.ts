import type { ClusterArgs } from "@pulumi/aws/rds/cluster.js";
import type { ClusterInstanceArgs } from "@pulumi/aws/rds/clusterInstance.js";
import type { ClusterParameterGroupArgs } from "@pulumi/aws/rds/clusterParameterGroup.js";
import type { GlobalClusterArgs } from "@pulumi/aws/rds/globalCluster.js";
import type { InstanceArgs } from "@pulumi/aws/rds/instance.js";
import { membersOverZones, secondRegion } from "../../lib/aws/clusters.ts";
import { copies, oneRegion } from "../../lib/copies.ts";
import { cisAws, fsbp } from "../../lib/aws/standards.ts";
import { type Given, is } from "../../lib/demands.ts";
import { type ResourceType, threshold } from "../../lib/rule.ts";
import type { Resource, Stack } from "../../lib/stack.ts";
import { against, stackRule, type StackViolation } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { expected } from "../../lib/violation.ts";

const cluster = "aws:rds/cluster:Cluster" as ResourceType<Given<ClusterArgs>>;
const instance = "aws:rds/instance:Instance" as ResourceType<Given<InstanceArgs>>;
const members = "aws:rds/clusterInstance:ClusterInstance" as ResourceType<Given<ClusterInstanceArgs>>;
const globalCluster = "aws:rds/globalCluster:GlobalCluster" as ResourceType<Given<GlobalClusterArgs>>;
type Group = Given<ClusterParameterGroupArgs>;
const clusterGroup = "aws:rds/clusterParameterGroup:ClusterParameterGroup" as ResourceType<Group>;
const instanceGroup = "aws:rds/parameterGroup:ParameterGroup" as ResourceType<Group>;

export const multiZone = stackRule({
  name: "aws-rds-multi-az",
  severity: "high",
  level: "Mp",
  description: "A database must have an instance in a second zone that takes over.",
  remediationSteps: "Give the cluster two ClusterInstances or more in different zones, or set multiAz of an instance.",
  framework: cisAws("2.2.4"),
  tags: ["cis-aws-5.0:2.2.4", "fsbp:RDS.5", "fsbp:RDS.15", "ckv:CKV_AWS_157"],
  requirements: ["FTE-004", "FTE-048"],
  on: [cluster, instance],
  thresholds: {
    instances: threshold<number>({
      description: "Instances of a cluster at least.",
      type: "integer",
      values: { dev: 1, staging: 2, prod: 2, "prod-azure": 2 },
    }),
  },
  check: (subject: Resource<Given<ClusterArgs & InstanceArgs>>, stack, { config }) =>
    subject.type === cluster
      ? membersOverZones(subject, stack, members, config.instances)
      : is("multiAz", subject.props.multiAz, true),
});

export const forceSsl = stackRule({
  name: "aws-rds-force-ssl",
  severity: "high",
  level: "M",
  description: "A database must refuse whoever comes without TLS.",
  remediationSteps: "Give it a parameter group of this stack in which rds.force_ssl is 1.",
  framework: fsbp("RDS.38"),
  tags: ["fsbp:RDS.38", "ckv:CKV2_AWS_69"],
  requirements: ["FTE-020", "FTE-021"],
  on: [cluster, instance],
  check: (subject: Resource<Given<ClusterArgs & InstanceArgs>>, stack) => {
    const field = subject.type === cluster ? "dbClusterParameterGroupName" : "parameterGroupName";
    const group = groupOf(subject, stack, field);
    if (group === undefined) {
      return [{ path: field, expected: "a parameter group of this stack with rds.force_ssl", found: "none" }];
    }
    const found = group.props.parameters?.find((each) => each?.name === "rds.force_ssl")?.value;
    const path = 'parameters["rds.force_ssl"]';
    return found === "1" ? [] : [against(group, expected(path, "1", found))];
  },
});

function groupOf(
  { props, propertyDependencies }: Resource<Given<ClusterArgs & InstanceArgs>>,
  stack: Stack,
  field: "dbClusterParameterGroupName" | "parameterGroupName",
): Resource<Group> | undefined {
  const groups = stack.all(clusterGroup, instanceGroup);
  const used = propertyDependencies[field]?.map(({ urn }) => urn) ?? [];
  return (
    groups.find(({ urn }) => used.includes(urn)) ??
    groups.find((group) => group.props.name !== undefined && group.props.name === props[field])
  );
}

/** A snapshot in another region is hours old; what Aurora copies by itself is a second behind. */
export const drReplica = stackRule({
  name: "aws-rds-dr-replica",
  severity: "high",
  level: "Mp",
  description: "A database that takes writes must have a copy of itself in another region.",
  remediationSteps: "Make a GlobalCluster of it, and a Cluster in another region with its globalClusterIdentifier.",
  framework: guides("FTE-049"),
  tags: [],
  requirements: ["FTE-049", "FTE-050", "CAP-070", "ECO-050"],
  on: [cluster],
  thresholds: copies,
  check: (subject, stack, { config, notApplicable }): readonly StackViolation[] =>
    config.copies ? secondRegion(subject, stack, globalCluster, notApplicable) : notApplicable(oneRegion),
});

export default [multiZone, forceSsl, drReplica];
