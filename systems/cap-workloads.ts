import type { CapConfig } from "../config/cap.ts";
import type { Profile } from "../config/profiles.ts";
import type { CacheOutputs } from "../components/cache/spec.ts";
import { handOvers, type PlannedStore } from "../components/operations/backup/plan.ts";
import type { NetworkNode } from "../components/workload/network.ts";
import type { SecretReference } from "../components/secret-store/generated-secret.ts";
import { defineWorkloads, type Resources, type SecretMount, type WorkloadSpec } from "../components/workload/spec.ts";
import { plannedStores, type StoreSite } from "./store-backups.ts";

/** The two Redis nodes, by component name. */
export const capStores = ["db-g1", "db-g2"] as const;
export type CapStore = (typeof capStores)[number];
export type CapApp = "app-cp" | "app-ap";

/** What the guide gives every container (CAP-046). */
export const capContainer: Resources = {
  requests: { cpu: "500m", memory: "512Mi" },
  limits: { cpu: "1000m", memory: "1Gi" },
};

/** Ports of the applications (CAP-028, CAP-029). */
export const capPorts = { "app-cp": 5001, "app-ap": 5002 } as const satisfies Record<CapApp, number>;

const secretFolder = "/etc/cap";

/** Secrets that the applications read as files. */
export interface CapSecrets {
  readonly sessionKey: SecretReference;
  readonly stores: Readonly<Record<CapStore, CacheOutputs>>;
}

/** The two applications as data. */
export function capWorkloads(
  config: CapConfig,
  profile: Profile,
  secrets: CapSecrets,
): Record<CapApp, WorkloadSpec<CapApp | CapStore>> {
  const app = (name: CapApp, guideName: string) =>
    ({
      guideName,
      image: config.images[name],
      ports: { http: { port: capPorts[name], from: ["gateway", "prometheus"] } },
      replicas: profile.replicas,
      autoscale: { max: profile.replicas * profile.autoscaleFactor },
      resources: capContainer,
      // One endpoint serves all three (CAP-035). Liveness is slow, so that a lost Redis node does not restart the pods.
      probes: {
        startup: { path: "/health", port: "http", periodSeconds: 5, failureThreshold: 30 },
        readiness: { path: "/health", port: "http", periodSeconds: 5, failureThreshold: 3 },
        liveness: { path: "/health", port: "http", periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 6 },
      },
      env: environment(name, config),
      restartOn: { secretKey: config.secretKeyVersion, redisPassword: config.redisPasswordVersion },
      secretMounts: secretMounts(secrets),
      // Kubernetes' own default, three hours (CAP-045).
      sessionAffinitySeconds: 10_800,
      // A 30-second alert window needs at least two scrapes (CAP-040).
      metrics: { port: "http", path: "/metrics", intervalSeconds: 10 },
      calls: [...capStores],
    }) satisfies WorkloadSpec<CapApp | CapStore>;
  return defineWorkloads(capStores, { "app-cp": app("app-cp", "app_cp"), "app-ap": app("app-ap", "app_ap") });
}

/** Name of the jobs that save a node. */
export const capBackup = (store: CapStore) => `${store}-backup`;

/** What is saved of the system: both nodes, each by jobs of its own (CAP-048). */
export const capPlan = (place: StoreSite): PlannedStore[] =>
  plannedStores(
    place,
    capStores.map((store) => ({ component: capBackup(store), kind: "redis", store, home: "cluster" })),
  );

/**
 * The Redis nodes' place in the network: the applications and backup jobs come in, and nothing goes out but replication, from the other node or
 * from what a job has restored.
 */
export function capStoreNodes(config: CapConfig, plan: readonly PlannedStore[]): Record<CapStore, NetworkNode> {
  const ports = { redis: { port: 6379 } } as const;
  const source = config.replication === "redis" ? ["db-g1"] : [];
  return {
    "db-g1": { ports, calls: handOvers(plan, "db-g1") },
    "db-g2": { ports, calls: [...source, ...handOvers(plan, "db-g2")] },
  };
}

/** The guide's `.env`, complete for every environment (CAP-007); secrets are paths of files (CAP-056). */
function environment(name: CapApp, config: CapConfig): Record<string, string> {
  return {
    PORT: String(capPorts[name]),
    NETWORK_TIMEOUT_SEC: String(config.networkTimeoutSec),
    MAX_STALENESS_MS: String(config.maxStalenessMs),
    LOG_LEVEL: config.logLevel,
    // Writes, breaker changes and logins are INFO; the audit log keeps them whatever the application log drops (CAP-010).
    AUDIT_LOG_LEVEL: "INFO",
    SECRET_KEY_FILE: `${secretFolder}/session/SECRET_KEY`,
    DB_G1_HOST: "db-g1",
    DB_G1_PORT: "6379",
    DB_G1_PASSWORD_FILE: `${secretFolder}/db-g1/password`,
    DB_G2_HOST: "db-g2",
    DB_G2_PORT: "6379",
    DB_G2_PASSWORD_FILE: `${secretFolder}/db-g2/password`,
    REDIS_TLS: "true",
    REDIS_CA_FILE: `${secretFolder}/ca/ca.crt`,
    REDIS_MAX_CONNECTIONS: String(config.redisPoolSize),
    REPLICATION_MODE: config.replication,
    // Sessions live in Redis and not in cookies (CAP-062); the cache and the rate limits share the node (CAP-057, CAP-061).
    SESSION_TYPE: "redis",
    SESSION_REDIS_HOST: "db-g1",
    CACHE_REDIS_HOST: "db-g1",
    RATELIMIT_STORAGE_HOST: "db-g1",
    RATELIMIT_DEFAULT: "1000 per hour;100 per minute",
  };
}

function secretMounts({ sessionKey, stores }: CapSecrets): SecretMount[] {
  return [
    { name: "session-key", secret: sessionKey.name, mountPath: `${secretFolder}/session`, keys: ["SECRET_KEY"] },
    ...capStores.map((store) => ({
      name: `${store}-password`,
      secret: stores[store].auth.name,
      mountPath: `${secretFolder}/${store}`,
      keys: ["password"],
    })),
    {
      name: "redis-authority",
      // Both nodes' certificates come from the same authority.
      secret: stores["db-g1"].authority.name,
      mountPath: `${secretFolder}/ca`,
      keys: ["ca.crt"],
    },
  ];
}
