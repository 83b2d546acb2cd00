import type { KafkaUserAcl } from "../crds/generated/strimzi.ts";
import type { KafkaTask } from "./spec.ts";

type Operations = NonNullable<KafkaUserAcl["operations"]>;

/** What begins the names of topics and groups that a restore makes beside those in use. */
const staged = "restored-";

const every = (type: "topic" | "group", operations: Operations): KafkaUserAcl => ({
  resource: { type, name: "*", patternType: "literal" },
  operations,
});

const beside = (type: "topic" | "group", operations: Operations): KafkaUserAcl => ({
  resource: { type, name: staged, patternType: "prefix" },
  operations,
});

/** Positions are set by who may read: the operation of Kafka that lets one commit. */
const drill = [
  beside("topic", ["Alter", "AlterConfigs", "Create", "Delete", "Describe", "DescribeConfigs", "Read"]),
  beside("group", ["Delete", "Describe", "Read"]),
];

const byTask: Readonly<Record<KafkaTask, readonly KafkaUserAcl[]>> = {
  backup: [every("topic", ["Describe", "DescribeConfigs"]), every("group", ["Describe"])],
  drill,
  restore: [
    every("topic", ["Alter", "AlterConfigs", "Create", "Describe", "DescribeConfigs", "Read"]),
    every("group", ["Describe", "Read"]),
    ...drill,
  ],
};

/** What a user may do who works for the backups. */
export const taskAcls = (task: KafkaTask): KafkaUserAcl[] => [...byTask[task]];
