import type { ClusterArgs } from "@pulumi/aws/msk/cluster.js";
import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import type { NetworkAclArgs } from "@pulumi/aws/ec2/networkAcl.js";
import type { VpcEndpointArgs } from "@pulumi/aws/ec2/vpcEndpoint.js";
import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache/replicationGroup.js";
import type { RecordArgs } from "@pulumi/aws/route53/record.js";
import type { SelectionArgs } from "@pulumi/aws/backup/selection.js";
import { cisAws, fsbp } from "../../lib/aws/standards.ts";
import type { Given } from "../../lib/demands.ts";
import { type ResourceType, threshold } from "../../lib/rule.ts";
import type { Resource } from "../../lib/stack.ts";
import { missing, stackRule, type StackViolation } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

const acl = "aws:ec2/networkAcl:NetworkAcl" as ResourceType<Given<NetworkAclArgs>>;

/** Whether a property was made of a resource of a type that the stack makes. */
function isMadeOf({ propertyDependencies }: Resource, property: string, made: string): boolean {
  return propertyDependencies[property]?.some(({ type }) => type === made) ?? false;
}

export const subnetAcl = stackRule({
  name: "aws-vpc-subnet-acl",
  severity: "medium",
  level: "M",
  description: "Every subnet must have a network ACL of this stack: the one that AWS gives it lets everything through.",
  remediationSteps: "Name the subnet in subnetIds of a NetworkAcl.",
  framework: cisAws("5.2"),
  tags: ["ckv:CKV2_AWS_1", "nist-800-53:SC-7"],
  requirements: ["FTE-013", "ECO-033"],
  on: ["aws:ec2/subnet:Subnet"],
  check: (subject, stack) =>
    stack
      .all(acl)
      .some(({ propertyDependencies }) => propertyDependencies["subnetIds"]?.some(({ urn }) => urn === subject.urn))
      ? []
      : [missing(acl, "one with this subnet among its subnetIds")],
});

const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint" as ResourceType<Given<VpcEndpointArgs>>;
const services = ["ecr.api", "ecr.dkr", "eks-auth", "elasticache", "kms", "logs", "rds", "s3", "secretsmanager", "sts"];

export const networkEndpoints = stackRule({
  name: "aws-vpc-endpoints",
  severity: "medium",
  level: "M",
  description: "What the nodes and pods ask of AWS must not leave the network: each service has an endpoint in it.",
  remediationSteps: "Make a VpcEndpoint of the network for the service.",
  framework: fsbp("EC2.10"),
  tags: ["nist-800-53:SC-7"],
  requirements: ["FTE-013", "FTE-025"],
  on: ["aws:ec2/vpc:Vpc"],
  thresholds: {
    services: threshold<readonly string[]>({
      description: "Services that a network has endpoints for, as serviceName ends.",
      type: "array",
      values: { dev: services, staging: services, prod: services, "prod-azure": services },
    }),
  },
  check: (subject, stack, { config }) => {
    const found = stack.companions(subject, endpoint, "vpcId").map(({ props }) => props.serviceName ?? "");
    return collect(config.services, (service) =>
      found.some((name) => name.endsWith(`.${service}`))
        ? []
        : [missing(endpoint, `one of this network for ${service}`)],
    );
  },
});

const selection = "aws:backup/selection:Selection" as ResourceType<Given<SelectionArgs>>;

export const planSelects = stackRule({
  name: "aws-backup-plan-selects",
  severity: "high",
  level: "M",
  description: "A plan of backups must have a selection of what it saves: without one it saves nothing, every day.",
  remediationSteps: "Make a Selection with the plan's planId and the stores' ARNs.",
  framework: guides("FTE-006"),
  tags: ["nist-800-53:CP-9"],
  requirements: ["FTE-006", "ECO-039"],
  on: ["aws:backup/plan:Plan"],
  check: (subject, stack) =>
    stack.companions(subject, selection, "planId").length > 0 ? [] : [missing(selection, "one of this plan")],
});

