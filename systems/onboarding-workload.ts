import { type Labels, selectorLabels } from "../components/core/labels.ts";
import type { CertificateSecret } from "../components/identity/certificates.ts";
import type { NetworkNode } from "../components/workload/network.ts";
import { defineWorkloads, type SecretKey, type WorkloadSpec } from "../components/workload/spec.ts";
import { type OnboardingConfig, onboardingMostReplicas } from "../config/onboarding.ts";
import type { Profile } from "../config/profiles.ts";
import { partitions } from "./onboarding-history.ts";
import { engineMounts, mounts } from "./onboarding-mounts.ts";
import {
  applicationFiles,
  drainSeconds,
  engineEnvironment,
  enginePorts,
  engineSecrets,
  jaasConfig,
} from "./onboarding-settings.ts";
import { engineSize, leastPods } from "./onboarding-sizes.ts";
import { kafka, type OnboardingStores, postgres, redis } from "./onboarding-stores.ts";

/** The engine's component, and name of its Deployment and its Service (ONB-036, ONB-043). */
export const engine = "onboarding-workflow";

/** Component of the task that brings the schema to the state of a new engine. */
export const migration = "migration";

/** User of the engine's image (ONB-041). */
export const engineUser = 1000;

/** Label of the guide, by which its own commands select. */
const engineLabels: Labels = { app: engine };

/** Port of the Service for the API (ONB-043). */
export const servicePort = 80;

/** Wait for endpoints and gateway to forget a pod. Unit: seconds. */
const preStopSeconds = 10;

/** Stores that the engine calls; not every stack has the last one. */
const called = [`${postgres}-pooler`, kafka, redis] as const;

/** The workflow engine as data. */
export function engineWorkload(
  config: OnboardingConfig,
  profile: Profile,
  stores: OnboardingStores,
  identity: CertificateSecret,
  storePassword: SecretKey,
): WorkloadSpec {
  const { resources } = engineSize(profile);
  const health = (group: "liveness" | "readiness") => ({ path: `/actuator/health/${group}`, port: "management" });
  return defineWorkloads(called, {
    [engine]: {
      labels: engineLabels,
      container: "workflow-engine",
      image: config.images.engine,
      javaVersion: config.javaVersion,
      ports: {
        http: { port: enginePorts.http, servicePort, from: ["gateway"] },
        management: { port: enginePorts.management, from: ["prometheus", "gateway"], callers: false },
      },
      replicas: leastPods(config, profile),
      // A JVM keeps the heap that it once had, which is above 80 % of the guide's request (ONB-054).
      autoscale: {
        name: `${engine}-hpa`,
        max: onboardingMostReplicas,
        cpuPercent: 70,
        memoryPercent: "off",
      },
      resources,
      probes: {
        // Not the health of everything: a slow database would have the pod started over and over (ONB-040).
        startup: { ...health("liveness"), initialDelaySeconds: 10, periodSeconds: 5, failureThreshold: 30 },
        readiness: { ...health("readiness"), initialDelaySeconds: 30, periodSeconds: 10 },
        liveness: { ...health("liveness"), initialDelaySeconds: 60, periodSeconds: 30 },
      },
      metrics: { port: "management", path: "/actuator/prometheus", intervalSeconds: 30 },
      env: engineEnvironment(config, profile, stores),
      secretEnv: engineSecrets(stores, storePassword),
      composedEnv: { KAFKA_SASL_JAAS_CONFIG: jaasConfig(stores.kafka.protocol) },
      files: [
        { name: "onboarding-config", mountPath: mounts.config, files: applicationFiles(config, profile, stores) },
      ],
      secretMounts: engineMounts(stores, identity),
      restartOn: {
        databasePassword: config.databasePasswordVersion,
        kafkaPassword: config.kafkaPasswordVersion,
        cachePassword: config.cachePasswordVersion,
        storePassword: config.storePasswordVersion,
      },
      // It takes a dump of the whole heap (ONB-069).
      writable: [{ name: "tmp-volume", path: "/tmp", size: resources.limits.memory }],
      calls: called.filter((store) => store !== redis || stores.redis !== undefined),
      reaches: config.callsProviders ? ["https"] : [],
      userId: engineUser,
      preStopSeconds,
      terminationGraceSeconds: preStopSeconds + drainSeconds + 20,
    },
  })[engine];
}

/** Every node of the system's network, with the name of the engine's policy that the guide gives (ONB-060, ONB-061). */
export function onboardingNodes(
  system: string,
  { ports, calls, reaches }: WorkloadSpec,
  stores: OnboardingStores,
): Record<string, NetworkNode> {
  return {
    [engine]: {
      ports,
      calls,
      reaches,
      selector: { ...selectorLabels({ system, component: engine }), ...engineLabels },
      policy: `${engine}-netpol`,
    },
    // Straight to the server: a migration's lock belongs to its session, which a pooler does not keep.
    ...(!stores.postgres.copy && {
      [migration]: { ports: {}, calls: [postgres] },
      [partitions]: { ports: {}, calls: [postgres] },
    }),
    ...stores.postgres.network,
    ...stores.kafka.network,
    ...(stores.redis && { [redis]: stores.redis.network }),
  };
}
