import { domain, type Labels, selectorLabels } from "../components/core/labels.ts";
import type { Image } from "../components/core/images.ts";
import { isRegion, type Place, type RegionRole } from "../components/core/place.ts";
import type { CertificateSecret } from "../components/identity/certificates.ts";
import type { PodIdentity } from "../components/identity/pod-identity.ts";
import { platformNamespaces } from "../components/platform/peers.ts";
import { canaryService } from "../components/workload/canary.ts";
import { jvmOptions } from "../components/workload/jvm.ts";
import { type CanaryStrategy, defineWorkloads, type Strategy, type WorkloadSpec } from "../components/workload/spec.ts";
import type { CanaryRelease, FireflyConfig } from "../config/firefly.ts";
import type { Profile } from "../config/profiles.ts";
import { engineMounts, mounts } from "./firefly-mounts.ts";
import { applicationFile, applicationFileName, connectionsOf, drainSeconds, enginePorts } from "./firefly-settings.ts";
import { engineReplicas, engineSize } from "./firefly-sizes.ts";
import type { FireflyStores } from "./firefly-stores.ts";

/** The engine's component, and name of its Service and its container (FTE-026, FTE-040). */
export const engine = "transactional-engine";

/** What a region is for, in the guide's words (FTE-032, FTE-035). */
export type FireflyRegion = "primary" | "secondary" | "backup";

const regions = { primary: "primary", replica: "secondary", standby: "backup" } as const satisfies Record<
  RegionRole,
  FireflyRegion
>;

/** The region of a place; a cluster that is given is the only one. */
export const fireflyRegion = (place: Place): FireflyRegion => (isRegion(place) ? regions[place.role] : "primary");

/** Namespace of the whole system (FTE-032). */
export const engineNamespace = "production";

/** Label of the release's mode: a change of mode never has two controllers or budgets of the same pods (FTE-028). */
const modeLabel = `${domain}/release`;

/** Labels of the guide, with what the region is for (FTE-026, FTE-032, FTE-035). */
export const engineLabels = ({ release }: FireflyConfig, region: FireflyRegion): Labels => ({
  app: engine,
  region,
  [modeLabel]: release.mode,
});

/** Labels of the engine's pods, whatever the release. */
export const engineSelector = (system: string): Labels => ({
  ...selectorLabels({ system, component: engine }),
  app: engine,
});

/** Wait for endpoints and gateway to forget a pod (FTE-066). Unit: seconds. */
const preStopSeconds = 10;

/** What is left of the grace period after everything that a stopping engine waits for. Unit: seconds. */
const spareSeconds = 20;

/** User and group of the engine's image (FTE-061). */
export const engineUser = { userId: 1001, groupId: 2000 } as const;

/** Stores that the engine calls; queues of SQS are no place in the network. */
const called = ["postgres-transactional-engine-pooler", "broker", "cache"] as const;

/** What the engine connects to, and who it is there. */
export interface EngineConnections {
  readonly stores: FireflyStores;
  readonly identity: CertificateSecret;
  readonly podIdentity?: PodIdentity | undefined;
}

