import type { Stage } from "../components/core/cloud.ts";
import type { Resources } from "../components/workload/spec.ts";

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
  /** Members of a document store (ECO-008 to ECO-010). */
  documentMembers: { dev: 1, staging: 3, prod: 5 },
  /** Volume of one member. Kubernetes quantity. */
  documentVolume: { dev: "5Gi", staging: "20Gi", prod: "100Gi" },
  /** Size of one member's server; its cache is half of what is above 1 GiB. */
  documentResources: {
    dev: { requests: { cpu: "250m", memory: "512Mi" }, limits: { cpu: "1000m", memory: "1Gi" } },
    staging: { requests: { cpu: "500m", memory: "1Gi" }, limits: { cpu: "1000m", memory: "2Gi" } },
    prod: { requests: { cpu: "1000m", memory: "4Gi" }, limits: { cpu: "2000m", memory: "8Gi" } },
  },
  /** Size of a service of the shop (ECO-008 to ECO-010). */
  serviceResources: {
    dev: { requests: { cpu: "250m", memory: "256Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
    staging: { requests: { cpu: "500m", memory: "512Mi" }, limits: { cpu: "1000m", memory: "1Gi" } },
    prod: { requests: { cpu: "1000m", memory: "1Gi" }, limits: { cpu: "2000m", memory: "2Gi" } },
  },
  /** Heap of such a service's JVM; the rest of its memory's limit is for metaspace, stacks and buffers. Unit: MiB. */
  serviceHeapMi: { dev: 256, staging: 640, prod: 1408 },
  /** Most replicas of such a service outside of a season (ECO-052). */
  mostReplicas: { dev: 3, staging: 6, prod: 20 },
  /**
   * Hosts have certificates that every client trusts: they are reachable from the internet, where the authority asks for them. A stack
   * may name another issuer (REC-021).
   */
  publicCertificates: { dev: false, staging: true, prod: true },
  /** Days after which secrets are replaced; oftener before prod, so that a client that does not follow is met there. */
  secretRotationDays: { dev: 7, staging: 7, prod: 30 },
  /** Volume of the backup store. Kubernetes quantity. */
  backupVolume: { dev: "10Gi", staging: "200Gi", prod: "1Ti" },
} as const satisfies Record<string, Record<Stage, number | string | boolean | Resources>>;

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
  readonly documentMembers: 1 | 3 | 5;
  readonly documentVolume: string;
  readonly documentResources: Resources;
  readonly serviceResources: Resources;
  readonly serviceHeapMi: number;
  readonly mostReplicas: number;
  readonly publicCertificates: boolean;
  readonly secretRotationDays: number;
  readonly backupVolume: string;
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
    documentMembers: table.documentMembers[stage],
    documentVolume: table.documentVolume[stage],
    documentResources: table.documentResources[stage],
    serviceResources: table.serviceResources[stage],
    serviceHeapMi: table.serviceHeapMi[stage],
    mostReplicas: table.mostReplicas[stage],
    publicCertificates: table.publicCertificates[stage],
    secretRotationDays: table.secretRotationDays[stage],
    backupVolume: table.backupVolume[stage],
  };
}
