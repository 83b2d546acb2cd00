import type { ClusterArgs } from "@pulumi/aws/rds/cluster.js";
import type { ClusterInstanceArgs } from "@pulumi/aws/rds/clusterInstance.js";
import type { GlobalClusterArgs } from "@pulumi/aws/rds/globalCluster.js";
import type { InstanceArgs } from "@pulumi/aws/rds/instance.js";
import { cisAws, fsbp } from "../../lib/aws/standards.ts";
import { atLeast, type Given, is, isNot, isSet } from "../../lib/demands.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";
import type { Violation } from "../../lib/violation.ts";

const cluster = "aws:rds/cluster:Cluster";
const clusterInstance = "aws:rds/clusterInstance:ClusterInstance";
const instance = "aws:rds/instance:Instance";
type Databases = Given<ClusterArgs & InstanceArgs>;
type Instances = Given<ClusterInstanceArgs & InstanceArgs>;

const globalCluster = "aws:rds/globalCluster:GlobalCluster";

/** A global database has no key of its own: it is encrypted as the cluster is that it is made of. */
export const encryptedCmk = rule({
  name: "aws-rds-encrypted-cmk",
  severity: "high",
  level: "M!",
  description: "A database must be encrypted with a key of ours.",
  remediationSteps:
    "Set storageEncrypted and kmsKeyId; an existing database is encrypted by restoring a copy of its snapshot.",
  framework: cisAws("2.2.1"),
  tags: [
    "cis-aws-5.0:2.2.1",
    "fsbp:RDS.3",
    "fsbp:RDS.27",
    "ckv:CKV_AWS_16",
    "ckv:CKV_AWS_96",
    "ckv:CKV_AWS_140",
    "ckv:CKV_AWS_327",
    "trivy:AWS-0079",
    "trivy:AWS-0080",
  ],
  requirements: ["FTE-019"],
  on: [cluster, instance, globalCluster],
  check: (database: Given<ClusterArgs & InstanceArgs & GlobalClusterArgs>, { type }) =>
    type === globalCluster
      ? globalEncryption(database)
      : allOf(
          () => is("storageEncrypted", database.storageEncrypted, true),
          () => isSet("kmsKeyId", database.kmsKeyId, "the ARN of a key of ours"),
        ),
});

function globalEncryption({ sourceDbClusterIdentifier, storageEncrypted }: Given<GlobalClusterArgs>): Violation[] {
  return sourceDbClusterIdentifier ? [] : is("storageEncrypted", storageEncrypted, true);
}

export const notPublic = rule({
  name: "aws-rds-not-public",
  severity: "critical",
  level: "M!",
  description: "A database must have no public address.",
  remediationSteps: "Set publiclyAccessible to false.",
  framework: cisAws("2.2.3"),
  tags: ["cis-aws-5.0:2.2.3", "fsbp:RDS.2", "ckv:CKV_AWS_17", "trivy:AWS-0180"],
  requirements: ["FTE-013", "ECO-033"],
  on: [clusterInstance, instance],
  check: ({ publiclyAccessible }: Instances) => isNot("publiclyAccessible", publiclyAccessible, true, false),
});

/** The guide asks for thirty days (FTE-038); AWS itself keeps 35 at the most. */
export const backupRetention = rule({
  name: "aws-rds-backup-retention",
  severity: "high",
  level: "M",
  description: "Automated backups of a database, from which each second of them can be had, must be kept long enough.",
  remediationSteps: "Raise backupRetentionPeriod; AWS Backup keeps copies for longer than 35 days.",
  framework: fsbp("RDS.11"),
  tags: ["fsbp:RDS.11", "ckv:CKV_AWS_133", "trivy:AWS-0077"],
  requirements: ["FTE-006", "FTE-038", "FTE-049"],
  on: [cluster, instance],
  thresholds: {
    days: threshold<number>({
      description: "Days that automated backups are kept at least.",
      type: "integer",
      values: { dev: 7, staging: 7, prod: 30, "prod-azure": 30 },
    }),
  },
  check: ({ backupRetentionPeriod }: Databases, { config }) =>
    atLeast("backupRetentionPeriod", backupRetentionPeriod, config.days),
});

export const deletionProtection = rule({
  name: "aws-rds-deletion-protection",
  severity: "high",
  level: "Mp",
  description: "A database must refuse to be deleted.",
  remediationSteps: "Set deletionProtection; who means it takes it away first.",
  framework: fsbp("RDS.7"),
  tags: ["fsbp:RDS.7", "fsbp:RDS.8", "ckv:CKV_AWS_139", "ckv:CKV_AWS_293", "trivy:AWS-0343", "trivy:AWS-0177"],
  requirements: ["FTE-006"],
  on: [cluster, instance, globalCluster],
  check: ({ deletionProtection: on }: Databases) => is("deletionProtection", on, true),
});

/**
 * RDS manages and rotates no password of a member of a global database: there, the write-only property takes one that is kept
 * in Secrets Manager alone, and which no state holds. A copy, and what is restored, has the password of its source.
 */
export const managedPassword = rule({
  name: "aws-rds-managed-password",
  severity: "critical",
  level: "M!",
  description: "The administrator's password of a database must be in no state.",
  remediationSteps:
    "Set manageMasterUserPassword; where RDS cannot manage it, masterPasswordWo (passwordWo) with a value from Secrets Manager.",
  framework: guides("FTE-025"),
  tags: [],
  requirements: ["FTE-024", "FTE-025"],
  on: [cluster, instance],
  check: (database: Databases) =>
    allOf(
      () => literalPassword("masterPassword", database.masterPassword),
      () => literalPassword("password", database.password),
      () => {
        const { masterPassword, password, masterPasswordWo, passwordWo } = database;
        // The first case is reported already.
        if (masterPassword || password || masterPasswordWo || passwordWo || hasSource(database)) return [];
        return is("manageMasterUserPassword", database.manageMasterUserPassword, true);
      },
    ),
});

function literalPassword(path: string, value: unknown): Violation[] {
  const instead = "nothing: manageMasterUserPassword, or the write-only property";
  return value === undefined || value === null ? [] : [{ path, expected: instead, found: "a password in the state" }];
}

function hasSource(database: Databases): boolean {
  const { globalClusterIdentifier, masterUsername, replicationSourceIdentifier, replicateSourceDb } = database;
  const { snapshotIdentifier, restoreToPointInTime } = database;
  // The member that takes writes is the one that has an administrator.
  const copy = Boolean(globalClusterIdentifier) && !masterUsername;
  const sources = [replicationSourceIdentifier, replicateSourceDb, snapshotIdentifier, restoreToPointInTime];
  return copy || sources.some(Boolean);
}

export const finalSnapshot = rule({
  name: "aws-rds-final-snapshot",
  severity: "high",
  level: "Mp",
  description: "A database that is deleted must leave a snapshot behind.",
  remediationSteps: "Set skipFinalSnapshot to false, and finalSnapshotIdentifier.",
  framework: guides("FTE-006"),
  tags: [],
  requirements: ["FTE-006"],
  on: [cluster, instance],
  check: ({ skipFinalSnapshot }: Databases) => isNot("skipFinalSnapshot", skipFinalSnapshot, true, false),
});

export default [encryptedCmk, notPublic, backupRetention, deletionProtection, managedPassword, finalSnapshot];
