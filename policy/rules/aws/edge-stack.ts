import type { LoadBalancerArgs } from "@pulumi/aws/lb/loadBalancer.js";
import type { WebAclAssociationArgs } from "@pulumi/aws/wafv2/webAclAssociation.js";
import type { WebAclLoggingConfigurationArgs } from "@pulumi/aws/wafv2/webAclLoggingConfiguration.js";
import { fsbp } from "../../lib/aws/standards.ts";
import { type Given, is } from "../../lib/demands.ts";
import { type ResourceType, rule } from "../../lib/rule.ts";
import type { Resource } from "../../lib/stack.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";

const loadBalancer = "aws:lb/loadBalancer:LoadBalancer";
const webAcl = "aws:wafv2/webAcl:WebAcl";
const association = "aws:wafv2/webAclAssociation:WebAclAssociation" as ResourceType<Given<WebAclAssociationArgs>>;
const logging = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration" as ResourceType<
  Given<WebAclLoggingConfigurationArgs>
>;

export const lbLogs = rule({
  name: "aws-lb-access-logs",
  severity: "medium",
  level: "M",
  description: "A load balancer must keep a log of who asked for what.",
  remediationSteps: "Set accessLogs with a bucket and enabled.",
  framework: fsbp("ELB.5"),
  tags: ["fsbp:ELB.5", "ckv:CKV_AWS_91", "nist-800-53:AU-2"],
  requirements: ["FTE-079", "REC-051"],
  on: [loadBalancer],
  check: ({ accessLogs }: Given<LoadBalancerArgs>) => is("accessLogs.enabled", accessLogs?.enabled, true),
});

export const lbProtected = rule({
  name: "aws-lb-deletion-protection",
  severity: "medium",
  level: "Mp",
  description: "A load balancer must refuse to be deleted: its name in DNS is gone with it.",
  remediationSteps: "Set enableDeletionProtection; who means it takes it away first.",
  framework: fsbp("ELB.6"),
  tags: ["fsbp:ELB.6", "ckv:CKV_AWS_150"],
  requirements: ["FTE-006"],
  on: [loadBalancer],
  check: ({ enableDeletionProtection }: Given<LoadBalancerArgs>) =>
    is("enableDeletionProtection", enableDeletionProtection, true),
});

export const lbFirewall = stackRule({
  name: "aws-lb-firewall",
  severity: "high",
  level: "M",
  description: "A load balancer that the internet reaches must be behind a web application firewall of this stack.",
  remediationSteps: "Make a WebAclAssociation of the load balancer and the WebAcl.",
  framework: fsbp("ELB.16"),
  tags: ["fsbp:ELB.16", "ckv:CKV2_AWS_28", "nist-800-53:SC-7"],
  requirements: ["ECO-031", "REC-051"],
  on: [loadBalancer],
  check: (subject: Resource<Given<LoadBalancerArgs>>, stack, { notApplicable }) => {
    if (subject.props.internal === true) return notApplicable("the internet does not reach it");
    const isOurs = stack
      .companions(subject, association, "resourceArn")
      .some(({ propertyDependencies }) => propertyDependencies["webAclArn"]?.some(({ type }) => type === webAcl));
    return isOurs ? [] : [missing(association, "one of this load balancer with a WebAcl of this stack")];
  },
});

export const wafLogged = stackRule({
  name: "aws-waf-logged",
  severity: "medium",
  level: "M",
  description: "What a web application firewall refuses must be logged: an attack is seen there first.",
  remediationSteps: "Make a WebAclLoggingConfiguration of the WebAcl.",
  framework: fsbp("WAF.11"),
  tags: ["fsbp:WAF.11", "ckv:CKV2_AWS_31", "nist-800-53:AU-2"],
  requirements: ["ECO-031", "FTE-079"],
  on: [webAcl],
  check: (subject, stack) =>
    stack.companions(subject, logging, "resourceArn").length > 0 ? [] : [missing(logging, "one of this firewall")],
});

export default [lbLogs, lbProtected, lbFirewall, wafLogged];
