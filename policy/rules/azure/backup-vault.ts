import type { BackupVaultArgs } from "@pulumi/azure-native/dataprotection/backupVault.js";
import { refersTo } from "../../lib/azure/resources.ts";
import { type Given, is, isSet, oneOf } from "../../lib/demands.ts";
import { type ResourceType, rule } from "../../lib/rule.ts";
import type { Resource } from "../../lib/stack.ts";
import { missing, stackRule, type StackViolation } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";

const vault = ["azure-native:dataprotection:BackupVault"];
type Vault = Given<BackupVaultArgs>;

export const locked = rule({
  name: "az-backup-vault-locked",
  severity: "high",
  level: "Mp",
  description:
    "Nobody must be able to delete a backup before its time, whoever asks, and a deleted one must be there to have back.",
  remediationSteps:
    "Set properties.securitySettings.immutabilitySettings.state to Locked, and softDeleteSettings.state to AlwaysOn; neither can be undone.",
  framework: guides("FTE-006"),
  tags: ["nist-800-53:CP-9"],
  requirements: ["FTE-006", "FTE-046"],
  on: vault,
  check: ({ properties }: Vault) => {
    const { immutabilitySettings, softDeleteSettings } = properties?.securitySettings ?? {};
    const path = "properties.securitySettings";
    return allOf(
      () => is(`${path}.immutabilitySettings.state`, immutabilitySettings?.state, "Locked"),
      () => is(`${path}.softDeleteSettings.state`, softDeleteSettings?.state, "AlwaysOn"),
    );
  },
});

export const copied = rule({
  name: "az-backup-vault-copied",
  severity: "high",
  level: "Mp",
  description: "Backups must be in another region, too, and be there to restore from without the first.",
  remediationSteps:
    "Set properties.storageSettings to GeoRedundant, and featureSettings.crossRegionRestoreSettings.state to Enabled.",
  framework: guides("FTE-046"),
  tags: ["nist-800-53:CP-9"],
  requirements: ["FTE-046", "CAP-070"],
  on: vault,
  check: ({ properties }: Vault) => {
    const { storageSettings, featureSettings } = properties ?? {};
    return allOf(
      () => isSet("properties.storageSettings", storageSettings, "GeoRedundant"),
      () =>
        collect(storageSettings, ({ type }, index) =>
          oneOf(`properties.storageSettings[${index}].type`, type, ["GeoRedundant"]),
        ),
      () => {
        const path = "properties.featureSettings.crossRegionRestoreSettings.state";
        return is(path, featureSettings?.crossRegionRestoreSettings?.state, "Enabled");
      },
    );
  },
});

export const kept = rule({
  name: "az-backup-vault-cmk",
  severity: "medium",
  level: "Mp",
  description: "Backups must be encrypted with a key of ours, and people must hear of one that failed.",
  remediationSteps:
    "Set properties.securitySettings.encryptionSettings with a key, and monitoringSettings.azureMonitorAlertSettings.",
  framework: guides("FTE-019"),
  tags: [],
  requirements: ["FTE-019", "FTE-046"],
  on: vault,
  check: ({ properties }: Vault) => {
    const { securitySettings, monitoringSettings } = properties ?? {};
    const path = "properties.securitySettings.encryptionSettings";
    return allOf(
      () => is(`${path}.state`, securitySettings?.encryptionSettings?.state, "Enabled"),
      () => {
        const key = securitySettings?.encryptionSettings?.keyVaultProperties?.keyUri;
        return isSet(`${path}.keyVaultProperties.keyUri`, key, "a key of ours");
      },
      () => {
        const found = monitoringSettings?.azureMonitorAlertSettings?.alertsForAllJobFailures;
        const alerts = "properties.monitoringSettings.azureMonitorAlertSettings.alertsForAllJobFailures";
        return is(alerts, found, "Enabled");
      },
    );
  },
});

const instance = "azure-native:dataprotection:BackupInstance" as ResourceType;
const policy = "azure-native:dataprotection:BackupPolicy";
const server = "azure-native:dbforpostgresql:Server";

/** A server's own backups go with it, and are thirty-five days old at the most. */
export const vaulted = stackRule({
  name: "az-pg-vaulted",
  severity: "high",
  level: "Mp",
  description: "A database must have backups that outlive it: in a vault, on a schedule.",
  remediationSteps: "Make a BackupInstance of the server in a BackupVault, with a BackupPolicy.",
  framework: guides("FTE-046"),
  tags: ["nist-800-53:CP-9"],
  requirements: ["FTE-006", "FTE-046"],
  on: [server],
  check: (subject: Resource, stack, { notApplicable }): readonly StackViolation[] => {
    if ((subject.propertyDependencies["sourceServerResourceId"] ?? []).length > 0)
      return notApplicable("it is a copy, which is backed up where it comes from");
    const instances = stack.all(instance).filter((one) => refersTo(one, "properties", subject));
    if (instances.length === 0) return [missing(instance, "one of this server")];
    return collect(instances, ({ propertyDependencies }) => [
      ...(propertyDependencies["properties"]?.some(({ type }) => type === policy)
        ? []
        : [missing(policy, "one that its backups go by")]),
      ...(propertyDependencies["vaultName"]?.length ? [] : [missing(vault[0] ?? "", "one that its backups are in")]),
    ]);
  },
});

export default [locked, copied, kept, vaulted];
