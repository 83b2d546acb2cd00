import * as pulumi from "@pulumi/pulumi";
import { after } from "../core/after.ts";
import { InvalidInput } from "../core/errors.ts";
import { hostAlias } from "../core/host-alias.ts";
import type { AwsPlace } from "../core/place.ts";
import { amazonAuthorities, authoritySecret, databaseAuthorities } from "../identity/aws-authorities.ts";
import { dataNetworks, storeGroup } from "../network/aws-store-access.ts";
import { cloudSecret, storedSecret } from "../secret-store/aws-secret.ts";
import type { NetworkNode } from "../workload/network.ts";
import { administrator, auroraCluster, clusterName, globalDatabase } from "./aws-cluster.ts";
import { auroraOwner } from "./aws-owner.ts";
import { auroraProxy } from "./aws-proxy.ts";
import { administeredOf, serverImage } from "./image.ts";
import { poolerComponent, postgresPort } from "./nodes.ts";
import { setupComponent } from "./owner-setup.ts";
import { assertSource } from "./source.ts";
import type { PostgresOutputs, PostgresSpec } from "./spec.ts";

/** What the store of another region has to know of the primary region's. */
export interface AwsPostgresSource {
  /** Known once the primary region's cluster can be copied. */
  readonly globalClusterId: pulumi.Output<string>;
  /** ARN, in the primary region, of the owner's credential. */
  readonly ownerSecretArn: pulumi.Output<string>;
}

/**
 * Aurora PostgreSQL. Its storage keeps six copies in three zones and grows by itself: a size, a class of volumes and synchronous replicas
 * say nothing here, and the memory of the pods decides the class of the instances. Rows and statements are counted by Performance Insights
 * and not for Prometheus, so that `countedTables` is without effect. An alias is a name of the host: its certificate holds for the host alone.
 *
 * In a stack of several regions, the primary region's cluster is the primary one of a global database, and the others are its copies: their
 * `host` takes writes once they are promoted.
 *
 * @param source What the primary region's store hands back; for all other regions, and for them alone.
 * @throws InvalidInput when a region has no source or the primary has one, or when the owner is called like the administrator.
 * @throws Unsupported for parameters, backups, sizes and poolers that Aurora cannot have.
 */
export function awsPostgres(
  parent: pulumi.Resource,
  name: string,
  spec: PostgresSpec,
  place: AwsPlace,
  source?: AwsPostgresSource,
): PostgresOutputs {
  const { system, component, namespace } = spec;
  const identity = { system, component };
  assertSource(`postgres ${name}`, place.role, source);
  if (spec.owner === administrator) {
    throw new InvalidInput(`postgres ${name}`, "owner", "a role of its own, not the administrator", spec.owner);
  }
  const global = place.peers.length > 0;
  const owner = cloudSecret(parent, `${name}-owner`, {
    identity,
    place,
    namespace,
    secretName: spec.secretName,
    plain: { username: spec.owner },
    keys: ["password", ...(spec.passwordKeys ?? [])],
    others: spec.otherSecrets,
    version: spec.passwordVersion,
    rotation: { kind: "postgres-user", store: clusterName(place, spec) },
    type: spec.secretType ?? "kubernetes.io/basic-auth",
    shared: true,
  });
  const authority = authoritySecret(parent, `${name}-authority`, {
    identity,
    namespace,
    secretName: `${component}-ca`,
    certificates: [...databaseAuthorities(place.region), ...(spec.pooler ? amazonAuthorities : [])],
  });
  const group = storeGroup(parent, `${name}-access`, {
    identity,
    place,
    description: `Database ${system} ${component}`,
    port: postgresPort,
    rotator: source === undefined,
  });
  const password =
    global && source === undefined
      ? storedSecret(parent, `${name}-administrator`, {
          identity,
          place,
          secretName: `${component}-administrator`,
          plain: { username: administrator },
          keys: ["password"],
          version: spec.passwordVersion,
          rotation: { kind: "administrator", store: clusterName(place, spec) },
          shared: false,
        })
      : undefined;
  const globalClusterId = source?.globalClusterId;
  const aurora = auroraCluster(parent, name, { spec, place, securityGroupId: group.id, globalClusterId, password });
  // Readers of the hosts come after the instances behind them.
  const ready = (host: pulumi.Output<string>) => after(host, aurora.instances);
  const host = ready(aurora.cluster.endpoint);
  if (source === undefined) {
    const ownerParts = { spec, place, aurora, host, password, ownerSecret: owner.name, authority };
    owner.rotateAfter([auroraOwner(parent, name, ownerParts)]);
    password?.rotateAfter(aurora.instances);
  }
  const ownerSecretArn = owner.arn ?? copyOf(source?.ownerSecretArn, place);
  const proxyArgs = { spec, place, aurora, securityGroupId: group.id, ownerSecretArn };
  const pooler =
    spec.pooler &&
    auroraProxy(parent, name, proxyArgs, { ...spec.pooler, readers: spec.pooler.readers || source !== undefined });
  for (const alias of spec.aliases) hostAlias(parent, name, { identity, namespace, alias, host });
  return {
    host,
    port: postgresPort,
    readHost: spec.instances > 1 || source !== undefined ? ready(aurora.cluster.readerEndpoint) : host,
    pooler: pooler?.writer,
    readPooler: pooler?.readers,
    database: spec.database,
    owner: spec.owner,
    auth: owner.reference,
    authority,
    maxConnections: spec.maxConnections,
    image: serverImage(spec),
    administered: administeredOf(spec),
    restorer: undefined,
    network: auroraNodes(spec, place),
    copy: source !== undefined,
    saved: {
      kind: "aurora",
      arn: aurora.cluster.arn,
      subnetGroup: aurora.cluster.dbSubnetGroupName,
      securityGroupId: group.id,
    },
    source:
      global && source === undefined
        ? { globalClusterId: globalDatabase(parent, name, spec, place, aurora).id, ownerSecretArn }
        : undefined,
  };
}

/** ARN of a secret's copy, which differs by the region alone. */
const copyOf = (arn: pulumi.Output<string> | undefined, { region }: AwsPlace): pulumi.Output<string> =>
  pulumi.output(arn ?? "").apply((known) =>
    known
      .split(":")
      .map((part, index) => (index === 3 ? region : part))
      .join(":"),
  );

/** The store's places in its system's network: addresses of the data subnets, and the job that prepares the database. */
function auroraNodes({ component, pooler }: PostgresSpec, place: AwsPlace): Readonly<Record<string, NetworkNode>> {
  const addresses = dataNetworks(place.network);
  const server = { ports: { postgres: { port: postgresPort } }, calls: [], addresses };
  return {
    [component]: server,
    ...(pooler && { [poolerComponent(component)]: server }),
    ...(place.role === "primary" && { [setupComponent(component)]: { ports: {}, calls: [component] } }),
  };
}
