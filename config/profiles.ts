import type { Stage } from "../components/core/cloud.ts";

/** Whether pods must, or only should, be spread over the zones of a cluster. */
export type ZoneSpread = "required" | "preferred";

/**
 * What differs between the stages, side by side. A stage is data that is passed down; nothing else asks which stage it is.
 */
const table = {
  /** Replicas of a stateless workload (CAP-044, and the 1 / 2 / 3 of the other guides). */
  replicas: { dev: 1, staging: 2, prod: 3 },
  /** Upper bound of autoscaling as a multiple of `replicas`. */
  autoscaleFactor: { dev: 3, staging: 3, prod: 3 },
  /** Replicas of a service whose guide starts with two (REC-064, REC-065), and of a store's poolers. */
  leastReplicas: { dev: 1, staging: 2, prod: 2 },
  /** Zone spread of replicas and of paired data nodes (CAP-021). A single-zone development cluster stays schedulable. */
  zoneSpread: { dev: "preferred", staging: "required", prod: "required" },
  /** Stateful resources are protected against deletion, and their volumes outlive them. */
  protectData: { dev: false, staging: false, prod: true },
  /** Volume of one in-cluster Redis node. Kubernetes quantity. */
  redisVolume: { dev: "1Gi", staging: "10Gi", prod: "20Gi" },
  /** Volume of one in-cluster PostgreSQL instance. Kubernetes quantity. */
  databaseVolume: { dev: "2Gi", staging: "20Gi", prod: "50Gi" },
} as const satisfies Record<string, Record<Stage, number | string | boolean>>;

/** One column of the table. */
export interface Profile {
  readonly stage: Stage;
  readonly replicas: number;
  readonly autoscaleFactor: number;
  readonly leastReplicas: number;
  readonly zoneSpread: ZoneSpread;
  readonly protectData: boolean;
  readonly redisVolume: string;
  readonly databaseVolume: string;
}

/** The column of a stage. */
export function profileOf(stage: Stage): Profile {
  return {
    stage,
    replicas: table.replicas[stage],
    autoscaleFactor: table.autoscaleFactor[stage],
    leastReplicas: table.leastReplicas[stage],
    zoneSpread: table.zoneSpread[stage],
    protectData: table.protectData[stage],
    redisVolume: table.redisVolume[stage],
    databaseVolume: table.databaseVolume[stage],
  };
}
