import { ComponentResource } from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { AlarmTopic, alarmTopicArn } from "../../../../components/alarms/alarm-topic.ts";
import { lagAlarm, type LagAlarmArgs } from "../../../../components/alarms/lag-alarm.ts";
import { storeAlarms } from "../../../../components/alarms/store-alarms.ts";
import { accountId, awsPlace, inputsOf, registered, renderAws } from "../../../lib/aws.ts";
import { at } from "../../../lib/json.ts";

const place = awsPlace();
const arn = `arn:aws:sns:us-east-1:${accountId}:prod-platform-alarms`;

describe("the topic of alarms", () => {
  const build = (recipient?: string) =>
    renderAws((opts) => new AlarmTopic("alarms", { place, ...(recipient !== undefined && { recipient }) }, opts));

  it("is encrypted with a key of the stack, and known by its name beforehand", async () => {
    const topic = inputsOf(await build(), "sns:Topic", "alarms");
    assert.deepEqual([topic.name, topic.signatureVersion], ["prod-platform-alarms", 2]);
    assert.match(String(topic.kmsMasterKeyId), /messaging/);
    assert.equal(alarmTopicArn(place), arn);
  });

  it("takes alarms of this account alone, and nothing without TLS", async () => {
    const policy: unknown = JSON.parse(String(inputsOf(await build(), "sns:TopicPolicy", "alarms-policy").policy));
    assert.deepEqual(at(policy, "Statement", 0, "Principal"), { Service: "cloudwatch.amazonaws.com" });
    assert.deepEqual(at(policy, "Statement", 0, "Condition"), {
      StringEquals: { "aws:SourceAccount": accountId },
      ArnLike: { "aws:SourceArn": `arn:aws:cloudwatch:us-east-1:${accountId}:alarm:*` },
    });
    assert.deepEqual(at(policy, "Statement", 2, "Condition"), { Bool: { "aws:SecureTransport": "false" } });
    assert.equal(at(policy, "Statement", 2, "Effect"), "Deny");
  });

  it("is heard by who is told in the settings", async () => {
    const rendered = await build("oncall@example.com");
    const { protocol, endpoint } = inputsOf(rendered, "sns:TopicSubscription", "alarms-recipient");
    assert.deepEqual([protocol, endpoint], ["email", "oncall@example.com"]);
    assert.deepEqual(registered(await build()), ["sns:Topic alarms", "sns:TopicPolicy alarms-policy"]);
  });
});

describe("an alarm about a copy that lags", () => {
  const alarm = async (change: Pick<LagAlarmArgs, "what" | "names">) => {
    const identity = { system: "shop", component: "db" };
    const rendered = await renderAws((opts) =>
      lagAlarm(new ComponentResource("test:index:Store", "store", {}, opts), "lag", { identity, place, ...change }),
    );
    return inputsOf(rendered, "cloudwatch:MetricAlarm", "lag");
  };

  it("looks at the worst of all series, a minute behind for five minutes, and takes silence for the worst", async () => {
    const inputs = await alarm({ what: "aurora-region", names: ["prod-shop-db"] });
    assert.deepEqual(inputs, {
      alarmDescription: "shop db: a copy is more than 60 s behind (AuroraGlobalDBReplicationLag of prod-shop-db)",
      metricQueries: [
        {
          id: "lag",
          expression: `SELECT MAX("AuroraGlobalDBReplicationLag") FROM "AWS/RDS" WHERE DBClusterIdentifier = 'prod-shop-db'`,
          period: 60,
          returnData: true,
        },
      ],
      comparisonOperator: "GreaterThanThreshold",
      threshold: 60_000,
      evaluationPeriods: 5,
      datapointsToAlarm: 5,
      treatMissingData: "breaching",
      alarmActions: [arn],
      okActions: [arn],
      tags: { system: "shop", component: "db", owner: "shop" },
    });
  });

  it("counts as its service does: a cache in seconds, each replica by its name", async () => {
    const inputs = await alarm({ what: "cache-replicas", names: ["prod-shop-redis-001", "prod-shop-redis-002"] });
    assert.equal(inputs.threshold, 60);
    assert.equal(
      at(inputs.metricQueries, 0, "expression"),
      `SELECT MAX("ReplicationLag") FROM "AWS/ElastiCache" WHERE CacheClusterId = 'prod-shop-redis-001' OR CacheClusterId = 'prod-shop-redis-002'`,
    );
  });
});

describe("alarms of a store on AWS", () => {
  const alarms = async (kind: "cache" | "aurora" | "documents", names: readonly [string, ...string[]]) => {
    const identity = { system: "shop", component: "store" };
    const rendered = await renderAws((opts) =>
      storeAlarms(new ComponentResource("test:index:Store", "store", {}, opts), "store", {
        identity,
        place,
        kind,
        names,
      }),
    );
    return registered(rendered).map((line) => {
      const [type = "", name = ""] = line.split(" ");
      const { metricQueries, threshold, alarmDescription } = inputsOf(rendered, type, name);
      return [line, at(metricQueries, 0, "expression"), threshold, alarmDescription];
    });
  };

  it("tell of a cache whose nodes are four fifths full, or whose servers are busy", async () => {
    const where = `FROM "AWS/ElastiCache" WHERE CacheClusterId = 'prod-shop-001' OR CacheClusterId = 'prod-shop-002'`;
    const names = "prod-shop-001, prod-shop-002";
    assert.deepEqual(await alarms("cache", ["prod-shop-001", "prod-shop-002"]), [
      [
        "cloudwatch:MetricAlarm store-load-alarm",
        `SELECT MAX("EngineCPUUtilization") ${where}`,
        90,
        `shop store: server load above 90 % (EngineCPUUtilization of ${names})`,
      ],
      [
        "cloudwatch:MetricAlarm store-memory-alarm",
        `SELECT MAX("DatabaseMemoryUsagePercentage") ${where}`,
        80,
        `shop store: memory above 80 % (DatabaseMemoryUsagePercentage of ${names})`,
      ],
    ]);
  });

  for (const [kind, namespace] of [
    ["aurora", "AWS/RDS"],
    ["documents", "AWS/DocDB"],
  ] as const) {
    it(`tell of processors of ${kind} that are busy`, async () => {
      assert.deepEqual(await alarms(kind, ["prod-shop"]), [
        [
          "cloudwatch:MetricAlarm store-processors-alarm",
          `SELECT MAX("CPUUtilization") FROM "${namespace}" WHERE DBClusterIdentifier = 'prod-shop'`,
          90,
          "shop store: processors above 90 % (CPUUtilization of prod-shop)",
        ],
      ]);
    });
  }
});
