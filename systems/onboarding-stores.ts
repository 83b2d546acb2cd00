import type * as pulumi from "@pulumi/pulumi";
import type { BackupTarget } from "../components/backup-store/target.ts";
import { Cache } from "../components/cache/cache.ts";
import { kafkaJobs, kafkaJobUsers, kafkaSaving, recordJobs } from "../components/operations/backup/kafka-jobs.ts";
import type { PlannedStore } from "../components/operations/backup/plan.ts";
import { postgresJobs } from "../components/operations/backup/postgres-jobs.ts";
import { KafkaCluster } from "../components/kafka/kafka.ts";
import type { TopicArgs } from "../components/kafka/spec.ts";
import { assertConnectionBudget, type PoolerCapacity } from "../components/postgres/budget.ts";
import { Postgres } from "../components/postgres/postgres.ts";
import type { OnboardingConfig } from "../config/onboarding.ts";
import type { Profile } from "../config/profiles.ts";
import { defaultPartition } from "./onboarding-history.ts";
import { commandPartitions, databaseInstances, engineSize, mostPods, storeSizes } from "./onboarding-sizes.ts";
import type { SystemPlace } from "./place.ts";
import { plannedStores, type SavedStore, type StoreSite, type StoreToSave } from "./store-backups.ts";
import type { SystemContext } from "./system.ts";

/** Components of the system, and names of the stores. */
export const postgres = "postgres";
export const kafka = "kafka";
export const redis = "redis";

/** Kafka user of the engine, the Secret with its password, and the group that its consumers join (ONB-019, ONB-034). */
export const kafkaUser = "kafka-user";
export const kafkaSecret = "onboarding-kafka-secret";
export const consumerGroup = "onboarding-engine";

/** What the engine reads and writes (ONB-014 to ONB-018). */
export const onboardingTopics = ({ profile }: OnboardingConfig) =>
  ({
    "onboarding-command": { partitions: commandPartitions[profile] },
    "ekyc-callback": { partitions: 6 },
    "aml-callback": { partitions: 6 },
    "onboarding-event": { partitions: 3 },
    "onboarding-dlq": { partitions: 3 },
  }) as const satisfies Record<string, TopicArgs>;

/** What the engine works off; results and dead letters are for others. */
const consumed = ["onboarding-command", "ekyc-callback", "aml-callback"] as const;

/** `max_connections`: those of both poolers, of a third one during an update, and what everybody else needs (ONB-026). */
const serverConnections = 200;

/** The guide's parameters (ONB-071). */
const serverParameters = {
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  work_mem: "4MB",
  maintenance_work_mem: "64MB",
  checkpoint_completion_target: "0.9",
  wal_buffers: "16MB",
  default_statistics_target: "100",
};

const poolerOf = (profile: Profile): PoolerCapacity => ({
  instances: profile.leastReplicas,
  poolMode: "transaction",
  maxClientConnections: 1000,
  poolSize: 50,
});

/**
 * What is saved of the system: the database (ONB-062), and of Kafka what nothing else keeps. The cache is a copy.
 */
export const onboardingPlan = (place: StoreSite): PlannedStore[] =>
  plannedStores(place, [
    { component: "postgres-backup", kind: "postgres", store: postgres, home: "managed" },
    ...kafkaToSave(place),
  ]);

function kafkaToSave({ cloud }: StoreSite): StoreToSave[] {
  const saved = { component: "kafka-backup", kind: "kafka", store: kafka } as const;
  switch (kafkaSaving[cloud]) {
    case "nothing":
      return [];
    case "all but records":
      return [{ ...saved, home: "cluster-alone", drilledInPlace: true }];
    case "records":
      return [{ ...saved, home: "managed", increments: true, restores: true }];
  }
}

/** A store of the plan as it is saved; positions of groups are worth something as long as they are new. */
export function savedStore(
  store: PlannedStore,
  stores: OnboardingStores,
  { config, profile }: Pick<StoreArgs, "config" | "profile">,
): SavedStore {
  if (store.kind === "postgres") {
    return { ...store, jobs: postgresJobs(stores.postgres), scratch: { size: profile.databaseVolume } };
  }
  if (store.increments) {
    // A third of the objective is left for a run.
    const minutes = Math.max(1, Math.min(30, Math.floor(config.objectives.rpoSeconds / 90)));
    return {
      ...store,
      jobs: recordJobs(stores.kafka, { groups: [consumerGroup], additions: `*/${minutes} * * * *` }),
      rhythm: { schedule: "0 2 * * *", everySeconds: minutes * 60, graceSeconds: 300 },
      objectives: config.objectives,
      scratch: { size: storeSizes(profile).brokerVolume },
    };
  }
  return {
    ...store,
    jobs: kafkaJobs(stores.kafka),
    rhythm: { schedule: "20 * * * *", everySeconds: 3600 },
    objectives: { rtoSeconds: 900, rpoSeconds: 2 * 3600 },
  };
}