/** The engine as data. */
export function engineWorkload(
  config: FireflyConfig,
  profile: Profile,
  { stores, identity, podIdentity }: EngineConnections,
  region: FireflyRegion,
): WorkloadSpec {
  const { broker } = stores;
  const { resources } = engineSize(config, profile);
  const { least, most } = engineReplicas(config, profile);
  const health = (group: "liveness" | "readiness") => ({ path: `/actuator/health/${group}`, port: "metrics" });
  return defineWorkloads(called, {
    [engine]: {
      labels: engineLabels(config, region),
      image: servingImage(config),
      strategy: strategyOf(config),
      ports: {
        http: { port: enginePorts.http, from: ["gateway"] },
        metrics: { port: enginePorts.metrics, from: ["prometheus", "gateway"] },
      },
      replicas: least,
      // A JVM keeps the heap that it once had.
      autoscale: { max: most, cpuPercent: 70, memoryPercent: "off" },
      resources,
      probes: {
        startup: { ...health("liveness"), periodSeconds: 5, failureThreshold: 60 },
        readiness: { ...health("readiness"), periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
        liveness: { ...health("liveness"), periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
      },
      metrics: { port: "metrics", path: "/actuator/prometheus", intervalSeconds: 30 },
      env: engineEnvironment(config, profile),
      files: [
        {
          name: "transactional-engine-config",
          mountPath: mounts.config,
          files: {
            [applicationFileName]: connectionsOf(stores).apply((connections) => applicationFile(config, connections)),
          },
        },
      ],
      secretMounts: engineMounts(stores, identity),
      restartOn: {
        apiKey: config.apiKeyVersion,
        databasePassword: config.databasePasswordVersion,
        brokerCredential: config.brokerCredentialVersion,
        cachePassword: config.cachePasswordVersion,
      },
      // The temporary folder takes a dump of the whole heap (FTE-062, FTE-069).
      writable: [
        { name: "tmp", path: "/tmp", size: resources.limits.memory },
        { name: "cache", path: "/app/cache", size: "1Gi" },
      ],
      calls: "network" in broker ? called : called.filter((store) => store !== "broker"),
      // The tokens' issuer (FTE-018), the services that sagas call, and queues of the cloud, to which it shows who it is.
      reaches: broker.protocol === "sqs" ? ["https", "cloud-identity"] : ["https"],
      ...(podIdentity && { podIdentity }),
      ...engineUser,
      preStopSeconds,
      terminationGraceSeconds: preStopSeconds + drainSeconds.requests + drainSeconds.sagas + spareSeconds,
    },
  })[engine];
}

/** Variables: what decides how the process starts; everything else is in its file (FTE-023, FTE-030). */
function engineEnvironment(config: FireflyConfig, profile: Profile): Record<string, string> {
  const { resources, minHeapMi, maxHeapMi } = engineSize(config, profile);
  return {
    ENVIRONMENT: "production",
    SPRING_PROFILES_ACTIVE: "production",
    SPRING_CONFIG_ADDITIONAL_LOCATION: `file:${mounts.config}/`,
    SPRING_CONFIG_IMPORT: `configtree:${mounts.secrets}/`,
    CIRCUIT_BREAKER_ENABLED: String(config.circuitBreaker),
    // The options of the guide that are no defaults of its Java (FTE-058).
    JAVA_TOOL_OPTIONS: jvmOptions("system firefly", resources.limits.memory, {
      minHeapMi,
      maxHeapMi,
      maxPauseMs: 100,
      options: ["-XX:+UseStringDeduplication", "-Djava.awt.headless=true", "-Duser.timezone=UTC"],
    }),
  };
}

/** Image that the users reach; of a canary, the one to come. */
function servingImage({ release }: FireflyConfig): Image {
  return release.mode === "blue-green" ? release[release.active] : release.image;
}

function strategyOf(config: FireflyConfig): Strategy {
  const { release } = config;
  switch (release.mode) {
    case "rolling":
      return { kind: "rolling", suffix: "primary" };
    case "blue-green": {
      const { active, idle, blue, green, deadlineSeconds } = release;
      return { kind: "blue-green", active, idle, images: { blue, green }, deadlineSeconds };
    }
    case "canary":
      return canary(config, release);
  }
}

/** HTTPRoute whose weights a canary moves. No other mode has it: what a controller wrote into a route, nobody takes over. */
export const canaryRoute = "engine-canary";

/** The guide's steps (FTE-028), given up when more than a tenth of the new version's sagas fail (FTE-041). */
function canary({ executionsMetric }: FireflyConfig, release: CanaryRelease): CanaryStrategy {
  // A target's job is the Service that it was found through.
  const rate = (counter: string) =>
    `sum(rate(${counter}{namespace="${engineNamespace}",job="${canaryService(engine)}"}[5m]))`;
  return {
    kind: "canary",
    steps: [10, 25, 50, 75].map((weight) => ({ weight, pauseSeconds: release.pauseSeconds })),
    route: canaryRoute,
    deadlineSeconds: release.deadlineSeconds,
    analysis: {
      prometheus: `http://prometheus-operated.${platformNamespaces.monitoring}.svc.cluster.local:9090`,
      failureRatio: `${rate("saga_executions_failures_total")} / ${rate(executionsMetric)}`,
      maxFailureRatio: 0.1,
      intervalSeconds: release.analysisSeconds,
    },
  };
}
