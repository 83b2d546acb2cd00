import type * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import { Cache } from "../components/cache/cache.ts";
import { InvalidInput } from "../components/core/errors.ts";
import type { Objectives } from "../components/core/objectives.ts";
import { isRegion } from "../components/core/place.ts";
import { mebibytes } from "../components/core/quantities.ts";
import { DocumentStore } from "../components/document-store/document-store.ts";
import type { IndexDeclaration } from "../components/document-store/indexes.ts";
import { mongodbPorts, mongodConfig } from "../components/document-store/mongodb-config.ts";
import { mongoJobs } from "../components/operations/backup/mongo-jobs.ts";
import type { PlannedStore } from "../components/operations/backup/plan.ts";
import type { Resources } from "../components/workload/spec.ts";
import { type EcommerceConfig, ecommerceServices } from "../config/ecommerce.ts";
import type { Profile } from "../config/profiles.ts";
import { databaseResources, scaleOf } from "./ecommerce-capacity.ts";
import type { SystemPlace } from "./place.ts";
import { plannedStores, type SavedStore, type StoreSite } from "./store-backups.ts";
import type { SystemContext } from "./system.ts";

/** Sizes of the Redis node. */
export const redisSize: Resources = {
  requests: { cpu: "250m", memory: "512Mi" },
  limits: { cpu: "1000m", memory: "1Gi" },
};

/** Four hours, and the stricter of the guide's two bounds on lost data (ECO-042, ECO-043). */
export const ecommerceObjectives: Objectives = { rtoSeconds: 4 * 3600, rpoSeconds: 15 * 60 };

/** Name of the replica set, its Service's prefix, and its component. */
const mongodb = "mongodb";

/** Indexes of the collections (ECO-056 to ECO-059). */
export const ecommerceIndexes: readonly IndexDeclaration[] = [
  { collection: "users", keys: { email: 1 }, unique: true },
  { collection: "users", keys: { createdAt: 1 } },
  { collection: "users", keys: { role: 1 } },
  { collection: "products", keys: { category: 1 } },
  { collection: "products", keys: { name: "text", description: "text" } },
  { collection: "products", keys: { price: 1 } },
  { collection: "products", keys: { stockQuantity: 1 } },
  { collection: "orders", keys: { userEmail: 1, orderDate: -1 } },
  // The shard key's own, which a collection has to have before it is sharded; the one above does not do for it (ECO-058).
  { collection: "orders", keys: { userEmail: 1, orderDate: 1 } },
  { collection: "orders", keys: { status: 1 } },
  { collection: "orders", keys: { orderDate: 1 } },
  { collection: "cart_items", keys: { userEmail: 1 } },
  { collection: "cart_items", keys: { userEmail: 1, productId: 1 }, unique: true },
];

/** Connections to each member that a driver keeps for watching it, besides its pool. */
const monitors = 2;

/**
 * Checks that the services' connections fit into a member of the database: each may take a MiB for its thread, and half of what the
 * server's cache leaves is for that. A cold colour that is made and takes over in one update has the other half for so long.
 *
 * @throws InvalidInput naming the setting and what it may be.
 */
export function assertDatabaseConnections(where: string, config: EcommerceConfig, profile: Profile): void {
  const limit = databaseResources(config, profile).limits.memory;
  const cacheMi = Number(mongodConfig(limit)["storage.wiredTiger.engineConfig.cacheSizeGB"]) * 1024;
  const connections = Math.floor((mebibytes(limit) - cacheMi) / 2);
  const { most } = scaleOf(config, profile);
  const pods = ecommerceServices.reduce((sum, service) => {
    const { release } = config.services[service];
    const colours = release.mode === "blue-green" && release.idle === "warm" ? 2 : 1;
    return sum + colours * (most + 1);
  }, 0);
  const allowed = Math.floor(connections / pods) - monitors;
  if (config.mongodbPoolSize <= allowed) return;
  const why = `so that ${pods} pods fit into ${connections} connections of a member of ${limit}`;
  throw new InvalidInput(where, "mongodbPoolSize", `at most ${allowed}, ${why}`, config.mongodbPoolSize);
}

/** What is saved of the system (ECO-037); what the cache has is made anew. */
export const ecommercePlan = (place: StoreSite): PlannedStore[] =>
  plannedStores(place, [
    {
      component: "mongodb-backup",
      kind: "mongo",
      store: mongodb,
      home: "managed",
      increments: !isRegion(place),
    },
  ]);

