import type { DefaultSecurityGroupArgs } from "@pulumi/aws/ec2/defaultSecurityGroup.js";
import type { FlowLogArgs } from "@pulumi/aws/ec2/flowLog.js";
import type { HostedZoneDnsSecArgs } from "@pulumi/aws/route53/hostedZoneDnsSec.js";
import type { QueryLogArgs } from "@pulumi/aws/route53/queryLog.js";
import type { RecordArgs } from "@pulumi/aws/route53/record.js";
import type { ZoneArgs } from "@pulumi/aws/route53/zone.js";
import { cisAws, fsbp } from "../../lib/aws/standards.ts";
import { about, type Given, oneOf } from "../../lib/demands.ts";
import type { ResourceType } from "../../lib/rule.ts";
import type { Resource } from "../../lib/stack.ts";
import { missing, stackRule, type StackViolation } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

const vpc = "aws:ec2/vpc:Vpc" as ResourceType;
const defaultGroup = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup" as ResourceType<
  Given<DefaultSecurityGroupArgs>
>;

export const defaultGroupClosed = stackRule({
  name: "aws-default-sg-closed",
  severity: "high",
  level: "M",
  description: "The security group that everything gets which names none must let nothing through.",
  remediationSteps: "Make a DefaultSecurityGroup of the network with no ingress and no egress.",
  framework: cisAws("5.5"),
  tags: ["cis-aws-5.0:5.5", "fsbp:EC2.2", "ckv:CKV2_AWS_12", "trivy:AWS-0173"],
  requirements: ["FTE-013", "ECO-033"],
  on: [vpc],
  check: (subject, stack) => {
    const groups = stack.companions(subject, defaultGroup, "vpcId");
    if (groups.length === 0) return [missing(defaultGroup, "one of this network")];
    return collect(groups, (group) =>
      about(group, () =>
        collect(["ingress", "egress"] as const, (direction) => {
          const rules = group.props[direction] ?? [];
          return rules.length === 0 ? [] : [{ path: direction, expected: "no rules", found: show(rules), fix: [] }];
        }),
      ),
    );
  },
});

const flowLog = "aws:ec2/flowLog:FlowLog" as ResourceType<Given<FlowLogArgs>>;

export const flowLogs = stackRule({
  name: "aws-vpc-flow-logs",
  severity: "medium",
  level: "M",
  description: "Every connection in a network must be written down, whether made or refused.",
  remediationSteps: "Make a FlowLog of the network with trafficType ALL.",
  framework: cisAws("3.7"),
  tags: ["cis-aws-5.0:3.7", "fsbp:EC2.6", "ckv:CKV2_AWS_11", "trivy:AWS-0178"],
  requirements: ["FTE-079", "ECO-020", "CAP-015"],
  on: [vpc],
  check: (subject, stack) => {
    const logs = stack.companions(subject, flowLog, "vpcId");
    if (logs.length === 0) return [missing(flowLog, "one of this network")];
    return collect(logs, (log) => about(log, () => oneOf("trafficType", log.props.trafficType, ["ALL"])));
  },
});

const record = "aws:route53/record:Record" as ResourceType<Given<RecordArgs>>;
type Role = "PRIMARY" | "SECONDARY";
const roleOf = ({ props }: Resource<Given<RecordArgs>>) => props.failoverRoutingPolicies?.[0]?.type;

/** Half a pair answers with nothing when its place is gone. */
export const failoverPair = stackRule({
  name: "aws-r53-failover-pair",
  severity: "high",
  level: "M!",
  description: "A host that moves must have a primary record and a secondary one.",
  remediationSteps: "Make the other record, with the same name and type, and a setIdentifier of its own.",
  framework: guides("FTE-051"),
  tags: [],
  requirements: ["FTE-051", "ECO-049", "CAP-069"],
  on: [record],
  check: (subject: Resource<Given<RecordArgs>>, stack, { notApplicable }): readonly StackViolation[] => {
    const role = roleOf(subject);
    if (!role) return notApplicable("it is no record of a failover");
    const other: Role = role === "PRIMARY" ? "SECONDARY" : "PRIMARY";
    const { name, type } = subject.props;
    const found = stack
      .all(record)
      .some((each) => roleOf(each) === other && each.props.name === name && each.props.type === type);
    return found ? [] : [missing(record, `a ${other} record of the same name`)];
  },
});

const zone = "aws:route53/zone:Zone" as ResourceType<Given<ZoneArgs>>;
const queryLog = "aws:route53/queryLog:QueryLog" as ResourceType<Given<QueryLogArgs>>;
const signing = "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec" as ResourceType<Given<HostedZoneDnsSecArgs>>;
const isPrivate = ({ props }: Resource<Given<ZoneArgs>>) => (props.vpcs?.length ?? 0) > 0;
const privateZone = "nobody outside asks a private zone";

export const queryLogs = stackRule({
  name: "aws-r53-query-log",
  severity: "low",
  level: "A",
  description: "Queries of a public zone should be written down.",
  remediationSteps: "Make a QueryLog of the zone, with a log group in us-east-1.",
  framework: fsbp("Route53.2"),
  tags: ["fsbp:Route53.2", "ckv:CKV2_AWS_39"],
  requirements: ["CAP-015"],
  on: [zone],
  check: (subject, stack, { notApplicable }): readonly StackViolation[] => {
    if (isPrivate(subject)) return notApplicable(privateZone);
    return stack.companions(subject, queryLog, "zoneId").length > 0 ? [] : [missing(queryLog, "one of this zone")];
  },
});

export const dnssec = stackRule({
  name: "aws-r53-dnssec",
  severity: "low",
  level: "A",
  description: "Answers of a public zone should be signed.",
  remediationSteps: "Make a KeySigningKey and a HostedZoneDnsSec of the zone, and a DS record in the zone above.",
  framework: guides("REC-018"),
  tags: ["ckv:CKV2_AWS_38"],
  requirements: ["REC-018"],
  on: [zone],
  check: (subject, stack, { notApplicable }): readonly StackViolation[] => {
    if (isPrivate(subject)) return notApplicable(privateZone);
    const found = stack.companions(subject, signing, "hostedZoneId");
    if (found.length === 0) return [missing(signing, "one of this zone")];
    return collect(found, (one) =>
      about(one, () => oneOf("signingStatus", one.props.signingStatus ?? "SIGNING", ["SIGNING"])),
    );
  },
});

export default [defaultGroupClosed, flowLogs, failoverPair, queryLogs, dnssec];
