import { type Admin, type Consumer, FetchIsolationLevels, ListOffsetTimestamps } from "@platformatic/kafka";
import { Readable } from "node:stream";
import { z } from "zod";
import { BackupError } from "../../lib/errors.ts";
import type { Dump, Run } from "../../lib/kind.ts";
import type { Manifest } from "../../lib/manifest.ts";
import { failureOf, newConsumer, withAdmin } from "./client.ts";
import { type Heading, lineOf, RecordFacts, type SavedRecord } from "./records.ts";
import type { KafkaSettings, RecordsSettings } from "./settings.ts";
import { positionsOf } from "./snapshot.ts";

/** Note of a backup: by topic, the offset after the last one of each partition that it has. */
const endsNote = "ends";
const endsForm = z.record(z.string(), z.array(z.string().regex(/^\d+$/)));
type Ends = z.infer<typeof endsForm>;

/** Of one partition in one answer. Unit: bytes. */
const mostBytes = 1024 * 1024;

/** How long a broker waits for records that are not there yet. Unit: milliseconds. */
const wait = 500;

/** Bit of a batch that has no records, but the end of a transaction. */
const control = 0b10_0000;

/**
 * The records of topics up to now, in the order of each partition. Those of transactions that were given up are among them, as the services
 * that this is for have no transactions.
 *
 * An addition begins where the backup before ended; where that place is gone, since records expired or topics are new, it is a whole backup.
 */
export async function dumpRecords(
  settings: KafkaSettings & { readonly records: RecordsSettings },
  run: Run,
): Promise<Dump> {
  const { records } = settings;
  const taken = run.clock.now();
  const found = await withAdmin(settings, run.signal, async (admin) => {
    // Before the ends: a position beyond what is saved would leave records out.
    const groups = await positionsOf(admin, records.groups, records.topics);
    const partitions = await partitionsOf(admin, records.topics);
    const earliest = await offsetsAt(admin, partitions, ListOffsetTimestamps.EARLIEST);
    const latest = await offsetsAt(admin, partitions, ListOffsetTimestamps.LATEST);
    return { groups, earliest, latest };
  });
  const before = records.mode === "increment" ? await base(run, found) : undefined;
  const starts = before?.ends ?? found.earliest;
  const topics = Object.fromEntries(
    Object.entries(found.latest).map(([topic, ends]) => [
      topic,
      ends.map((to, partition) => ({ from: starts[topic]?.[partition] ?? to, to })),
    ]),
  );
  const heading: Heading = { format: 1, topics, groups: found.groups };
  const facts = new RecordFacts(heading, before?.manifest.facts);
  const consumer = newConsumer(settings);
  const stop = () => void consumer.close(true);
  run.signal.addEventListener("abort", stop, { once: true });
  const lines = async function* () {
    yield `${JSON.stringify(heading)}\n`;
    for await (const record of recordsOf(consumer, heading)) {
      const line = lineOf(record);
      facts.add(record.topic, line);
      yield `${line}\n`;
    }
  };
  return {
    taken,
    content: Readable.from(lines(), { objectMode: false }),
    extension: ".jsonl",
    ...(before && { follows: before.manifest.id }),
    finish: () => Promise.resolve({ facts: facts.facts(), notes: { [endsNote]: JSON.stringify(found.latest) } }),
    close: async () => {
      run.signal.removeEventListener("abort", stop);
      await consumer.close(true);
    },
  };
}

/** What an addition goes on from; undefined where it has to be a whole backup, which is said. */
async function base(
  run: Run,
  { earliest, latest }: { readonly earliest: Ends; readonly latest: Ends },
): Promise<{ readonly manifest: Manifest; readonly ends: Ends } | undefined> {
  const manifest = await run.newest();
  const note = manifest?.notes[endsNote];
  if (!manifest || note === undefined) {
    run.log("There is no backup yet that this one could add to: it is a full one");
    return undefined;
  }
  const ends = endsForm.parse(JSON.parse(note));
  const continues = Object.entries(latest).every(([topic, offsets]) =>
    offsets.every((end, partition) => {
      const last = BigInt(ends[topic]?.[partition] ?? -1);
      return last >= BigInt(earliest[topic]?.[partition] ?? 0) && last <= BigInt(end);
    }),
  );
  if (continues) return { manifest, ends };
  run.log(`The topics do not go on from backup ${manifest.id}: this is a full one`);
  return undefined;
}

