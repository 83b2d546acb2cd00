import { atMost } from "../../cloud/rules.ts";
import type { Row, Rows } from "../../cloud/table.ts";
import type { JsonObject } from "../../lib/values.ts";
import { arn, exists, securityGroup, vpc } from "./parts.ts";

const sources = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];

/** One rule as a resource of its own. */
const rule: Row = {
  id: "sgr-{hex:17}",
  replaces: ["securityGroupId"],
  unique: ["securityGroupId", "ipProtocol", "fromPort", "toPort", ...sources],
  needs: {
    securityGroupId: exists("aws:ec2/securityGroup:SecurityGroup"),
    referencedSecurityGroupId: securityGroup,
  },
  rules: { description: atMost(255) },
  validate: (inputs: JsonObject) => {
    if (sources.filter((name) => inputs[name] !== undefined).length !== 1) {
      return `a rule names exactly one of ${sources.join(", ")}`;
    }
    const isAll = inputs["ipProtocol"] === "-1";
    const hasPorts = inputs["fromPort"] !== undefined && inputs["toPort"] !== undefined;
    if (isAll && (inputs["fromPort"] !== undefined || inputs["toPort"] !== undefined)) {
      return "a rule for every protocol has no ports";
    }
    return isAll || hasPorts ? undefined : "a rule for one protocol needs fromPort and toPort";
  },
  computed: { arn: arn("ec2", "security-group-rule/{id}"), securityGroupRuleId: "{id}" },
};

export const securityGroups: Rows = {
  "aws:ec2/securityGroup:SecurityGroup": {
    id: "sg-{hex:17}",
    name: { property: "name", max: 255, pattern: /^(?!sg-)[\w .:/()#,@[\]+=&;{}!$*-]+$/ },
    replaces: ["description", "vpcId"],
    unique: ["vpcId", "name"],
    needs: {
      vpcId: vpc,
      "ingress.*.securityGroups.*": securityGroup,
      "egress.*.securityGroups.*": securityGroup,
    },
    defaults: { description: "Managed by Pulumi", egress: [], ingress: [], revokeRulesOnDelete: false },
    rules: { description: atMost(255) },
    computed: { arn: arn("ec2", "security-group/{id}"), ownerId: "{account}" },
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    id: ({ find, inputs }) =>
      find("aws:ec2/vpc:Vpc", "id", inputs["vpcId"])?.properties["defaultSecurityGroupId"] ?? "",
    replaces: ["vpcId"],
    overwrites: true,
    needs: { vpcId: vpc },
    defaults: { egress: [], ingress: [], revokeRulesOnDelete: false },
    computed: {
      arn: arn("ec2", "security-group/{id}"),
      description: "default VPC security group",
      name: "default",
      namePrefix: "",
      ownerId: "{account}",
    },
  },
  "aws:ec2/securityGroupRule:SecurityGroupRule": {
    id: "sgrule-{hex:10}",
    replaces: [
      "cidrBlocks",
      "fromPort",
      "ipv6CidrBlocks",
      "prefixListIds",
      "protocol",
      "securityGroupId",
      "self",
      "sourceSecurityGroupId",
      "toPort",
      "type",
    ],
    needs: { securityGroupId: exists("aws:ec2/securityGroup:SecurityGroup"), sourceSecurityGroupId: securityGroup },
    computed: { securityGroupRuleId: "sgr-{hex:17}" },
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": rule,
};
