import * as pulumi from "@pulumi/pulumi";
import { serviceNames } from "../components/core/names.ts";
import { PublicRoutes } from "../components/edge/public-routes.ts";
import { type CertificateSecret, serverCertificate } from "../components/identity/certificates.ts";
import { alertRules } from "../components/operations/alerts.ts";
import { backupNodes } from "../components/operations/backup/plan.ts";
import { systemSecret } from "../components/secret-store/system-secret.ts";
import { type Quota, quotaFor } from "../components/workload/namespace.ts";
import { Network } from "../components/workload/network.ts";
import type { SecretKey } from "../components/workload/spec.ts";
import { Workload } from "../components/workload/workload.ts";
import type { OnboardingConfig } from "../config/onboarding.ts";
import type { Profile } from "../config/profiles.ts";
import type { SystemOutputs } from "../contract/schema.ts";
import { historyAlerts } from "./onboarding-history.ts";
import { onboardingHost, onboardingRoutes } from "./onboarding-routes.ts";
import { assertSizes, databaseInstances, mostPods, storeSizes } from "./onboarding-sizes.ts";
import { backupAccess, systemBackups, vaultOf } from "./backups.ts";
import {
  assertDatabaseConnections,
  kafkaUser,
  onboardingPlan,
  onboardingStores,
  type OnboardingStores,
  savedStore,
} from "./onboarding-stores.ts";
import { prepareDatabase } from "./onboarding-tasks.ts";
import { engine, engineWorkload, onboardingNodes, servicePort } from "./onboarding-workload.ts";
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

const system = "onboarding";

export interface OnboardingArgs extends SystemContext {
  readonly config: OnboardingConfig;
}

/**
 * The workflow engine of customer onboarding, over PostgreSQL, Kafka and, where the stack wants it, Redis.
 *
 * @throws InvalidInput before any resource exists, when settings contradict each other or the stage.
 */
export class Onboarding extends pulumi.ComponentResource implements DeployedSystem {
  static readonly token = "plumbline:systems:Onboarding";
  /** The system's part of the stack's contract. */
  readonly outputs: pulumi.Output<SystemOutputs>;
  readonly sources: StoreSources;

  constructor(name: string, args: OnboardingArgs, opts?: pulumi.ComponentResourceOptions) {
    assertSizes(`system ${system}`, args.config, args.profile);
    assertDatabaseConnections(`system ${system}`, args.profile);
    super(Onboarding.token, name, args, opts);
    const { outputs, sources } = build(this, name, args);
    this.outputs = outputs;
    this.sources = sources;
    this.registerOutputs({ outputs: this.outputs });
  }
}

function build(parent: pulumi.Resource, name: string, args: OnboardingArgs): Required<DeployedSystem> {
  const { config, profile } = args;
  const place = systemPlace(parent, name, {
    system,
    mesh: args.cluster.mesh,
    quota: onboardingQuota(config, profile, args.place),
    objectives: config.objectives,
  });
  const { namespace } = place;
  const plan = onboardingPlan(args.place);
  const backups = backupAccess(parent, name, args, place, systemBackups.onboarding, plan);
  const stores = onboardingStores(parent, name, args, place, backups.target("postgres"));
  const { storePassword, identity } = engineIdentity(parent, name, args, place);
  const spec = engineWorkload(config, profile, stores, identity, storePassword);
  const nodes = { ...onboardingNodes(system, spec, stores), ...backupNodes(plan, args.place), ...challengeNodes(args) };
  const network = new Network(`${name}-network`, { system, namespace, nodes, mesh: place.mesh }, { parent });
  const { postgres, kafka, redis } = stores;
  vaultOf(parent, name, args, system, { postgres: postgres.saved });
  saveStores(parent, name, {
    context: args,
    place,
    access: backups,
    bucket: systemBackups.onboarding,
    stores: plan.map((store) => savedStore(store, stores, args)),
    dependsOn: [network],
  });
  // A copy's schema is the primary region's.
  const prepared = postgres.copy ? [] : [prepareDatabase(parent, name, config, place, stores, [network, postgres])];
  const deployed = new Workload(
    `${name}-${engine}`,
    { system, namespace, zoneSpread: profile.zoneSpread, component: engine, spec },
    { parent, dependsOn: [network, postgres, kafka, ...(redis ? [redis] : []), ...prepared] },
  );
  alertRules(parent, `${name}-alerts`, { system, namespace, name: system, groups: { history: historyAlerts(system) } });
  publicRoutes(parent, name, args, place, identity, deployed);
  return {
    outputs: outputs(args, place, stores, deployed),
    sources: { postgres: postgres.source, kafka: kafka.source },
  };
}

