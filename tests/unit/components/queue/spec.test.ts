import assert from "node:assert/strict";
import { type QueuesArgs, resolveQueues } from "../../../../components/queue/spec.ts";
import { queuesArgs } from "./fixture.ts";

function refuses(changes: Partial<QueuesArgs>, message: string): void {
  assert.throws(() => resolveQueues("jobs", { ...queuesArgs, ...changes }), { message: `queues jobs: ${message}` });
}

describe("queues, resolved", () => {
  it("are tried five times where they do not say", () => {
    const { queues } = resolveQueues("jobs", {
      ...queuesArgs,
      queues: [{ name: "a" }, { name: "b", maxDeliveries: 3 }, { name: "c", maxDeliveries: 10 }],
    });
    assert.deepEqual(
      queues.map(({ maxDeliveries }) => maxDeliveries),
      [5, 3, 10],
    );
  });

  it("refuse a number of deliveries outside of 3 to 10, or that is not whole", () => {
    for (const maxDeliveries of [2, 11, 4.5]) {
      refuses(
        { queues: [{ name: "a" }, { name: "b", maxDeliveries }] },
        `queues[1].maxDeliveries: expected a whole number from 3 to 10, got ${maxDeliveries}`,
      );
    }
  });

  it("refuse names that a cloud would not take", () => {
    refuses(
      { queues: [{ name: "Saga_Commands" }] },
      'queues[0].name: expected at most 63 of a-z, 0-9 and "-", as DNS-1123 asks, got "Saga_Commands-dead-letters"',
    );
    const long = "q".repeat(51);
    refuses(
      { queues: [{ name: long }] },
      `queues[0].name: expected at most 63 of a-z, 0-9 and "-", as DNS-1123 asks, got "${long}-dead-letters"`,
    );
    refuses(
      { component: "Broker" },
      'component: expected at most 63 of a-z, 0-9 and "-", as DNS-1123 asks, got "Broker"',
    );
  });

  it("refuse a name twice, and one that dead letters have", () => {
    refuses({ queues: [{ name: "a" }, { name: "a" }] }, 'queues[0].name: expected each queue once, got "a"');
    refuses(
      { queues: [{ name: "a-dead-letters" }] },
      'queues[0].name: expected a name that does not end with -dead-letters, got "a-dead-letters"',
    );
  });

  it("refuse memory that the broker may not count on", () => {
    const resources = { requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "1", memory: "2Gi" } };
    refuses(
      { resources },
      'resources.requests.memory: expected the limit (2Gi), as the broker sizes itself by it, got "1Gi"',
    );
  });

  it("refuse a volume without room for messages", () => {
    refuses({ volume: "512Mi" }, 'volume: expected at least 1Gi, got "512Mi"');
  });
});
