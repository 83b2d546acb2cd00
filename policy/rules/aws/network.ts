import type { SecurityGroupArgs } from "@pulumi/aws/ec2/securityGroup.js";
import type { SubnetArgs } from "@pulumi/aws/ec2/subnet.js";
import type { SecurityGroupEgressRuleArgs } from "@pulumi/aws/vpc/securityGroupEgressRule.js";
import type { SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc/securityGroupIngressRule.js";
import { eachIngress, eachEgress, opens, type Opening } from "../../lib/aws/openings.ts";
import { cisAws, fsbp } from "../../lib/aws/standards.ts";
import { type Given, isNot, isSet } from "../../lib/demands.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import { show, type Violation } from "../../lib/violation.ts";

const group = "aws:ec2/securityGroup:SecurityGroup";
const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egressRule = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const legacyRule = "aws:ec2/securityGroupRule:SecurityGroupRule";
const ingress = [group, ingressRule, legacyRule];

const toWorld = ({ path, world }: Opening, expected: string): Violation[] => [{ path, expected, found: show(world) }];

export const noAdminWorld = rule({
  name: "aws-sg-no-admin-world",
  severity: "critical",
  level: "M!",
  description: "The ports of SSH and of remote desktops must not be open to the whole internet.",
  remediationSteps: "Remove the rule: nodes are reached by Session Manager, and through no port.",
  framework: cisAws("5.3"),
  tags: [
    "cis-aws-5.0:5.3",
    "cis-aws-5.0:5.4",
    "fsbp:EC2.13",
    "fsbp:EC2.14",
    "ckv:CKV_AWS_24",
    "ckv:CKV_AWS_25",
    "trivy:AWS-0107",
  ],
  requirements: ["FTE-013", "CAP-004"],
  on: ingress,
  check: (props: object, { type }) =>
    eachIngress(type, props, (one) =>
      one.world !== undefined && opens(one, [22, 3389]) ? toWorld(one, "a range of our own for ports 22 and 3389") : [],
    ),
});

/** PostgreSQL and its pooler, Redis, Kafka in all its forms, MongoDB, Elasticsearch, AMQP. */
const dataPorts = [5432, 6432, 6379, 9092, 9093, 9094, 9096, 9098, 27017, 9200, 5671, 5672];

export const noDataPortWorld = rule({
  name: "aws-sg-no-data-port-world",
  severity: "critical",
  level: "M!",
  description: "The ports of data stores must not be open to the whole internet.",
  remediationSteps: "Name the group of those who may, in referencedSecurityGroupId.",
  framework: fsbp("EC2.19"),
  tags: ["fsbp:EC2.19"],
  requirements: ["FTE-013", "ECO-033", "CAP-004", "ONB-008"],
  on: ingress,
  check: (props: object, { type }) =>
    eachIngress(type, props, (one) =>
      one.world !== undefined && opens(one, dataPorts) ? toWorld(one, "a security group for ports of data stores") : [],
    ),
});

export const worldOnlyWeb = rule({
  name: "aws-sg-world-only-web",
  severity: "high",
  level: "M",
  description: "The whole internet must reach the ports of the web alone.",
  remediationSteps: "Open single ports of 80 and 443, or name the group of those who may.",
  framework: fsbp("EC2.18"),
  tags: ["fsbp:EC2.18", "ckv:CKV_AWS_260"],
  requirements: ["FTE-013", "CAP-004", "ONB-008"],
  on: ingress,
  thresholds: {
    ports: threshold<readonly string[]>({
      description: "Ports that the whole internet may reach.",
      type: "array",
      values: { dev: ["80", "443"], staging: ["80", "443"], prod: ["80", "443"], "prod-azure": ["80", "443"] },
    }),
  },
  check: (props: object, { type, config }) =>
    eachIngress(type, props, (one) => {
      const web = one.from === one.to && config.ports.includes(String(one.from));
      return one.world !== undefined && !web ? toWorld(one, `port ${config.ports.join(" or ")} alone`) : [];
    }),
});

export const egress = rule({
  name: "aws-sg-egress",
  severity: "low",
  level: "A",
  description: "A group should not let everything out to the whole internet.",
  remediationSteps: "Name the port and the group or the range; a data store calls nobody.",
  framework: guides("FTE-013"),
  tags: ["trivy:AWS-0104", "ckv:CKV_AWS_382"],
  requirements: ["FTE-013", "ECO-033"],
  on: [group, egressRule],
  check: (props: object, { type }) =>
    eachEgress(type, props, (one) =>
      one.world !== undefined && one.all ? toWorld(one, "a port and a range of our own") : [],
    ),
});

export const descriptions = rule({
  name: "aws-sg-descriptions",
  severity: "low",
  level: "A",
  description: "A security group and each of its rules should say what it is for.",
  remediationSteps: "Set description; that of a group cannot be changed later.",
  framework: guides("FTE-013"),
  tags: ["ckv:CKV_AWS_23", "trivy:AWS-0099", "trivy:AWS-0124"],
  requirements: ["FTE-013"],
  on: [group, ingressRule, egressRule],
  check: (given: Given<SecurityGroupArgs & SecurityGroupIngressRuleArgs & SecurityGroupEgressRuleArgs>, { type }) => {
    const said = (path: string, text: string | null | undefined) =>
      isSet(path, text === "Managed by Pulumi" ? undefined : text, "what it is for");
    const each = (list: "ingress" | "egress") =>
      collect(given[list], ({ description }, index) => said(`${list}[${index}].description`, description));
    return type === group
      ? allOf(
          () => said("description", given.description),
          () => each("ingress"),
          () => each("egress"),
        )
      : said("description", given.description);
  },
});

export const subnetNoPublicIp = rule({
  name: "aws-subnet-no-public-ip",
  severity: "low",
  level: "A",
  description: "A subnet should give no public address to what starts in it.",
  remediationSteps: "Set mapPublicIpOnLaunch to false; a load balancer gets addresses by itself.",
  framework: fsbp("EC2.15"),
  tags: ["fsbp:EC2.15", "ckv:CKV_AWS_130", "trivy:AWS-0164"],
  requirements: ["ECO-033", "FTE-013"],
  on: ["aws:ec2/subnet:Subnet"],
  check: ({ mapPublicIpOnLaunch }: Given<SubnetArgs>) => isNot("mapPublicIpOnLaunch", mapPublicIpOnLaunch, true, false),
});

export default [noAdminWorld, noDataPortWorld, worldOnlyWeb, egress, descriptions, subnetNoPublicIp];
