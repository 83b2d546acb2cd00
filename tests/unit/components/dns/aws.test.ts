import assert from "node:assert/strict";
import { ComponentResource } from "@pulumi/pulumi";
import { awsFailover } from "../../../../components/dns/aws.ts";
import { type FailoverArgs, type FailoverOutputs, resolveFailover } from "../../../../components/dns/spec.ts";
import { accountId, awsPlace, inputsOf, registered, renderAws } from "../../../lib/aws.ts";
import { failoverArgs } from "./fixture.ts";

const made: FailoverOutputs[] = [];
const build = (change: Partial<FailoverArgs> = {}) =>
  renderAws((opts) => {
    const parent = new ComponentResource("test:index:Failover", "f", {}, opts);
    made.push(awsFailover(parent, "f", resolveFailover("f", { ...failoverArgs, ...change }), awsPlace()));
  });
const rendered = await build();
const host = "api.shop.example.com";
const own = (region: string) => `api-${region}.shop.example.com`;
const tags = { system: "shop", component: "edge", owner: "shop" };

describe("failover of a host on AWS", () => {
  it("is a name, a health check, a record and an alarm for each place", () => {
    const each = (role: string) => [
      `cloudwatch:MetricAlarm f-${role}-alarm`,
      `route53:HealthCheck f-${role}-health`,
      `route53:Record f-${role}-failover`,
      `route53:Record f-${role}-region`,
    ];
    assert.deepEqual(registered(rendered), [...each("primary"), ...each("standby")].sort());
    assert.deepEqual(made[0], {
      host,
      regionalHosts: { "us-east-1": own("us-east-1"), "eu-central-1": own("eu-central-1") },
      worstFailoverSeconds: 156,
    });
  });

  it("asks each place by its own name, every 10 seconds by HTTPS, and gives up after three (ECO-047)", () => {
    for (const [role, region] of [
      ["primary", "us-east-1"],
      ["standby", "eu-central-1"],
    ] as const) {
      assert.deepEqual(inputsOf(rendered, "route53:HealthCheck", `f-${role}-health`), {
        type: "HTTPS",
        fqdn: own(region),
        port: 443,
        resourcePath: "/healthz",
        enableSni: true,
        requestInterval: 10,
        failureThreshold: 3,
        measureLatency: true,
        tags: { ...tags, Name: own(region), role },
      });
      assert.deepEqual(inputsOf(rendered, "route53:Record", `f-${role}-region`), {
        zoneId: "Z0123456789ABC",
        type: "CNAME",
        ttl: 60,
        name: own(region),
        records: [`${role}.elb.${region}.amazonaws.com`],
      });
    }
  });

  it("leads to the primary place as long as it is healthy, and to the standby otherwise (FTE-051, ECO-049)", () => {
    const record = (role: string, region: string, type: string) => {
      assert.deepEqual(inputsOf(rendered, "route53:Record", `f-${role}-failover`), {
        zoneId: "Z0123456789ABC",
        type: "CNAME",
        ttl: 60,
        name: host,
        records: [own(region)],
        setIdentifier: region,
        failoverRoutingPolicies: [{ type }],
        healthCheckId: `f-${role}-health-id`,
      });
    };
    record("primary", "us-east-1", "PRIMARY");
    record("standby", "eu-central-1", "SECONDARY");
  });

  it("tells of a place that is down, where Route 53 measures", () => {
    const topics = [`arn:aws:sns:us-east-1:${accountId}:on-call`];
    assert.deepEqual(inputsOf(rendered, "cloudwatch:MetricAlarm", "f-standby-alarm"), {
      region: "us-east-1",
      alarmDescription: `${host}: standby place in eu-central-1 fails its health check at ${own("eu-central-1")}/healthz`,
      namespace: "AWS/Route53",
      metricName: "HealthCheckStatus",
      dimensions: { HealthCheckId: "f-standby-health-id" },
      statistic: "Minimum",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      period: 60,
      evaluationPeriods: 1,
      treatMissingData: "breaching",
      alarmActions: topics,
      okActions: topics,
      tags: { ...tags, role: "standby" },
    });
  });

  it("is refused with a topic that no alarm there can tell", async () => {
    const wrong = `arn:aws:sns:eu-central-1:${accountId}:on-call`;
    await assert.rejects(build({ alarmTopics: [wrong] }), {
      message: `failover f: alarmTopics: expected topics arn:aws:sns:us-east-1:${accountId}:NAME, got "${wrong}"`,
    });
  });
});
