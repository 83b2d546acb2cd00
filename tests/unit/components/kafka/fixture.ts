import type { KafkaArgs } from "../../../../components/kafka/spec.ts";

/** Arguments of a cluster of three brokers. */
export const kafkaArgs: KafkaArgs = {
  place: { cloud: "kubernetes" },
  system: "shop",
  component: "kafka",
  namespace: "shop",
  brokers: 3,
  topics: { commands: { partitions: 6 }, events: { partitions: 3, retentionHours: 24, cleanupPolicy: "compact" } },
  users: {
    engine: { consumes: ["commands"], groups: ["engine"], produces: ["events"], secretName: "shop-kafka-secret" },
    reader: { consumes: ["events"], groups: ["reader"] },
  },
  storage: "100Gi",
  storageClass: "fast-ssd",
  resources: { requests: { cpu: "1", memory: "4Gi" }, limits: { cpu: "2", memory: "4Gi" } },
  passwordVersion: 5,
  zoneSpread: "required",
  protect: true,
};
