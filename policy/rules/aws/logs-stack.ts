import type { LogGroupArgs } from "@pulumi/aws/cloudwatch/logGroup.js";
import type { ClusterArgs as DocumentClusterArgs } from "@pulumi/aws/docdb/cluster.js";
import type { ClusterArgs as EksClusterArgs } from "@pulumi/aws/eks/cluster.js";
import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache/replicationGroup.js";
import type { FunctionArgs } from "@pulumi/aws/lambda/function.js";
import type { ClusterArgs as KafkaClusterArgs } from "@pulumi/aws/msk/cluster.js";
import type { ClusterArgs } from "@pulumi/aws/rds/cluster.js";
import { fsbp } from "../../lib/aws/standards.ts";
import type { Given } from "../../lib/demands.ts";
import type { ResourceType } from "../../lib/rule.ts";
import type { Resource, Stack } from "../../lib/stack.ts";
import { missing, stackRule, type StackViolation } from "../../lib/stack-rule.ts";
import { collect } from "../../lib/unknown.ts";

const group = "aws:cloudwatch/logGroup:LogGroup" as ResourceType<Given<LogGroupArgs>>;
type Logging = Given<
  Omit<ClusterArgs & DocumentClusterArgs, "tags"> &
    EksClusterArgs &
    KafkaClusterArgs &
    ReplicationGroupArgs &
    Pick<FunctionArgs, "loggingConfig">
>;

const exports = (folder: string) => (props: Logging) =>
  (props.enabledCloudwatchLogsExports ?? []).map((log) => `${folder}/${props.clusterIdentifier ?? ""}/${log ?? ""}`);

/** The groups that a resource of a type writes its logs to: AWS names some by itself, and makes what is not there. */
const groupsOf: Readonly<Record<string, (props: Logging) => readonly string[]>> = {
  "aws:eks/cluster:Cluster": ({ name, enabledClusterLogTypes }) =>
    (enabledClusterLogTypes?.length ?? 0) > 0 ? [`/aws/eks/${name ?? ""}/cluster`] : [],
  "aws:rds/cluster:Cluster": exports("/aws/rds/cluster"),
  "aws:docdb/cluster:Cluster": exports("/aws/docdb"),
  "aws:elasticache/replicationGroup:ReplicationGroup": ({ logDeliveryConfigurations }) =>
    (logDeliveryConfigurations ?? []).flatMap((each) =>
      each?.destinationType === "cloudwatch-logs" ? [each.destination ?? ""] : [],
    ),
  "aws:msk/cluster:Cluster": ({ loggingInfo }) => {
    const logs = loggingInfo?.brokerLogs?.cloudwatchLogs;
    return logs?.enabled === true ? [logs.logGroup ?? ""] : [];
  },
  "aws:lambda/function:Function": ({ name, loggingConfig }) => [loggingConfig?.logGroup ?? `/aws/lambda/${name ?? ""}`],
};

export const ownGroup = stackRule({
  name: "aws-logs-own-group",
  severity: "medium",
  level: "M",
  description:
    "What a service logs must go to a group of this stack: one that the service makes by itself keeps all for ever, under a key of AWS.",
  remediationSteps: "Make a LogGroup with the name that the service writes to, before the service.",
  framework: fsbp("CloudWatch.16"),
  tags: ["nist-800-53:AU-9", "nist-800-53:AU-11"],
  requirements: ["FTE-019", "FTE-079", "FTE-081"],
  on: Object.keys(groupsOf),
  check: (subject: Resource<Logging>, stack, { notApplicable }): readonly StackViolation[] => {
    const wanted = groupsOf[subject.type]?.(subject.props) ?? [];
    if (wanted.length === 0) return notApplicable("it writes no logs to CloudWatch");
    const made = namesIn(stack, subject.provider?.urn);
    return collect(wanted, (name) => (made.includes(name) ? [] : [missing(group, `one named ${name}`)]));
  },
});

function namesIn(stack: Stack, provider: string | undefined): readonly (string | null | undefined)[] {
  return stack
    .all(group)
    .filter((each) => each.provider?.urn === provider)
    .map(({ props }) => props.name);
}

const logging = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";

export const wafOwnGroup = stackRule({
  name: "aws-waf-own-group",
  severity: "medium",
  level: "M",
  description: "The log of a web application firewall must go to a group of this stack, whose end and key it says.",
  remediationSteps: "Name a LogGroup of this stack in logDestinationConfigs.",
  framework: fsbp("WAF.11"),
  tags: ["nist-800-53:AU-9"],
  requirements: ["ECO-031", "FTE-079"],
  on: [logging],
  check: ({ propertyDependencies }): readonly StackViolation[] =>
    propertyDependencies["logDestinationConfigs"]?.some(({ type }) => type === group) === true
      ? []
      : [{ path: "logDestinationConfigs", expected: "the ARN of a log group of this stack", found: "another place" }],
});

export default [ownGroup, wafOwnGroup];