export interface OnboardingStores {
  readonly postgres: Postgres;
  readonly kafka: KafkaCluster;
  /** Undefined where the stack wants no cache. */
  readonly redis: Cache | undefined;
}

/** What the stores are made from. */
interface StoreArgs extends SystemContext {
  readonly config: OnboardingConfig;
}

/** @throws InvalidInput when the pods' pools do not fit, with the largest that does (ONB-026). */
export function assertDatabaseConnections(where: string, profile: Profile): void {
  assertConnectionBudget({
    where,
    field: "hikari.maximum-pool-size",
    pool: engineSize(profile).poolSize,
    mostPods,
    maxConnections: serverConnections,
    pooler: poolerOf(profile),
  });
}

export function onboardingStores(
  parent: pulumi.Resource,
  name: string,
  args: StoreArgs,
  place: SystemPlace,
  backups: BackupTarget,
): OnboardingStores {
  return {
    postgres: onboardingPostgres(parent, name, args, place, backups),
    kafka: onboardingKafka(parent, name, args, place),
    redis: args.config.cache ? onboardingRedis(parent, name, args, place) : undefined,
  };
}

/** State, outbox and history of the workflows, reachable as `postgres`, too, as the guide calls it (ONB-002, ONB-010, ONB-011). */
function onboardingPostgres(
  parent: pulumi.Resource,
  name: string,
  { config, profile, cluster, place, sources }: StoreArgs,
  { system, namespace }: SystemPlace,
  backups: BackupTarget,
): Postgres {
  const instances = databaseInstances(config, profile);
  return new Postgres(
    `${name}-${postgres}`,
    {
      place,
      system,
      component: postgres,
      namespace,
      database: "onboarding_workflow",
      owner: "onboarding",
      instances,
      // With one standby, its loss would stop every write.
      synchronousReplicas: instances > 2 ? 1 : 0,
      storage: profile.databaseVolume,
      storageClass: cluster.storageClass,
      resources: storeSizes(profile).postgres,
      maxConnections: serverConnections,
      parameters: serverParameters,
      extensions: ["uuid-ossp", "postgis"],
      countedTables: [defaultPartition],
      aliases: [postgres],
      pooler: poolerOf(profile),
      backup: { target: backups },
      secretName: "onboarding-db-secret",
      passwordVersion: config.databasePasswordVersion,
      zoneSpread: profile.zoneSpread,
      protect: profile.protectData,
      source: sources?.postgres,
    },
    { parent },
  );
}

/**
 * Commands, callbacks and events (ONB-003). What comes in through the API, the providers' callbacks included, goes
 * through Kafka, so that the engine writes what it reads.
 */
function onboardingKafka(
  parent: pulumi.Resource,
  name: string,
  { config, profile, cluster, place, sources }: StoreArgs,
  { system, namespace }: SystemPlace,
): KafkaCluster {
  const { broker, brokers, controllers, brokerVolume } = storeSizes(profile);
  const topics = onboardingTopics(config);
  return new KafkaCluster(
    `${name}-${kafka}`,
    {
      place,
      system,
      component: kafka,
      namespace,
      brokers,
      controllers,
      topics,
      users: {
        [kafkaUser]: {
          consumes: consumed,
          groups: [consumerGroup],
          produces: Object.keys(topics),
          secretName: kafkaSecret,
        },
        ...kafkaJobUsers(place),
      },
      storage: brokerVolume,
      storageClass: cluster.storageClass,
      resources: broker,
      passwordVersion: config.kafkaPasswordVersion,
      zoneSpread: profile.zoneSpread,
      protect: profile.protectData,
      msk: config.kafkaTools && { tools: config.kafkaTools },
      source: sources?.kafka,
    },
    { parent },
  );
}

/** Copies of what the database has; when it is full, the least recently used go (ONB-004). */
function onboardingRedis(
  parent: pulumi.Resource,
  name: string,
  { config, profile, cluster, place }: StoreArgs,
  { system, namespace, issuer }: SystemPlace,
): Cache {
  const sizes = storeSizes(profile);
  return new Cache(
    `${name}-${redis}`,
    {
      place,
      system,
      component: redis,
      namespace,
      issuer,
      resources: sizes.redis,
      volume: profile.redisVolume,
      storageClass: cluster.storageClass,
      maxMemoryMi: sizes.redisMemoryMi,
      eviction: "allkeys-lru",
      passwordVersion: config.cachePasswordVersion,
      zoneSpread: profile.zoneSpread,
      protect: profile.protectData,
    },
    { parent },
  );
}
