import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1/podDisruptionBudget.js";
import * as pulumi from "@pulumi/pulumi";
import { Cache } from "../components/cache/cache.ts";
import type { CacheOutputs } from "../components/cache/spec.ts";
import { objectLabels } from "../components/core/labels.ts";
import type { Objectives } from "../components/core/objectives.ts";
import { inCluster } from "../components/core/place.ts";
import { PublicRoutes } from "../components/edge/public-routes.ts";
import type { PathMatch, RateLimit, RouteSpec } from "../components/edge/routes.ts";
import { serverCertificate } from "../components/identity/certificates.ts";
import { alertRules } from "../components/operations/alerts.ts";
import { backupNodes, jobNames } from "../components/operations/backup/plan.ts";
import { redisJobs } from "../components/operations/backup/redis-jobs.ts";
import { systemSecret } from "../components/secret-store/system-secret.ts";
import { type Quota, quotaFor } from "../components/workload/namespace.ts";
import { Network } from "../components/workload/network.ts";
import { Workload } from "../components/workload/workload.ts";
import type { CapConfig } from "../config/cap.ts";
import type { Profile } from "../config/profiles.ts";
import type { SystemOutputs } from "../contract/schema.ts";
import {
  type CapApp,
  capBackup,
  capContainer,
  capPlan,
  capPorts,
  type CapStore,
  capStoreNodes,
  capStores,
  capWorkloads,
} from "./cap-workloads.ts";
import { backupAccess, systemBackups } from "./backups.ts";
import { capAlerts } from "./cap-alerts.ts";
import { type SystemPlace, systemPlace } from "./place.ts";
import { backupPods, dumpObjectives, type SavedStore, saveStores, type StoreSite } from "./store-backups.ts";
import {
  challengeNodes,
  clusterEndpoint,
  type DeployedSystem,
  publicEndpoint,
  publicIssuer,
  secretOutput,
  type SystemContext,
  systemOutputs,
} from "./system.ts";

/** RTO below 15 minutes, RPO below 5 minutes (CAP-067, CAP-068). */
export const capObjectives: Objectives = { rtoSeconds: 15 * 60, rpoSeconds: 5 * 60 };

/** Public paths; metrics and breaker status stay inside the cluster (CAP-036). */
const publicPaths: readonly [PathMatch, ...PathMatch[]] = [
  { type: "Exact", value: "/health" },
  { type: "PathPrefix", value: "/read" },
  { type: "PathPrefix", value: "/write" },
];

/** What the application allows a client, at the door already (CAP-057); one cannot have more from more replicas. */
const publicRateLimits: readonly RateLimit[] = [
  { requests: 100, unit: "Minute" },
  { requests: 1000, unit: "Hour" },
];

const system = "cap";

export interface CapArgs extends SystemContext {
  readonly config: CapConfig;
}

/**
 * The CAP-theorem demonstration: app_cp prefers consistency, app_ap availability, over two Redis nodes in two zones.
 *
 * The nodes run in the cluster on every cloud, because managed caches forbid the AOF and BGSAVE that it is about (CAP-020).
 */
export class Cap extends pulumi.ComponentResource implements DeployedSystem {
  static readonly token = "plumbline:systems:Cap";
  /** The system's part of the stack's contract. */
  readonly outputs: pulumi.Output<SystemOutputs>;

  constructor(name: string, args: CapArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Cap.token, name, args, opts);
    this.outputs = build(this, name, args);
    this.registerOutputs({ outputs: this.outputs });
  }
}

/** Room for everything scaled out, in an update. */
export function capQuota(profile: Profile, site: StoreSite): Quota {
  const applications = 2 * (profile.replicas * profile.autoscaleFactor + 1);
  const pods = applications + capStores.length + backupPods(profile, capPlan(site));
  return quotaFor(pods, capContainer, capStores.length);
}

function build(parent: pulumi.Resource, name: string, args: CapArgs): pulumi.Output<SystemOutputs> {
  const { config, profile } = args;
  const plan = capPlan(args.place);
  const place = systemPlace(parent, name, {
    system,
    mesh: args.cluster.mesh,
    quota: capQuota(profile, args.place),
    objectives: capObjectives,
  });
  const { namespace } = place;
  const access = backupAccess(parent, name, args, place, systemBackups.cap, plan);
  const stores = redisNodes(parent, name, args, place);
  const sessionKey = systemSecret(parent, `${name}-session-key`, {
    identity: { system, component: "session-key" },
    place: args.place,
    namespace,
    secretName: "app-secret-key",
    key: "SECRET_KEY",
    version: config.secretKeyVersion,
  });

  const specs = capWorkloads(config, profile, { sessionKey, stores });
  const nodes = { ...specs, ...capStoreNodes(config, plan), ...backupNodes(plan, args.place), ...challengeNodes(args) };
  const network = new Network(`${name}-network`, { system, namespace, nodes, mesh: place.mesh }, { parent });
  const deploy = (component: CapApp, after: pulumi.Resource[]) =>
    new Workload(
      `${name}-${component}`,
      { system, namespace, zoneSpread: profile.zoneSpread, component, spec: specs[component] },
      { parent, dependsOn: [network, ...Object.values(stores), ...after] },
    );
  // One service after the other, app_cp first (CAP-032).
  const appCp = deploy("app-cp", []);
  const appAp = deploy("app-ap", [appCp]);
  alertRules(parent, `${name}-alerts`, { system, namespace, name: "cap", groups: { cap: capAlerts(config) } });
  saveStores(parent, name, {
    context: args,
    place,
    access,
    bucket: systemBackups.cap,
    stores: capStores.map((store): SavedStore => savedNode(parent, name, args, place, store, stores[store])),
    dependsOn: [network],
  });
  publicRoutes(parent, name, args, place, { "app-cp": appCp, "app-ap": appAp });
  return systemOutputs({
    namespace,
    endpoints: {
      "app-cp": publicEndpoint(publicHost("app-cp", args.domain)),
      "app-ap": publicEndpoint(publicHost("app-ap", args.domain)),
      "db-g1": clusterEndpoint("rediss", stores["db-g1"]),
      "db-g2": clusterEndpoint("rediss", stores["db-g2"]),
    },
    secrets: {
      "session-key": secretOutput(sessionKey),
      "db-g1": secretOutput(stores["db-g1"].auth),
      "db-g2": secretOutput(stores["db-g2"].auth),
      "redis-authority": secretOutput(stores["db-g1"].authority),
    },
    objectives: capObjectives,
  });
}

