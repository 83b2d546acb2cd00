import type * as pulumi from "@pulumi/pulumi";
import type { BackupTarget } from "../components/backup-store/target.ts";
import { Cache } from "../components/cache/cache.ts";
import type { CacheOutputs } from "../components/cache/spec.ts";
import type { Objectives } from "../components/core/objectives.ts";
import type { PlannedStore } from "../components/operations/backup/plan.ts";
import { assertConnectionBudget, type PoolerCapacity } from "../components/postgres/budget.ts";
import { Postgres } from "../components/postgres/postgres.ts";
import { Queues } from "../components/queue/queue.ts";
import type { QueueDeclaration, QueuesOutputs } from "../components/queue/spec.ts";
import type { FireflyConfig } from "../config/firefly.ts";
import type { Profile } from "../config/profiles.ts";
import { engineSecret, secretKeys } from "./firefly-mounts.ts";
import { mostEnginePods, poolSize, storeSizes } from "./firefly-sizes.ts";
import type { SystemPlace } from "./place.ts";
import { plannedStores, type StoreSite } from "./store-backups.ts";
import type { SystemContext } from "./system.ts";

/** The database's component, and name of its cluster (FTE-036). */
export const database = "postgres-transactional-engine";

/** The work queues by what they are for; each has one of dead letters beside it (FTE-009). */
export const fireflyQueues = {
  commands: { name: "saga-commands" },
  events: { name: "saga-events" },
  compensations: { name: "saga-compensations" },
} as const satisfies Record<string, QueueDeclaration>;

/** Those that the engine sends to and receives from (FTE-008). */
export const fireflyQueueNames: readonly string[] = Object.values(fireflyQueues).map(({ name }) => name);

/** What the guide promises: back within 15 minutes, with all but the last 5 (FTE-048, FTE-049). */
export const fireflyObjectives: Objectives = { rtoSeconds: 900, rpoSeconds: 300 };

/** `max_connections` (FTE-036). */
const serverConnections = 500;

/** The server's parameters (FTE-036); 500 connections follow from another argument. */
const serverParameters = { shared_buffers: "256MB", effective_cache_size: "1GB", maintenance_work_mem: "64MB" };

/** What is saved of the system (FTE-045). The cache is a copy of it, and queues are emptied by who reads them. */
export const fireflyPlan = (place: StoreSite): PlannedStore[] =>
  plannedStores(place, [{ component: `${database}-backup`, kind: "postgres", store: database, home: "managed" }]);

export interface FireflyStores {
  readonly postgres: Postgres;
  readonly broker: QueuesOutputs;
  readonly cache: CacheOutputs;
  /** What the engine comes after. */
  readonly made: readonly pulumi.Resource[];
}

/** What the stores are made from. */
interface StoreArgs extends SystemContext {
  readonly config: FireflyConfig;
}

/**
 * The pooler in front of the database. With a third pod during an update, its pools still fit into the server's connections; with
 * one pod away, its clients are those of every instance in the `tuned` profile and both versions of a release (FTE-007).
 */
const poolerOf = (profile: Profile): PoolerCapacity => ({
  instances: profile.leastReplicas,
  poolMode: "transaction",
  maxClientConnections: 2500,
  poolSize: 150,
});

/** @throws InvalidInput when the instances' pools do not fit, with the largest that does. */
export function assertDatabaseConnections(where: string, config: FireflyConfig, profile: Profile): void {
  assertConnectionBudget({
    where,
    field: `profile ${config.profile} (connections of an instance)`,
    pool: poolSize[config.profile],
    mostPods: mostEnginePods(config, profile),
    maxConnections: serverConnections,
    pooler: poolerOf(profile),
  });
}

export function fireflyStores(
  parent: pulumi.Resource,
  name: string,
  args: StoreArgs,
  place: SystemPlace,
  backups: BackupTarget,
): FireflyStores {
  const postgres = fireflyPostgres(parent, name, args, place, backups);
  const queues = fireflyBroker(parent, name, args, place);
  const cache = fireflyCache(parent, name, args, place);
  return { postgres, broker: queues.outputs, cache, made: [postgres, queues, cache] };
}

/** State and history of the sagas (FTE-004, FTE-036). */
function fireflyPostgres(
  parent: pulumi.Resource,
  name: string,
  { config, profile, cluster, place, sources }: StoreArgs,
  { system, namespace }: SystemPlace,
  backups: BackupTarget,
): Postgres {
  const sizes = storeSizes(profile);
  return new Postgres(
    `${name}-postgres`,
    {
      place,
      system,
      component: database,
      namespace,
      database: "transactional_engine",
      owner: "transactional_engine",
      instances: profile.replicas,
      // With one standby, its loss would stop every write.
      synchronousReplicas: profile.replicas > 2 ? 1 : 0,
      storage: sizes.databaseVolume,
      storageClass: cluster.storageClass,
      resources: sizes.postgres,
      maxConnections: serverConnections,
      parameters: serverParameters,
      pooler: { ...poolerOf(profile), resources: sizes.pooler },
      // Daily at 02:00, and for 30 days, as the guide asks and as the store does by itself (FTE-038).
      backup: { target: backups, rpoSeconds: fireflyObjectives.rpoSeconds },
      secretName: engineSecret,
      // The type that the guide gives it; the operator reads the keys alone.
      secretType: "Opaque",
      passwordKeys: [secretKeys.database],
      otherSecrets: { [secretKeys.apiKey]: config.apiKeyVersion },
      passwordVersion: config.databasePasswordVersion,
      zoneSpread: profile.zoneSpread,
      protect: profile.protectData,
      source: sources?.postgres,
    },
    { parent },
  );
}

/** What the engine hands to other services and to itself (FTE-008, FTE-009). */
function fireflyBroker(
  parent: pulumi.Resource,
  name: string,
  { config, profile, cluster, place, operatorIssuer }: StoreArgs,
  { system, namespace }: SystemPlace,
): Queues {
  const sizes = storeSizes(profile);
  const { commands, ...others } = fireflyQueues;
  return new Queues(
    `${name}-broker`,
    {
      place,
      system,
      component: "broker",
      namespace,
      // The operator that declares the queues connects, too, and trusts this one.
      issuer: operatorIssuer,
      queues: [commands, ...Object.values(others)],
      replicas: sizes.brokerNodes,
      resources: sizes.broker,
      volume: sizes.brokerVolume,
      storageClass: cluster.storageClass,
      credentialVersion: config.brokerCredentialVersion,
      zoneSpread: profile.zoneSpread,
      protect: profile.protectData,
    },
    { parent },
  );
}

/** Copies of what the database has; when it is full, the least recently used go. */
function fireflyCache(
  parent: pulumi.Resource,
  name: string,
  { config, profile, cluster, place }: StoreArgs,
  { system, namespace, issuer }: SystemPlace,
): Cache {
  const sizes = storeSizes(profile);
  return new Cache(
    `${name}-cache`,
    {
      place,
      system,
      component: "cache",
      namespace,
      issuer,
      resources: sizes.cache,
      volume: profile.redisVolume,
      storageClass: cluster.storageClass,
      maxMemoryMi: sizes.cacheMemoryMi,
      eviction: "allkeys-lru",
      passwordVersion: config.cachePasswordVersion,
      zoneSpread: profile.zoneSpread,
      protect: profile.protectData,
    },
    { parent },
  );
}
