import type * as pulumi from "@pulumi/pulumi";
import type { BackupTarget } from "../components/backup-store/target.ts";
import { Cache } from "../components/cache/cache.ts";
import { InvalidInput } from "../components/core/errors.ts";
import type { PlannedStore } from "../components/operations/backup/plan.ts";
import { assertConnectionBudget, type PoolerCapacity } from "../components/postgres/budget.ts";
import { Postgres } from "../components/postgres/postgres.ts";
import type { Resources } from "../components/workload/spec.ts";
import type { Profile } from "../config/profiles.ts";
import { type ReconciliationConfig, reconciliationMostReplicas } from "../config/reconciliation.ts";
import { secretKeys } from "./reconciliation-settings.ts";
import type { SystemPlace } from "./place.ts";
import { plannedStores, type StoreSite } from "./store-backups.ts";
import type { SystemContext } from "./system.ts";

/** `max_connections` of the server: both poolers' and what everybody else needs. */
const serverConnections = 200;

/** Sizes of one node of each store. */
export const storeSizes = {
  postgres: { requests: { cpu: "500m", memory: "1Gi" }, limits: { cpu: "2000m", memory: "2Gi" } },
  redis: { requests: { cpu: "250m", memory: "512Mi" }, limits: { cpu: "1000m", memory: "1Gi" } },
} as const satisfies Record<string, Resources>;

/** Pods of the pooler, and of the database. */
export function databaseSize(profile: Profile): { readonly instances: number; readonly poolers: number } {
  return { instances: profile.replicas, poolers: profile.leastReplicas };
}

/**
 * Checks that the backend's connections fit: 50 of each of 10 pods and a rolling update's one more are above what a
 * server should hold, so that they go through a pooler (REC-023).
 *
 * @throws InvalidInput naming the setting and what it may be.
 */
export function assertDatabaseConnections(where: string, config: ReconciliationConfig, profile: Profile): void {
  const { databasePoolSize, databaseMaxConnections } = config;
  assertConnectionBudget({
    where,
    field: "databaseMaxConnections",
    pool: databaseMaxConnections,
    mostPods: reconciliationMostReplicas.backend + 1,
    maxConnections: serverConnections,
    pooler: poolerOf(profile),
  });
  if (databasePoolSize > databaseMaxConnections) {
    const allowed = `at most databaseMaxConnections (${databaseMaxConnections})`;
    throw new InvalidInput(where, "databasePoolSize", allowed, databasePoolSize);
  }
}

const poolerOf = (profile: Profile): PoolerCapacity => ({
  instances: databaseSize(profile).poolers,
  poolMode: "transaction",
  maxClientConnections: 1000,
  poolSize: 80,
});

/** What is saved of the system (REC-058); sessions and cached answers are made anew. */
export const reconciliationPlan = (place: StoreSite): PlannedStore[] =>
  plannedStores(place, [{ component: "postgres-backup", kind: "postgres", store: "postgres", home: "managed" }]);

/** The primary data store, reachable as `postgres` and `postgres-service`, too, as the guide calls it (REC-007). */
export function reconciliationPostgres(
  parent: pulumi.Resource,
  name: string,
  { config, profile, cluster, place, sources }: SystemContext & { readonly config: ReconciliationConfig },
  { system, namespace }: SystemPlace,
  backups: BackupTarget,
): Postgres {
  const { instances } = databaseSize(profile);
  return new Postgres(
    `${name}-postgres`,
    {
      place,
      system,
      component: "postgres",
      namespace,
      database: "reconciliation_db",
      owner: "reconciliation_user",
      instances,
      readAlone: false,
      // With one standby, its loss would stop every write.
      synchronousReplicas: instances > 2 ? 1 : 0,
      storage: profile.databaseVolume,
      storageClass: cluster.storageClass,
      resources: storeSizes.postgres,
      maxConnections: serverConnections,
      parameters: { shared_buffers: "256MB" },
      slowStatementMs: config.slowStatementMs,
      aliases: ["postgres", "postgres-service"],
      pooler: poolerOf(profile),
      backup: { target: backups, rpoSeconds: config.objectives.rpoSeconds },
      secretName: "reconciliation-secrets",
      passwordKeys: [secretKeys.database],
      otherSecrets: { [secretKeys.tokens]: config.jwtSecretVersion },
      passwordVersion: config.databasePasswordVersion,
      zoneSpread: profile.zoneSpread,
      protect: profile.protectData,
      source: sources?.postgres,
    },
    { parent },
  );
}

/** Sessions and cached answers; when it is full, the least recently used ones with an expiry go (REC-008, REC-080). */
export function reconciliationRedis(
  parent: pulumi.Resource,
  name: string,
  { config, profile, cluster, place }: SystemContext & { readonly config: ReconciliationConfig },
  { system, namespace, issuer }: SystemPlace,
): Cache {
  return new Cache(
    `${name}-redis`,
    {
      place,
      system,
      component: "redis",
      namespace,
      issuer,
      resources: storeSizes.redis,
      volume: profile.redisVolume,
      storageClass: cluster.storageClass,
      maxMemoryMi: 512,
      eviction: "volatile-lru",
      passwordVersion: config.redisPasswordVersion,
      zoneSpread: profile.zoneSpread,
      protect: profile.protectData,
    },
    { parent },
  );
}