/** Room for all pods at once: an update of the engine and of the poolers, and the stores with their helpers. */
export function onboardingQuota(config: OnboardingConfig, profile: Profile, site: StoreSite): Quota {
  const { broker, brokers, controllers } = storeSizes(profile);
  const volumes = databaseInstances(config, profile) + brokers + controllers + (config.cache ? 1 : 0);
  // Kafka has an operator for its topics and users, and an exporter, besides: each with another beside it while it is updated.
  const helpers = profile.leastReplicas + 1 + 2 * 2 + backupPods(profile, onboardingPlan(site));
  return quotaFor(mostPods + helpers + volumes, broker, volumes);
}

/** What the engine shows to the gateway, and the password of the stores that it comes in (ONB-059). */
function engineIdentity(
  parent: pulumi.Resource,
  name: string,
  { config: { storePasswordVersion: version }, place: at }: OnboardingArgs,
  { namespace, issuer }: SystemPlace,
): { readonly storePassword: SecretKey; readonly identity: CertificateSecret } {
  const component = { system, component: engine };
  const key = "password";
  const reference = systemSecret(parent, `${name}-store-password`, {
    identity: component,
    place: at,
    namespace,
    secretName: "onboarding-keystore-secret",
    key,
    version,
    never: { kind: "never", because: "the stores that it opens are made with it, and not made anew at the same time" },
  });
  const storePassword = { secret: reference.name, key };
  const identity = serverCertificate(parent, `${name}-identity`, {
    identity: component,
    namespace,
    issuer,
    secretName: `${engine}-tls`,
    hosts: serviceNames(engine, namespace),
    storePassword,
  });
  return { storePassword, identity };
}

function publicRoutes(
  parent: pulumi.Resource,
  name: string,
  { config, cluster, domain, edge }: OnboardingArgs,
  { namespace, issuer }: SystemPlace,
  identity: CertificateSecret,
  deployed: Workload,
): void {
  new PublicRoutes(
    `${name}-edge`,
    {
      system,
      namespace,
      gatewayClass: cluster.gatewayClass,
      ...edge,
      issuer: publicIssuer(cluster, issuer),
      // The guide's name (ONB-044).
      certificateSecret: "onboarding-tls",
      tlsBackends: { [engine]: { port: "http", host: deployed.host, authority: identity.name } },
      routes: onboardingRoutes(config, onboardingHost(domain)),
    },
    { parent },
  );
}

function outputs(
  { config, domain }: OnboardingArgs,
  { namespace }: SystemPlace,
  { postgres, kafka, redis }: OnboardingStores,
  deployed: Workload,
): pulumi.Output<SystemOutputs> {
  const kafkaAuth = kafka.users[kafkaUser];
  return systemOutputs({
    namespace,
    endpoints: {
      api: { ...publicEndpoint(onboardingHost(domain)), url: `https://${onboardingHost(domain)}/api` },
      "api-internal": clusterEndpoint("https", { host: deployed.host, port: servicePort }),
      postgres: clusterEndpoint("postgresql", postgres),
      "postgres-read": clusterEndpoint("postgresql", { host: postgres.readHost, port: postgres.port }),
      ...(postgres.pooler && { "postgres-pooler": clusterEndpoint("postgresql", postgres.pooler) }),
      kafka: clusterEndpoint("kafka", kafka),
      ...(redis && { redis: clusterEndpoint("rediss", redis) }),
    },
    secrets: {
      database: secretOutput(postgres.auth),
      "postgres-authority": secretOutput(postgres.authority),
      ...(kafkaAuth && { kafka: secretOutput(kafkaAuth) }),
      "kafka-authority": secretOutput(kafka.authority),
      ...(redis && { redis: secretOutput(redis.auth), "redis-authority": secretOutput(redis.authority) }),
    },
    topics: kafka.topics,
    objectives: config.objectives,
  });
}
