import { between, oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { at, type JsonObject } from "../../lib/values.ts";
import { arm, exists, holds, hyphenated, identityId, settingOf } from "./parts.ts";

const server = "azure-native:dbforpostgresql:Server";

/** What Azure says of settings that do not go together. */
function conflict(inputs: JsonObject): string | undefined {
  const { createMode, sourceServerResourceId } = inputs;
  const standby = !["Disabled", undefined].some((mode) => mode === at(inputs, ["highAvailability", "mode"]));
  const isCopied = at(inputs, ["backup", "geoRedundantBackup"]) === "Enabled";
  const encryption = (field: string) => at(inputs, ["dataEncryption", field]);
  if (standby && at(inputs, ["sku", "tier"]) === "Burstable") return "a server of the tier Burstable has no standby";
  if (createMode === "Replica") {
    if (sourceServerResourceId === undefined) return "a replica needs sourceServerResourceId";
    if (standby || isCopied) return "a replica has neither a standby nor geo-redundant backups";
    return inputs["administratorLogin"] === undefined ? undefined : "a replica has its source's administrator";
  }
  const missing = ["version", "administratorLogin", "administratorLoginPassword"].find(
    (field) => inputs[field] === undefined,
  );
  if (missing !== undefined) return `a new server needs ${missing}`;
  if (!isCopied || encryption("type") !== "AzureKeyVault") return undefined;
  if (encryption("geoBackupKeyURI") === undefined) {
    return "geo-redundant backups of a server with a key of ours need geoBackupKeyURI";
  }
  return encryption("geoBackupUserAssignedIdentityId") === encryption("primaryUserAssignedIdentityId")
    ? "one identity cannot use both keys"
    : undefined;
}

/** Azure Database for PostgreSQL. */
export const postgres: Rows = {
  [server]: arm("Microsoft.DBforPostgreSQL/flexibleServers", {
    named: ["serverName"],
    rule: { ...hyphenated(3, 63), lower: true },
    unique: ["serverName"],
    replaces: [
      "location",
      "createMode",
      "administratorLogin",
      "sourceServerResourceId",
      "backup.geoRedundantBackup",
      "dataEncryption.type",
      "network.delegatedSubnetResourceId",
    ],
    also: ["privateEndpointConnections", "systemData"],
    needs: {
      // Copies go before what they copy.
      sourceServerResourceId: holds(server),
      "dataEncryption.primaryUserAssignedIdentityId": identityId,
      "dataEncryption.geoBackupUserAssignedIdentityId": identityId,
    },
    rules: {
      "sku.tier": oneOf("Burstable", "GeneralPurpose", "MemoryOptimized"),
      "storage.storageSizeGB": between(32, 65536),
      "backup.backupRetentionDays": between(7, 35),
      "backup.geoRedundantBackup": oneOf("Enabled", "Disabled"),
      "highAvailability.mode": oneOf("Disabled", "SameZone", "ZoneRedundant"),
      "network.publicNetworkAccess": oneOf("Enabled", "Disabled"),
    },
    validate: conflict,
    computed: {
      fullyQualifiedDomainName: "{serverName}.postgres.database.azure.com",
      minorVersion: () => "0",
      replicaCapacity: () => 5,
      state: () => "Ready",
    },
  }),
  "azure-native:dbforpostgresql:Configuration": settingOf("Microsoft.DBforPostgreSQL/flexibleServers/configurations", {
    named: ["serverName", "configurationName"],
    rule: { max: 128, pattern: /^[a-z_][a-z0-9_.]*$/ },
    owner: server,
    also: ["systemData"],
    computed: {
      allowedValues: () => "",
      dataType: () => "String",
      defaultValue: () => "",
      description: () => "",
      documentationLink: () => "",
      isConfigPendingRestart: () => false,
      isDynamicConfig: () => true,
      isReadOnly: () => false,
      unit: () => "",
    },
  }),
  "azure-native:dbforpostgresql:AdministratorsMicrosoftEntra": arm(
    "Microsoft.DBforPostgreSQL/flexibleServers/administrators",
    {
      named: ["serverName", "objectId"],
      owner: server,
      replaces: ["principalName", "principalType", "tenantId"],
      also: ["systemData"],
      rules: { principalType: oneOf("Group", "ServicePrincipal", "User") },
    },
  ),
  "azure-native:dbforpostgresql:VirtualEndpoint": arm("Microsoft.DBforPostgreSQL/flexibleServers/virtualendpoints", {
    named: ["serverName", "virtualEndpointName"],
    rule: hyphenated(3, 63),
    owner: server,
    unique: ["virtualEndpointName"],
    also: ["systemData"],
    needs: { "members.*": exists(server, "name") },
    rules: { endpointType: oneOf("ReadWrite") },
    computed: {
      virtualEndpoints: ({ fill }) =>
        ["writer", "reader"].map((end) => fill(`{virtualEndpointName}.${end}.postgres.database.azure.com`)),
    },
  }),
};
