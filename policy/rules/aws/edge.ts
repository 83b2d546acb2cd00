import type { RepositoryArgs } from "@pulumi/aws/ecr/repository.js";
import type { ListenerArgs } from "@pulumi/aws/lb/listener.js";
import type { LoadBalancerArgs } from "@pulumi/aws/lb/loadBalancer.js";
import type { WebAclArgs } from "@pulumi/aws/wafv2/webAcl.js";
import { fsbp } from "../../lib/aws/standards.ts";
import { type Given, is, isSet } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";
import { show, type Violation } from "../../lib/violation.ts";

/** Security policies with TLS 1.3, and 1.2 for those who cannot; nothing older. */
const modern = /^ELBSecurityPolicy-TLS13-1-[23]-/;

export const listenerTls = rule({
  name: "aws-lb-tls13",
  severity: "high",
  level: "M!",
  description: "A public listener must speak TLS 1.3, and lead plain HTTP to HTTPS.",
  remediationSteps: "Set sslPolicy to ELBSecurityPolicy-TLS13-1-2-2021-06; a listener on port 80 redirects to HTTPS.",
  framework: fsbp("ELB.17"),
  tags: ["fsbp:ELB.1", "fsbp:ELB.17", "ckv:CKV_AWS_2", "ckv:CKV_AWS_103", "trivy:AWS-0047", "trivy:AWS-0054"],
  requirements: ["FTE-020", "ECO-026", "CAP-003"],
  on: ["aws:lb/listener:Listener"],
  check: ({ protocol, sslPolicy, defaultActions }: Given<ListenerArgs>) => {
    if (protocol === "HTTPS" || protocol === "TLS") {
      const fix = "ELBSecurityPolicy-TLS13-1-2-2021-06";
      const expected = "a policy with TLS 1.3";
      return modern.test(sslPolicy ?? "") ? [] : [{ path: "sslPolicy", expected, found: show(sslPolicy), fix }];
    }
    const redirected = defaultActions?.some(
      (action) => action?.type === "redirect" && action.redirect?.protocol === "HTTPS",
    );
    // A listener of TCP hands TLS through to the gateway, which is where it ends.
    if (redirected || protocol === "TCP") return [];
    return [{ path: "protocol", expected: "HTTPS, or a redirect to it", found: show(protocol) }];
  },
});

export const dropsInvalid = rule({
  name: "aws-lb-drop-invalid-headers",
  severity: "medium",
  level: "M",
  description: "A load balancer for HTTP must drop header fields that are none, by which requests are smuggled.",
  remediationSteps: "Set dropInvalidHeaderFields.",
  framework: fsbp("ELB.4"),
  tags: ["fsbp:ELB.4", "ckv:CKV_AWS_131", "trivy:AWS-0052"],
  requirements: ["REC-051", "ECO-001"],
  on: ["aws:lb/loadBalancer:LoadBalancer"],
  check: ({ loadBalancerType, dropInvalidHeaderFields }: Given<LoadBalancerArgs>, { notApplicable }) =>
    (loadBalancerType ?? "application") === "application"
      ? is("dropInvalidHeaderFields", dropInvalidHeaderFields, true)
      : notApplicable("it is no load balancer for HTTP"),
});

/** Groups of rules that AWS keeps: known attacks, known bad inputs, and SQL in what is sent. */
const groups = ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesSQLiRuleSet"];

export const firewallRules = rule({
  name: "aws-waf-rules",
  severity: "high",
  level: "Mp",
  description: "The firewall of a public entry must know common attacks, bad inputs and SQL, and limit each address.",
  remediationSteps: "Add the managed groups, and a rateBasedStatement that blocks.",
  framework: guides("ECO-031"),
  tags: ["fsbp:WAF.10", "ckv:CKV_AWS_192"],
  requirements: ["ECO-028", "ECO-031", "REC-051", "REC-052", "REC-053"],
  on: ["aws:wafv2/webAcl:WebAcl"],
  check: ({ rules }: Given<WebAclArgs>) => {
    const statements = (rules ?? []).map((each) => each?.statement);
    const names = statements.map((each) => each?.managedRuleGroupStatement?.name);
    const missing = groups.filter((group) => !names.includes(group));
    const limited = (rules ?? []).some((each) => each?.statement?.rateBasedStatement && !each.action?.count);
    return [
      ...missing.map((group): Violation => ({ path: "rules", expected: `the managed group ${group}`, found: "none" })),
      ...(limited ? [] : [{ path: "rules", expected: "a rateBasedStatement that blocks", found: "none" }]),
    ];
  },
});

export const registry = rule({
  name: "aws-ecr-scan-immutable",
  severity: "high",
  level: "M",
  description: "A registry must scan what is pushed, never change a tag, and be encrypted with a key of ours.",
  remediationSteps: "Set scanOnPush, imageTagMutability to IMMUTABLE, and encryptionConfigurations with a key.",
  framework: fsbp("ECR.1"),
  tags: ["fsbp:ECR.1", "fsbp:ECR.2", "fsbp:ECR.5", "ckv:CKV_AWS_51", "ckv:CKV_AWS_136", "ckv:CKV_AWS_163"],
  requirements: ["REC-016", "CAP-005", "ECO-032", "FTE-019"],
  on: ["aws:ecr/repository:Repository"],
  check: ({ imageScanningConfiguration, imageTagMutability, encryptionConfigurations }: Given<RepositoryArgs>) =>
    allOf(
      () => is("imageScanningConfiguration.scanOnPush", imageScanningConfiguration?.scanOnPush, true),
      () => is("imageTagMutability", imageTagMutability, "IMMUTABLE"),
      () => is("encryptionConfigurations[0].encryptionType", encryptionConfigurations?.[0]?.encryptionType, "KMS"),
      () => isSet("encryptionConfigurations[0].kmsKey", encryptionConfigurations?.[0]?.kmsKey, "a key of ours"),
    ),
});

export default [listenerTls, dropsInvalid, firewallRules, registry];
