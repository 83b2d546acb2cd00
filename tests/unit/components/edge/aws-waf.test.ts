import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { ComponentResource } from "@pulumi/pulumi";
import { awsFirewall, type Firewall, type FirewallArgs } from "../../../../components/edge/aws-waf.ts";
import { accountId, awsPlace, inputsOf, policyOf, registered, renderAws } from "../../../lib/aws.ts";
import { at, list } from "../../../lib/json.ts";

const balancer = `arn:aws:elasticloadbalancing:us-east-1:${accountId}:loadbalancer/app/edge/1`;
const made: Firewall[] = [];
const build = (args: Partial<FirewallArgs> = {}) =>
  renderAws((opts) => {
    const parent = new ComponentResource("test:index:Edge", "f", {}, opts);
    made.push(awsFirewall(parent, "f", { system: "shop", ...args }, awsPlace()));
  });
const rendered = await build({ protects: { edge: balancer }, shieldAdvanced: true });
const plain = await build({ requestsPerAddress: 100, countOnly: {}, logDays: 30 });
const acl = inputsOf(rendered, "wafv2:WebAcl", "f");
const tags = { system: "shop", component: "firewall", owner: "shop" };
const visible = (metricName: string) => ({
  metricName,
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
});

describe("the firewall on AWS", () => {
  it("stands before what it is told to, with Shield Advanced where that is paid for (ECO-031)", () => {
    const always = [
      "cloudwatch:LogGroup f-logs",
      "cloudwatch:LogResourcePolicy f-log-delivery",
      "wafv2:WebAcl f",
      "wafv2:WebAclLoggingConfiguration f-logging",
    ];
    assert.deepEqual(registered(plain), always);
    assert.deepEqual(
      registered(rendered),
      [...always, "shield:Protection f-edge-shield", "wafv2:WebAclAssociation f-edge"].sort(),
    );
    const arn = `arn:aws:wafv2:us-east-1:${accountId}:regional/webacl/f/f-id`;
    assert.deepEqual(inputsOf(rendered, "wafv2:WebAclAssociation", "f-edge"), {
      webAclArn: arn,
      resourceArn: balancer,
    });
    assert.deepEqual(inputsOf(rendered, "shield:Protection", "f-edge-shield"), { resourceArn: balancer, tags });
  });

  it("gives load balancers of the cluster their annotations", async () => {
    const value = (output: pulumi.Output<string> | undefined) => new Promise((resolve) => output?.apply(resolve));
    const shield = "alb.ingress.kubernetes.io/shield-advanced-protection";
    assert.equal(
      await value(made[0]?.annotations["alb.ingress.kubernetes.io/wafv2-acl-arn"]),
      `arn:aws:wafv2:us-east-1:${accountId}:regional/webacl/f/f-id`,
    );
    assert.deepEqual(
      [await value(made[0]?.annotations[shield]), await value(made[1]?.annotations[shield])],
      ["true", "false"],
    );
  });

  it("refuses an address with too many requests, and what the groups of AWS refuse", () => {
    const { rules, ...others } = acl;
    assert.deepEqual(others, {
      description: "Public entry of shop",
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      visibilityConfig: visible("prod-shop-edge"),
      tags,
    });
    const [limit, ...groups] = list(rules);
    assert.deepEqual(limit, {
      name: "requests-per-address",
      priority: 0,
      action: { block: {} },
      statement: { rateBasedStatement: { aggregateKeyType: "IP", limit: 2000, evaluationWindowSec: 300 } },
      visibilityConfig: visible("prod-shop-edge-requests-per-address"),
    });
    const group = (name: string, priority: number, more = {}) => ({
      name,
      priority,
      overrideAction: { none: {} },
      statement: { managedRuleGroupStatement: { vendorName: "AWS", name, ...more } },
      visibilityConfig: visible(`prod-shop-edge-${name}`),
    });
    assert.deepEqual(groups, [
      group("AWSManagedRulesAmazonIpReputationList", 1),
      group("AWSManagedRulesKnownBadInputsRuleSet", 2),
      group("AWSManagedRulesCommonRuleSet", 3, {
        ruleActionOverrides: [{ name: "SizeRestrictions_BODY", actionToUse: { count: {} } }],
      }),
      group("AWSManagedRulesSQLiRuleSet", 4),
      group("AWSManagedRulesLinuxRuleSet", 5),
    ]);
    const own = list(inputsOf(plain, "wafv2:WebAcl", "f").rules);
    assert.equal(at(own[0], "statement", "rateBasedStatement", "limit"), 100);
    assert.deepEqual(at(own[3], "statement", "managedRuleGroupStatement"), {
      vendorName: "AWS",
      name: "AWSManagedRulesCommonRuleSet",
    });
  });

  it("logs what was refused or counted, encrypted, and without what lets somebody in", () => {
    const name = "aws-waf-logs-prod-shop";
    const arn = `arn:aws:logs:us-east-1:${accountId}:log-group:${name}`;
    assert.deepEqual(inputsOf(rendered, "cloudwatch:LogGroup", "f-logs"), {
      name,
      kmsKeyId: `arn:aws:kms:us-east-1:${accountId}:key/logs`,
      retentionInDays: 365,
      tags: { ...tags, "data-class": "internal" },
    });
    assert.equal(inputsOf(plain, "cloudwatch:LogGroup", "f-logs").retentionInDays, 30);
    const action = (one: string) => ({ actionCondition: { action: one } });
    assert.deepEqual(inputsOf(rendered, "wafv2:WebAclLoggingConfiguration", "f-logging"), {
      resourceArn: `arn:aws:wafv2:us-east-1:${accountId}:regional/webacl/f/f-id`,
      logDestinationConfigs: [arn],
      loggingFilter: {
        defaultBehavior: "DROP",
        filters: [
          {
            behavior: "KEEP",
            requirement: "MEETS_ANY",
            conditions: [action("BLOCK"), action("COUNT"), action("EXCLUDED_AS_COUNT")],
          },
        ],
      },
      redactedFields: [
        { queryString: {} },
        { singleHeader: { name: "authorization" } },
        { singleHeader: { name: "cookie" } },
        { singleHeader: { name: "x-api-key" } },
      ],
    });
    const delivery = inputsOf(rendered, "cloudwatch:LogResourcePolicy", "f-log-delivery");
    assert.equal(delivery.policyName, "prod-shop-firewall");
    assert.deepEqual(at(policyOf(delivery, "policyDocument"), "Statement"), [
      {
        Sid: "DeliverRequests",
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: [`${arn}:log-stream:*`],
        Condition: {
          StringEquals: { "aws:SourceAccount": accountId },
          ArnLike: { "aws:SourceArn": `arn:aws:logs:us-east-1:${accountId}:*` },
        },
      },
    ]);
  });

  it("is refused with a limit or a retention that AWS does not know", async () => {
    await assert.rejects(build({ requestsPerAddress: 9 }), {
      message: "firewall f: requestsPerAddress: expected a whole number from 10 to 2000000000, got 9",
    });
    await assert.rejects(build({ logDays: 31 }), {
      message: "firewall f: logDays: expected one of 30, 60, 90, 180, 365, 400, 545, 731, got 31",
    });
  });
});
