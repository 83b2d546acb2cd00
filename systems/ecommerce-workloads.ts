import type * as pulumi from "@pulumi/pulumi";
import type { Image } from "../components/core/images.ts";
import type { CloudIdentity } from "../components/identity/cloud-identity.ts";
import { jvmOptions } from "../components/workload/jvm.ts";
import { defineWorkloads, type Strategy, type WorkloadSpec } from "../components/workload/spec.ts";
import {
  type EcommerceConfig,
  type EcommerceRelease,
  type EcommerceService,
  ecommerceServices,
} from "../config/ecommerce.ts";
import type { Profile } from "../config/profiles.ts";
import { scaleOf } from "./ecommerce-capacity.ts";
import type { Credentials } from "./ecommerce-credentials.ts";
import { gatewayFile } from "./ecommerce-gateway.ts";
import type { EcommerceNotifications } from "./ecommerce-notifications.ts";
import { logbackFile } from "./ecommerce-logging.ts";
import {
  authorityMount,
  configFolder,
  credentialsOf,
  drainSeconds,
  type EcommerceStores,
  redisPasswordMount,
  sendsNotifications,
  serviceFile,
  stageFile,
} from "./ecommerce-settings.ts";

export type EcommerceWorkload = EcommerceService | "api-gateway";

/** What the workloads call besides each other. */
export const ecommerceStores = ["mongodb", "redis"] as const;
type Store = (typeof ecommerceStores)[number];

/** Wait before SIGTERM, so that endpoints and gateways forget the pod first. Unit: seconds. */
const preStopSeconds = 5;

/** The four services and the gateway as data (ECO-002 to ECO-004, ECO-011). */
export function ecommerceWorkloads(
  config: EcommerceConfig,
  profile: Profile,
  stores: EcommerceStores,
  credentials: Credentials,
  notifications: EcommerceNotifications | undefined,
): Record<EcommerceWorkload, WorkloadSpec<EcommerceWorkload | Store>> {
  const service = (name: EcommerceService) => ({
    ...common(name, config, profile),
    // The guide's own variable, in an address that holds the password (ECO-011).
    secretEnv: { MONGODB_URI: { secret: stores.mongodb.users.services?.name ?? "", key: "connection-string" } },
    files: configFiles(`${name}-config`, config, profile, serviceFile(name, config, stores, notifications?.outputs)),
    secretMounts: [
      authorityMount("mongodb", stores),
      authorityMount("redis", stores),
      redisPasswordMount(stores),
      ...credentialsOf[name].flatMap((purpose) => credentials[purpose] ?? []),
    ],
    restartOn: { mongodbPassword: config.mongodbPasswordVersion, redisPassword: config.redisPasswordVersion },
    calls: [...ecommerceStores],
    ...(notifications && sendsNotifications(name) && reachesOf(notifications.identities[name])),
  });
  return defineWorkloads(ecommerceStores, {
    "user-service": service("user-service"),
    "product-service": service("product-service"),
    "cart-service": service("cart-service"),
    "order-service": service("order-service"),
    "api-gateway": {
      ...common("api-gateway", config, profile),
      ports: { http: { port: config.services["api-gateway"].port, from: ["gateway", "prometheus"] } },
      files: configFiles("gateway-config", config, profile, gatewayFile(config, stores)),
      secretMounts: [authorityMount("redis", stores), redisPasswordMount(stores)],
      restartOn: { redisPassword: config.redisPasswordVersion },
      calls: [...ecommerceServices, "redis"],
    },
  });
}

/** How a service that writes to people gets to who lets it: what a pod says of itself is enough where the cloud knows it by that. */
const reachesOf = ({ podIdentity }: Partial<CloudIdentity> = {}) =>
  podIdentity ? { podIdentity, reaches: ["https"] as const } : { reaches: ["https", "cloud-identity"] as const };

/** What all five have: the one template of the guide. */
function common(name: EcommerceWorkload, config: EcommerceConfig, profile: Profile) {
  const { release, port } = config.services[name];
  const { least, most } = scaleOf(config, profile);
  return {
    // In a blue-green release, the version is the colour (ECO-011, ECO-068).
    labels: { app: name, ...(release.mode === "rolling" && { version: "v1" }) },
    image: release.mode === "rolling" ? release.image : release[release.active],
    strategy: strategyOf(release),
    ports: { http: { port, from: ["prometheus"] } },
    replicas: least,
    // The guide's own name for it (ECO-052).
    autoscale: { name: `${name}-hpa`, max: most, cpuPercent: 70, memoryPercent: config.memoryPercent ?? "off" },
    resources: profile.serviceResources,
    probes: {
      // A JVM on little CPU may take minutes until it answers.
      startup: { path: "/actuator/health/liveness", port: "http", periodSeconds: 5, failureThreshold: 60 },
      readiness: { path: "/actuator/health/readiness", port: "http", initialDelaySeconds: 30, periodSeconds: 10 },
      liveness: { path: "/actuator/health/liveness", port: "http", initialDelaySeconds: 60, periodSeconds: 30 },
    },
    env: environment(profile),
    metrics: { port: "http", path: "/actuator/prometheus", intervalSeconds: 15, job: "ecommerce-services" },
    // The issuer's keys, and the providers of payments, mails and messages.
    reaches: ["https"],
    preStopSeconds,
    terminationGraceSeconds: preStopSeconds + drainSeconds + 10,
  } satisfies Partial<WorkloadSpec>;
}

function strategyOf(release: EcommerceRelease): Strategy {
  if (release.mode === "rolling") return { kind: "rolling" };
  const images: Record<"blue" | "green", Image> = { blue: release.blue, green: release.green };
  return { kind: "blue-green", active: release.active, idle: release.idle, images };
}

/** The profile has the name of the stage, and so have the files that it loads (ECO-011, ECO-072). */
function environment({ stage, serviceHeapMi, serviceResources }: Profile): Record<string, string> {
  return {
    SPRING_PROFILES_ACTIVE: stage,
    SPRING_CONFIG_ADDITIONAL_LOCATION: `file:${configFolder}/`,
    LOGGING_CONFIG: `file:${configFolder}/logback-spring.xml`,
    JAVA_TOOL_OPTIONS: jvmOptions("system ecommerce", serviceResources.limits.memory, {
      minHeapMi: serviceHeapMi / 2,
      maxHeapMi: serviceHeapMi,
      maxPauseMs: 200,
    }),
  };
}

/** The base of the configuration, what the stage sets otherwise, and the form of the log (ECO-024, ECO-072). */
function configFiles(name: string, config: EcommerceConfig, { stage }: Profile, base: pulumi.Output<string>) {
  return [
    {
      name,
      mountPath: configFolder,
      files: {
        "application.yml": base,
        [`application-${stage}.yml`]: stageFile(config),
        "logback-spring.xml": logbackFile(stage, config.logLevel),
      },
    },
  ];
}
