import type * as pulumi from "@pulumi/pulumi";
import { azureLagAlarm } from "../alarms/azure-lag-alarm.ts";
import { after } from "../core/after.ts";
import type { AzurePlace } from "../core/azure-place.ts";
import { InvalidInput, Unsupported } from "../core/errors.ts";
import { hostAlias } from "../core/host-alias.ts";
import { authoritySecret } from "../identity/aws-authorities.ts";
import { azureAuthorities } from "../identity/azure-authorities.ts";
import { recordAccess } from "../keys/azure-vault.ts";
import { privateEndpoint } from "../network/azure-private-endpoints.ts";
import { storedVaultSecret, vaultSecret } from "../secret-store/azure-secret.ts";
import type { NetworkNode } from "../workload/network.ts";
import { administrator, type AzureServer, azureServers } from "./azure-servers.ts";
import { administeredOf, serverImage } from "./image.ts";
import { poolerComponent, postgresPort } from "./nodes.ts";
import { ownerSetup, setupComponent } from "./owner-setup.ts";
import { assertSource, type AzurePostgresSource } from "./source.ts";
import type { PostgresOutputs, PostgresSpec } from "./spec.ts";

/** Port of the pooler that each server brings. */
export const azurePoolerPort = 6432;

/**
 * Azure Database for PostgreSQL. With more than one instance, a standby in another zone has every commit and takes over; it cannot be read, so
 * that a third instance adds nothing, and the pooler runs beside the server, so that of a pooler's numbers their products count. The memory of
 * the pods decides the size of the servers, and a class of volumes says nothing here. Rows are not counted for Prometheus, so that
 * `countedTables` is without effect. An alias is a name of the host: its certificate holds for the host alone.
 *
 * In a stack of several regions, the primary region's store makes copies of its server in all others, which hand them out: their `host` takes
 * writes once they are promoted.
 *
 * @param source What the primary region's store hands back; for all other regions, and for them alone.
 * @throws InvalidInput when a region has no source or the primary has one, or when the owner is called like the administrator.
 * @throws Unsupported for parameters, backups, sizes, standbys and poolers that Azure cannot have.
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
  const servers =
    source?.servers ?? (password && azureServers(parent, name, { spec, place, password: password.value }));
  const server = serverOf(`postgres ${name}`, place, servers ?? {});
  const endpoint = privateEndpoint(parent, name, place, place.network, {
    service: "postgres",
    resourceId: server.id,
    identity,
  });
  recordAccess(parent, name, server.id, place.workspaceId);
  if (source) {
    azureLagAlarm(parent, `${name}-lag`, { identity, scope: place, what: "postgres-region", resourceId: server.id });
  }
  // Readers of the host come after there is a way to it.
  const host = after(
    server.id.apply(() => server.host),
    [endpoint],
  );
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
  const pooler = spec.pooler && { host, port: azurePoolerPort };
  const copy = source !== undefined;
  return {
    host,
    port: postgresPort,
    readHost: host,
    pooler,
    readPooler: copy ? pooler : undefined,
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
    source: servers && !copy && place.peers.length > 0 ? { servers } : undefined,
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
  if (spec.pooler?.readers && source === undefined) {
    const instead = "read from the writer's, or in a region with a copy";
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
