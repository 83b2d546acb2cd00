import type { Stage } from "../components/core/cloud.ts";
import { InvalidInput } from "../components/core/errors.ts";
import type { Resources } from "../components/workload/spec.ts";
import { type OnboardingConfig, onboardingMostReplicas } from "../config/onboarding.ts";
import type { Profile } from "../config/profiles.ts";

/** Spring's profiles: `prod` reads the guide's second file besides the first. */
export type SpringProfile = "dev" | "prod";

/** Connections of a pod, where no profile says otherwise (ONB-012). */
export const basePoolSize = 20;

/** A pod of the engine: its container, the heap inside, and the connections that it keeps. */
export interface EngineSize {
  readonly springProfile: SpringProfile;
  readonly resources: Resources;
  readonly minHeapMi: number;
  readonly maxHeapMi: number;
  /** Hikari's `maximum-pool-size` (ONB-012, ONB-026). */
  readonly poolSize: number;
}

/** The guide's minimum (ONB-006). */
const development: EngineSize = {
  springProfile: "dev",
  resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { cpu: "500m", memory: "1Gi" } },
  minHeapMi: 384,
  maxHeapMi: 768,
  poolSize: basePoolSize,
};

/** The guide's recommendation (ONB-007); its heap of 4 GiB would be all of the limit, of which it gets three quarters (ONB-070). */
const production: EngineSize = {
  springProfile: "prod",
  resources: { requests: { cpu: "1000m", memory: "2Gi" }, limits: { cpu: "2000m", memory: "4Gi" } },
  minHeapMi: 2048,
  maxHeapMi: 3072,
  poolSize: 50,
};

const engines = { dev: development, staging: production, prod: production } as const satisfies Record<
  Stage,
  EngineSize
>;

export const engineSize = ({ stage }: Profile): EngineSize => engines[stage];

/** Sizes of the stores of one stage. */
export interface StoreSizes {
  /** The guide's parameters suit a server of 1 GB (ONB-071). */
  readonly postgres: Resources;
  /** A broker; the largest pod of the system. */
  readonly broker: Resources;
  readonly brokers: 1 | 3;
  /** Controllers of their own; without any, the brokers are. */
  readonly controllers: 0 | 3;
  readonly brokerVolume: string;
  readonly redis: Resources;
  /** Most memory for what Redis keeps. Unit: MiB. */
  readonly redisMemoryMi: number;
}

const stores = {
  dev: {
    postgres: { requests: { cpu: "250m", memory: "512Mi" }, limits: { cpu: "1000m", memory: "1Gi" } },
    broker: { requests: { cpu: "250m", memory: "1Gi" }, limits: { cpu: "1000m", memory: "1Gi" } },
    brokers: 1,
    controllers: 0,
    brokerVolume: "5Gi",
    redis: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
    redisMemoryMi: 256,
  },
  staging: {
    postgres: { requests: { cpu: "500m", memory: "1Gi" }, limits: { cpu: "2000m", memory: "2Gi" } },
    broker: { requests: { cpu: "1000m", memory: "2Gi" }, limits: { cpu: "2000m", memory: "4Gi" } },
    brokers: 3,
    controllers: 3,
    brokerVolume: "20Gi",
    redis: { requests: { cpu: "250m", memory: "1Gi" }, limits: { cpu: "1000m", memory: "1Gi" } },
    redisMemoryMi: 512,
  },
  prod: {
    postgres: { requests: { cpu: "1000m", memory: "2Gi" }, limits: { cpu: "2000m", memory: "4Gi" } },
    broker: { requests: { cpu: "1000m", memory: "4Gi" }, limits: { cpu: "2000m", memory: "4Gi" } },
    brokers: 3,
    controllers: 3,
    brokerVolume: "100Gi",
    redis: { requests: { cpu: "250m", memory: "1Gi" }, limits: { cpu: "1000m", memory: "1Gi" } },
    redisMemoryMi: 512,
  },
} as const satisfies Record<Stage, StoreSizes>;

export const storeSizes = ({ stage }: Profile): StoreSizes => stores[stage];

/** A task on the database: a connection and some statements. */
export const taskSize: Resources = {
  requests: { cpu: "100m", memory: "256Mi" },
  limits: { cpu: "500m", memory: "512Mi" },
};

/** Least pods of the engine: the stage's, or more by hand. */
export const leastPods = (config: OnboardingConfig, profile: Profile): number => config.minReplicas ?? profile.replicas;

/** Most pods of the engine at once: the autoscaler's most, and the surge of an update. */
export const mostPods = onboardingMostReplicas + 1;

/** Instances of the database: the writer and its read replicas, which are its standbys, too (ONB-057). */
export const databaseInstances = (config: OnboardingConfig, profile: Profile): number =>
  1 + (config.readReplicas ?? profile.replicas - 1);

/** Partitions of the topic of commands in each profile (ONB-014, ONB-055). */
export const commandPartitions = { standard: 6, tuned: 12 } as const satisfies Record<
  OnboardingConfig["profile"],
  number
>;

/** Pods that the guide counts with. */
const guidePods = 3;

/** Consumers of a pod: all pods of the least together have no more of them than there are partitions (ONB-056). */
export function listenerConcurrency(config: OnboardingConfig, profile: Profile): number {
  const pods = Math.max(guidePods, leastPods(config, profile));
  return Math.max(1, Math.floor(commandPartitions[config.profile] / pods));
}

/** @throws InvalidInput when the stack asks for less than its stage promises. */
export function assertSizes(where: string, config: OnboardingConfig, profile: Profile): void {
  const least = { minReplicas: profile.replicas, readReplicas: profile.replicas - 1 };
  for (const field of ["minReplicas", "readReplicas"] as const) {
    const given = config[field];
    if (given !== undefined && given < least[field]) {
      throw new InvalidInput(where, field, `at least ${least[field]} in stage ${profile.stage}`, given);
    }
  }
}
