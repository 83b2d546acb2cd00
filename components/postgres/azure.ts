import type * as pulumi from "@pulumi/pulumi";
import type { AzurePlace } from "../core/azure-place.ts";
import { InvalidInput, Unsupported } from "../core/errors.ts";
import { hostAlias } from "../core/host-alias.ts";
import { authoritySecret } from "../identity/aws-authorities.ts";
import { azureAuthorities } from "../identity/azure-authorities.ts";
import { storedVaultSecret, vaultSecret } from "../secret-store/azure-secret.ts";
import type { NetworkNode } from "../workload/network.ts";
import { azureAccess } from "./azure-access.ts";
import { administrator, type AzureServer, azureServers, readersOf } from "./azure-servers.ts";
import { administeredOf, serverImage } from "./image.ts";
import { poolerComponent, postgresPort } from "./nodes.ts";
import { ownerSetup, setupComponent } from "./owner-setup.ts";
import { assertSource, type AzurePostgresSource } from "./source.ts";
import type { PostgresOutputs, PostgresSpec } from "./spec.ts";

/** Port of the pooler that each server brings. */
export const azurePoolerPort = 6432;

/**
 * Azure Database for PostgreSQL. With more than one instance, a standby in another zone has every commit and takes over; it cannot be read, so
 * that a third instance is a server of its own, where one is to be read alone, and adds nothing elsewhere. The pooler runs beside each server, so
 * that of a pooler's numbers their products count. The memory of the pods decides the size of the servers, and a class of volumes says nothing
 * here. Rows are not counted for Prometheus, so that `countedTables` is without effect. An alias is a name of the host: its certificate holds for
 * the host alone.
 *
 * In a stack of several regions, the primary region's store makes copies of its server in all others, which hand them out: their `host` takes
 * writes once they are promoted.
 *
 * @param source What the primary region's store hands back; for all other regions, and for them alone.
 * @throws InvalidInput when a region has no source or the primary has one, or when the owner is called like the administrator.
 * @throws Unsupported for parameters, backups, sizes, standbys, readers and poolers that Azure cannot have.
 */
export function azurePostgres(
  parent: pulumi.Resource,
  name: string,
  spec: PostgresSpec,
  place: AzurePlace,
  source?: AzurePostgresSource,
): PostgresOutputs {
  const { system, component, namespace } = spec;
  const identity = { system, component };
  assertAsked(`postgres ${name}`, spec, place, source);
  const owner = vaultSecret(parent, `${name}-owner`, {
    identity,
    place,
    namespace,
    secretName: spec.secretName,
    plain: { username: spec.owner },
    keys: ["password", ...(spec.passwordKeys ?? [])],
    ...(spec.otherSecrets && { others: spec.otherSecrets }),
    version: spec.passwordVersion,
    type: spec.secretType ?? "kubernetes.io/basic-auth",
    shared: true,
  });
  const authority = authoritySecret(parent, `${name}-authority`, {
    identity,
    namespace,
    secretName: `${component}-ca`,
    certificates: azureAuthorities,
  });
  const password = source === undefined ? administratorSecret(parent, name, spec, place) : undefined;
  const made = password && azureServers(parent, name, { spec, place, password: password.value });
  const servers = source?.servers ?? made?.byRegion ?? {};
  const server = serverOf(`postgres ${name}`, place, servers);
  const copy = source !== undefined;
  const { host, endpoint } = azureAccess(parent, name, place, { identity, server, copy });
  const reader =
    made?.reader && azureAccess(parent, `${name}-reader`, place, { identity, server: made.reader, copy: true });
  const readHost = reader?.host ?? host;
  if (password) {
    ownerSetup(parent, name, {
      spec,
      place,
      host,
      administratorSecret: password.name,
      ownerSecret: owner.name,
      readable: password.resources,
      dependsOn: [endpoint],
      authority,
    });
  }
  for (const alias of spec.aliases) hostAlias(parent, name, { identity, namespace, alias, host });
  const poolerAt = (of: pulumi.Output<string>) => spec.pooler && { host: of, port: azurePoolerPort };
  return {
    host,
    port: postgresPort,
    readHost,
    pooler: poolerAt(host),
    readPooler: copy || spec.pooler?.readers ? poolerAt(readHost) : undefined,
    database: spec.database,
    owner: spec.owner,
    auth: owner.reference,
    authority,
    maxConnections: spec.maxConnections,
    image: serverImage(spec),
    administered: administeredOf(spec),
    restorer: undefined,
    network: azureNodes(spec, place),
    copy,
    // Azure saves no copies.
    saved: copy ? undefined : { kind: "flexible-server", id: server.id, name: server.name },
    source: !copy && place.peers.length > 0 ? { servers } : undefined,
  };
}

function assertAsked(
  where: string,
  spec: PostgresSpec,
  { role }: AzurePlace,
  source: AzurePostgresSource | undefined,
): void {
  assertSource(where, role, source);
  if (spec.owner === administrator) {
    throw new InvalidInput(where, "owner", "a role of its own, not the administrator", spec.owner);
  }
  if (spec.synchronousReplicas > 1) {
    const instead = "ask for at most one, which is in another zone";
    throw new Unsupported("azure", `a database with ${spec.synchronousReplicas} synchronous standbys`, instead);
  }
  if (source !== undefined) return;
  const readers = readersOf(spec);
  if (readers > 1) {
    const instead = "ask for three instances at most, of which clients can read from one";
    throw new Unsupported("azure", `a database with ${readers} servers for reading behind one address`, instead);
  }
  if (spec.pooler?.readers && readers === 0) {
    const instead = "ask for three instances, or read from the writer's";
    throw new Unsupported("azure", "a pooler in front of standbys", instead);
  }
}

/** Azure asks for characters of three kinds; hexadecimal has two. */
const passwordPrefix = "Pg-";

/** What the job that prepares the database signs in with; people do with their accounts. */
const administratorSecret = (parent: pulumi.Resource, name: string, spec: PostgresSpec, place: AzurePlace) =>
  storedVaultSecret(parent, `${name}-administrator`, {
    identity: { system: spec.system, component: spec.component },
    place,
    secretName: `${spec.component}-administrator`,
    plain: { username: administrator },
    keys: ["password"],
    prefix: passwordPrefix,
    version: spec.passwordVersion,
    shared: false,
  });

function serverOf(where: string, { region }: AzurePlace, servers: Readonly<Record<string, AzureServer>>): AzureServer {
  const found = servers[region];
  if (!found) throw new InvalidInput(where, "source", `servers of ${region}, too`, Object.keys(servers));
  return found;
}

/** The store's places in its system's network: the private endpoints, and the job that prepares the database. */
function azureNodes({ component, pooler }: PostgresSpec, place: AzurePlace): Readonly<Record<string, NetworkNode>> {
  const reached = (port: number): NetworkNode => ({
    ports: { postgres: { port } },
    calls: [],
    addresses: [place.network.endpointCidr],
  });
  return {
    [component]: reached(postgresPort),
    ...(pooler && { [poolerComponent(component)]: reached(azurePoolerPort) }),
    ...(place.role === "primary" && { [setupComponent(component)]: { ports: {}, calls: [component] } }),
  };
}
