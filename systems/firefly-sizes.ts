import type { Stage } from "../components/core/cloud.ts";
import { mebibytes } from "../components/core/quantities.ts";
import { heapShare } from "../components/workload/jvm.ts";
import type { Resources } from "../components/workload/spec.ts";
import type { Profile } from "../config/profiles.ts";
import { type FireflyConfig, guidePauseSeconds, type ReleaseMode } from "../config/firefly.ts";

/** Least instances; the guide has three of a colour (FTE-026) and five of a region's only version (FTE-032). */
const instances = {
  "blue-green": { dev: 1, staging: 2, prod: 3 },
  rolling: { dev: 1, staging: 2, prod: 5 },
  canary: { dev: 1, staging: 2, prod: 5 },
} as const satisfies Record<ReleaseMode, Record<Stage, number>>;

/** Resources of an instance in the `standard` profile (FTE-001, FTE-033). */
const standard = {
  dev: { requests: { cpu: "250m", memory: "1Gi" }, limits: { cpu: "1000m", memory: "2Gi" } },
  staging: { requests: { cpu: "1000m", memory: "2Gi" }, limits: { cpu: "2000m", memory: "4Gi" } },
  prod: { requests: { cpu: "2000m", memory: "4Gi" }, limits: { cpu: "4000m", memory: "8Gi" } },
} as const satisfies Record<Stage, Resources>;

/** In the `tuned` profile an instance holds the guide's heap of 8 GiB, whatever the stage (FTE-002, FTE-058). */
const tuned = {
  size: { requests: { cpu: "4000m", memory: "11Gi" }, limits: { cpu: "4000m", memory: "11Gi" } },
  heapMi: 8192,
} as const;

/** Connections of one instance's pool in each profile (FTE-055); the pooler in front takes them all (FTE-007). */
export const poolSize = { standard: 50, tuned: 100 } as const satisfies Record<FireflyConfig["profile"], number>;

/** What one stage's stores are made of; each pod is at most as large as the engine's. */
const stores = {
  dev: {
    postgres: { requests: { cpu: "250m", memory: "512Mi" }, limits: { cpu: "1000m", memory: "1Gi" } },
    databaseVolume: "10Gi",
    pooler: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "500m", memory: "256Mi" } },
    broker: { requests: { cpu: "250m", memory: "1Gi" }, limits: { cpu: "1000m", memory: "1Gi" } },
    brokerNodes: 1,
    brokerVolume: "2Gi",
    cache: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
    cacheMemoryMi: 256,
  },
  staging: {
    postgres: { requests: { cpu: "500m", memory: "2Gi" }, limits: { cpu: "2000m", memory: "4Gi" } },
    databaseVolume: "100Gi",
    pooler: { requests: { cpu: "250m", memory: "256Mi" }, limits: { cpu: "1000m", memory: "512Mi" } },
    broker: { requests: { cpu: "500m", memory: "2Gi" }, limits: { cpu: "1000m", memory: "2Gi" } },
    brokerNodes: 3,
    brokerVolume: "10Gi",
    cache: { requests: { cpu: "250m", memory: "1Gi" }, limits: { cpu: "1000m", memory: "1Gi" } },
    cacheMemoryMi: 512,
  },
  prod: {
    postgres: { requests: { cpu: "1000m", memory: "4Gi" }, limits: { cpu: "4000m", memory: "8Gi" } },
    databaseVolume: "1Ti",
    pooler: { requests: { cpu: "250m", memory: "256Mi" }, limits: { cpu: "1000m", memory: "512Mi" } },
    broker: { requests: { cpu: "1000m", memory: "4Gi" }, limits: { cpu: "2000m", memory: "4Gi" } },
    brokerNodes: 3,
    brokerVolume: "50Gi",
    cache: { requests: { cpu: "500m", memory: "2Gi" }, limits: { cpu: "1000m", memory: "2Gi" } },
    cacheMemoryMi: 1024,
  },
} as const satisfies Record<Stage, StoreSizes>;

/** Sizes of the stores of one stage. */
export interface StoreSizes {
  readonly postgres: Resources;
  readonly databaseVolume: string;
  readonly pooler: Resources;
  readonly broker: Resources;
  readonly brokerNodes: 1 | 3;
  readonly brokerVolume: string;
  readonly cache: Resources;
  /** Most memory for the cache's data. Unit: MiB. */
  readonly cacheMemoryMi: number;
}

export const storeSizes = ({ stage }: Profile): StoreSizes => stores[stage];

/** An instance of the engine: its container, and the heap inside. */
export interface EngineSize {
  readonly resources: Resources;
  readonly minHeapMi: number;
  readonly maxHeapMi: number;
}

export function engineSize(config: FireflyConfig, { stage }: Profile): EngineSize {
  if (config.profile === "tuned") {
    return { resources: tuned.size, minHeapMi: tuned.heapMi, maxHeapMi: tuned.heapMi };
  }
  const resources = standard[stage];
  const heap = (memory: string) => Math.floor(mebibytes(memory) * heapShare);
  return { resources, minHeapMi: heap(resources.requests.memory), maxHeapMi: heap(resources.limits.memory) };
}

/** Least and most instances of one version of the engine. */
export interface EngineReplicas {
  readonly least: number;
  readonly most: number;
}

/** The stage's least, or more by hand; the autoscaler always has one more to give. */
export function engineReplicas(config: FireflyConfig, profile: Profile): EngineReplicas {
  const least = config.minReplicas ?? leastInstances(config, profile);
  return {
    least,
    most: config.minReplicas === undefined ? config.maxReplicas : Math.max(config.maxReplicas, least + 1),
  };
}

/** Least instances of the stage in the release's mode. */
export const leastInstances = ({ release }: FireflyConfig, { stage }: Profile): number =>
  instances[release.mode][stage];

/** Least pause after a step of a canary; users wait for no shorter one than the guide's (FTE-028). Unit: seconds. */
const pauses = { dev: 1, staging: 1, prod: guidePauseSeconds } as const satisfies Record<Stage, number>;

export const leastPauseSeconds = ({ stage }: Profile): number => pauses[stage];

/** Most pods of the engine at once: of each version that the release has side by side, with the surge of its update. */
export function mostEnginePods(config: FireflyConfig, profile: Profile): number {
  const versions = config.release.mode === "rolling" ? 1 : 2;
  return versions * (engineReplicas(config, profile).most + 1);
}
