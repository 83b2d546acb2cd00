import { between, matching, oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { arm, exists, holds, identityId } from "./parts.ts";

const vault = "azure-native:dataprotection:BackupVault";
const policy = "azure-native:dataprotection:BackupPolicy";

/** A name of letters, digits and hyphens. */
const lettered = (min: number, max: number) => ({ min, max, pattern: /^[A-Za-z][A-Za-z0-9-]*$/ }) as const;

/** Data Protection, and who hears of its failures. */
export const dataProtection: Rows = {
  [vault]: arm("Microsoft.DataProtection/backupVaults", {
    named: ["vaultName"],
    rule: lettered(2, 50),
    also: ["eTag", "systemData"],
    replaces: ["location", "properties.storageSettings"],
    needs: { "identity.userAssignedIdentities.*": identityId },
    rules: {
      "properties.storageSettings.*.type": oneOf("GeoRedundant", "LocallyRedundant", "ZoneRedundant"),
      "properties.securitySettings.immutabilitySettings.state": oneOf("Disabled", "Locked", "Unlocked"),
      "properties.securitySettings.softDeleteSettings.retentionDurationInDays": between(14, 180),
    },
    nested: {
      "identity.principalId": "{uuid}",
      "identity.tenantId": () => "",
      "properties.isVaultProtectedByResourceGuard": () => false,
      "properties.provisioningState": () => "Succeeded",
    },
  }),
  [policy]: arm("Microsoft.DataProtection/backupVaults/backupPolicies", {
    named: ["vaultName", "backupPolicyName"],
    rule: lettered(3, 150),
    owner: vault,
    also: ["systemData"],
    rules: {
      "properties.policyRules.*.lifecycles.*.deleteAfter.duration": matching(/^P[1-9][0-9]*D$/, "a number of days"),
    },
  }),
  "azure-native:dataprotection:BackupInstance": arm("Microsoft.DataProtection/backupVaults/backupInstances", {
    named: ["vaultName", "backupInstanceName"],
    rule: { max: 100 },
    owner: vault,
    also: ["systemData"],
    replaces: ["properties.dataSourceInfo.resourceID"],
    needs: { "properties.policyInfo.policyId": holds(policy) },
    nested: {
      "properties.currentProtectionState": () => "ProtectionConfigured",
      "properties.provisioningState": () => "Succeeded",
    },
  }),
  "azure-native:alertsmanagement:AlertProcessingRuleByName": arm("Microsoft.AlertsManagement/actionRules", {
    named: ["alertProcessingRuleName"],
    rule: { max: 160 },
    also: ["systemData"],
    replaces: ["location"],
    needs: {
      "properties.scopes.*": exists([vault]),
      "properties.actions.*.actionGroupIds.*": exists("azure-native:monitor:ActionGroup"),
    },
  }),
};
