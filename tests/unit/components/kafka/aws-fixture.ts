import type * as pulumi from "@pulumi/pulumi";
import { ComponentResource } from "@pulumi/pulumi";
import type { AwsPlace } from "../../../../components/core/place.ts";
import type { Image } from "../../../../components/core/images.ts";
import { type AwsKafkaArgs, awsKafka } from "../../../../components/kafka/aws.ts";
import type { KafkaOutputs } from "../../../../components/kafka/spec.ts";
import type { AwsKafkaSource } from "../../../../components/kafka/aws-replicator.ts";
import { type KafkaArgs, resolveKafka } from "../../../../components/kafka/spec.ts";
import { accountId, awsPeer, awsPlace, renderAws } from "../../../lib/aws.ts";
import { output } from "../../../lib/outputs.ts";
import { kafkaArgs } from "./fixture.ts";

/** kafkactl with its plugin, as a stack names it. */
export const tools: Image = {
  registry: "registry.example.com",
  repository: "tools/kafkactl",
  tag: "1.0.0",
  digest: `sha256:${"a".repeat(64)}`,
};

export const peers = [awsPeer("us-west-2", "replica"), awsPeer("eu-central-1", "standby")];
/** ARN of a rendered cluster; a rendering takes each for one of the primary region. */
export const clusterArn = `arn:aws:kafka:us-east-1:${accountId}:cluster/prod-shop-kafka/00000000-0000-0000-0000-000000000000-2`;
/** ARN of a cluster that a rendered one gets its records from. */
export const sourceArn = `arn:aws:kafka:us-east-1:${accountId}:cluster/prod-shop-kafka/11111111-1111-1111-1111-111111111111-2`;

/** What the primary region's cluster hands back. */
export const source = (): AwsKafkaSource => ({
  region: "us-east-1",
  clusterArn: output(sourceArn),
  subnetIds: [output("subnet-1"), output("subnet-2"), output("subnet-3")],
  securityGroupId: output("sg-source"),
});

/** Renders a cluster on AWS; `built` gets what it hands back. */
export function renderKafka(
  change: Partial<KafkaArgs> = {},
  place: Partial<AwsPlace> = { peers },
  args: () => Partial<AwsKafkaArgs> = () => ({}),
  built: KafkaOutputs[] = [],
) {
  return renderAws((opts) => {
    const parent = new ComponentResource("test:index:Kafka", "k", {}, opts);
    const spec = resolveKafka("k", { ...kafkaArgs, ...change });
    built.push(awsKafka(parent, "k", spec, awsPlace(place), { tools, ...args() }));
  });
}

export const valueOf = <T>(value: pulumi.Output<T> | undefined) =>
  new Promise<T | undefined>((done) => {
    if (value === undefined) done(undefined);
    else value.apply(done);
  });
