import type { Cloud } from "../../core/cloud.ts";
import { thirdPartyImages } from "../../core/images.ts";
import type { Place } from "../../core/place.ts";
import type { KafkaOutputs, KafkaTask, KafkaUserArgs } from "../../kafka/spec.ts";
import { nodeUser } from "./exporter.ts";
import { backupPaths, secretFolder } from "./paths.ts";
import type { StoreJobs } from "./postgres-jobs.ts";
import type { BackupWork } from "./store-backups.ts";

/**
 * What is saved of Kafka. Brokers of a cluster keep records by their replicas. On AWS, topics are resources, and other regions have copies of
 * records and positions; on Azure, topics are resources likewise, and records are in one region alone.
 */
export const kafkaSaving = {
  kubernetes: "all but records",
  aws: "nothing",
  azure: "records",
} as const satisfies Record<Cloud, string>;

const userOf = (task: KafkaTask) => `kafka-${task}`;

/** The users of the jobs, for the cluster of a place to make: a drill of records needs none, and other regions of Azure have no jobs. */
export function kafkaJobUsers(place: Place): Readonly<Record<string, KafkaUserArgs>> {
  const users = (...tasks: readonly KafkaTask[]) => Object.fromEntries(tasks.map((task) => [userOf(task), { task }]));
  switch (kafkaSaving[place.cloud]) {
    case "nothing":
      return {};
    case "all but records":
      return users("backup", "drill", "restore");
    case "records":
      return place.cloud !== "kubernetes" && place.role === "primary" ? users("backup", "restore") : {};
  }
}

/** What each job is told of the cluster, and what it signs in by. */
function workAs(store: KafkaOutputs, task: KafkaTask, more: BackupWork["settings"] = {}): BackupWork {
  const user = userOf(task);
  return {
    settings: {
      bootstrap: store.bootstrapServers.apply((servers) => servers.split(",")),
      user: store.protocol.username ?? user,
      passwordFile: `${secretFolder("store")}/password`,
      mechanism: store.protocol.saslMechanism,
      authorityFile: `${secretFolder("authority")}/ca.crt`,
      ...more,
    },
    secretMounts: [
      { name: "store", secret: store.users[user]?.name ?? "", mountPath: secretFolder("store"), keys: ["password"] },
      { name: "authority", secret: store.authority.name, mountPath: secretFolder("authority"), keys: ["ca.crt"] },
    ],
  };
}

/** The client is in the program. */
const pod = { image: thirdPartyImages.node, userId: nodeUser };

/** Topics with their configuration and positions of groups; each job as a user that may do its own work alone. */
export const kafkaJobs = (store: KafkaOutputs): StoreJobs => ({
  ...pod,
  backup: workAs(store, "backup"),
  drill: workAs(store, "drill"),
  restore: workAs(store, "restore"),
});

export interface RecordJobsArgs {
  /** Those whose positions are saved with the records. */
  readonly groups: readonly string[];
  /** When additions are made. */
  readonly additions: string;
}

/** Records of all topics, and additions in between. A drill needs nothing of the store in use: it reads what was saved. */
export function recordJobs(store: KafkaOutputs, { groups, additions }: RecordJobsArgs): StoreJobs {
  const records = (more: Readonly<Record<string, string>>) => ({ records: { topics: store.topics, groups, ...more } });
  const backup = workAs(store, "backup", records({ mode: "full" }));
  const restore = workAs(store, "restore", records({ folder: backupPaths.scratch }));
  return {
    ...pod,
    backup,
    increment: { schedule: additions, settings: { ...backup.settings, ...records({ mode: "increment" }) } },
    drill: { settings: restore.settings, secretMounts: [] },
    restore,
  };
}