const cacheGroup = "aws:elasticache/parameterGroup:ParameterGroup";

export const redisParameters = stackRule({
  name: "aws-redis-own-parameters",
  severity: "medium",
  level: "M",
  description: "A cache must have parameters of this stack, which say what it does when its memory is full.",
  remediationSteps: "Set parameterGroupName to a ParameterGroup of this stack.",
  framework: guides("FTE-030"),
  tags: [],
  requirements: ["FTE-030"],
  on: ["aws:elasticache/replicationGroup:ReplicationGroup"],
  check: (subject: Resource<Given<ReplicationGroupArgs>>): readonly StackViolation[] =>
    isMadeOf(subject, "parameterGroupName", cacheGroup)
      ? []
      : [{ path: "parameterGroupName", expected: "a parameter group of this stack", found: "none" }],
});

const brokerConfiguration = "aws:msk/configuration:Configuration";

export const mskConfiguration = stackRule({
  name: "aws-msk-own-configuration",
  severity: "high",
  level: "M",
  description:
    "A Kafka cluster must have a configuration of this stack: that of AWS makes topics that nobody declared.",
  remediationSteps: "Set configurationInfo to a Configuration of this stack, by its ARN and revision.",
  framework: guides("ONB-031"),
  tags: [],
  requirements: ["ONB-031", "ONB-034"],
  on: ["aws:msk/cluster:Cluster"],
  check: (subject: Resource<Given<ClusterArgs>>): readonly StackViolation[] =>
    isMadeOf(subject, "configurationInfo", brokerConfiguration)
      ? []
      : [{ path: "configurationInfo", expected: "a configuration of this stack", found: "none" }],
});

const healthCheck = "aws:route53/healthCheck:HealthCheck";

export const failoverOwnCheck = stackRule({
  name: "aws-r53-failover-own-check",
  severity: "high",
  level: "M",
  description: "The health check of a failover's record must be one of this stack, which sees to the place it is for.",
  remediationSteps: "Set healthCheckId to the id of a HealthCheck of this stack.",
  framework: guides("FTE-051"),
  tags: [],
  requirements: ["FTE-051", "ECO-047", "ECO-049"],
  on: ["aws:route53/record:Record"],
  check: (subject: Resource<Given<RecordArgs>>, _stack, { notApplicable }): readonly StackViolation[] => {
    const { failoverRoutingPolicies, healthCheckId } = subject.props;
    if ((failoverRoutingPolicies?.length ?? 0) === 0) return notApplicable("it is no record of a failover");
    if (isMadeOf(subject, "healthCheckId", healthCheck)) return [];
    if (subject.propertyDependencies["healthCheckId"] === undefined && healthCheckId === undefined) {
      return notApplicable("it has no health check of its own: another rule asks for one where it needs it");
    }
    return [{ path: "healthCheckId", expected: "the id of a health check of this stack", found: show(healthCheckId) }];
  },
});

const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm" as ResourceType<Given<MetricAlarmArgs>>;

export const healthAlarm = stackRule({
  name: "aws-r53-health-alarm",
  severity: "medium",
  level: "Mp",
  description: "Somebody must hear of it when a place fails its health check: traffic moves by itself, people do not.",
  remediationSteps: "Make a MetricAlarm on HealthCheckStatus with the check's id among its dimensions.",
  framework: guides("FTE-049"),
  tags: ["nist-800-53:SI-4"],
  requirements: ["FTE-049", "FTE-051"],
  on: [healthCheck],
  check: (subject, stack) =>
    stack.companions(subject, alarm, "dimensions").length > 0
      ? []
      : [missing(alarm, "one with this check among its dimensions")],
});

export default [
  subnetAcl,
  networkEndpoints,
  planSelects,
  redisParameters,
  mskConfiguration,
  failoverOwnCheck,
  healthAlarm,
];