/** Number of partitions by topic. @throws BackupError for a topic that is not there. */
export async function partitionsOf(admin: Admin, topics: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const metadata = await admin.metadata({ topics: [...topics], forceUpdate: true });
  return Object.fromEntries(
    [...topics].sort().map((topic) => {
      const count = metadata.topics.get(topic)?.partitionsCount ?? 0;
      if (count === 0) throw new BackupError(`the brokers have no topic ${topic}`);
      return [topic, count];
    }),
  );
}

/** Offsets of all partitions at a time. */
export async function offsetsAt(
  admin: Admin,
  partitions: Readonly<Record<string, number>>,
  timestamp: bigint,
): Promise<Ends> {
  const found = await admin.listOffsets({
    topics: Object.entries(partitions).map(([name, count]) => ({
      name,
      partitions: Array.from({ length: count }, (_, partitionIndex) => ({ partitionIndex, timestamp })),
    })),
  });
  const known = new Map(
    found.flatMap(({ name, partitions: each }) =>
      each.map(({ partitionIndex, offset }) => [`${name}/${partitionIndex}`, String(offset)] as const),
    ),
  );
  return Object.fromEntries(
    Object.entries(partitions).map(([topic, count]) => [
      topic,
      Array.from({ length: count }, (_, partition) => known.get(`${topic}/${partition}`) ?? "0"),
    ]),
  );
}

/** @throws BackupError when a broker does not answer. */
async function* recordsOf(consumer: Consumer, { topics }: Heading): AsyncGenerator<SavedRecord> {
  consumer.topics.trackAll(...Object.keys(topics));
  for (const [topic, partitions] of Object.entries(topics)) {
    for (const [partition, { from, to }] of partitions.entries()) {
      const end = BigInt(to);
      for (let next = BigInt(from); next < end;) {
        const batches = await fetched(consumer, topic, partition, next).catch((error: unknown) => {
          throw failureOf(error);
        });
        for (const batch of batches) {
          // A batch may begin before what was asked for, and end after it.
          for (const record of recordsIn(batch, topic, partition)) {
            if (record.offset >= next && record.offset < end) yield record;
          }
          next = batch.firstOffset + BigInt(batch.lastOffsetDelta) + 1n;
        }
      }
    }
  }
}

type Batch = Awaited<ReturnType<typeof fetched>>[number];

/** What the leader of a partition has from an offset on, as much as fits into an answer. */
async function fetched(consumer: Consumer, topic: string, partition: number, fetchOffset: bigint) {
  const found = (await consumer.metadata({ topics: [topic] })).topics.get(topic);
  const leader = found?.partitions[partition]?.leader;
  if (!found || leader === undefined) throw new BackupError(`the brokers have no partition ${partition} of ${topic}`);
  const asked = {
    partition,
    fetchOffset,
    partitionMaxBytes: mostBytes,
    currentLeaderEpoch: -1,
    lastFetchedEpoch: -1,
  };
  const answer = await consumer.fetch({
    node: leader,
    topics: [{ topicId: found.id, partitions: [asked] }],
    minBytes: 1,
    maxBytes: mostBytes,
    maxWaitTime: wait,
    isolationLevel: FetchIsolationLevels.READ_UNCOMMITTED,
  });
  const partitions = answer.responses.flatMap((each) => each.partitions);
  return partitions.find(({ partitionIndex }) => partitionIndex === partition)?.records ?? [];
}

function recordsIn(batch: Batch, topic: string, partition: number): SavedRecord[] {
  if ((batch.attributes & control) !== 0) return [];
  return batch.records.map(({ offsetDelta, timestampDelta, key, value, headers }) => ({
    topic,
    partition,
    offset: batch.firstOffset + BigInt(offsetDelta),
    timestamp: batch.firstTimestamp + timestampDelta,
    key,
    value,
    headers,
  }));
}
