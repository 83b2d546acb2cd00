import { type Admin, ConfigResourceTypes, IncrementalAlterConfigOperationTypes as change } from "@platformatic/kafka";
import { BackupError } from "../../lib/errors.ts";
import type { AccessList, Group, Snapshot, Topic } from "./snapshot.ts";

/** Makes topics that are missing, adds partitions, and has each configured as it was. Records are not touched. */
export async function writeTopics(admin: Admin, wanted: readonly Topic[], present: readonly Topic[]): Promise<void> {
  for (const topic of wanted) {
    const { name, partitions, replicas, configs } = topic;
    const found = present.find((each) => each.name === name);
    if (!found) {
      const entries = Object.entries(configs).map(([key, value]) => ({ name: key, value }));
      await admin.createTopics({ topics: [{ topic: name, partitions, replicas }], configs: entries });
      continue;
    }
    if (found.partitions > partitions) {
      throw new BackupError(
        `topic ${name} has ${found.partitions} partitions instead of ${partitions}, and Kafka takes none away`,
      );
    }
    if (found.partitions < partitions) await admin.createPartitions({ topics: [{ name, count: partitions }] });
    const differing = [
      ...Object.entries(configs)
        .filter(([key, value]) => found.configs[key] !== value)
        .map(([key, value]) => ({ name: key, value, configOperation: change.SET })),
      ...Object.keys(found.configs)
        .filter((key) => !(key in configs))
        .map((key) => ({ name: key, configOperation: change.DELETE })),
    ];
    if (differing.length === 0) continue;
    const resource = { resourceType: ConfigResourceTypes.TOPIC, resourceName: name, configs: differing };
    await admin.incrementalAlterConfigs({ resources: [resource] });
  }
}

/** Sets the positions of groups, which must have no members. */
export async function writeGroups(admin: Admin, groups: readonly Group[]): Promise<void> {
  for (const { id, positions } of groups) {
    const names = [...new Set(positions.map(({ topic }) => topic))];
    const topics = names.map((name) => ({
      name,
      partitionOffsets: positions
        .filter(({ topic }) => topic === name)
        .map(({ partition, offset }) => ({ partition, offset: BigInt(offset) })),
    }));
    await admin.alterConsumerGroupOffsets({ groupId: id, topics });
  }
}

/** @throws BackupError naming the first group that somebody consumes in: a position that is set would be overwritten. */
export async function assertNobodyConsumes(admin: Admin, groups: readonly Group[]): Promise<void> {
  if (groups.length === 0) return;
  // A list of groups does not say it everywhere.
  const states = await admin.describeGroups({ groups: groups.map(({ id }) => id) });
  for (const { id } of groups) {
    const state = states.get(id)?.state ?? "Empty";
    if (["DEAD", "EMPTY"].includes(state.toUpperCase())) continue;
    throw new BackupError(`group ${id} has members (${state}): stop its consumers first, such as by no replicas`);
  }
}

/** Adds the lists that are missing, and takes none away. */
export async function writeAccessLists(
  admin: Admin,
  wanted: readonly AccessList[],
  present: readonly AccessList[],
): Promise<void> {
  const known = new Set(present.map((each) => JSON.stringify(each)));
  const missing = wanted.filter((each) => !known.has(JSON.stringify(each)));
  if (missing.length > 0) await admin.createAcls({ creations: missing });
}

/** The same, under names that begin so. */
export function renamed({ topics, groups, accessLists, format }: Snapshot, prefix: string): Snapshot {
  return {
    format,
    topics: topics.map((topic) => ({ ...topic, name: prefix + topic.name })),
    groups: groups.map(({ id, positions }) => ({
      id: prefix + id,
      positions: positions.map((position) => ({ ...position, topic: prefix + position.topic })),
    })),
    accessLists: accessLists.map((list) => ({ ...list, resourceName: prefix + list.resourceName })),
  };
}
