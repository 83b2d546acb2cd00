import { Unsupported } from "../core/errors.ts";
import type { KafkaSpec } from "./spec.ts";

/** What the premium tier of Event Hubs takes, from "Azure Event Hubs quotas and limits" of its documentation. */
const most = {
  partitionsOfTopic: 100,
  partitionsOfUnit: 200,
  topicsOfUnit: 100,
  /** 90 days. */
  retentionHours: 2160,
  /** Rules of a namespace, Azure's own among them. */
  authorizationRules: 12,
} as const;

/** Sizes that a namespace can have. Unit: processing units. */
const units = [1, 2, 4, 6, 8, 10, 12, 16] as const;

/** While keys are replaced, each user has an old and a new rule. */
const mostUsers = Math.floor((most.authorizationRules - 1) / 2);

/**
 * The least processing units that hold the topics. Unit: processing units.
 *
 * @throws Unsupported for topics and users that no namespace takes.
 */
export function processingUnits({ topics, users }: Pick<KafkaSpec, "topics" | "users">): number {
  for (const [topic, { partitions, retentionHours }] of Object.entries(topics)) {
    if (partitions > most.partitionsOfTopic) {
      const instead = `ask for ${String(most.partitionsOfTopic)} at most`;
      throw new Unsupported("azure", `topic ${topic} with ${String(partitions)} partitions`, instead);
    }
    if (retentionHours > most.retentionHours) {
      const instead = `keep them for ${String(most.retentionHours)} hours at most, and longer ones in a store`;
      throw new Unsupported("azure", `topic ${topic} with records of ${String(retentionHours)} hours`, instead);
    }
  }
  const names = Object.keys(users);
  if (names.length > mostUsers) {
    const instead = `give each system a cluster of its own, with ${String(mostUsers)} at most`;
    throw new Unsupported("azure", `a cluster of Kafka with ${String(names.length)} users`, instead);
  }
  const partitions = Object.values(topics).reduce((sum, topic) => sum + topic.partitions, 0);
  const fits = units.find(
    (size) => size * most.partitionsOfUnit >= partitions && size * most.topicsOfUnit >= Object.keys(topics).length,
  );
  if (fits === undefined) {
    const largest = String((units.at(-1) ?? 0) * most.partitionsOfUnit);
    throw new Unsupported("azure", `${String(partitions)} partitions in one cluster`, `ask for ${largest} at most`);
  }
  return fits;
}
