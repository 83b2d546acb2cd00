import { between, json, matching, oneOf } from "../../cloud/rules.ts";
import type { CloudRecord } from "../../cloud/store.ts";
import type { NameRule, Rows } from "../../cloud/table.ts";
import { arn, exists, holds, kmsKeyArn, roleArn, settingOf, topicArn } from "./parts.ts";

const vault = exists("aws:backup/vault:Vault");
const schedule = matching(/^(cron|rate)\(.+\)$/, "a schedule such as cron(0 3 * * ? *)");
const testName: NameRule = { property: "name", max: 50, pattern: /^\w+$/ };
const vaultArn = arn("backup", "backup-vault:{backupVaultName}");

/** A lock without a way back can be changed as long as its days of grace run; here that is as long as it says some. */
const lockFailure = ({ properties }: CloudRecord): string | undefined =>
  properties["changeableForDays"] === 0 ? "the lock is past its days of grace" : undefined;

/** AWS Backup. */
export const backups: Rows = {
  "aws:backup/vault:Vault": {
    id: "{name}",
    name: { property: "name", max: 50, min: 2, pattern: /^[\w-]+$/ },
    replaces: ["kmsKeyArn"],
    needs: { kmsKeyArn },
    defaults: { forceDestroy: false },
    computed: { arn: arn("backup", "backup-vault:{name}"), recoveryPoints: () => 0 },
  },
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": settingOf("backupVaultName", vault, {
    replaces: ["changeableForDays", "maxRetentionDays", "minRetentionDays"],
    rules: {
      changeableForDays: between(3, 36500),
      maxRetentionDays: between(1, 36500),
      minRetentionDays: between(1, 36500),
    },
    validate: ({ maxRetentionDays, minRetentionDays }) =>
      maxRetentionDays !== undefined && Number(minRetentionDays ?? 1) > Number(maxRetentionDays)
        ? "minRetentionDays is more than maxRetentionDays"
        : undefined,
    keeps: lockFailure,
    computed: { backupVaultArn: vaultArn },
  }),
  "aws:backup/vaultPolicy:VaultPolicy": settingOf("backupVaultName", vault, {
    rules: { policy: json(20480) },
    computed: { backupVaultArn: vaultArn },
  }),
  "aws:backup/vaultNotifications:VaultNotifications": settingOf("backupVaultName", vault, {
    replaces: ["backupVaultEvents", "snsTopicArn"],
    needs: { snsTopicArn: topicArn },
    computed: { backupVaultArn: vaultArn },
  }),
  "aws:backup/plan:Plan": {
    id: "{uuid}",
    name: { property: "name", max: 50 },
    needs: {
      "rules.*.targetVaultName": holds("aws:backup/vault:Vault"),
      "rules.*.copyActions.*.destinationVaultArn": exists("aws:backup/vault:Vault", "arn"),
    },
    rules: {
      "rules.*.schedule": schedule,
      "rules.*.startWindow": between(60, 60000),
      "rules.*.lifecycle.deleteAfter": between(1, 36500),
    },
    computed: { arn: arn("backup", "backup-plan:{id}"), version: "{hex:32}" },
  },
  "aws:backup/selection:Selection": {
    id: "{uuid}",
    name: { property: "name", max: 50, pattern: /^[\w-]+$/ },
    replaces: ["conditions", "iamRoleArn", "notResources", "planId", "resources", "selectionTags"],
    needs: { iamRoleArn: roleArn, planId: holds("aws:backup/plan:Plan") },
    defaults: { notResources: [], resources: [] },
    validate: ({ resources, selectionTags, conditions }) =>
      resources === undefined && selectionTags === undefined && conditions === undefined
        ? "a selection needs resources, selectionTags or conditions"
        : undefined,
  },
  "aws:backup/restoreTestingPlan:RestoreTestingPlan": {
    id: "{name}",
    name: testName,
    rules: {
      scheduleExpression: schedule,
      startWindowHours: between(1, 168),
      "recoveryPointSelection.algorithm": oneOf("LATEST_WITHIN_WINDOW", "RANDOM_WITHIN_WINDOW"),
      "recoveryPointSelection.selectionWindowDays": between(1, 365),
    },
    defaults: { scheduleExpressionTimezone: "Etc/UTC", startWindowHours: 24 },
    computed: { arn: arn("backup", "restore-testing-plan:{name}-{uuid}") },
  },
  "aws:backup/restoreTestingSelection:RestoreTestingSelection": {
    id: "{restoreTestingPlanName}:{name}",
    name: testName,
    replaces: ["protectedResourceType", "restoreTestingPlanName"],
    needs: { iamRoleArn: roleArn, restoreTestingPlanName: holds("aws:backup/restoreTestingPlan:RestoreTestingPlan") },
    rules: { validationWindowHours: between(1, 168) },
  },
  "aws:backup/regionSettings:RegionSettings": { id: "{region}", overwrites: true },
  "aws:backup/globalSettings:GlobalSettings": { id: "{account}", overwrites: true },
  "aws:backup/framework:Framework": {
    id: "{name}",
    name: { property: "name", max: 256, pattern: /^\w+$/ },
    computed: {
      arn: arn("backup", "framework:{name}-{uuid}"),
      creationTime: "",
      deploymentStatus: "COMPLETED",
      status: "ACTIVE",
    },
  },
  "aws:backup/reportPlan:ReportPlan": {
    id: "{name}",
    name: { property: "name", max: 256, pattern: /^\w+$/ },
    computed: { arn: arn("backup", "report-plan:{name}-{uuid}"), creationTime: "", deploymentStatus: "COMPLETED" },
  },
};
