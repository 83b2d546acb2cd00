import assert from "node:assert/strict";
import { KafkaCluster } from "../../../../components/kafka/kafka.ts";
import { inSync, type KafkaArgs, resolveKafka } from "../../../../components/kafka/spec.ts";
import { renderProgram } from "../../../../cli/lib/render.ts";
import { awsPlace } from "../../../lib/aws.ts";
import { azurePlace } from "../../../lib/azure.ts";
import { source as mskSource, tools } from "./aws-fixture.ts";
import { source as eventHubsSource } from "./azure-fixture.ts";
import { kafkaArgs } from "./fixture.ts";

const resolved = (changes: Partial<KafkaArgs> = {}) => resolveKafka("shop-kafka", { ...kafkaArgs, ...changes });
const user = { consumes: ["commands"], groups: ["engine"] };

const refusals: [string, Partial<KafkaArgs>, string][] = [
  [
    "a component that leaves pods no room",
    { component: "k".repeat(31) },
    `component: expected at most 30 characters, since pods add to it, got "${"k".repeat(31)}"`,
  ],
  ["no broker", { brokers: 0 }, "brokers: expected a whole number from 1 to 30, got 0"],
  ["an even number of controllers", { controllers: 2 }, "controllers: expected 0, 3 or 5, got 2"],
  [
    "more replicas of a topic than brokers",
    { topics: { commands: { partitions: 6, replicationFactor: 4 } }, users: {} },
    "topics.commands.replicationFactor: expected a whole number from 1 to 3, the number of brokers, got 4",
  ],
  [
    "three replicas of a topic on one broker",
    { brokers: 1, topics: { commands: { partitions: 6, replicationFactor: 3 } }, users: {} },
    "topics.commands.replicationFactor: expected a whole number from 1 to 1, the number of brokers, got 3",
  ],
  [
    "no partition",
    { topics: { commands: { partitions: 0 } }, users: {} },
    "topics.commands.partitions: expected a whole number from 1 to 1000, got 0",
  ],
  [
    "no retention",
    { topics: { commands: { partitions: 1, retentionHours: 0 } }, users: {} },
    "topics.commands.retentionHours: expected a whole number from 1 to 87600, got 0",
  ],
  [
    "a topic in capitals",
    { topics: { Commands: { partitions: 1 } }, users: {} },
    'topics.Commands: expected at most 63 of a-z, 0-9 and "-", as DNS-1123 asks, got "Commands"',
  ],
  [
    "a user who reads a topic that is not there",
    { users: { engine: { ...user, consumes: ["orders"] } } },
    'users.engine.consumes: expected only commands, events, got "orders"',
  ],
  [
    "a user who writes a topic that is not there",
    { users: { engine: { produces: ["orders"] } } },
    'users.engine.produces: expected only commands, events, got "orders"',
  ],
  [
    "a reader without a group",
    { users: { engine: { consumes: ["commands"] } } },
    "users.engine.groups: expected a consumer group, since the user reads topics, got []",
  ],
  [
    "a Secret that Strimzi would write to as well",
    { users: { engine: { ...user, secretName: "engine" } } },
    'users.engine.secretName: expected another name than the user\'s, got "engine"',
  ],
];

describe("the arguments of a Kafka cluster", () => {
  it("have defaults for three brokers", () => {
    const { controllers, replicationFactor, minInSyncReplicas, topics, users } = resolved();
    assert.deepEqual(
      { controllers, replicationFactor, minInSyncReplicas },
      {
        controllers: 3,
        replicationFactor: 3,
        minInSyncReplicas: 2,
      },
    );
    assert.deepEqual(topics, {
      commands: { partitions: 6, replicationFactor: 3, retentionHours: 168, cleanupPolicy: "delete" },
      events: { partitions: 3, replicationFactor: 3, retentionHours: 24, cleanupPolicy: "compact" },
    });
    assert.deepEqual(users, {
      engine: { consumes: ["commands"], groups: ["engine"], produces: ["events"], secretName: "shop-kafka-secret" },
      reader: { consumes: ["events"], groups: ["reader"], produces: [], secretName: "kafka-reader-auth" },
    });
  });

  it("have defaults for a lone broker, which keeps the metadata as well", () => {
    const { controllers, replicationFactor, minInSyncReplicas, topics } = resolved({ brokers: 1 });
    assert.deepEqual(
      { controllers, replicationFactor, minInSyncReplicas },
      {
        controllers: 0,
        replicationFactor: 1,
        minInSyncReplicas: 1,
      },
    );
    assert.equal(topics.commands?.replicationFactor, 1);
  });

  it("let one broker be away", () => {
    assert.deepEqual([1, 2, 3, 4].map(inSync), [1, 1, 2, 3]);
  });

  for (const [what, changes, message] of refusals) {
    it(`refuse ${what}`, () => {
      assert.throws(() => resolved(changes), { message: `kafka shop-kafka: ${message}` });
    });
  }

  it("refuse what another cloud's cluster hands back", async () => {
    const program = (args: Partial<KafkaArgs>) => () =>
      Promise.resolve({ host: new KafkaCluster("shop-kafka", { ...kafkaArgs, ...args }).host });
    const elsewhere = { role: "standby" } as const;
    await assert.rejects(renderProgram("test", {}, program({ place: azurePlace(elsewhere), source: mskSource() })), {
      message: 'kafka shop-kafka: source: expected Event Hubs, got "us-east-1"',
    });
    const onAws = { place: awsPlace(elsewhere), source: eventHubsSource(), msk: { tools } };
    await assert.rejects(renderProgram("test", {}, program(onAws)), {
      message: 'kafka shop-kafka: source: expected a cluster of MSK, got "eastus"',
    });
  });
});
