import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../components/core/errors.ts";
import { objectLabels } from "../components/core/labels.ts";
import { PublicRoutes } from "../components/edge/public-routes.ts";
import { backupNodes } from "../components/operations/backup/plan.ts";
import type { Quota } from "../components/workload/namespace.ts";
import { Network } from "../components/workload/network.ts";
import { Workload } from "../components/workload/workload.ts";
import { type EcommerceConfig, ecommerceServices } from "../config/ecommerce.ts";
import type { Profile } from "../config/profiles.ts";
import type { Endpoint, SystemOutputs } from "../contract/schema.ts";
import { assertDailyPeak, capacityPlan, quotaOf } from "./ecommerce-capacity.ts";
import { ecommerceCredentials } from "./ecommerce-credentials.ts";
import { ecommerceHost, ecommerceRoutes } from "./ecommerce-gateway.ts";
import { ecommerceNotifications } from "./ecommerce-notifications.ts";
import type { EcommerceStores } from "./ecommerce-settings.ts";
import {
  assertDatabaseConnections,
  ecommerceMongodb,
  ecommerceObjectives,
  ecommercePlan,
  ecommerceRedis,
  mongodConf,
  savedMongodb,
} from "./ecommerce-stores.ts";
import { type EcommerceWorkload, ecommerceWorkloads } from "./ecommerce-workloads.ts";
import { backupAccess, systemBackups, vaultOf } from "./backups.ts";
import { systemPlace } from "./place.ts";
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

const system = "ecommerce";

export interface EcommerceArgs extends SystemContext {
  readonly config: EcommerceConfig;
}

/**
 * The shop: user, product, cart and order services behind a Spring Cloud Gateway, over MongoDB and Redis.
 *
 * @throws InvalidInput before any resource exists, when settings contradict each other or the stage.
 */
export class Ecommerce extends pulumi.ComponentResource implements DeployedSystem {
  static readonly token = "plumbline:systems:Ecommerce";
  /** The system's part of the stack's contract. */
  readonly outputs: pulumi.Output<SystemOutputs>;
  readonly sources: StoreSources;

  constructor(name: string, args: EcommerceArgs, opts?: pulumi.ComponentResourceOptions) {
    assertSettings(args);
    super(Ecommerce.token, name, args, opts);
    const { outputs, sources } = build(this, name, args);
    this.outputs = outputs;
    this.sources = sources;
    this.registerOutputs({ outputs: this.outputs });
  }
}

function assertSettings({ config, profile }: EcommerceArgs): void {
  const where = `system ${system}`;
  const { replenishRate, burstCapacity } = config.rateLimit;
  if (burstCapacity < replenishRate) {
    const allowed = `at least replenishRate (${replenishRate}), or nobody reaches it`;
    throw new InvalidInput(where, "rateLimit.burstCapacity", allowed, burstCapacity);
  }
  assertDailyPeak(where, config, profile);
  assertDatabaseConnections(where, config, profile);
}

/** Room for all pods of the season at once. */
export function ecommerceQuota(config: EcommerceConfig, profile: Profile, site: StoreSite): Quota {
  const members = profile.documentMembers;
  // A member has a second volume, for its logs.
  return quotaOf(config, profile, members + 1 + backupPods(profile, ecommercePlan(site)), 2 * members + 1);
}

function build(parent: pulumi.Resource, name: string, args: EcommerceArgs): Required<DeployedSystem> {
  const { config, profile } = args;
  const plan = ecommercePlan(args.place);
  const place = systemPlace(parent, name, {
    system,
    mesh: args.cluster.mesh,
    quota: ecommerceQuota(config, profile, args.place),
    objectives: ecommerceObjectives,
  });
  const { namespace, issuer } = place;
  const backups = backupAccess(parent, name, args, place, systemBackups.ecommerce, plan);
  const mongodb = ecommerceMongodb(parent, name, args, place);
  const redis = ecommerceRedis(parent, name, args, place);
  const stores = { mongodb, redis };
  vaultOf(parent, name, args, system, { mongodb: mongodb.saved });
  documents(parent, name, args, namespace);

  const credentials = ecommerceCredentials(parent, name, args, place);
  const notifications = ecommerceNotifications(parent, name, args);
  const specs = ecommerceWorkloads(config, profile, stores, credentials, notifications);
  const nodes = {
    ...specs,
    mongodb: mongodb.network,
    ...mongodb.preparations,
    redis: redis.network,
    ...backupNodes(plan, args.place),
    ...challengeNodes(args),
  };
  const network = new Network(`${name}-network`, { system, namespace, nodes, mesh: place.mesh }, { parent });
  saveStores(parent, name, {
    context: args,
    place,
    access: backups,
    bucket: systemBackups.ecommerce,
    stores: plan.map((store) => savedMongodb(store, mongodb, profile)),
    dependsOn: [network],
  });
  const deploy = (component: EcommerceWorkload, after: pulumi.Resource[]) =>
    new Workload(
      `${name}-${component}`,
      { system, namespace, zoneSpread: profile.zoneSpread, component, spec: specs[component] },
      { parent, dependsOn: [network, ...after] },
    );
  const known = Object.values(notifications?.identities ?? {}).flatMap(({ resources }) => resources);
  const services = ecommerceServices.map((service) => deploy(service, [mongodb, redis, ...known]));
  const gateway = deploy("api-gateway", services);
  const host = ecommerceHost(args.domain);
  new PublicRoutes(
    `${name}-edge`,
    {
      system,
      namespace,
      gatewayClass: args.cluster.gatewayClass,
      ...args.edge,
      issuer: publicIssuer(args.cluster, issuer),
      routes: ecommerceRoutes(config, host, gateway),
    },
    { parent },
  );
  return { outputs: outputs(namespace, host, stores), sources: { documents: mongodb.source } };
}

/** What people and tools read, and no pod does. */
function documents(
  parent: pulumi.Resource,
  name: string,
  { config, profile }: EcommerceArgs,
  namespace: pulumi.Output<string>,
): void {
  const document = (object: string, component: string, data: Record<string, string>) =>
    new ConfigMap(
      `${name}-${object}`,
      { metadata: { name: object, namespace, labels: objectLabels({ system, component }) }, data },
      { parent },
    );
  document("mongodb-config", "mongodb", { "mongod.conf": mongodConf(config, profile) });
  document("capacity-plan", "capacity", { "capacity-planning.yaml": capacityPlan(config, profile) });
}

function outputs(namespace: pulumi.Output<string>, host: string, stores: EcommerceStores) {
  const { mongodb, redis } = stores;
  const database = pulumi.all([mongodb.url, mongodb.hosts]).apply(([url, hosts]): Endpoint => ({
    url,
    host: hosts[0]?.split(":")[0] ?? "",
    port: mongodb.port,
    scope: "cluster",
  }));
  const users = Object.entries(mongodb.users).map(
    ([user, secret]) => [`mongodb-${user}`, secretOutput(secret)] as const,
  );
  return systemOutputs({
    namespace,
    endpoints: { shop: publicEndpoint(host), mongodb: database, redis: clusterEndpoint("rediss", redis) },
    secrets: {
      ...Object.fromEntries(users),
      "mongodb-authority": secretOutput(mongodb.authority),
      redis: secretOutput(redis.auth),
      "redis-authority": secretOutput(redis.authority),
    },
    objectives: ecommerceObjectives,
  });
}
