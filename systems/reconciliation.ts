import { PersistentVolumeClaim } from "@pulumi/kubernetes/core/v1/persistentVolumeClaim.js";
import * as pulumi from "@pulumi/pulumi";
import { objectLabels } from "../components/core/labels.ts";
import { InvalidInput } from "../components/core/errors.ts";
import { onceMade } from "../components/core/known.ts";
import { PublicRoutes } from "../components/edge/public-routes.ts";
import { alertRules } from "../components/operations/alerts.ts";
import { backupNodes } from "../components/operations/backup/plan.ts";
import { postgresJobs } from "../components/operations/backup/postgres-jobs.ts";
import { type Quota, quotaFor } from "../components/workload/namespace.ts";
import { Network } from "../components/workload/network.ts";
import { Preparation } from "../components/workload/preparation.ts";
import { Workload } from "../components/workload/workload.ts";
import type { Profile } from "../config/profiles.ts";
import { type ReconciliationConfig, reconciliationMostReplicas } from "../config/reconciliation.ts";
import type { SystemOutputs } from "../contract/schema.ts";
import { backupAccess, systemBackups, vaultOf } from "./backups.ts";
import { systemPlace } from "./place.ts";
import { reconciliationAlerts } from "./reconciliation-alerts.ts";
import { reconciliationRoutes } from "./reconciliation-routes.ts";
import {
  authorityMount,
  databaseSecret,
  databaseUrl,
  metricsPort,
  reconciliationHosts,
  type ReconciliationStores,
} from "./reconciliation-settings.ts";
import {
  assertDatabaseConnections,
  databaseSize,
  reconciliationPlan,
  reconciliationPostgres,
  reconciliationRedis,
  storeSizes,
} from "./reconciliation-stores.ts";
import { type ReconciliationService, reconciliationWorkloads, serviceSizes } from "./reconciliation-workloads.ts";
import { backupPods, saveStores, type StoreSite } from "./store-backups.ts";
import {
  challengeNodes,
  clusterEndpoint,
  type DeployedSystem,
  publicEndpoint,
  publicIssuer,
  secretOutput,
  type StoreSources,
  type SystemContext,
  systemOutputs,
} from "./system.ts";

const system = "reconciliation";

export interface ReconciliationArgs extends SystemContext {
  readonly config: ReconciliationConfig;
}

/**
 * The reconciliation platform: a Rust backend with an API and a websocket and a React frontend, over PostgreSQL and Redis.
 *
 * @throws InvalidInput before any resource exists, when settings contradict each other or the stage.
 */
export class Reconciliation extends pulumi.ComponentResource implements DeployedSystem {
  static readonly token = "plumbline:systems:Reconciliation";
  /** The system's part of the stack's contract. */
  readonly outputs: pulumi.Output<SystemOutputs>;
  readonly sources: StoreSources;

  constructor(name: string, args: ReconciliationArgs, opts?: pulumi.ComponentResourceOptions) {
    assertSettings(args);
    super(Reconciliation.token, name, args, opts);
    const { outputs, sources } = build(this, name, args);
    this.outputs = outputs;
    this.sources = sources;
    this.registerOutputs({ outputs: this.outputs });
  }
}

function assertSettings({ config, profile }: ReconciliationArgs): void {
  const where = `system ${system}`;
  for (const service of ["backend", "frontend"] as const) {
    const { minReplicas } = config[service];
    if (minReplicas !== undefined && minReplicas < profile.leastReplicas) {
      const allowed = `at least ${profile.leastReplicas} in stage ${profile.stage}`;
      throw new InvalidInput(where, `${service}.minReplicas`, allowed, minReplicas);
    }
  }
  if (config.backend.port === metricsPort) {
    throw new InvalidInput(where, "backend.port", `any port but ${metricsPort}, which its metrics have`, metricsPort);
  }
  assertDatabaseConnections(where, config, profile);
}

/** Room for everything scaled out, in an update; the largest container counts for all. */
export function reconciliationQuota(profile: Profile, site: StoreSite): Quota {
  const pods = mostPods(profile) + backupPods(profile, reconciliationPlan(site));
  return quotaFor(pods, storeSizes.postgres, databaseSize(profile).instances + 1);
}

