import { ComponentResource } from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { AlarmTopic, alarmTopicArn } from "../../../../components/alarms/alarm-topic.ts";
import { lagAlarm, type LagAlarmArgs } from "../../../../components/alarms/lag-alarm.ts";
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
