import assert from "node:assert/strict";
import { ComponentResource } from "@pulumi/pulumi";
import { awsBackupVault } from "../../../../components/backup-vault/aws.ts";
import {
  type AwsProtectedStore,
  type BackupVaultArgs,
  type BackupVaultOutputs,
  resolveBackupVault,
} from "../../../../components/backup-vault/spec.ts";
import type { AwsPlace } from "../../../../components/core/place.ts";
import { accountId, awsPeer, awsPlace, found, inputsOf, policyOf, registered, renderAws } from "../../../lib/aws.ts";
import { at, list } from "../../../lib/json.ts";
import { clusterArn, vaultArgs } from "./fixture.ts";

const peers = [awsPeer("us-west-2", "replica"), awsPeer("eu-central-1", "standby")];
const made: BackupVaultOutputs[] = [];
const build = (change: Partial<BackupVaultArgs<AwsProtectedStore>> = {}, place: Partial<AwsPlace> = { peers }) =>
  renderAws((opts) => {
    const parent = new ComponentResource("test:index:Vault", "v", {}, opts);
    made.push(awsBackupVault(parent, "v", resolveBackupVault("v", { ...vaultArgs, ...change }), awsPlace(place)));
  });
const prod = await build();
const staging = await build({ protect: false, tiers: ["daily"] }, { stage: "staging", protect: false });

const vaultArn = (name: string, region: string) => `arn:aws:backup:${region}:${accountId}:backup-vault:${name}`;
const own = vaultArn("prod-shop-backups", "us-east-1");
const copy = vaultArn("prod-shop-backup-copies", "eu-central-1");
const key = (region: string, purpose: string) => `arn:aws:kms:${region}:${accountId}:key/${purpose}`;
const tags = { system: "shop", component: "backup", owner: "shop" };