function redisNodes(
  parent: pulumi.Resource,
  name: string,
  args: CapArgs,
  { namespace, issuer }: SystemPlace,
): Record<CapStore, Cache> {
  const { config, profile, cluster } = args;
  const node = (component: CapStore, other: CapStore, source?: CacheOutputs) =>
    new Cache(
      `${name}-${component}`,
      {
        // Managed caches forbid the AOF and BGSAVE that it is about.
        place: inCluster,
        system,
        component,
        guideName: component.replace("-", "_"),
        namespace,
        issuer,
        resources: capContainer,
        volume: profile.redisVolume,
        storageClass: cluster.storageClass,
        passwordVersion: config.redisPasswordVersion,
        apartFrom: [other],
        zoneSpread: profile.zoneSpread,
        protect: profile.protectData,
        replicaOf: source && { host: source.host, auth: source.auth },
      },
      { parent },
    );
  const first = node("db-g1", "db-g2");
  const second = node("db-g2", "db-g1", config.replication === "redis" ? first : undefined);
  new PodDisruptionBudget(
    `${name}-db-budget`,
    {
      metadata: { name: "db", namespace, labels: objectLabels({ system, component: "db" }) },
      // One budget over both nodes: a drain never takes the second while the first is away.
      spec: {
        maxUnavailable: 1,
        selector: {
          matchExpressions: [{ key: "app.kubernetes.io/name", operator: "In", values: [...capStores] }],
        },
      },
    },
    { parent },
  );
  return { "db-g1": first, "db-g2": second };
}

/** A node as it is saved: what a restore brings back shows the node a certificate of the same authority. */
function savedNode(
  parent: pulumi.Resource,
  name: string,
  { profile }: CapArgs,
  { namespace, issuer }: SystemPlace,
  store: CapStore,
  node: CacheOutputs,
): SavedStore {
  const component = capBackup(store);
  const { restore } = jobNames(component);
  const identity = serverCertificate(parent, `${name}-${restore}-certificate`, {
    identity: { system, component: restore },
    namespace,
    issuer,
    secretName: `${restore}-tls`,
    hosts: [restore],
  });
  return {
    component,
    kind: "redis",
    store,
    restores: true,
    jobs: redisJobs(node, identity),
    objectives: { ...dumpObjectives, rtoSeconds: capObjectives.rtoSeconds },
    scratch: { size: profile.redisVolume },
  };
}

function publicRoutes(
  parent: pulumi.Resource,
  name: string,
  args: CapArgs,
  { namespace, issuer }: SystemPlace,
  apps: Record<CapApp, Workload>,
): void {
  const { cluster, domain } = args;
  const route = (app: CapApp): RouteSpec => ({
    host: publicHost(app, domain),
    backends: [{ service: apps[app].service, port: capPorts[app] }],
    paths: publicPaths,
    affinityCookie: { name: "cap-affinity", ttlSeconds: 3600 },
    rateLimits: publicRateLimits,
    // The load balancer asks for itself, beside the kubelet (CAP-035).
    healthCheckPath: "/health",
    ready: { port: capPorts[app], path: "/health" },
  });
  new PublicRoutes(
    `${name}-edge`,
    {
      system,
      namespace,
      gatewayClass: cluster.gatewayClass,
      ...args.edge,
      issuer: publicIssuer(cluster, issuer),
      routes: { "app-cp": route("app-cp"), "app-ap": route("app-ap") },
    },
    { parent },
  );
}

/** Public names of both applications. */
export const capHosts = (domain: string): Record<CapApp, string> => ({
  "app-cp": publicHost("app-cp", domain),
  "app-ap": publicHost("app-ap", domain),
});

/** `cp.cap.DOMAIN` and `ap.cap.DOMAIN`. */
function publicHost(app: CapApp, domain: string): string {
  return `${app.replace("app-", "")}.cap.${domain}`;
}
