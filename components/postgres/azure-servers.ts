import { AdministratorsMicrosoftEntra } from "@pulumi/azure-native/dbforpostgresql/administratorsMicrosoftEntra.js";
import { Configuration } from "@pulumi/azure-native/dbforpostgresql/configuration.js";
import { Server, type ServerArgs } from "@pulumi/azure-native/dbforpostgresql/server.js";
import { VirtualEndpoint } from "@pulumi/azure-native/dbforpostgresql/virtualEndpoint.js";
import * as pulumi from "@pulumi/pulumi";
import { after } from "../core/after.ts";
import { deleteLock } from "../core/azure-lock.ts";
import type { AzurePlace } from "../core/azure-place.ts";
import { type AzureScope, azureKept, azureWhere, worldwideName } from "../core/azure-scope.ts";
import { standbyOf } from "../core/place.ts";
import type { AzureKey } from "../keys/azure.ts";
import { azureBackupDays } from "./azure-backups.ts";
import { azureParameters } from "./azure-parameters.ts";
import { serverDisk, serverSize, serverTier } from "./azure-sizes.ts";
import type { PostgresSpec } from "./spec.ts";

/** The server's administrator, who prepares the database and does nothing else. */
export const administrator = "plumbline_admin";

/** Instances of a region that can be read alone: those besides the writer and its standby, which cannot. */
export const readersOf = ({ instances, readAlone }: PostgresSpec): number =>
  readAlone ? Math.max(0, instances - 2) : 0;

/** A server of one region. */
export interface AzureServer {
  /** Known once the server has its parameters. */
  readonly id: pulumi.Output<string>;
  readonly name: string;
  readonly host: string;
}

export interface AzureServersArgs {
  readonly spec: PostgresSpec;
  readonly place: AzurePlace;
  /** The administrator's. */
  readonly password: pulumi.Output<string>;
}

/** The servers of a stack. */
export interface AzureServers {
  /** The server of each region: the one that writes, and copies that can take over. */
  readonly byRegion: Readonly<Record<string, AzureServer>>;
  /** What the primary region has to read from besides. */
  readonly reader: AzureServer | undefined;
}

interface MadeServer extends AzureServer {
  readonly server: Server;
  /** The server and what is told to it, in the order in which that is. */
  readonly parts: readonly pulumi.Resource[];
}

/**
 * The servers of all regions: the one that writes, a copy of it in each of the others, and one beside it where a third instance is asked for.
 * They are made one after the other, since Azure changes nothing about a server while it copies it. The region that stands by is the reading
 * end of a virtual endpoint, without which a copy could only leave the others, and not take over from them.
 */
export function azureServers(parent: pulumi.Resource, name: string, args: AzureServersArgs): AzureServers {
  const { spec, place } = args;
  const writer = writingServer(parent, name, args);
  const made = new Map([[place.region, writer]]);
  let last = writer;
  for (const { region, scope, keys } of place.peers) {
    last = copyingServer(parent, `${name}-${region}`, { spec, scope, key: keys.data, writer, last });
    made.set(region, last);
  }
  const key = place.keys.data;
  const role = "reader";
  const reader =
    readersOf(spec) > 0
      ? copyingServer(parent, `${name}-${role}`, { spec, scope: place, key, writer, last, role })
      : undefined;
  last = reader ?? last;
  const standby = made.get(standbyOf(place.peers)?.region ?? "");
  const endpoints = standby && takeOverEndpoints(parent, `${name}-endpoints`, args, { writer, standby, last });
  const locked = (lockedName: string, { server, parts }: MadeServer) => {
    deleteLock(parent, lockedName, place, server.id, [...parts, ...(endpoints ? [endpoints] : [])]);
  };
  locked(name, writer);
  for (const { region } of place.peers) locked(`${name}-${region}`, made.get(region) ?? writer);
  if (reader) locked(`${name}-${role}`, reader);
  const known = ({ id, name: own, host }: MadeServer): AzureServer => ({ id, name: own, host });
  return {
    byRegion: Object.fromEntries([...made].map(([region, server]) => [region, known(server)])),
    reader: reader && known(reader),
  };
}

function takeOverEndpoints(
  parent: pulumi.Resource,
  name: string,
  { spec, place }: AzureServersArgs,
  { writer, standby, last }: Readonly<Record<"writer" | "standby" | "last", MadeServer>>,
): VirtualEndpoint {
  return new VirtualEndpoint(
    name,
    {
      resourceGroupName: place.resourceGroupName,
      serverName: writer.server.name,
      virtualEndpointName: worldwideName("database server", place, spec.system, spec.component, "endpoints"),
      endpointType: "ReadWrite",
      members: [standby.server.name],
    },
    { parent, dependsOn: last.parts.slice(-1) },
  );
}

