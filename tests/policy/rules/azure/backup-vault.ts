import { resource } from "../../lib/cases.ts";
import { stack } from "../../lib/stack-cases.ts";

const vault = resource("azure-native:dataprotection:BackupVault", {
  properties: {
    featureSettings: { crossRegionRestoreSettings: { state: "Enabled" } },
    monitoringSettings: { azureMonitorAlertSettings: { alertsForAllJobFailures: "Enabled" } },
    securitySettings: {
      encryptionSettings: { state: "Enabled", keyVaultProperties: { keyUri: "https://keys" } },
      immutabilitySettings: { state: "Locked" },
      softDeleteSettings: { state: "AlwaysOn" },
    },
    storageSettings: [{ datastoreType: "VaultStore", type: "GeoRedundant" }],
  },
});
const security = "properties.securitySettings";
const server = "azure-native:dbforpostgresql:Server";
const at = stack([
  { type: server, name: "orders", props: { location: "eastus" } },
  { type: server, name: "copy", props: { location: "westus2" }, refs: { sourceServerResourceId: ["orders"] } },
  { type: "azure-native:dataprotection:BackupVault", name: "vault", props: { location: "eastus" } },
  { type: "azure-native:dataprotection:BackupPolicy", name: "weekly", props: {}, refs: { vaultName: ["vault"] } },
  {
    type: "azure-native:dataprotection:BackupInstance",
    name: "backups",
    props: { backupInstanceName: "orders" },
    refs: { properties: ["orders", "weekly"], vaultName: ["vault"] },
  },
]);
const lacks = (part: string, what: string) =>
  `orders: azure-native:dataprotection:Backup${part}: expected ${what}, found nothing`;

export default {
  "az-backup-vault-locked": [
    ...vault("locked", {}),
    ...vault("not for good", { "/properties/securitySettings/immutabilitySettings/state": "Unlocked" }, [
      `${security}.immutabilitySettings.state: expected "Locked", found "Unlocked"`,
    ]),
    ...vault("what is deleted may be gone", { "/properties/securitySettings/softDeleteSettings/state": "Off" }, [
      `${security}.softDeleteSettings.state: expected "AlwaysOn", found "Off"`,
    ]),
  ],
  "az-backup-vault-copied": [
    ...vault("copied", {}),
    ...vault("one region", { "/properties/storageSettings/0/type": "ZoneRedundant" }, [
      'properties.storageSettings[0].type: expected "GeoRedundant", found "ZoneRedundant"',
    ]),
    ...vault("no settings", { "/properties/storageSettings": undefined }, [
      "properties.storageSettings: expected GeoRedundant, found nothing",
    ]),
    ...vault("only Azure says when", { "/properties/featureSettings": undefined }, [
      'properties.featureSettings.crossRegionRestoreSettings.state: expected "Enabled", found nothing',
    ]),
  ],
  "az-backup-vault-cmk": [
    ...vault("a key", {}),
    ...vault("no key", { "/properties/securitySettings/encryptionSettings": undefined }, [
      `${security}.encryptionSettings.state: expected "Enabled", found nothing`,
      `${security}.encryptionSettings.keyVaultProperties.keyUri: expected a key of ours, found nothing`,
    ]),
    ...vault("nobody hears", { "/properties/monitoringSettings": undefined }, [
      'properties.monitoringSettings.azureMonitorAlertSettings.alertsForAllJobFailures: expected "Enabled", found nothing',
    ]),
  ],
  "az-pg-vaulted": [
    at("in a vault", {}),
    at("in none", { backups: "removed" }, [lacks("Instance", "one of this server")]),
    at("without a schedule", { backups: { set: { refs: { properties: ["orders"], vaultName: ["vault"] } } } }, [
      lacks("Policy", "one that its backups go by"),
    ]),
    at("without a vault", { backups: { set: { refs: { properties: ["orders", "weekly"] } } } }, [
      lacks("Vault", "one that its backups are in"),
    ]),
  ],
};
