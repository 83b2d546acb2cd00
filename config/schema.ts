import { z } from "zod";
import { type Cloud, clouds, type Stage, stages } from "../components/core/cloud.ts";
import { defaultMaxClients } from "../components/cache/spec.ts";
import { meshes } from "../components/platform/mesh.ts";
import { subscription } from "./azure.ts";
import { cap } from "./cap.ts";
import { ecommerce } from "./ecommerce.ts";
import { choice, integer, text } from "./fields.ts";
import { firefly } from "./firefly.ts";
import { onboarding } from "./onboarding.ts";
import { hostedZone } from "./hosted-zone.ts";
import { platform } from "./platform.ts";
import { profileOf } from "./profiles.ts";
import { reconciliation } from "./reconciliation.ts";
import { assertRegions } from "./region-choices.ts";
import { account, regions } from "./regions.ts";

/** Every system that the program can deploy; a stack names a subset in `plumbline:systems`. */
export const systems = ["cap", "reconciliation", "firefly", "ecommerce", "onboarding"] as const;
export type SystemName = (typeof systems)[number];

const cluster = z.strictObject(
  {
    /** Context of the kubeconfig that the stack deploys to. Required in a stack without regions, whose clusters are its own. */
    context: text(/^[^\s]{1,253}$/, "the name of a kubeconfig context").optional(),
    /** Path of the kubeconfig. @default - $KUBECONFIG, then ~/.kube/config */
    kubeconfig: z.string({ error: "a path" }).min(1, { error: "a path" }).optional(),
    /** StorageClass of data volumes. @default - the platform's `fast-ssd` */
    storageClass: text(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, "the name of a StorageClass").optional(),
    /** ClusterIssuer that signs the certificates of public hosts. @default - the stage's: each system's own CA, or the platform's `letsencrypt-prod` */
    publicIssuer: text(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, "the name of a ClusterIssuer").optional(),
    /** Zones that pods may run in where a guide names them, as the cloud labels its nodes (FTE-034). @default - all of the cluster */
    zones: z
      .array(text(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, "the name of a zone"), { error: "a list of zones" })
      .min(1, { error: "at least one zone" })
      .optional(),
    /** GatewayClass that serves the routes. @default "envoy" */
    gatewayClass: text(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, "the name of a GatewayClass").default("envoy"),
    /** How services reach each other: directly, or through a mesh with mutual TLS (FTE-012, ECO-007, ONB-009). @default "off" */
    mesh: choice(meshes).default("off"),
  },
  { error: "the cluster: context and optionally kubeconfig, storageClass, publicIssuer, zones, gatewayClass, mesh" },
);

/** Connections of a Redis node that are kept for probes, backups and people. */
const redisReserve = 100;

/** The whole of a stack's configuration below `plumbline:`; anything else is refused. */
export const schema = z
  .strictObject({
    stage: choice(stages),
    cloud: choice(clouds),
    cluster: cluster.prefault({}),
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
    platform: platform(systems),
    /** Raise it to encrypt backups with a new key; those before go on opening what they have encrypted. */
    backupKeyVersion: integer(1, 100, "version").default(1),
    /** Days after which the secrets of a stack with regions are replaced by themselves (FTE-024). @default - the stage's */
    secretRotationDays: integer(7, 90, "days").optional(),
    /** Regions in which the stack makes networks, clusters and stores of its own. @default - none: everything is in the cluster that is given */
    regions: regions.optional(),
    /** Account of AWS that they are in. */
    account: account.optional(),
    /** Subscription of Azure that they are in. */
    subscription: subscription.optional(),
    /** Public zone of the stack's hosts; required in a stack with regions, whose hosts move between them. */
    hostedZone: hostedZone.optional(),
    cap: cap.optional(),
    reconciliation: reconciliation.optional(),
    firefly: firefly.optional(),
    ecommerce: ecommerce.optional(),
    onboarding: onboarding.optional(),
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
    assertPlatform(config, context);
    assertRegions(config, context);
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

interface PlatformChoices {
  readonly cloud: Cloud;
  readonly stage: Stage;
  readonly systems: readonly SystemName[];
  readonly platform: z.output<ReturnType<typeof platform<typeof systems>>>;
}

/** The platform's settings beside the rest of the stack's. */
function assertPlatform(
  { cloud, stage, systems: own, platform: given }: PlatformChoices,
  context: z.core.$RefinementCtx,
): void {
  if (given.mode !== "own") return;
  const issue = (field: string, message: string) =>
    context.addIssue({ code: "custom", path: ["platform", field], message });
  if (cloud === "kubernetes" && !given.volumeDriver) {
    issue("volumeDriver", "the driver of the cluster's volumes, provisioner and parameters, as the cloud has none");
  }
  if (stage === "prod" && !given.alerting) issue("alerting", "who hears of alerts in prod: slack and email (REC-083)");
  if (given.guests.some((guest) => own.includes(guest))) {
    issue("guests", `systems of other stacks, and none of this one's (${own.join(", ")})`);
  }
}

/** A stack's configuration, checked and with every default filled in. */
export type PlatformConfig = z.output<typeof schema>;
export type ClusterConfig = z.output<typeof cluster>;
