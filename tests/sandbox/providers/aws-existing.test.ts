import assert from "node:assert/strict";
import { textOf } from "../../../sandbox/providers/cloud/text.ts";
import { Aws } from "../lib/aws-plugin.ts";

const recordType = "aws:route53/record:Record";
const record = (zoneId: string) => ({
  zoneId,
  name: "api.example.com",
  type: "CNAME",
  ttl: 60,
  records: ["b.example.com"],
});

describe("aws provider: what is there already, and what fills itself in", () => {
  let cloud: Aws;
  before(async () => {
    cloud = await Aws.open();
  });
  after(() => cloud.close());

  it("lets records into a zone that no stack made, and not into one that is gone", async () => {
    const made = await cloud.make(recordType, "api", record("Z0123456789ABCXYZ"));
    assert.equal(made.outputs["fqdn"], "api.example.com");
    await assert.rejects(
      cloud.make(recordType, "lost", record("Z0123456789ABCDEF0123")),
      /zoneId names Zone Z0123456789ABCDEF0123, which does not exist/,
    );
  });

  it("scales by a role that the service makes itself, and only what is registered", async () => {
    const volumes = {
      serviceNamespace: "kafka",
      scalableDimension: "kafka:broker-storage:VolumeSize",
      resourceId: "arn:aws:kafka:us-east-1:123456789012:cluster/events/1",
    };
    const growth = { ...volumes, name: "growth", policyType: "TargetTrackingScaling" };
    await assert.rejects(
      cloud.make("aws:appautoscaling/policy:Policy", "early", growth),
      /resourceId names Target arn:aws:kafka:.*, which does not exist/,
    );
    const target = await cloud.make("aws:appautoscaling/target:Target", "volumes", {
      ...volumes,
      minCapacity: 1,
      maxCapacity: 400,
    });
    assert.equal(
      target.outputs["roleArn"],
      "arn:aws:iam::123456789012:role/aws-service-role/kafka.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling",
    );
    const policy = await cloud.make("aws:appautoscaling/policy:Policy", "growth", growth);
    assert.match(textOf(policy.outputs["arn"]), /^arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:/);
    assert.deepEqual(
      await cloud.failures("aws:appautoscaling/target:Target", { ...volumes, minCapacity: 5, maxCapacity: 4 }),
      ["minCapacity is more than maxCapacity"],
    );
  });
});
