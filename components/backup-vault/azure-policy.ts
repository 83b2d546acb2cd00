import { BackupPolicy } from "@pulumi/azure-native/dataprotection/backupPolicy.js";
import type { input } from "@pulumi/azure-native/types/index.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AzurePlace } from "../core/azure-place.ts";
import { type AzureProtectedStore, type BackupTier, backupTiers, type BackupVaultSpec } from "./spec.ts";

type RetentionRule = input.dataprotection.AzureRetentionRuleArgs;
type Criteria = input.dataprotection.TaggingCriteriaArgs;

/** What Azure calls servers of PostgreSQL. */
export const serverType = "Microsoft.DBforPostgreSQL/flexibleServers";

/** Each Sunday at 02:00 UTC, from some Sunday on. */
const eachWeek = "R/2025-01-05T02:00:00+00:00/P1W";

/** Tiers whose backups are the first ones of a time, the longest first: a backup that is of two is kept as long as the longer one. */
const firstOf = [
  ["yearly", "FirstOfYear"],
  ["monthly", "FirstOfMonth"],
] as const satisfies readonly (readonly [BackupTier, string])[];

/** Name that the API has for the rule of those that are of no other. */
const defaultRule = "Default";

const vaultStore = { dataStoreType: "VaultStore", objectType: "DataStoreInfoBase" };

/** Servers are saved each week, and the first backups of months and years are kept longer, as the tiers say. */
export function serversPolicy(
  parent: pulumi.Resource,
  name: string,
  { tiers }: Pick<BackupVaultSpec<AzureProtectedStore>, "tiers">,
  { resourceGroupName }: Pick<AzurePlace, "resourceGroupName">,
  vaultName: pulumi.Input<string>,
): BackupPolicy {
  const longer = firstOf.filter(([tier]) => tiers.includes(tier));
  return new BackupPolicy(
    name,
    {
      resourceGroupName,
      vaultName,
      backupPolicyName: "servers",
      properties: {
        objectType: "BackupPolicy",
        datasourceTypes: [serverType],
        policyRules: [
          keep(defaultRule, backupTiers.weekly.retentionDays, true),
          ...longer.map(([tier]) => keep(tier, backupTiers[tier].retentionDays, false)),
          {
            name: "weekly",
            objectType: "AzureBackupRule",
            backupParameters: { objectType: "AzureBackupParams", backupType: "Full" },
            dataStore: vaultStore,
            trigger: {
              objectType: "ScheduleBasedTriggerContext",
              schedule: { repeatingTimeIntervals: [eachWeek], timeZone: "UTC" },
              taggingCriteria: [
                { isDefault: true, tagInfo: { tagName: defaultRule }, taggingPriority: 99 },
                ...longer.map(([tier, marker], index) => first(tier, marker, index + 1)),
              ],
            },
          },
        ],
      },
    },
    { parent },
  );
}

const keep = (name: string, days: number, isDefault: boolean): RetentionRule => ({
  name,
  objectType: "AzureRetentionRule",
  isDefault,
  lifecycles: [
    {
      sourceDataStore: vaultStore,
      targetDataStoreCopySettings: [],
      deleteAfter: { objectType: "AbsoluteDeleteOption", duration: `P${days}D` },
    },
  ],
});

const first = (tagName: string, marker: string, taggingPriority: number): Criteria => ({
  isDefault: false,
  tagInfo: { tagName },
  taggingPriority,
  criteria: [{ objectType: "ScheduleBasedBackupCriteria", absoluteCriteria: [marker] }],
});