function writingServer(parent: pulumi.Resource, name: string, { spec, place, password }: AzureServersArgs): MadeServer {
  const paired = place.pairedBackups;
  const server = new Server(
    name,
    {
      ...serverArgs(spec, place, place.keys.data, paired),
      createMode: "Default",
      version: String(spec.version),
      administratorLogin: administrator,
      administratorLoginPassword: password,
      // The standby is in another zone; which of both writes changes with a fail-over.
      highAvailability: { mode: spec.instances > 1 ? "ZoneRedundant" : "Disabled" },
      // Sunday at 02:00 UTC, for an hour (ECO-069).
      maintenanceWindow: { customWindow: "Enabled", dayOfWeek: 0, startHour: 2, startMinute: 0 },
    },
    { ...serverOptions(place, parent), dependsOn: [...place.keys.data.grants, ...(paired?.grants ?? [])] },
  );
  const { administrators } = place;
  return withParts(parent, name, spec, place, { server, name: serverName(spec, place), administrators });
}

interface CopyArgs {
  readonly spec: PostgresSpec;
  readonly scope: AzureScope;
  readonly key: AzureKey;
  readonly writer: MadeServer;
  /** The server that was made before. */
  readonly last: MadeServer;
  /** Part of the name of a copy that is not its region's only one. */
  readonly role?: string;
}

/** A copy has no standby and no backups, and its accounts are the writing server's; Azure maintains it at night. */
function copyingServer(
  parent: pulumi.Resource,
  name: string,
  { spec, scope, key, writer, last, role }: CopyArgs,
): MadeServer {
  const own = { ...serverArgs(spec, scope, key, undefined), serverName: serverName(spec, scope, role) };
  const server = new Server(
    name,
    { ...own, createMode: "Replica", sourceServerResourceId: writer.id },
    { ...serverOptions(scope, parent), dependsOn: [...key.grants, ...last.parts.slice(-1)] },
  );
  return withParts(parent, name, spec, scope, { server, name: own.serverName, administrators: [] });
}

/** What the servers of all regions have in common: a copy takes over only from one of its own size, and then is backed up, too. */
function serverArgs(
  spec: PostgresSpec,
  scope: AzureScope,
  key: AzureKey,
  paired: AzureKey | undefined,
): ServerArgs & { readonly serverName: string } {
  const { system, component } = spec;
  return {
    ...azureWhere(scope, { system, component }, "personal"),
    serverName: serverName(spec, scope),
    sku: { name: serverSize(spec.resources.limits.memory).name, tier: serverTier },
    storage: { type: "Premium_LRS", autoGrow: "Enabled", ...serverDisk(spec.storage, scope.protect) },
    network: { publicNetworkAccess: "Disabled" },
    // People sign in with their account, applications by password.
    authConfig: { activeDirectoryAuth: "Enabled", passwordAuth: "Enabled", tenantId: scope.tenantId },
    backup: {
      backupRetentionDays: azureBackupDays(spec, scope),
      geoRedundantBackup: paired ? "Enabled" : "Disabled",
    },
    identity: { type: "UserAssigned", userAssignedIdentities: identitiesOf([key, ...(paired ? [paired] : [])]) },
    dataEncryption: {
      type: "AzureKeyVault",
      // Without a version, so that a replaced key is followed.
      primaryKeyURI: key.uri,
      primaryUserAssignedIdentityId: key.identityId,
      ...(paired && { geoBackupKeyURI: paired.uri, geoBackupUserAssignedIdentityId: paired.identityId }),
    },
  };
}

const identitiesOf = (keys: readonly AzureKey[]) =>
  pulumi.all(keys.map(({ identityId }) => identityId)).apply((ids) => Object.fromEntries(ids.map((id) => [id, {}])));

/** A disk grows by itself, and cannot be made smaller: its size is that of the beginning. */
const serverOptions = (scope: AzureScope, parent: pulumi.Resource): pulumi.CustomResourceOptions => ({
  ...azureKept(scope, parent),
  ignoreChanges: ["storage.storageSizeGB", "storage.tier"],
});

const serverName = ({ system, component }: PostgresSpec, scope: AzureScope, role?: string) =>
  worldwideName("database server", scope, system, component, ...(role === undefined ? [] : [role]));

/** The server with the groups that administer it and its parameters. Azure takes one change of a server at a time. */
function withParts(
  parent: pulumi.Resource,
  name: string,
  spec: PostgresSpec,
  scope: AzureScope,
  made: { readonly server: Server; readonly name: string; readonly administrators: readonly string[] },
): MadeServer {
  const { server } = made;
  const parts: pulumi.Resource[] = [server];
  const of = { resourceGroupName: scope.resourceGroupName, serverName: server.name };
  const afterLast = () => ({ parent, dependsOn: parts.slice(-1) });
  for (const objectId of made.administrators) {
    const short = objectId.slice(0, 8);
    const group = {
      objectId,
      // Name of the role that members of the group sign in as.
      principalName: `administrators-${short}`,
      principalType: "Group",
      tenantId: scope.tenantId,
    };
    parts.push(new AdministratorsMicrosoftEntra(`${name}-administrators-${short}`, { ...of, ...group }, afterLast()));
  }
  for (const [parameter, value] of Object.entries(azureParameters(spec))) {
    const setting = { configurationName: parameter, source: "user-override", value };
    const child = `${name}-${parameter.replaceAll(/[._]/g, "-")}`;
    parts.push(new Configuration(child, { ...of, ...setting }, afterLast()));
  }
  const host = `${made.name}.postgres.database.azure.com`;
  return { id: after(server.id, parts), name: made.name, host, server, parts };
}
