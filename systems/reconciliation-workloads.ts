import { clientEndpoint } from "../components/postgres/spec.ts";
import { defineWorkloads, type Resources, type WorkloadSpec } from "../components/workload/spec.ts";
import type { Profile } from "../config/profiles.ts";
import { type ReconciliationConfig, reconciliationMostReplicas } from "../config/reconciliation.ts";
import {
  authorityMount,
  backendEnvironment,
  backendSecrets,
  databaseUrl,
  frontendEnvironment,
  metricsPort,
  type ReconciliationHosts,
  type ReconciliationStores,
  redisUrl,
} from "./reconciliation-settings.ts";

export type ReconciliationService = "backend" | "frontend";

/** What the services call: the pooler in front of the database, and Redis. */
export const reconciliationStores = ["postgres-pooler", "redis"] as const;
type Store = (typeof reconciliationStores)[number];

/** Sizes; the guide has none, and without them neither the autoscalers nor the 80 % alerts work (REC-066). */
export const serviceSizes = {
  backend: { requests: { cpu: "250m", memory: "256Mi" }, limits: { cpu: "1000m", memory: "512Mi" } },
  frontend: { requests: { cpu: "50m", memory: "64Mi" }, limits: { cpu: "250m", memory: "128Mi" } },
} as const satisfies Record<ReconciliationService, Resources>;

/** The two services as data (REC-005, REC-006). */
export function reconciliationWorkloads(
  config: ReconciliationConfig,
  profile: Profile,
  hosts: ReconciliationHosts,
  stores: ReconciliationStores,
): Record<ReconciliationService, WorkloadSpec<ReconciliationService | Store>> {
  const common = (name: ReconciliationService) => {
    const { port, readinessPath, livenessPath, minReplicas = profile.leastReplicas } = config[name];
    return {
      // The label that the guide's own commands select by.
      labels: { app: name },
      image: config.images[name],
      ports: { http: { port, from: ["gateway"] } },
      replicas: minReplicas,
      autoscale: { max: reconciliationMostReplicas[name], cpuPercent: 70, memoryPercent: 80 },
      resources: serviceSizes[name],
      probes: {
        startup: { path: livenessPath, port: "http", periodSeconds: 5, failureThreshold: 30 },
        readiness: { path: readinessPath, port: "http", periodSeconds: 5, failureThreshold: 3 },
        liveness: { path: livenessPath, port: "http", periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 6 },
      },
    } satisfies Partial<WorkloadSpec>;
  };
  const backend = common("backend");
  return defineWorkloads(reconciliationStores, {
    backend: {
      ...backend,
      ports: { ...backend.ports, metrics: { port: metricsPort, from: ["prometheus"], callers: false } },
      env: backendEnvironment(config, hosts),
      secretEnv: backendSecrets(stores),
      composedEnv: {
        DATABASE_URL: databaseUrl(stores, clientEndpoint(stores.postgres)),
        REDIS_URL: redisUrl(stores),
      },
      secretMounts: [authorityMount("postgres", stores), authorityMount("redis", stores)],
      restartOn: {
        jwtSecret: config.jwtSecretVersion,
        databasePassword: config.databasePasswordVersion,
        redisPassword: config.redisPasswordVersion,
      },
      metrics: { port: "metrics", path: "/metrics", intervalSeconds: 30 },
      // Websockets are closed by the server in this time, and clients come back to another pod.
      terminationGraceSeconds: 60,
      calls: [...reconciliationStores],
    },
    frontend: { ...common("frontend"), env: frontendEnvironment(config, hosts), calls: ["backend"] },
  });
}