describe("a vault for backups on AWS", () => {
  it("is locked, filled by a plan, copied, and tested", () => {
    assert.deepEqual(registered(prod), [
      "backup:Plan v-plan",
      "backup:RestoreTestingPlan v-restore",
      "backup:RestoreTestingSelection v-restore-log-store",
      "backup:RestoreTestingSelection v-restore-orders",
      "backup:Selection v-selection",
      "backup:Vault v",
      "backup:Vault v-copy",
      "backup:VaultLockConfiguration v-copy-lock",
      "backup:VaultLockConfiguration v-lock",
      "backup:VaultNotifications v-notifications",
      "iam:Role v-restore-role",
      "iam:Role v-role",
      "iam:RolePolicy v-restore-role-policy",
      "iam:RolePolicy v-role-policy",
    ]);
    assert.deepEqual(made[0]?.tested, ["orders", "log-store"]);
  });

  it("is encrypted with the key of its region, and nobody can empty it before its time", () => {
    const vaultTags = { ...tags, "data-class": "personal" };
    assert.deepEqual(inputsOf(prod, "backup:Vault", "v"), {
      name: "prod-shop-backups",
      kmsKeyArn: key("us-east-1", "backups"),
      forceDestroy: false,
      tags: vaultTags,
    });
    assert.deepEqual(inputsOf(prod, "backup:Vault", "v-copy"), {
      name: "prod-shop-backup-copies",
      kmsKeyArn: key("eu-central-1", "backups"),
      region: "eu-central-1",
      forceDestroy: false,
      tags: vaultTags,
    });
    assert.deepEqual(inputsOf(prod, "backup:VaultLockConfiguration", "v-lock"), {
      backupVaultName: "prod-shop-backups",
      minRetentionDays: 30,
      maxRetentionDays: 2557,
      changeableForDays: 7,
    });
    assert.deepEqual(inputsOf(prod, "backup:VaultLockConfiguration", "v-copy-lock"), {
      backupVaultName: "prod-shop-backup-copies",
      region: "eu-central-1",
      minRetentionDays: 30,
      maxRetentionDays: 2557,
      changeableForDays: 7,
    });
    for (const name of ["v", "v-copy"]) {
      const { opts } = found(prod, "backup:Vault", name);
      assert.deepEqual([opts.protect, opts.retainOnDelete], [true, true]);
    }
  });

  it("can be undone outside of prod, where it has one region and one tier", () => {
    assert.deepEqual(inputsOf(staging, "backup:VaultLockConfiguration", "v-lock"), {
      backupVaultName: "staging-shop-backups",
      minRetentionDays: 30,
      maxRetentionDays: 30,
    });
    const { inputs, opts } = found(staging, "backup:Vault", "v");
    assert.deepEqual([inputs.forceDestroy, opts.protect, opts.retainOnDelete], [true, false, false]);
    assert.deepEqual(
      registered(staging).filter((line) => line.startsWith("backup:Vault ")),
      ["backup:Vault v"],
    );
    const rules = list(inputsOf(staging, "backup:Plan", "v-plan").rules);
    assert.deepEqual(
      rules.map((rule) => [at(rule, "ruleName"), at(rule, "copyActions")]),
      [["daily", undefined]],
    );
    assert.equal(made[1]?.copyVaultId, undefined);
  });

  it("gets 30 daily, 12 weekly, 12 monthly and 7 yearly backups at 02:00 UTC, each with a copy (ECO-040, ECO-046)", () => {
    const rule = (ruleName: string, schedule: string, deleteAfter: number) => ({
      ruleName,
      targetVaultName: "prod-shop-backups",
      schedule,
      scheduleExpressionTimezone: "Etc/UTC",
      startWindow: 60,
      completionWindow: 360,
      lifecycle: { deleteAfter },
      recoveryPointTags: { ...tags, "data-class": "personal", tier: ruleName },
      copyActions: [{ destinationVaultArn: copy, lifecycle: { deleteAfter } }],
    });
    assert.deepEqual(inputsOf(prod, "backup:Plan", "v-plan"), {
      rules: [
        rule("daily", "cron(0 2 * * ? *)", 30),
        rule("weekly", "cron(0 2 ? * SUN *)", 84),
        rule("monthly", "cron(0 2 1 * ? *)", 365),
        rule("yearly", "cron(0 2 1 1 ? *)", 2557),
      ],
      tags,
    });
  });

  it("saves the stores by their ARNs, and tells how it went", () => {
    assert.deepEqual(inputsOf(prod, "backup:Selection", "v-selection"), {
      planId: "v-plan-id",
      iamRoleArn: `arn:aws:iam::${accountId}:role/v-role`,
      name: "shop-stores",
      resources: [clusterArn("orders"), clusterArn("log-store")],
    });
    assert.deepEqual(inputsOf(prod, "backup:VaultNotifications", "v-notifications"), {
      backupVaultName: "prod-shop-backups",
      snsTopicArn: vaultArgs.topic,
      backupVaultEvents: ["BACKUP_JOB_COMPLETED", "COPY_JOB_FAILED", "RESTORE_JOB_COMPLETED"],
    });
  });

  it("is restored from every month, into private subnets, store by store", () => {
    assert.deepEqual(inputsOf(prod, "backup:RestoreTestingPlan", "v-restore"), {
      name: "prod_shop",
      scheduleExpression: "cron(0 6 ? * MON#1 *)",
      scheduleExpressionTimezone: "Etc/UTC",
      startWindowHours: 1,
      recoveryPointSelection: {
        algorithm: "LATEST_WITHIN_WINDOW",
        includeVaults: [own],
        recoveryPointTypes: ["SNAPSHOT"],
        selectionWindowDays: 7,
      },
      tags: { system: "shop", component: "restore-test", owner: "shop" },
    });
    for (const [store, kind, name] of [
      ["orders", "Aurora", "orders"],
      ["log-store", "DocumentDB", "log_store"],
    ] as const) {
      assert.deepEqual(inputsOf(prod, "backup:RestoreTestingSelection", `v-restore-${store}`), {
        restoreTestingPlanName: "prod_shop",
        name,
        protectedResourceType: kind,
        protectedResourceArns: [clusterArn(store)],
        iamRoleArn: `arn:aws:iam::${accountId}:role/v-restore-role`,
        restoreMetadataOverrides: { dbSubnetGroupName: "shop-data", vpcSecurityGroupIds: '["sg-data"]' },
        validationWindowHours: 4,
      });
    }
  });

  it("has one role that saves and cannot restore, and one that restores and cannot touch the stores", () => {
    const statements = (role: string) => {
      const all = list(at(policyOf(inputsOf(prod, "iam:RolePolicy", `${role}-policy`)), "Statement"));
      return all.map((one) => [at(one, "Sid"), at(one, "Action"), at(one, "Resource"), at(one, "Condition")]);
    };
    const stores = [clusterArn("orders"), clusterArn("log-store")];
    const snapshots = (region: string) => `arn:aws:rds:${region}:${accountId}:cluster-snapshot:awsbackup:*`;
    const both = [snapshots("us-east-1"), snapshots("eu-central-1")];
    const via = (...regions: string[]) => ({
      "kms:ViaService": regions.flatMap((region) => [`rds.${region}.amazonaws.com`, `backup.${region}.amazonaws.com`]),
    });
    const use = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"];
    const keys = (resources: string[], ...regions: string[]) => [
      ["UseKeys", use, resources, { StringEquals: via(...regions) }],
      [
        "LetServicesGoOn",
        ["kms:CreateGrant"],
        resources,
        { StringEquals: via(...regions), Bool: { "kms:GrantIsForAWSResource": "true" } },
      ],
    ];
    const ownKeys = [key("us-east-1", "data"), key("us-east-1", "backups")];
    assert.deepEqual(statements("v-role"), [
      ["FindStores", ["rds:DescribeDBClusters", "rds:ListTagsForResource"], stores, undefined],
      ["Save", ["rds:CreateDBClusterSnapshot"], [...stores, ...both], undefined],
      [
        "KeepAndCopy",
        [
          "rds:AddTagsToResource",
          "rds:CopyDBClusterSnapshot",
          "rds:DeleteDBClusterSnapshot",
          "rds:DescribeDBClusterSnapshots",
          "rds:ListTagsForResource",
        ],
        both,
        undefined,
      ],
      ["FillVaults", ["backup:CopyIntoBackupVault", "backup:DescribeBackupVault"], [own, copy], undefined],
      ...keys([...ownKeys, key("eu-central-1", "backups")], "us-east-1", "eu-central-1"),
    ]);
    const rds = (resource: string) => `arn:aws:rds:us-east-1:${accountId}:${resource}`;
    const copies = [rds("cluster:awsbackup-restore-test-*"), rds("db:awsbackup-restore-test-*")];
    assert.deepEqual(statements("v-restore-role"), [
      ["FindStores", ["rds:DescribeDBClusters", "rds:ListTagsForResource"], [...stores, ...copies], undefined],
      [
        "FindSnapshots",
        ["rds:DescribeDBClusterSnapshots", "rds:ListTagsForResource"],
        [snapshots("us-east-1")],
        undefined,
      ],
      [
        "Restore",
        ["rds:RestoreDBClusterFromSnapshot"],
        [...copies, snapshots("us-east-1"), rds("subgrp:*"), rds("cluster-pg:*"), rds("og:*")],
        undefined,
      ],
      [
        "RemoveCopies",
        [
          "rds:AddTagsToResource",
          "rds:CreateDBInstance",
          "rds:DeleteDBCluster",
          "rds:DeleteDBInstance",
          "rds:DescribeDBInstances",
        ],
        copies,
        undefined,
      ],
      ...keys(ownKeys, "us-east-1"),
    ]);
    for (const role of ["v-role", "v-restore-role"]) {
      const trust = policyOf(inputsOf(prod, "iam:Role", role), "assumeRolePolicy");
      assert.deepEqual(at(list(at(trust, "Statement"))[0], "Principal"), { Service: "backup.amazonaws.com" });
    }
  });

  it("has its copies in any other region where none waits", async () => {
    const beside = await build({}, { peers: peers.slice(0, 1) });
    assert.equal(inputsOf(beside, "backup:Vault", "v-copy").region, "us-west-2");
  });
});
