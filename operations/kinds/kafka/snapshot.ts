import {
  type Admin,
  AclOperations,
  AclPermissionTypes,
  allowedAclOperations,
  allowedAclPermissionTypes,
  allowedResourcePatternTypes,
  allowedResourceTypes,
  ConfigResourceTypes,
  ConfigSources,
  ResourcePatternTypes,
  ResourceTypes,
} from "@platformatic/kafka";
import { createHash } from "node:crypto";
import { z } from "zod";
import { BackupError } from "../../lib/errors.ts";
import type { Facts } from "../../lib/facts.ts";

const accessListForm = z.strictObject({
  resourceType: z.literal(allowedResourceTypes),
  resourceName: z.string(),
  resourcePatternType: z.literal(allowedResourcePatternTypes),
  principal: z.string(),
  host: z.string(),
  operation: z.literal(allowedAclOperations),
  permissionType: z.literal(allowedAclPermissionTypes),
});

/** All of a cluster that is not its records: they are kept by their replicas. Passwords of users are declared, and no broker tells them. */
export const snapshotForm = z.strictObject({
  format: z.literal(1),
  topics: z.array(
    z.strictObject({
      name: z.string(),
      partitions: z.int().positive(),
      replicas: z.int().positive(),
      configs: z.record(z.string(), z.string()).describe("what is said for the topic itself"),
    }),
  ),
  accessLists: z.array(accessListForm),
  groups: z.array(
    z.strictObject({
      id: z.string(),
      positions: z.array(
        z.strictObject({ topic: z.string(), partition: z.int().min(0), offset: z.string().regex(/^\d+$/) }),
      ),
    }),
  ),
});
export type Snapshot = z.infer<typeof snapshotForm>;
export type Topic = Snapshot["topics"][number];
export type Group = Snapshot["groups"][number];
export type AccessList = Snapshot["accessLists"][number];

/** Begins the names of what a restore makes beside what is in use. */
export const stagedPattern = /^restored-\d{8}_\d{6}-/;

interface Wanted {
  readonly accessLists: boolean;
  /** Of the names that are read, and left out of what is told. @default - all but those that a restore made */
  readonly prefix?: string;
}

export async function readSnapshot(admin: Admin, { accessLists, prefix = "" }: Wanted): Promise<Snapshot> {
  const isOne = (name: string) => (prefix === "" ? !stagedPattern.test(name) : name.startsWith(prefix));
  const bare = (name: string) => name.slice(prefix.length);
  const topics = (await readTopics(admin, isOne)).map((topic) => ({ ...topic, name: bare(topic.name) }));
  const groups = (await readGroups(admin, isOne)).map(({ id, positions }) => ({
    id: bare(id),
    positions: positions.map((position) => ({ ...position, topic: bare(position.topic) })),
  }));
  const lists = accessLists ? await readAccessLists(admin) : [];
  const own = lists
    .filter(({ resourceName }) => isOne(resourceName))
    .map((list) => ({ ...list, resourceName: bare(list.resourceName) }));
  return { format: 1, topics, groups, accessLists: own };
}

async function readTopics(admin: Admin, isOne: (name: string) => boolean): Promise<Topic[]> {
  const names = (await admin.listTopics()).filter(isOne).sort();
  if (names.length === 0) return [];
  const metadata = await admin.metadata({ topics: names, forceUpdate: true });
  const resources = names.map((name) => ({
    resourceType: ConfigResourceTypes.TOPIC,
    resourceName: name,
    configurationKeys: null,
  }));
  const described = new Map(
    (await admin.describeConfigs({ resources })).map(({ resourceName, configs }) => [resourceName, configs]),
  );
  return names.map((name) => {
    const partitions = metadata.topics.get(name)?.partitions ?? [];
    const configs = described.get(name);
    if (partitions.length === 0 || !configs) throw new BackupError(`the brokers do not describe the topic ${name}`);
    const own = configs.filter(({ configSource }) => configSource === ConfigSources.DYNAMIC_TOPIC_CONFIG);
    const entries = own.map((config): [string, string] => [config.name, config.value ?? ""]);
    return {
      name,
      partitions: partitions.length,
      replicas: partitions[0]?.replicas.length ?? 0,
      configs: Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1))),
    };
  });
}

async function readGroups(admin: Admin, isOne: (name: string) => boolean): Promise<Group[]> {
  return positionsOf(admin, [...(await admin.listGroups()).keys()].filter(isOne));
}

/** Positions of groups that have any; a name that no group has is as one without. @param only of these topics. @default - of all */
export async function positionsOf(
  admin: Admin,
  groupIds: readonly string[],
  only?: readonly string[],
): Promise<Group[]> {
  const ids = [...groupIds].sort();
  const found = ids.length === 0 ? [] : await admin.listConsumerGroupOffsets({ groups: ids, requireStable: true });
  const groups = found.map(({ groupId, topics }) => ({
    id: groupId,
    positions: topics
      .filter(({ name }) => only?.includes(name) ?? true)
      .flatMap(({ name, partitions }) =>
        partitions
          // A partition that the group never committed.
          .filter(({ committedOffset }) => committedOffset >= 0n)
          .map(({ partitionIndex, committedOffset }) => ({
            topic: name,
            partition: partitionIndex,
            offset: String(committedOffset),
          })),
      )
      .sort((one, other) =>
        one.topic === other.topic ? one.partition - other.partition : one.topic < other.topic ? -1 : 1,
      ),
  }));
  return groups.filter(({ positions }) => positions.length > 0).sort((one, other) => (one.id < other.id ? -1 : 1));
}

async function readAccessLists(admin: Admin): Promise<AccessList[]> {
  const filter = {
    resourceType: ResourceTypes.ANY,
    resourceName: null,
    resourcePatternType: ResourcePatternTypes.ANY,
    principal: null,
    host: null,
    operation: AclOperations.ANY,
    permissionType: AclPermissionTypes.ANY,
  };
  const found = await admin.describeAcls({ filter });
  const lists = found.flatMap(({ acls, ...target }) => acls.map((acl) => accessListForm.parse({ ...target, ...acl })));
  return lists.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

/** Of each topic the partitions and what is configured, of each group the positions, and the access lists. */
export function factsOf({ topics, groups, accessLists }: Snapshot): Facts {
  const checksum = (value: unknown) => createHash("sha256").update(JSON.stringify(value)).digest("hex");
  return {
    ...Object.fromEntries(
      topics.map(({ name, ...topic }) => [`topic ${name}`, { count: topic.partitions, checksum: checksum(topic) }]),
    ),
    ...Object.fromEntries(
      groups.map(({ id, positions }) => [`group ${id}`, { count: positions.length, checksum: checksum(positions) }]),
    ),
    ...(accessLists.length > 0 && { "access lists": { count: accessLists.length, checksum: checksum(accessLists) } }),
  };
}
