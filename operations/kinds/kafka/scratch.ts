import type { Admin } from "@platformatic/kafka";
import { ListOffsetTimestamps } from "@platformatic/kafka";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { BackupError } from "../../lib/errors.ts";
import { differences, type Facts } from "../../lib/facts.ts";
import type { Run, Scratch } from "../../lib/kind.ts";
import { stamp } from "../../lib/manifest.ts";
import { withAdmin } from "./client.ts";
import type { KafkaSettings } from "./settings.ts";
import { factsOf, type Group, readSnapshot, type Snapshot, snapshotForm } from "./snapshot.ts";
import { assertNobodyConsumes, renamed, writeAccessLists, writeGroups, writeTopics } from "./write.ts";

/** How long the brokers may take until all of them know what one was told. Unit: milliseconds. */
const settlesWithin = 20_000;

/** Topics and groups of names of their own beside those in use, with partitions and configuration, and without records. */
export class KafkaScratch implements Scratch {
  readonly #settings: KafkaSettings;
  readonly #run: Run;
  readonly #prefix: string;
  #saved: Snapshot | undefined;

  constructor(settings: KafkaSettings, run: Run) {
    this.#settings = settings;
    this.#run = run;
    this.#prefix = `restored-${stamp(run.clock.now())}-`;
  }

  async restore(content: Readable): Promise<void> {
    const saved = parsed(await text(content));
    this.#saved = saved;
    const staged = renamed(saved, this.#prefix);
    await this.#with(async (admin) => {
      await writeTopics(admin, staged.topics, []);
      await settled(() => this.#staged(admin), { ...saved, groups: [], accessLists: [] });
      await writeGroups(admin, staged.groups);
      await writeAccessLists(admin, staged.accessLists, []);
      await settled(() => this.#staged(admin), saved);
    });
  }

  facts(): Promise<Facts> {
    return this.#with(async (admin) => factsOf(await this.#staged(admin)));
  }

  switchOver(): Promise<string> {
    const saved = this.#saved;
    if (!saved) throw new BackupError("nothing was restored that could be switched to");
    return this.#with(async (admin) => {
      await assertNobodyConsumes(admin, saved.groups);
      const present = await readSnapshot(admin, this.#settings);
      await writeTopics(admin, saved.topics, present.topics);
      await writeAccessLists(admin, saved.accessLists, present.accessLists);
      await settled(() => readSnapshot(admin, this.#settings), { ...saved, groups: [] }, true);
      const { groups, earliest } = await withinRecords(admin, saved.groups);
      await writeGroups(admin, groups);
      const positions = groups.reduce((sum, group) => sum + group.positions.length, 0);
      const rest = earliest > 0 ? `; ${earliest} of them begin at the earliest record, since theirs is not there` : "";
      return `${saved.topics.length} topics are configured and ${positions} positions of ${groups.length} groups set as they were${rest}`;
    });
  }

  async close(): Promise<void> {
    await this.#with(async (admin) => {
      const { topics, groups, accessLists } = await readSnapshot(admin, { ...this.#settings, prefix: this.#prefix });
      const named = (name: string) => this.#prefix + name;
      if (groups.length > 0) await admin.deleteGroups({ groups: groups.map(({ id }) => named(id)) });
      if (topics.length > 0) await admin.deleteTopics({ topics: topics.map(({ name }) => named(name)) });
      const filters = accessLists.map((each) => ({ ...each, resourceName: named(each.resourceName) }));
      if (filters.length > 0) await admin.deleteAcls({ filters });
    });
  }

  #staged(admin: Admin): Promise<Snapshot> {
    return readSnapshot(admin, { ...this.#settings, prefix: this.#prefix });
  }

  #with<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    return withAdmin(this.#settings, this.#run.signal, work);
  }
}

function parsed(content: string): Snapshot {
  const result = snapshotForm.safeParse(JSON.parse(content));
  if (result.success) return result.data;
  throw new BackupError(`the backup is no snapshot of Kafka: ${result.error.issues[0]?.path.join(".") ?? ""}`);
}

/** Waits until the brokers tell what was written; when they do not, the comparison that follows says why. */
async function settled(read: () => Promise<Snapshot>, wanted: Snapshot, othersAreFine = false): Promise<void> {
  const deadline = Date.now() + settlesWithin;
  const facts = factsOf(wanted);
  for (;;) {
    const all = await read().then(factsOf, (): Facts => ({}));
    const found = othersAreFine ? Object.fromEntries(Object.entries(all).filter(([name]) => name in facts)) : all;
    if (differences(facts, found).length === 0 || Date.now() > deadline) return;
    await sleep(200);
  }
}

/**
 * Positions that there are records for. Where records were lost or begin later, reading begins at the earliest: nothing is left out, and
 * consumers have to bear what they read twice anyway.
 */
async function withinRecords(admin: Admin, groups: readonly Group[]): Promise<{ groups: Group[]; earliest: number }> {
  const topics = new Map<string, Set<number>>();
  for (const { topic, partition } of groups.flatMap(({ positions }) => positions)) {
    topics.set(topic, (topics.get(topic) ?? new Set()).add(partition));
  }
  const ends = async (timestamp: bigint) => {
    const asked = [...topics].map(([name, partitions]) => ({
      name,
      partitions: [...partitions].map((partitionIndex) => ({ partitionIndex, timestamp })),
    }));
    const found = asked.length === 0 ? [] : await admin.listOffsets({ topics: asked });
    const entries = found.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, offset }) => [`${name}/${partitionIndex}`, offset] as const),
    );
    return new Map<string, bigint>(entries);
  };
  const first = await ends(ListOffsetTimestamps.EARLIEST);
  const last = await ends(ListOffsetTimestamps.LATEST);
  let earliest = 0;
  const within = groups.map(({ id, positions }) => ({
    id,
    positions: positions.map((position) => {
      const place = `${position.topic}/${position.partition}`;
      const [low = 0n, high = 0n, offset] = [first.get(place), last.get(place), BigInt(position.offset)];
      if (offset >= low && offset <= high) return position;
      earliest++;
      return { ...position, offset: String(low) };
    }),
  }));
  return { groups: within, earliest };
}
