import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { LogResourcePolicy } from "@pulumi/aws/cloudwatch/logResourcePolicy.js";
import { Protection } from "@pulumi/aws/shield/protection.js";
import { WebAcl } from "@pulumi/aws/wafv2/webAcl.js";
import { WebAclAssociation } from "@pulumi/aws/wafv2/webAclAssociation.js";
import { WebAclLoggingConfiguration } from "@pulumi/aws/wafv2/webAclLoggingConfiguration.js";
import * as pulumi from "@pulumi/pulumi";
import { policyJson } from "../core/aws-policy.ts";
import { InvalidInput } from "../core/errors.ts";
import { physicalName } from "../core/physical-names.ts";
import { type AwsPlace, arnOf } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { type ManagedGroup, visible, wafRules } from "./aws-waf-rules.ts";

export interface FirewallArgs {
  readonly system: string;
  /** Requests of one address in five minutes, above which it is refused. Range: 10 to 2000000000. @default 2000 */
  readonly requestsPerAddress?: number;
  /**
   * Rules that only count. @default - the size of bodies, of which AWS looks at the first kilobytes: uploads are larger,
   * and the gateway has a limit of its own
   */
  readonly countOnly?: Readonly<Partial<Record<ManagedGroup, readonly string[]>>>;
  /**
   * ARNs by name of what it stands before: application load balancers, APIs, user pools. A network load balancer has no firewall. Those that a
   * controller in the cluster makes take the firewall by annotation instead. @default {}
   */
  readonly protects?: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * Shield Advanced for what is named in `protects`; Shield Standard is always there, and free. The subscription is the account's, 3000 USD a
   * month for a year at the least, and no stack makes it: without one, AWS refuses the protection. @default false
   */
  readonly shieldAdvanced?: boolean;
  /** How long refused requests can be looked up; a retention that CloudWatch knows. Unit: days. @default 365 */
  readonly logDays?: number;
}

export interface Firewall {
  readonly arn: pulumi.Output<string>;
  /** Annotations by which the controller of load balancers puts one that it makes behind the firewall. */
  readonly annotations: Readonly<Record<string, pulumi.Output<string>>>;
}

/** Headers that let somebody in. */
const secretHeaders = ["authorization", "cookie", "x-api-key"];

/** Retentions of CloudWatch that make sense for what was refused. */
const logRetentions: readonly number[] = [30, 60, 90, 180, 365, 400, 545, 731];

/** AWS finds out where it may log by this beginning of the name. */
const logPrefix = "aws-waf-logs";

/**
 * A firewall for web requests: rules that AWS keeps, a limit for each address, and a log of what was refused or counted, without
 * what would let a reader in (ECO-031).
 *
 * @throws InvalidInput before any resource exists, when the arguments do not hold together.
 */
export function awsFirewall(parent: pulumi.Resource, name: string, args: FirewallArgs, place: AwsPlace): Firewall {
  const spec = resolve(name, args);
  const tags = tagsFor({ system: spec.system, component: "firewall" });
  const physical = physicalName("firewall", place.stage, spec.system, "edge");
  const acl = new WebAcl(
    name,
    {
      description: `Public entry of ${spec.system}`,
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      rules: wafRules(physical, spec),
      visibilityConfig: visible(physical),
      tags,
    },
    { parent },
  );
  logging(parent, name, spec, place, acl);
  for (const [role, resourceArn] of Object.entries(spec.protects)) {
    new WebAclAssociation(`${name}-${role}`, { webAclArn: acl.arn, resourceArn }, { parent });
    if (spec.shieldAdvanced) new Protection(`${name}-${role}-shield`, { resourceArn, tags }, { parent });
  }
  const annotations = {
    "alb.ingress.kubernetes.io/wafv2-acl-arn": acl.arn,
    "alb.ingress.kubernetes.io/shield-advanced-protection": pulumi.output(String(spec.shieldAdvanced)),
  };
  return { arn: acl.arn, annotations };
}

function resolve(name: string, args: FirewallArgs): Required<FirewallArgs> {
  const where = `firewall ${name}`;
  const defaults = {
    requestsPerAddress: 2000,
    countOnly: { AWSManagedRulesCommonRuleSet: ["SizeRestrictions_BODY"] },
    protects: {},
    shieldAdvanced: false,
    logDays: 365,
  };
  const spec = { ...defaults, ...args };
  const { requestsPerAddress: most, logDays } = spec;
  if (!Number.isInteger(most) || most < 10 || most > 2_000_000_000) {
    throw new InvalidInput(where, "requestsPerAddress", "a whole number from 10 to 2000000000", most);
  }
  if (!logRetentions.includes(logDays)) {
    throw new InvalidInput(where, "logDays", `one of ${logRetentions.join(", ")}`, logDays);
  }
  return spec;
}

function logging(
  parent: pulumi.Resource,
  name: string,
  spec: Required<FirewallArgs>,
  place: AwsPlace,
  acl: WebAcl,
): void {
  const group = new LogGroup(
    `${name}-logs`,
    {
      name: physicalName("log group", logPrefix, place.stage, spec.system),
      kmsKeyId: place.keys.logs,
      retentionInDays: spec.logDays,
      tags: tagsFor({ system: spec.system, component: "firewall" }, "internal"),
    },
    { parent },
  );
  const delivery = new LogResourcePolicy(
    `${name}-log-delivery`,
    {
      policyName: physicalName("log group", place.stage, spec.system, "firewall"),
      policyDocument: policyJson({
        Sid: "DeliverRequests",
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: [pulumi.interpolate`${group.arn}:log-stream:*`],
        Condition: {
          StringEquals: { "aws:SourceAccount": place.accountId },
          ArnLike: { "aws:SourceArn": arnOf(place, "logs", "*") },
        },
      }),
    },
    { parent },
  );
  new WebAclLoggingConfiguration(
    `${name}-logging`,
    {
      resourceArn: acl.arn,
      logDestinationConfigs: [group.arn],
      // The gateway logs what is let through; here is what is not, and what would not be.
      loggingFilter: {
        defaultBehavior: "DROP",
        filters: [
          {
            behavior: "KEEP",
            requirement: "MEETS_ANY",
            conditions: ["BLOCK", "COUNT", "EXCLUDED_AS_COUNT"].map((action) => ({ actionCondition: { action } })),
          },
        ],
      },
      redactedFields: [{ queryString: {} }, ...secretHeaders.map((header) => ({ singleHeader: { name: header } }))],
    },
    { parent, dependsOn: [delivery] },
  );
}
