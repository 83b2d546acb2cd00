import { z } from "zod";
import { clouds, stages } from "../components/core/cloud.ts";
import { defaultMaxClients } from "../components/cache/spec.ts";
import { profileOf } from "./profiles.ts";

/** Every system that the program can deploy; a stack names a subset in `plumbline:systems`. */
export const systems = ["cap"] as const;
export type SystemName = (typeof systems)[number];

/** A whole number in a range; the message of every failure is the range itself. */
function integer(min: number, max: number, unit: string): z.ZodInt {
  const error = `a whole number from ${min} to ${max} (${unit})`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}

function decimal(min: number, max: number, unit: string): z.ZodNumber {
  const error = `a number from ${min} to ${max} (${unit})`;
  return z.number({ error }).min(min, { error }).max(max, { error });
}

function text(pattern: RegExp, error: string): z.ZodString {
  return z.string({ error }).regex(pattern, { error });
}

function choice<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, { error: `one of ${values.join(", ")}` });
}

const image = z.strictObject(
  {
    registry: text(/^[a-z0-9.-]+(:[0-9]{1,5})?$/, "a registry host, with :port if it has one"),
    repository: text(/^[a-z0-9]+([._/-][a-z0-9]+)*$/, "a repository path of lower-case letters, digits and . _ - /"),
    tag: text(/^(?!latest$)[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/, "a version tag, and not latest"),
    digest: text(/^sha256:[0-9a-f]{64}$/, "sha256: and 64 hexadecimal digits"),
  },
  { error: "an image: registry, repository, tag and digest" },
);

const cap = z.strictObject(
  {
    /** Images of the two applications (CAP-028, CAP-029). */
    images: z.strictObject({ "app-cp": image, "app-ap": image }, { error: "the images of app-cp and app-ap" }),
    /** Time-out of a call to a Redis node, from the network's latency (CAP-008). Unit: seconds. */
    networkTimeoutSec: decimal(0.05, 60, "seconds"),
    /** Oldest value that app_ap may serve, from the business (CAP-009). Unit: milliseconds. */
    maxStalenessMs: integer(1, 3_600_000, "milliseconds"),
    /** Level of the application log; the audit log has its own (CAP-010). */
    logLevel: choice(["DEBUG", "INFO", "WARNING", "ERROR"]),
    /** Who copies writes from db_g1 to db_g2: Redis itself, or the application (CAP-031). */
    replication: choice(["redis", "application"]).default("application"),
    /** Connections that one application pod keeps to each Redis node (CAP-061). */
    redisPoolSize: integer(1, 1000, "connections").default(50),
    /** Raise it to rotate SECRET_KEY (CAP-026). */
    secretKeyVersion: integer(1, 1_000_000, "version").default(1),
    /** Raise it to rotate the Redis passwords (CAP-002). */
    redisPasswordVersion: integer(1, 1_000_000, "version").default(1),
  },
  { error: "the settings of cap" },
);

const cluster = z.strictObject(
  {
    /** Context of the kubeconfig that the stack deploys to. */
    context: text(/^[^\s]{1,253}$/, "the name of a kubeconfig context"),
    /** Path of the kubeconfig. @default - $KUBECONFIG, then ~/.kube/config */
    kubeconfig: z.string({ error: "a path" }).min(1, { error: "a path" }).optional(),
    /** StorageClass of data volumes. @default - the cluster's default class */
    storageClass: text(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, "the name of a StorageClass").optional(),
    /** ClusterIssuer that signs the certificates of public hosts. @default - each system's own CA */
    publicIssuer: text(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, "the name of a ClusterIssuer").optional(),
    /** GatewayClass that serves the routes. @default "envoy" */
    gatewayClass: text(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, "the name of a GatewayClass").default("envoy"),
  },
  { error: "the cluster: context and optionally kubeconfig, storageClass, publicIssuer, gatewayClass" },
);

/** Connections of a Redis node that are kept for probes, backups and people. */
const redisReserve = 100;

/** The whole of a stack's configuration below `plumbline:`; anything else is refused. */
export const schema = z
  .strictObject({
    stage: choice(stages),
    cloud: choice(clouds),
    cluster,
    /** Systems of this stack; teams may split them over stacks. @default - all */
    systems: z
      .array(choice(systems), { error: `a list of ${systems.join(", ")}` })
      .refine((list) => new Set(list).size === list.length, { error: "each system once" })
      .default([...systems]),
    /** DNS domain below which the systems' public hosts live. */
    domain: text(
      // 253 characters are a host name's limit; the rest is left to the hosts below the domain.
      /^(?=.{1,200}$)([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
      "a DNS domain such as dev.example.com, of at most 200 characters",
    ),
    cap: cap.optional(),
  })
  .superRefine((config, context) => {
    for (const system of config.systems) {
      if (config[system] === undefined) {
        context.addIssue({
          code: "custom",
          path: [system],
          message: `the settings of ${system}, which the stack deploys`,
        });
      }
    }
    if (config.cap) {
      const { replicas, autoscaleFactor } = profileOf(config.stage);
      const mostPods = 2 * replicas * autoscaleFactor;
      const allowed = Math.floor((defaultMaxClients - redisReserve) / mostPods);
      if (config.cap.redisPoolSize > allowed) {
        const message = `at most ${allowed}, so that ${mostPods} pods fit into ${defaultMaxClients} connections (CAP-058)`;
        context.addIssue({ code: "custom", path: ["cap", "redisPoolSize"], message });
      }
    }
    if (config.stage === "prod" && config.cap && !["WARNING", "ERROR"].includes(config.cap.logLevel)) {
      context.addIssue({ code: "custom", path: ["cap", "logLevel"], message: "WARNING or ERROR in prod (CAP-010)" });
    }
  });

/** A stack's configuration, checked and with every default filled in. */
export type PlatformConfig = z.output<typeof schema>;
export type CapConfig = z.output<typeof cap>;
export type ClusterConfig = z.output<typeof cluster>;
