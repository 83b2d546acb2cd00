import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../components/core/errors.ts";
import { serviceNames } from "../components/core/names.ts";
import { PublicRoutes } from "../components/edge/public-routes.ts";
import { type CertificateSecret, serverCertificate } from "../components/identity/certificates.ts";
import { backupNodes } from "../components/operations/backup/plan.ts";
import { postgresJobs } from "../components/operations/backup/postgres-jobs.ts";
import { queueAccess } from "../components/queue/access.ts";
import { type Quota, quotaFor } from "../components/workload/namespace.ts";
import { Network } from "../components/workload/network.ts";
import { Preparation } from "../components/workload/preparation.ts";
import type { Resources } from "../components/workload/spec.ts";
import { Workload } from "../components/workload/workload.ts";
import type { FireflyConfig } from "../config/firefly.ts";
import type { Profile } from "../config/profiles.ts";
import type { SystemOutputs } from "../contract/schema.ts";
import { backupAccess, systemBackups, vaultOf } from "./backups.ts";
import { migrationMounts, mounts, secretKeys } from "./firefly-mounts.ts";
import { fireflyNodes } from "./firefly-network.ts";
import { fireflyHost, fireflyRoutes, fireflyTlsBackends } from "./firefly-routes.ts";
import { enginePorts, jdbcUrl } from "./firefly-settings.ts";
import {
  engineReplicas,
  engineSize,
  leastInstances,
  leastPauseSeconds,
  mostEnginePods,
  storeSizes,
} from "./firefly-sizes.ts";
import {
  assertDatabaseConnections,
  fireflyObjectives,
  fireflyPlan,
  fireflyQueueNames,
  type FireflyStores,
  fireflyStores,
} from "./firefly-stores.ts";
import { engine, engineNamespace, engineUser, engineWorkload, fireflyRegion } from "./firefly-workload.ts";
import { type SystemPlace, systemPlace } from "./place.ts";
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

const system = "firefly";

/** A migration holds a connection and some statements, no sagas. */
const migrationSize: Resources = {
  requests: { cpu: "250m", memory: "512Mi" },
  limits: { cpu: "1000m", memory: "1Gi" },
};

export interface FireflyArgs extends SystemContext {
  readonly config: FireflyConfig;
}

/**
 * The transactional engine: sagas over PostgreSQL, a broker and a cache, released by blue-green, canary or rolling update.
 *
 * @throws InvalidInput before any resource exists, when settings contradict each other or the stage.
 */
export class Firefly extends pulumi.ComponentResource implements DeployedSystem {
  static readonly token = "plumbline:systems:Firefly";
  /** The system's part of the stack's contract. */
  readonly outputs: pulumi.Output<SystemOutputs>;
  readonly sources: StoreSources;

  constructor(name: string, args: FireflyArgs, opts?: pulumi.ComponentResourceOptions) {
    assertSettings(args);
    super(Firefly.token, name, args, opts);
    const { outputs, sources } = build(this, name, args);
    this.outputs = outputs;
    this.sources = sources;
    this.registerOutputs({ outputs: this.outputs });
  }
}

function assertSettings({ config, profile }: FireflyArgs): void {
  const where = `system ${system}`;
  const stages = leastInstances(config, profile);
  if (config.minReplicas !== undefined && config.minReplicas < stages) {
    const allowed = `at least ${stages} in stage ${profile.stage}`;
    throw new InvalidInput(where, "minReplicas", allowed, config.minReplicas);
  }
  if (engineReplicas(config, profile).most <= stages) {
    const allowed = `more than the ${stages} of stage ${profile.stage}`;
    throw new InvalidInput(where, "maxReplicas", allowed, config.maxReplicas);
  }
  const { release } = config;
  const leastPause = leastPauseSeconds(profile);
  if (release.mode === "canary" && release.pauseSeconds < leastPause) {
    const allowed = `at least ${leastPause} in stage ${profile.stage}`;
    throw new InvalidInput(where, "release.pauseSeconds", allowed, release.pauseSeconds);
  }
  assertDatabaseConnections(where, config, profile);
}

