import assert from "node:assert/strict";
import { Consumer, MessagesStreamModes, Producer } from "@platformatic/kafka";
import { clientOf, withKafkaAdmin } from "../../cli/lib/drill/kafka/load.ts";
import type { Context } from "../../operations/lib/context.ts";
import { backup } from "../../operations/lib/backup.ts";
import { drill } from "../../operations/lib/drill.ts";
import { restore } from "../../operations/lib/restore.ts";
import { scratchFolder } from "./core-fixture.ts";
import type { KafkaFixture } from "./kafka-fixture.ts";

const topics = { events: 2, orders: 3 };
const names = Object.keys(topics);
const group = "engine";

/** Of the first record: brokers remove what is older than a week, half a minute after they started. Unit: milliseconds. */
const start = Date.now();

/** What is asked of backups of records, by a service that speaks as Event Hubs does. */
export function describeRecords(kafka: KafkaFixture): void {
  describe("of records, of what speaks Kafka as Event Hubs does", () => {
    const [folder, room] = [scratchFolder(), scratchFolder()];
    const saving = (mode: "full" | "increment") => kafka.hubs({ topics: names, groups: [group], mode }, { folder });
    const restoring = () => kafka.hubs({ topics: names, groups: [group], folder: room }, { folder });
    const admin = <T>(work: Parameters<typeof withKafkaAdmin<T>>[1]) => withKafkaAdmin(kafka.brokers, work);
    const makeTopics = () =>
      admin((client) =>
        client.createTopics({
          topics: Object.entries(topics).map(([topic, partitions]) => ({ topic, partitions, replicas: 3 })),
        }),
      );
    const commit = (offset: bigint) =>
      admin((client) =>
        client.alterConsumerGroupOffsets({
          groupId: group,
          topics: [{ name: "orders", partitionOffsets: [{ partition: 0, offset }] }],
        }),
      );
    const position = () =>
      admin(async (client) => {
        const [found] = await client.listConsumerGroupOffsets({ groups: [group] });
        return found?.topics.flatMap(({ partitions }) => partitions.map(({ committedOffset }) => committedOffset));
      });
    const restored = (context: Context = restoring()) =>
      restore(context, { at: new Date(), dryRun: false, switchOver: true });
    let all: string[] = [];

    before(async () => {
      await makeTopics();
      await write(kafka, 0, 300);
      await commit(10n);
    });

    it("are whole, and then what came since", async () => {
      const whole = await backup(saving("full"));
      await write(kafka, 300, 120);
      await commit(30n);
      const added = await backup(saving("increment"));
      assert.deepEqual([whole.follows, added.follows], [undefined, whole.id]);
      const counts = ({ facts }: typeof whole) => Object.entries(facts).map(([name, { count }]) => [name, count]);
      assert.deepEqual(counts(whole), [
        ["topic events", 120],
        ["topic orders", 180],
        ["group engine", 1],
      ]);
      assert.deepEqual(counts(added), [
        ["topic events", 168],
        ["topic orders", 252],
        ["group engine", 1],
      ]);
    });

    it("bring back every record as it was, in its order, and groups to where they were, when all topics are gone", async () => {
      all = await read(kafka, 420);
      const receipt = await drill(restoring());
      assert.deepEqual([receipt.reason, receipt.compared.items], [undefined, 421]);
      await admin(async (client) => {
        // In this order: brokers drop a group, sooner or later, whose topics are gone.
        await client.deleteGroups({ groups: [group] });
        await client.deleteTopics({ topics: names });
      });
      await makeTopics();
      assert.match(
        await restored(),
        /equal to what was saved; 420 records are appended to 2 topics, and 1 positions of 1 groups set$/,
      );
      assert.deepEqual(await read(kafka, 420), all);
      assert.deepEqual(await position(), [30n]);
    });

    it("are appended to what is there, and a group that has a position keeps it", async () => {
      await commit(40n);
      assert.match(await restored(), /; 420 records are appended to 2 topics, and 0 positions of 0 groups set$/);
      assert.equal((await read(kafka, 840)).length, 840);
      assert.deepEqual(await position(), [40n]);
    });

    it("are whole again where topics do not go on from the backup before", async () => {
      await admin((client) => client.deleteTopics({ topics: names }));
      await makeTopics();
      const { follows, facts } = await backup(saving("increment"));
      assert.deepEqual([follows, facts["topic orders"]?.count], [undefined, 0]);
    });

    it("are refused of a topic that is not there, and without room for what is restored", async () => {
      const missing = kafka.hubs({ topics: ["nothing"], groups: [] });
      await assert.rejects(
        backup(missing),
        /^BackupError: Kafka: .*nothing|BackupError: the brokers have no topic nothing/,
      );
      assert.deepEqual(await missing.store.list("", missing.run.signal), []);
      await assert.rejects(restored(saving("full")), /^BackupError: settings of kafka are not right: records\.folder/);
    });
  });
}

/** Two of five records are events; some have no key, no value or more than one header of a name, and some batches are compressed. */
async function write(kafka: KafkaFixture, from: number, count: number): Promise<void> {
  const producer = new Producer(clientOf(kafka.brokers, "records"));
  const record = (number: number) => {
    const [topic, partitions] =
      number % 5 < 2 ? (["events", topics.events] as const) : (["orders", topics.orders] as const);
    return {
      topic,
      partition: number % partitions,
      timestamp: BigInt(start + number),
      ...(number % 7 > 0 && { key: Buffer.from([0, 255, number % 256]) }),
      ...(number % 11 > 0 && { value: Buffer.from(`record ${number}\n`) }),
      headers: new Map([1, 2].map((each) => [Buffer.from("h"), Buffer.from(`${number} ${each}`)])),
    };
  };
  try {
    for (let at = from; at < from + count; at += 60) {
      const messages = Array.from({ length: 60 }, (_, index) => record(at + index));
      await producer.send({ messages, acks: -1, compression: at % 120 === 0 ? "gzip" : "none" });
    }
  } finally {
    await producer.close();
  }
}

/** Every record of the topics, in the order of each partition. */
async function read(kafka: KafkaFixture, count: number): Promise<string[]> {
  const consumer = new Consumer({
    ...clientOf(kafka.brokers, "records"),
    groupId: `records-${Date.now()}`,
  });
  const found = new Map<string, string[]>();
  try {
    const stream = await consumer.consume({ topics: names, mode: MessagesStreamModes.EARLIEST, autocommit: false });
    let seen = 0;
    for await (const { topic, partition, timestamp, key, value, headerEntries } of stream) {
      const headers = headerEntries.map(([name, content]) => [String(name), String(content)]);
      const line = JSON.stringify([topic, partition, String(timestamp), hex(key), hex(value), headers]);
      found.set(`${topic}/${partition}`, [...(found.get(`${topic}/${partition}`) ?? []), line]);
      if (++seen >= count) break;
    }
    await stream.close();
  } finally {
    await consumer.close(true);
  }
  return [...found].sort().flatMap(([, lines]) => lines);
}

const hex = (value: Buffer | null | undefined) => value?.toString("hex") ?? null;