function build(parent: pulumi.Resource, name: string, args: ReconciliationArgs): Required<DeployedSystem> {
  const { config, profile, domain } = args;
  const plan = reconciliationPlan(args.place);
  const place = systemPlace(parent, name, {
    system,
    mesh: args.cluster.mesh,
    quota: reconciliationQuota(profile, args.place),
    objectives: config.objectives,
  });
  const { namespace, issuer } = place;
  const backups = backupAccess(parent, name, args, place, systemBackups.reconciliation, plan);
  const postgres = reconciliationPostgres(parent, name, args, place, backups.target("postgres"));
  const redis = reconciliationRedis(parent, name, args, place);
  const stores = { postgres, redis };
  vaultOf(parent, name, args, system, { postgres: postgres.saved });

  const hosts = reconciliationHosts(domain);
  const specs = reconciliationWorkloads(config, profile, hosts, stores);
  const nodes = {
    frontend: specs.frontend,
    backend: specs.backend,
    // Straight to the server: a migration's lock belongs to its session, which a pooler does not keep.
    ...(!postgres.copy && { migration: { ports: {}, calls: ["postgres"] } }),
    ...postgres.network,
    redis: redis.network,
    ...backupNodes(plan, args.place),
    ...challengeNodes(args),
  };
  const network = new Network(`${name}-network`, { system, namespace, nodes, mesh: place.mesh }, { parent });
  // A copy's schema is the primary region's.
  const migrated = postgres.copy ? [] : [migration(parent, name, config, namespace, stores, [network, postgres])];
  const deploy = (component: ReconciliationService, after: pulumi.Resource[]) =>
    new Workload(
      `${name}-${component}`,
      { system, namespace, zoneSpread: profile.zoneSpread, component, spec: specs[component] },
      { parent, dependsOn: [network, ...after] },
    );
  const backend = deploy("backend", [postgres, redis, ...migrated]);
  const frontend = deploy("frontend", [backend]);
  new PublicRoutes(
    `${name}-edge`,
    {
      system,
      namespace,
      gatewayClass: args.cluster.gatewayClass,
      ...args.edge,
      issuer: publicIssuer(args.cluster, issuer),
      routes: reconciliationRoutes(config, hosts, { backend, frontend }),
    },
    { parent },
  );
  if (redis.container !== undefined) {
    const groups = { redis: reconciliationAlerts(system, redis.container) };
    alertRules(parent, `${name}-alerts`, { system, namespace, name: system, groups });
  }
  const claim = backupClaim(parent, name, args, namespace);
  saveStores(parent, name, {
    context: args,
    place,
    access: backups,
    bucket: systemBackups.reconciliation,
    stores: plan.map((store) => ({
      ...store,
      jobs: postgresJobs(postgres),
      scratch: { size: profile.databaseVolume, claim },
    })),
    dependsOn: [network],
  });
  const outputs = systemOutputs({
    namespace,
    endpoints: {
      frontend: publicEndpoint(hosts.frontend),
      api: publicEndpoint(hosts.api),
      websocket: { ...publicEndpoint(hosts.websocket), url: `wss://${hosts.websocket}` },
      postgres: clusterEndpoint("postgresql", postgres),
      ...(postgres.pooler && { "postgres-pooler": clusterEndpoint("postgresql", postgres.pooler) }),
      redis: clusterEndpoint("rediss", redis),
    },
    secrets: {
      application: secretOutput(postgres.auth),
      "postgres-authority": secretOutput(postgres.authority),
      redis: secretOutput(redis.auth),
      "redis-authority": secretOutput(redis.authority),
    },
    objectives: config.objectives,
  });
  return { outputs, sources: { postgres: postgres.source } };
}

/** The volume that the guide gives the jobs (REC-059). A dump goes to the bucket as it is made: what is restored is what needs the room. */
function backupClaim(
  parent: pulumi.Resource,
  name: string,
  { profile, cluster }: ReconciliationArgs,
  namespace: pulumi.Output<string>,
): pulumi.Output<string> {
  const claim = new PersistentVolumeClaim(
    `${name}-backup-claim`,
    {
      metadata: {
        name: "backup-pvc",
        namespace,
        labels: objectLabels({ system, component: "postgres-backup" }),
        // There is a volume once a job has mounted it for the first time.
        annotations: { "pulumi.com/skipAwait": "true" },
      },
      spec: {
        accessModes: ["ReadWriteOnce"],
        ...(cluster.storageClass !== undefined && { storageClassName: cluster.storageClass }),
        resources: { requests: { storage: profile.databaseVolume } },
      },
    },
    { parent, protect: profile.protectData },
  );
  return onceMade(claim, "backup-pvc");
}

/** Most pods at once: the services with a rolling update's surge, the poolers likewise, and the stores; without backups. */
function mostPods(profile: Profile): number {
  const { instances, poolers } = databaseSize(profile);
  const services = Object.values(reconciliationMostReplicas).map((most) => most + 1);
  return services.reduce((sum, most) => sum + most, 0) + (poolers + 1) + instances + 1;
}

/** Brings the schema to the state of the backend's new image, before any of its pods starts (REC-069). */
function migration(
  parent: pulumi.Resource,
  name: string,
  config: ReconciliationConfig,
  namespace: pulumi.Output<string>,
  stores: ReconciliationStores,
  dependsOn: pulumi.Resource[],
): Preparation {
  return new Preparation(
    `${name}-migration`,
    {
      system,
      component: "migration",
      namespace,
      image: config.images.backend,
      command: ["/app/migrate", "up"],
      secretEnv: databaseSecret(stores),
      env: { DATABASE_URL: databaseUrl(stores, stores.postgres) },
      secretMounts: [authorityMount("postgres", stores)],
      resources: serviceSizes.backend,
      // A new database takes some minutes until it answers.
      deadlineSeconds: 1200,
      retries: 6,
    },
    { parent, dependsOn },
  );
}