function build(parent: pulumi.Resource, name: string, args: FireflyArgs): Required<DeployedSystem> {
  const { config, profile, cluster, domain } = args;
  // The guide's namespace.
  const place = systemPlace(parent, name, {
    system,
    name: engineNamespace,
    mesh: cluster.mesh,
    quota: fireflyQuota(config, profile, args.place),
    objectives: fireflyObjectives,
  });
  const { namespace, issuer } = place;
  const plan = fireflyPlan(args.place);
  const backups = backupAccess(parent, name, args, place, systemBackups.firefly, plan);
  const stores = fireflyStores(parent, name, args, place, backups.target("postgres"));
  const identity = engineIdentity(parent, name, args, place);
  const access = queueAccess(parent, `${name}-${engine}-identity`, {
    identity: { system, component: engine },
    place: args.place,
    pods: { namespace: engineNamespace, serviceAccount: engine },
    queues: stores.broker,
    use: { sends: fireflyQueueNames, receives: fireflyQueueNames },
  });
  const spec = engineWorkload(
    config,
    profile,
    { stores, identity, podIdentity: access.podIdentity },
    fireflyRegion(args.place),
  );
  const nodes = { ...fireflyNodes(system, spec, stores), ...backupNodes(plan, args.place), ...challengeNodes(args) };
  const network = new Network(`${name}-network`, { system, namespace, nodes, mesh: place.mesh }, { parent });
  const { postgres, broker, cache, made } = stores;
  // A copy's schema is the primary region's.
  const migrated = postgres.copy ? [] : [migration(parent, name, config, namespace, stores, [network, postgres])];
  vaultOf(parent, name, args, system, { postgres: postgres.saved });
  saveStores(parent, name, {
    context: args,
    place,
    access: backups,
    bucket: systemBackups.firefly,
    stores: plan.map((store) => ({
      ...store,
      jobs: postgresJobs(postgres),
      scratch: { size: storeSizes(profile).databaseVolume },
    })),
    dependsOn: [network],
  });
  const host = fireflyHost(domain);
  const edge = new PublicRoutes(
    `${name}-edge`,
    {
      system,
      namespace,
      gatewayClass: cluster.gatewayClass,
      ...args.edge,
      issuer: publicIssuer(cluster, issuer),
      routes: fireflyRoutes(config, host),
      tlsBackends: fireflyTlsBackends(config, identity),
    },
    { parent },
  );
  const deployed = new Workload(
    `${name}-${engine}`,
    { system, namespace, zoneSpread: profile.zoneSpread, zones: cluster.zones, component: engine, spec },
    { parent, dependsOn: [network, ...made, ...migrated, ...access.resources, edge] },
  );
  const outputs = systemOutputs({
    namespace,
    endpoints: {
      engine: publicEndpoint(host),
      "engine-internal": clusterEndpoint("https", { host: deployed.host, port: enginePorts.http }),
      postgres: clusterEndpoint("postgresql", postgres),
      "postgres-read": clusterEndpoint("postgresql", { host: postgres.readHost, port: postgres.port }),
      ...(postgres.pooler && { "postgres-pooler": clusterEndpoint("postgresql", postgres.pooler) }),
      broker:
        broker.protocol === "sqs"
          ? publicEndpoint(new URL(broker.endpoint).host)
          : clusterEndpoint(broker.scheme, broker),
      cache: clusterEndpoint("rediss", cache),
    },
    secrets: {
      engine: secretOutput(postgres.auth),
      "engine-authority": secretOutput({ ...identity, keys: ["ca.crt"] }),
      "postgres-authority": secretOutput(postgres.authority),
      ...(broker.protocol === "amqp" && {
        broker: secretOutput(broker.auth),
        "broker-authority": secretOutput(broker.authority),
      }),
      cache: secretOutput(cache.auth),
      "cache-authority": secretOutput(cache.authority),
    },
    objectives: fireflyObjectives,
  });
  return { outputs, sources: { postgres: postgres.source } };
}

/** Room for all pods at once: updates of the engine, the poolers and the stores among them. */
export function fireflyQuota(config: FireflyConfig, profile: Profile, site: StoreSite): Quota {
  const { brokerNodes } = storeSizes(profile);
  const volumes = profile.replicas + brokerNodes + 1;
  const helpers = profile.leastReplicas + 1 + backupPods(profile, fireflyPlan(site));
  // The engine is the largest of them and counts for all.
  return quotaFor(mostEnginePods(config, profile) + helpers + volumes, engineSize(config, profile).resources, volumes);
}

/**
 * What the engine shows to other services, and they to it: both ask for a certificate (FTE-015). It is of the cluster's authority, which the
 * gateway's is of, too.
 */
function engineIdentity(
  parent: pulumi.Resource,
  name: string,
  { operatorIssuer }: FireflyArgs,
  { namespace }: SystemPlace,
): CertificateSecret {
  return serverCertificate(parent, `${name}-identity`, {
    identity: { system, component: engine },
    namespace,
    issuer: operatorIssuer,
    secretName: "transactional-engine-tls",
    hosts: serviceNames(engine, namespace),
    amongPeers: true,
  });
}

/** Brings the schema to the state of the new engine, before any of its pods starts (FTE-005). */
function migration(
  parent: pulumi.Resource,
  name: string,
  { migrationImage }: FireflyConfig,
  namespace: pulumi.Output<string>,
  stores: FireflyStores,
  dependsOn: pulumi.Resource[],
): Preparation {
  return new Preparation(
    `${name}-migration`,
    {
      system,
      component: "migration",
      namespace,
      image: migrationImage,
      env: {
        DATABASE_URL: jdbcUrl(stores.postgres, stores.postgres),
        DATABASE_USER: stores.postgres.owner,
        DATABASE_PASSWORD_FILE: `${mounts.secrets}/engine/${secretKeys.database}`,
      },
      secretMounts: migrationMounts(stores),
      resources: migrationSize,
      userId: engineUser.userId,
      // A new database takes some minutes until it answers.
      deadlineSeconds: 1200,
      retries: 6,
    },
    { parent, dependsOn },
  );
}
