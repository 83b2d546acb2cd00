import { type Admin, ListOffsetTimestamps, type Producer } from "@platformatic/kafka";
import { BackupError } from "../../lib/errors.ts";
import type { Run } from "../../lib/kind.ts";
import { withAdmin, withProducer } from "./client.ts";
import { offsetsAt, partitionsOf } from "./read-records.ts";
import type { Heading, SavedRecord } from "./records.ts";
import type { KafkaSettings } from "./settings.ts";
import { type Group, positionsOf } from "./snapshot.ts";
import { assertNobodyConsumes, writeGroups } from "./write.ts";

/** Of one request. Unit: bytes; Event Hubs takes no more than a MiB. */
const mostBytes = 512 * 1024;

/** What is around a record in a request, at the most, without its headers. */
const frameBytes = 100;

type Offsets = Readonly<Record<string, readonly string[]>>;

/**
 * Appends records to the topics that they are of, in the order of each partition, and lets groups go on where they were. Records that are
 * there already stay before them. A group that has a position keeps it, and reads what follows, some of it for the second time; one whose
 * partition was not empty begins at its earliest record.
 *
 * @param records all that were saved, from the first one at each call
 * @returns what was done, in a line
 * @throws BackupError when consumers are at work, or the topics do not have what was written.
 */
export async function playRecords(
  settings: KafkaSettings,
  run: Run,
  { topics, groups }: Heading,
  records: () => AsyncIterable<SavedRecord>,
): Promise<string> {
  const names = Object.keys(topics);
  const ends = (admin: Admin, partitions: Readonly<Record<string, number>>) =>
    offsetsAt(admin, partitions, ListOffsetTimestamps.LATEST);
  const found = await withAdmin(settings, run.signal, async (admin) => {
    await assertNobodyConsumes(admin, groups);
    const partitions = await partitionsOf(admin, names);
    for (const [topic, saved] of Object.entries(topics)) {
      const count = partitions[topic] ?? 0;
      if (count >= saved.length) continue;
      throw new BackupError(`topic ${topic} has ${count} partitions instead of ${saved.length}`);
    }
    const first = await offsetsAt(admin, partitions, ListOffsetTimestamps.EARLIEST);
    const ids = groups.map(({ id }) => id);
    return { partitions, first, last: await ends(admin, partitions), present: await positionsOf(admin, ids, names) };
  });
  const positions = new Positions(groups, found);
  const written = await withProducer(settings, run.signal, (producer) => play(producer, run, positions, records()));
  return withAdmin(settings, run.signal, async (admin) => {
    const now = await ends(admin, found.partitions);
    for (const [place, count] of written) {
      const grown = offsetOf(now, place) - offsetOf(found.last, place);
      if (grown < BigInt(count)) throw new BackupError(`${place} has ${grown} more records instead of ${count}`);
    }
    await assertNobodyConsumes(admin, groups);
    const set = positions.wanted();
    await writeGroups(admin, set);
    const total = [...written.values()].reduce((sum, count) => sum + count, 0);
    const places = set.reduce((sum, group) => sum + group.positions.length, 0);
    return `${total} records are appended to ${names.length} topics, and ${places} positions of ${set.length} groups set`;
  });
}

const placeOf = ({ topic, partition }: { readonly topic: string; readonly partition: number }) =>
  `${topic}/${partition}`;

function offsetOf(offsets: Offsets, place: string): bigint {
  const at = place.lastIndexOf("/");
  return BigInt(offsets[place.slice(0, at)]?.[Number(place.slice(at + 1))] ?? 0);
}

/** What the topics and groups are like before anything is appended. */
interface Found {
  readonly first: Offsets;
  readonly last: Offsets;
  readonly present: readonly Group[];
}

/** Where groups go on: after as many of the appended records as they had read. */
class Positions {
  readonly #groups: readonly Group[];
  readonly #found: Found;
  readonly #read = new Map<string, bigint>();

  constructor(groups: readonly Group[], found: Found) {
    this.#groups = groups;
    this.#found = found;
  }

  /** Counts a record for those that had read it. */
  pass(record: SavedRecord): void {
    const place = placeOf(record);
    for (const { id, positions } of this.#groups) {
      const had = positions.some((each) => placeOf(each) === place && record.offset < BigInt(each.offset));
      if (had) this.#read.set(`${id} ${place}`, (this.#read.get(`${id} ${place}`) ?? 0n) + 1n);
    }
  }

  wanted(): Group[] {
    const { first, last, present } = this.#found;
    const known = new Set(present.flatMap(({ id, positions }) => positions.map((each) => `${id} ${placeOf(each)}`)));
    const groups = this.#groups.map(({ id, positions }) => ({
      id,
      positions: positions.flatMap((position) => {
        const place = placeOf(position);
        if (known.has(`${id} ${place}`)) return [];
        const [low, high] = [offsetOf(first, place), offsetOf(last, place)];
        const offset = low < high ? low : high + (this.#read.get(`${id} ${place}`) ?? 0n);
        return [{ ...position, offset: String(offset) }];
      }),
    }));
    return groups.filter(({ positions }) => positions.length > 0);
  }
}

/** Writes in requests of a bounded size, one after the other, and counts by partition. */
async function play(
  producer: Producer,
  run: Run,
  positions: Positions,
  records: AsyncIterable<SavedRecord>,
): Promise<ReadonlyMap<string, number>> {
  const written = new Map<string, number>();
  let batch: SavedRecord[] = [];
  let bytes = 0;
  const send = async () => {
    run.signal.throwIfAborted();
    if (batch.length > 0) await producer.send({ messages: batch.map(messageOf), acks: -1 });
    for (const record of batch) {
      positions.pass(record);
      written.set(placeOf(record), (written.get(placeOf(record)) ?? 0) + 1);
    }
    batch = [];
    bytes = 0;
  };
  for await (const record of records) {
    const size = sizeOf(record);
    if (bytes + size > mostBytes) await send();
    batch.push(record);
    bytes += size;
  }
  await send();
  return written;
}

const sizeOf = ({ key, value, headers }: SavedRecord) =>
  [key, value, ...headers.flat()].reduce((sum, part) => sum + (part?.length ?? 0) + 5, frameBytes);

function messageOf({ topic, partition, timestamp, key, value, headers }: SavedRecord) {
  return {
    topic,
    partition,
    timestamp,
    ...(key && { key }),
    ...(value && { value }),
    headers: new Map(headers.map(([name, content]) => [name ?? Buffer.alloc(0), content ?? Buffer.alloc(0)])),
  };
}