/** Between two additions; every six hours, as the guide has them, more than the promised 15 minutes would be lost. Unit: minutes. */
const additionMinutes = 10;

/**
 * A dump of all every day, and additions in between (ECO-037, ECO-038). The cloud's service has no oplog: it has its own way back to each
 * moment, and our dump is the copy outside of it.
 */
export function savedMongodb(store: PlannedStore, documents: DocumentStore, profile: Profile): SavedStore {
  const { backup, restore } = documents.users;
  if (backup === undefined) throw new InvalidInput("system ecommerce", "mongodb.users", "one for backups", "none");
  const scratch = { size: profile.documentVolume };
  if (!store.increments) return { ...store, jobs: mongoJobs(documents, { backup, restore }), scratch };
  return {
    ...store,
    jobs: mongoJobs(documents, { backup, restore, additions: `*/${additionMinutes} * * * *` }),
    rhythm: { schedule: "0 2 * * *", everySeconds: additionMinutes * 60, graceSeconds: 300 },
    objectives: ecommerceObjectives,
    scratch,
  };
}

type StoreContext = SystemContext & { readonly config: EcommerceConfig };

/** The database of all four services (ECO-005, ECO-035, ECO-056 to ECO-059). */
export function ecommerceMongodb(
  parent: pulumi.Resource,
  name: string,
  { config, profile, cluster, place, sources }: StoreContext,
  { system, namespace, issuer }: SystemPlace,
): DocumentStore {
  return new DocumentStore(
    `${name}-${mongodb}`,
    {
      place,
      system,
      component: mongodb,
      namespace,
      issuer,
      database: "ecommerce",
      members: profile.documentMembers,
      users: {
        // One for all four, as the guide has one Secret; it can do nothing beyond the documents (ECO-011).
        services: { role: "readWrite", secretName: "mongodb-secret" },
        backup: { role: "backup" },
        ...(!isRegion(place) && { restore: { role: "restore" } as const }),
      },
      indexes: ecommerceIndexes,
      resources: databaseResources(config, profile),
      volume: profile.documentVolume,
      storageClass: cluster.storageClass,
      encryptionKeyFile: {
        secretName: "mongodb-encryption-key",
        mountPath: "/etc/mongodb-encryption",
        version: config.mongodbEncryptionKeyVersion,
      },
      credentialVersion: config.mongodbPasswordVersion,
      zoneSpread: profile.zoneSpread,
      protect: profile.protectData,
      source: sources?.documents,
    },
    { parent },
  );
}

/** Cached answers and the counters of the gateway's limits; when it is full, the least recently used go (ECO-055). */
export function ecommerceRedis(
  parent: pulumi.Resource,
  name: string,
  { config, profile, cluster, place }: StoreContext,
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
      resources: redisSize,
      volume: profile.redisVolume,
      storageClass: cluster.storageClass,
      maxMemoryMi: 512,
      eviction: "allkeys-lru",
      passwordVersion: config.redisPasswordVersion,
      zoneSpread: profile.zoneSpread,
      protect: profile.protectData,
    },
    { parent },
  );
}

/**
 * What every member runs with, in the form of `mongod.conf` (ECO-036). The operator writes the members' own files from the replica set's
 * resource; this is for people and tools, and made of the same values.
 */
export function mongodConf(config: EcommerceConfig, profile: Profile): string {
  const settings: Record<string, unknown> = {
    "net.port": mongodbPorts.mongodb,
    "net.tls.mode": "requireTLS",
    "security.authorization": "enabled",
    "replication.replSetName": mongodb,
    ...mongodConfig(databaseResources(config, profile).limits.memory),
  };
  const nested: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(settings)) insert(nested, path.split("."), value);
  return `${notes.map((line) => `# ${line}\n`).join("")}${stringify(nested, { lineWidth: 0 })}`;
}

const notes = [
  "What every member runs with. The operator writes the members' own files: a change of this text changes nothing.",
  "net.tls.certificateKeyFile and net.tls.CAFile lie below /var/lib/tls, under names that the operator makes of their content.",
  "security.enableEncryption and encryptionKeyFile are of other editions than Community, which does not start with them:",
  "the class of the volumes encrypts, and the key is at /etc/mongodb-encryption/key for an edition that reads it.",
];

function insert(target: Record<string, unknown>, [first = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const inner: Record<string, unknown> = { ...(target[first] ?? {}) };
  insert(inner, rest, value);
  target[first] = inner;
}
