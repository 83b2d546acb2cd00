import { atMost, between, matching, oneOf } from "../../cloud/rules.ts";
import type { NameRule, Rows } from "../../cloud/table.ts";
import { arn, bucket, exists, holds, securityGroup, settingOf, subnet, vpc } from "./parts.ts";
import { loadBalancerZones } from "./zones.ts";

const wafName: NameRule = { property: "name", max: 128, pattern: /^[\w-]+$/ };
const scope = oneOf("CLOUDFRONT", "REGIONAL");
const wafArn = (kind: string) => arn("wafv2", `regional/${kind}/{name}/{id}`);
const lbName: NameRule = { property: "name", max: 32, pattern: /^(?!internal-)[A-Za-z0-9](?!.*--)[A-Za-z0-9-]*$/ };

/** WAF, Shield and load balancers. */
export const edge: Rows = {
  "aws:wafv2/webAcl:WebAcl": {
    id: "{uuid}",
    name: wafName,
    replaces: ["scope"],
    unique: ["name", "scope"],
    rules: { description: atMost(256), scope, "rules.*.priority": between(0, 2147483647) },
    validate: ({ rules }) => {
      const priorities = Array.isArray(rules)
        ? rules.map((rule) => JSON.stringify(rule).match(/"priority":(\d+)/)?.[1])
        : [];
      return new Set(priorities).size === priorities.length ? undefined : "each rule needs a priority of its own";
    },
    computed: { applicationIntegrationUrl: "", arn: wafArn("webacl"), capacity: () => 100, lockToken: "{uuid}" },
  },
  "aws:wafv2/webAclAssociation:WebAclAssociation": {
    id: "{webAclArn},{resourceArn}",
    replaces: ["resourceArn", "webAclArn"],
    overwrites: true,
    needs: { webAclArn: holds("aws:wafv2/webAcl:WebAcl", "arn") },
  },
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": settingOf(
    "resourceArn",
    exists("aws:wafv2/webAcl:WebAcl", "arn"),
    {
      rules: {
        "logDestinationConfigs.*": matching(
          /:log-group:aws-waf-logs-|:::aws-waf-logs-|\/aws-waf-logs-/,
          "a destination whose name starts with aws-waf-logs-",
        ),
      },
    },
  ),
  "aws:wafv2/ipSet:IpSet": {
    id: "{uuid}",
    name: wafName,
    replaces: ["ipAddressVersion", "scope"],
    unique: ["name", "scope"],
    rules: { ipAddressVersion: oneOf("IPV4", "IPV6"), scope },
    defaults: { addresses: [] },
    computed: { arn: wafArn("ipset"), lockToken: "{uuid}" },
  },
  "aws:wafv2/ruleGroup:RuleGroup": {
    id: "{uuid}",
    name: wafName,
    replaces: ["capacity", "scope"],
    unique: ["name", "scope"],
    rules: { scope },
    computed: { arn: wafArn("rulegroup"), lockToken: "{uuid}" },
  },
  "aws:wafv2/regexPatternSet:RegexPatternSet": {
    id: "{uuid}",
    name: wafName,
    replaces: ["scope"],
    unique: ["name", "scope"],
    rules: { scope },
    computed: { arn: wafArn("regexpatternset"), lockToken: "{uuid}" },
  },
  "aws:shield/protection:Protection": {
    id: "{uuid}",
    name: { property: "name", max: 128 },
    replaces: ["resourceArn"],
    unique: ["resourceArn"],
    computed: { arn: "arn:aws:shield::{account}:protection/{id}" },
  },
  "aws:shield/protectionGroup:ProtectionGroup": {
    id: "{protectionGroupId}",
    replaces: ["protectionGroupId"],
    rules: { aggregation: oneOf("MAX", "MEAN", "SUM"), pattern: oneOf("ALL", "ARBITRARY", "BY_RESOURCE_TYPE") },
    computed: { protectionGroupArn: "arn:aws:shield::{account}:protection-group/{protectionGroupId}" },
  },
  "aws:shield/protectionHealthCheckAssociation:ProtectionHealthCheckAssociation": {
    id: "{shieldProtectionId}+{healthCheckArn}",
    replaces: ["healthCheckArn", "shieldProtectionId"],
    needs: {
      healthCheckArn: holds("aws:route53/healthCheck:HealthCheck", "arn"),
      shieldProtectionId: exists("aws:shield/protection:Protection"),
    },
  },
  "aws:shield/applicationLayerAutomaticResponse:ApplicationLayerAutomaticResponse": {
    id: "{resourceArn}",
    replaces: ["resourceArn"],
    rules: { action: oneOf("BLOCK", "COUNT") },
  },
  "aws:lb/loadBalancer:LoadBalancer": {
    id: arn("elasticloadbalancing", "loadbalancer/app/{name}/{hex:16}"),
    name: lbName,
    replaces: ["customerOwnedIpv4Pool", "internal", "loadBalancerType"],
    unique: ["name"],
    needs: { "accessLogs.bucket": bucket, "securityGroups.*": securityGroup, "subnets.*": subnet },
    defaults: {
      enableDeletionProtection: false,
      internal: false,
      ipAddressType: "ipv4",
      loadBalancerType: "application",
    },
    rules: { loadBalancerType: oneOf("application", "gateway", "network") },
    keeps: ({ properties }) =>
      properties["enableDeletionProtection"] === true ? "enableDeletionProtection is on; turn it off first" : undefined,
    computed: {
      arn: "{id}",
      arnSuffix: ({ id }) => id.slice(id.indexOf("loadbalancer/") + "loadbalancer/".length),
      dnsName: ({ fill, inputs }) =>
        `${inputs["internal"] === true ? "internal-" : ""}${fill("{name}-{hex:10}.{region}.elb.amazonaws.com")}`,
      vpcId: ({ find, inputs }) => {
        const subnets = inputs["subnets"];
        const first = Array.isArray(subnets) ? subnets[0] : undefined;
        return find("aws:ec2/subnet:Subnet", "id", first)?.properties["vpcId"] ?? "";
      },
      zoneId: ({ region }) => loadBalancerZones[region] ?? "",
    },
  },
  "aws:lb/targetGroup:TargetGroup": {
    id: arn("elasticloadbalancing", "targetgroup/{name}/{hex:16}"),
    name: lbName,
    replaces: ["ipAddressType", "port", "protocol", "protocolVersion", "targetType", "vpcId"],
    unique: ["name"],
    needs: { vpcId: vpc },
    defaults: { deregistrationDelay: 300, targetType: "instance" },
    rules: { targetType: oneOf("alb", "instance", "ip", "lambda") },
    computed: {
      arn: "{id}",
      arnSuffix: ({ id }) => id.slice(id.indexOf("targetgroup/")),
      loadBalancerArns: () => [],
    },
  },
  "aws:lb/listener:Listener": {
    id: arn("elasticloadbalancing", "listener/app/{hex:16}/{hex:16}"),
    replaces: ["loadBalancerArn"],
    unique: ["loadBalancerArn", "port"],
    needs: {
      loadBalancerArn: exists("aws:lb/loadBalancer:LoadBalancer"),
      certificateArn: holds("aws:acm/certificate:Certificate"),
      "defaultActions.*.targetGroupArn": holds("aws:lb/targetGroup:TargetGroup"),
    },
    rules: { port: between(1, 65535), protocol: oneOf("HTTP", "HTTPS", "TCP", "TCP_UDP", "TLS", "UDP") },
    computed: { arn: "{id}" },
  },
};
