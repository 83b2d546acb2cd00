import { createHash, type Hash } from "node:crypto";
import type { Readable } from "node:stream";
import { createInterface } from "node:readline";
import { z } from "zod";
import { BackupError } from "../../lib/errors.ts";
import type { Facts } from "../../lib/facts.ts";
import { snapshotForm } from "./snapshot.ts";

/** What is in a backup of records, as its first line. Offsets are text, since they are larger than numbers of JSON. */
export const headingForm = z.strictObject({
  format: z.literal(1),
  /** By topic, each partition's offsets: the first that is in it, and the first that is not. */
  topics: z.record(z.string(), z.array(z.strictObject({ from: z.string(), to: z.string() }))),
  groups: snapshotForm.shape.groups,
});
export type Heading = z.infer<typeof headingForm>;

const bytes = z.string().nullable();
const recordForm = z.tuple([
  z.string(),
  z.int(),
  z.string(),
  z.string(),
  bytes,
  bytes,
  z.array(z.tuple([bytes, bytes])),
]);

/** A record of a topic, with the offset that it had. */
export interface SavedRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  /** Unit: milliseconds since 1970. */
  readonly timestamp: bigint;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly (readonly [Buffer | null, Buffer | null])[];
}

const encoded = (value: Buffer | null) => value?.toString("base64") ?? null;
const decoded = (value: string | null) => (value === null ? null : Buffer.from(value, "base64"));

/** A record as a line, without its end. */
export function lineOf({ topic, partition, offset, timestamp, key, value, headers }: SavedRecord): string {
  const named = headers.map(([name, content]) => [encoded(name), encoded(content)]);
  return JSON.stringify([topic, partition, String(offset), String(timestamp), encoded(key), encoded(value), named]);
}

/** @throws BackupError when it is no such line. */
export function recordOf(line: string): SavedRecord {
  const [topic, partition, offset, timestamp, key, value, headers] = parsed(recordForm, line);
  return {
    topic,
    partition,
    offset: BigInt(offset),
    timestamp: BigInt(timestamp),
    key: decoded(key),
    value: decoded(value),
    headers: headers.map(([name, content]) => [decoded(name), decoded(content)] as const),
  };
}

/** @throws BackupError when the first line of a backup is none. */
export const headingOf = (line: string): Heading => parsed(headingForm, line);

function parsed<T>(form: z.ZodType<T>, line: string): T {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new BackupError("the backup has a line that is not JSON");
  }
  const result = form.safeParse(value);
  if (result.success) return result.data;
  throw new BackupError(`the backup has no records of Kafka: ${result.error.issues[0]?.message ?? ""}`);
}

/** The lines of a stream or a file, in order; a failure of the stream is one of the loop. */
export async function* linesOf(content: Readable): AsyncGenerator<string, void> {
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);
  content.once("error", failed.reject);
  const lines = createInterface({ input: content, crlfDelay: Infinity })[Symbol.asyncIterator]();
  for (;;) {
    const next = await Promise.race([lines.next(), failed.promise]);
    if (next.done === true) break;
    yield next.value;
  }
  if (content.errored) throw content.errored;
}

const topicPrefix = "topic ";

/** Measures what goes by: of a chain of backups, the whole of it. */
export class RecordFacts {
  readonly #before: Facts;
  readonly #topics = new Map<string, { count: number; hash: Hash }>();
  #groups: Heading["groups"] = [];

  /** @param before what the backup before was known by, where this one adds to it */
  constructor(heading: Heading, before: Facts = {}) {
    this.#before = before;
    this.#groups = heading.groups;
    for (const topic of Object.keys(heading.topics).sort()) {
      const hash = createHash("sha256").update(before[topicPrefix + topic]?.checksum ?? "");
      this.#topics.set(topic, { count: 0, hash });
    }
  }

  /** @throws BackupError when the record is of another topic than the heading says. */
  add(topic: string, line: string): void {
    const found = this.#topics.get(topic);
    if (!found) throw new BackupError(`the backup has a record of ${topic}, which its first line does not name`);
    found.count++;
    found.hash.update(`${line}\n`);
  }

  /** Called once. */
  facts(): Facts {
    const topics = [...this.#topics].map(([topic, { count, hash }]) => {
      const name = topicPrefix + topic;
      return [name, { count: count + (this.#before[name]?.count ?? 0), checksum: hash.digest("hex") }] as const;
    });
    const groups = this.#groups.map(({ id, positions }) => {
      const checksum = createHash("sha256").update(JSON.stringify(positions)).digest("hex");
      return [`group ${id}`, { count: positions.length, checksum }] as const;
    });
    return Object.fromEntries([...topics, ...groups]);
  }
}
