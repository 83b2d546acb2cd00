import assert from "node:assert/strict";
import { awsResources, awsStacks } from "../lib/aws-graph.ts";
import { graphOf } from "../lib/graph.ts";
import { at, list } from "../lib/json.ts";

/** What lags behind what, by what the region is for. */
const lagging = {
  writes: [
    ...["ecommerce-mongodb", "ecommerce-redis", "firefly-cache", "firefly-postgres", "onboarding-postgres"],
    ...["onboarding-redis", "reconciliation-postgres", "reconciliation-redis"],
  ],
  copies: ["onboarding-kafka-replicator"],
};

/** What fills or wears out, in each region. */
const filling = [
  ...["ecommerce-redis", "firefly-cache", "onboarding-redis", "reconciliation-redis"].flatMap((name) => [
    `${name}-load-alarm`,
    `${name}-memory-alarm`,
  ]),
  ...["ecommerce-mongodb", "firefly-postgres", "onboarding-postgres", "reconciliation-postgres"].map(
    (name) => `${name}-processors-alarm`,
  ),
];
const regions = { staging: ["us-east-1"], prod: ["us-east-1", "us-west-2", "eu-central-1"] };
const withoutRegion = (name: string) => name.replace(/-(us-west-2|eu-central-1)/, "");

describe("alarms of what AWS runs", () => {
  for (const stack of awsStacks) {
    it(`tell of every copy in ${stack} that lags, by the topic of its region`, async () => {
      const all = awsResources(await graphOf(stack));
      for (const region of regions[stack]) {
        const here = all.filter((each) => each.region === region);
        const lags = here.filter(
          ({ kind, resource }) => kind === "cloudwatch:MetricAlarm" && resource.name.endsWith("-lag"),
        );
        const expected = [...lagging.writes, ...(region === "us-east-1" ? [] : lagging.copies)];
        assert.deepEqual(
          lags.map(({ resource }) => withoutRegion(resource.name)).sort(),
          expected.map((name) => `${name}-lag`).sort(),
          region,
        );
        const [topic, ...others] = here.filter(({ kind }) => kind === "sns:Topic");
        assert.equal(others.length, 0);
        const arn = `arn:aws:sns:${region}:${topic?.account}:${stack}-platform-alarms`;
        for (const { inputs } of lags) assert.deepEqual([inputs.alarmActions, inputs.okActions], [[arn], [arn]]);
      }
    });

    it(`tell of every store in ${stack} that is full or busy, by the topic of its region (REC-080)`, async () => {
      const all = awsResources(await graphOf(stack));
      for (const region of regions[stack]) {
        const alarms = all.filter(
          ({ kind, resource, ...each }) =>
            each.region === region &&
            kind === "cloudwatch:MetricAlarm" &&
            /-(load|memory|processors)-alarm$/.test(resource.name),
        );
        assert.deepEqual(alarms.map(({ resource }) => withoutRegion(resource.name)).sort(), [...filling].sort());
        for (const { account, inputs } of alarms) {
          const arn = `arn:aws:sns:${region}:${account}:${stack}-platform-alarms`;
          assert.deepEqual([inputs.alarmActions, inputs.okActions], [[arn], [arn]]);
        }
      }
    });

    it(`tell of secrets in ${stack} that were not replaced, by the topic of each region`, async () => {
      const all = awsResources(await graphOf(stack));
      const ofKind = (kind: string) => all.filter((each) => each.kind === kind);
      const functions = ofKind("lambda:Function").filter(({ resource }) => /rotation/.test(resource.name));
      assert.deepEqual(functions.map(({ region }) => region).sort(), [...regions[stack]].sort());
      for (const { region, account, inputs } of functions) {
        const [alarm, ...others] = ofKind("cloudwatch:MetricAlarm").filter(
          (each) => each.region === region && /-rotation-failed$/.test(each.resource.name),
        );
        assert.ok(alarm && others.length === 0, region);
        const measured = list(alarm.inputs.metricQueries).flatMap((query) => at(query, "metric") ?? []);
        assert.deepEqual(
          measured.map((metric) => [at(metric, "metricName"), at(metric, "dimensions", "FunctionName")]),
          [
            ["Errors", inputs.name],
            ["Throttles", inputs.name],
          ],
        );
        assert.deepEqual(alarm.inputs.alarmActions, [`arn:aws:sns:${region}:${account}:${stack}-platform-alarms`]);
        assert.equal(alarm.inputs.okActions, undefined);
      }
    });

    it(`are heard in ${stack} by who is told in the settings`, async () => {
      const heard = awsResources(await graphOf(stack)).filter(({ kind }) => kind === "sns:TopicSubscription");
      assert.deepEqual(
        heard.map(({ region, inputs }) => [region, inputs.protocol, inputs.endpoint]),
        regions[stack].map((region) => [region, "email", `on-call@${stack}.example.com`]),
      );
    });
  }

  it("of health checks are heard where they are measured", async () => {
    const alarms = awsResources(await graphOf("prod")).filter(
      ({ kind, inputs }) => kind === "cloudwatch:MetricAlarm" && inputs.namespace === "AWS/Route53",
    );
    assert.equal(alarms.length, 16);
    for (const { region, inputs } of alarms) {
      assert.equal(region, "us-east-1");
      assert.match(list(inputs.alarmActions).map(String).join(), /^arn:aws:sns:us-east-1:\d{12}:prod-platform-alarms$/);
    }
  });
});
