import { setTimeout as sleep } from "node:timers/promises";
import {
  Admin,
  type BaseOptions,
  Consumer,
  ListOffsetTimestamps,
  MessagesStreamModes,
  Producer,
  stringDeserializers,
  stringSerializers,
} from "@platformatic/kafka";
import type { KafkaBrokers } from "./brokers.ts";

/**
 * A client that waits for an answer as long as Kafka's own do, and asks again while brokers elect leaders and coordinators: what was asked for
 * and done, and not answered in time, would be refused the second time.
 */
export const clientOf = (brokers: KafkaBrokers, clientId: string): BaseOptions => ({
  clientId,
  bootstrapBrokers: [...brokers.bootstrap],
  sasl: { mechanism: "SCRAM-SHA-512", username: brokers.user, password: brokers.password },
  connectTimeout: 30_000,
  requestTimeout: 30_000,
  metadataMaxAge: 1_000,
  retries: 60,
  retryDelay: 500,
});

/** How long a producer waits that is to notice a dead broker. Unit: milliseconds. */
const impatience = 3_000;

export async function withKafkaAdmin<T>(brokers: KafkaBrokers, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = new Admin(clientOf(brokers, "drill"));
  try {
    return await work(admin);
  } finally {
    await admin.close();
  }
}

/** Writes numbered records one after the other, each until all replicas in sync have it, and notes what was acknowledged. */
export class ProducerLoad {
  readonly acknowledged = new Set<string>();
  /** The longest time from one acknowledgement to the next. Unit: seconds. */
  longestGap = 0;
  readonly #producer: Producer<string, string, string, string>;
  readonly #topic: string;
  readonly #partitions: number;
  #stopped = false;
  readonly #done: Promise<void>;

  constructor(brokers: KafkaBrokers, topic: string, partitions: number) {
    this.#topic = topic;
    this.#partitions = partitions;
    this.#producer = new Producer({
      ...clientOf(brokers, "drill-load"),
      connectTimeout: impatience,
      requestTimeout: impatience,
      retries: 0,
      serializers: stringSerializers,
    });
    this.#done = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#done;
    await this.#producer.close();
  }

  /** Waits until so many more are acknowledged. */
  async further(count: number): Promise<void> {
    const wanted = this.acknowledged.size + count;
    while (this.acknowledged.size < wanted) await sleep(20);
  }

  async #run(): Promise<void> {
    let last = performance.now();
    for (let number = 0; !this.#stopped;) {
      const value = `record-${number}`;
      try {
        const message = { topic: this.#topic, partition: number % this.#partitions, key: value, value };
        await this.#producer.send({ messages: [message], acks: -1 });
      } catch {
        // Nothing was promised: the same record goes once more, and may be there twice.
        await sleep(50);
        continue;
      }
      const now = performance.now();
      this.longestGap = Math.max(this.longestGap, (now - last) / 1000);
      last = now;
      this.acknowledged.add(value);
      number++;
    }
  }
}

/** Every record of a topic, by its value. */
export async function readAll(brokers: KafkaBrokers, topic: string, partitions: number): Promise<Set<string>> {
  const asked = (timestamp: bigint) => ({
    topics: [
      {
        name: topic,
        partitions: Array.from({ length: partitions }, (_, partitionIndex) => ({ partitionIndex, timestamp })),
      },
    ],
  });
  const count = await withKafkaAdmin(brokers, async (admin) => {
    const sum = (found: Awaited<ReturnType<typeof admin.listOffsets>>) =>
      found.flatMap((each) => each.partitions).reduce((total, { offset }) => total + Number(offset), 0);
    return (
      sum(await admin.listOffsets(asked(ListOffsetTimestamps.LATEST))) -
      sum(await admin.listOffsets(asked(ListOffsetTimestamps.EARLIEST)))
    );
  });
  const found = new Set<string>();
  if (count === 0) return found;
  const consumer = new Consumer({
    ...clientOf(brokers, "drill-reader"),
    groupId: `drill-reader-${Date.now()}`,
    deserializers: stringDeserializers,
  });
  try {
    const stream = await consumer.consume({ topics: [topic], mode: MessagesStreamModes.EARLIEST, autocommit: false });
    let read = 0;
    for await (const { value } of stream) {
      found.add(value);
      if (++read >= count) break;
    }
    await stream.close();
    return found;
  } finally {
    await consumer.close(true);
  }
}
