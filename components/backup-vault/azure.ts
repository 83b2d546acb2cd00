import { AlertProcessingRuleByName } from "@pulumi/azure-native/alertsmanagement/alertProcessingRuleByName.js";
import { BackupInstance } from "@pulumi/azure-native/dataprotection/backupInstance.js";
import { BackupVault } from "@pulumi/azure-native/dataprotection/backupVault.js";
import * as pulumi from "@pulumi/pulumi";
import { deleteLock } from "../core/azure-lock.ts";
import type { AzurePlace } from "../core/azure-place.ts";
import { grantRole } from "../core/azure-roles.ts";
import { azureKept, azureWhere } from "../core/azure-scope.ts";
import { physicalName } from "../core/physical-names.ts";
import { serversPolicy, serverType } from "./azure-policy.ts";
import type { AzureProtectedStore, BackupVaultOutputs, BackupVaultSpec } from "./spec.ts";

/** How long what was deleted can be had back. Unit: days. */
const softDeleteDays = 14;

/**
 * A vault of Data Protection that nobody can empty before its time, and that a policy fills with backups of the system's servers each week. In a
 * stack of several regions all of it is in the region that Azure pairs with this one as well, and can be restored there.
 *
 * Azure saves servers here once a week at most: each day is in their own backups, of five weeks. It restores nothing by itself to see that it can be done,
 * as AWS does every month: what is tested of itself are the system's own backups, which its jobs restore.
 */
export function azureBackupVault(
  parent: pulumi.Resource,
  name: string,
  spec: BackupVaultSpec<AzureProtectedStore>,
  place: AzurePlace,
): BackupVaultOutputs {
  const vault = makeVault(parent, name, spec, place);
  const policy = serversPolicy(parent, `${name}-servers`, spec, place, vault.name);
  const principalId = vault.identity.apply((identity) => identity?.principalId ?? "");
  const finds = grantRole(parent, `${name}-group`, place, {
    role: "Reader",
    scope: pulumi.interpolate`/subscriptions/${place.subscriptionId}/resourceGroups/${place.resourceGroupName}`,
    principalId,
    description: `Backups of ${spec.system} find its servers`,
  });
  const saved = Object.entries(spec.stores).map(([store, server]) =>
    save(parent, `${name}-${store}`, { store, server, spec, place, vault, principalId, finds, policyId: policy.id }),
  );
  deleteLock(parent, name, place, vault.id, saved);
  if (spec.topic !== undefined) tellFailures(parent, name, spec.topic, spec.system, place, vault);
  return { vaultId: vault.id, tested: [] };
}

function makeVault(
  parent: pulumi.Resource,
  name: string,
  { system, protect }: BackupVaultSpec<AzureProtectedStore>,
  place: AzurePlace,
): BackupVault {
  const key = place.keys.backups;
  const paired = place.peers.length > 0;
  return new BackupVault(
    name,
    {
      ...azureWhere(place, { system, component: "backup" }, "personal"),
      vaultName: physicalName("backup vault", place.stage, system, "backups"),
      identity: { type: "SystemAssigned,UserAssigned", userAssignedIdentities: [key.identityId] },
      properties: {
        storageSettings: [{ datastoreType: "VaultStore", type: paired ? "GeoRedundant" : "ZoneRedundant" }],
        ...(paired && { featureSettings: { crossRegionRestoreSettings: { state: "Enabled" } } }),
        securitySettings: {
          // Neither can be taken back, once it is so.
          immutabilitySettings: { state: protect ? "Locked" : "Unlocked" },
          softDeleteSettings: { state: protect ? "AlwaysOn" : "On", retentionDurationInDays: softDeleteDays },
          encryptionSettings: {
            state: "Enabled",
            infrastructureEncryption: "Enabled",
            kekIdentity: { identityType: "UserAssigned", identityId: key.identityId },
            keyVaultProperties: { keyUri: key.uri },
          },
        },
        monitoringSettings: { azureMonitorAlertSettings: { alertsForAllJobFailures: "Enabled" } },
      },
    },
    { ...azureKept({ protect }, parent), dependsOn: [...key.grants] },
  );
}

interface SavedServer {
  readonly store: string;
  readonly server: AzureProtectedStore;
  readonly spec: BackupVaultSpec<AzureProtectedStore>;
  readonly place: AzurePlace;
  readonly vault: BackupVault;
  /** Who the vault is. */
  readonly principalId: pulumi.Output<string>;
  /** Its right to find servers. */
  readonly finds: pulumi.Resource;
  readonly policyId: pulumi.Output<string>;
}

/** Has a server saved: the vault may look at it and read all of it, and can change nothing. */
function save(
  parent: pulumi.Resource,
  name: string,
  { store, server, spec, place, vault, principalId, finds, policyId }: SavedServer,
): BackupInstance {
  const reads = grantRole(parent, `${name}-read`, place, {
    role: "PostgreSQL Flexible Server Long Term Retention Backup Role",
    scope: server.id,
    principalId,
    description: `Backups of ${spec.system}`,
  });
  return new BackupInstance(
    name,
    {
      resourceGroupName: place.resourceGroupName,
      vaultName: vault.name,
      backupInstanceName: physicalName("backup instance", spec.system, store),
      tags: azureWhere(place, { system: spec.system, component: "backup" }).tags,
      properties: {
        objectType: "BackupInstance",
        friendlyName: `${spec.system} ${store}`,
        dataSourceInfo: {
          objectType: "Datasource",
          datasourceType: serverType,
          resourceType: serverType,
          resourceID: server.id,
          resourceName: server.name,
          resourceUri: server.id,
          resourceLocation: place.region,
        },
        policyInfo: { policyId },
        identityDetails: { useSystemAssignedIdentity: true },
      },
    },
    { ...azureKept(spec, parent), dependsOn: [finds, reads] },
  );
}

/** The vault's own alerts, which by themselves are shown and not sent. */
function tellFailures(
  parent: pulumi.Resource,
  name: string,
  groupId: pulumi.Input<string>,
  system: string,
  place: AzurePlace,
  vault: BackupVault,
): void {
  const { resourceGroupName, tags } = azureWhere(place, { system, component: "backup" });
  new AlertProcessingRuleByName(
    `${name}-notifications`,
    {
      resourceGroupName,
      tags,
      location: "global",
      properties: {
        enabled: true,
        description: `Backups of ${system} that failed`,
        scopes: [vault.id],
        actions: [{ actionType: "AddActionGroups", actionGroupIds: [groupId] }],
      },
    },
    { parent },
  );
}
