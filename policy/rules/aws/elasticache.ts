import type { ClusterArgs } from "@pulumi/aws/elasticache/cluster.js";
import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache/replicationGroup.js";
import { fsbp } from "../../lib/aws/standards.ts";
import { atLeast, type Given, is, isSet } from "../../lib/demands.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

const on = ["aws:elasticache/replicationGroup:ReplicationGroup"];
type Group = Given<ReplicationGroupArgs>;

export const atRest = rule({
  name: "aws-redis-at-rest-cmk",
  severity: "high",
  level: "M",
  description: "A cache must be encrypted at rest with a key of ours.",
  remediationSteps: "Set atRestEncryptionEnabled and kmsKeyId; another key is another cache.",
  framework: fsbp("ElastiCache.4"),
  tags: ["fsbp:ElastiCache.4", "ckv:CKV_AWS_29", "ckv:CKV_AWS_191", "trivy:AWS-0045"],
  requirements: ["FTE-019"],
  on,
  check: ({ atRestEncryptionEnabled, kmsKeyId }: Group) =>
    allOf(
      () => is("atRestEncryptionEnabled", atRestEncryptionEnabled, true),
      () => isSet("kmsKeyId", kmsKeyId, "the ARN of a key of ours"),
    ),
});

export const tls = rule({
  name: "aws-redis-tls",
  severity: "high",
  level: "M!",
  description: "A cache must speak TLS alone.",
  remediationSteps: "Set transitEncryptionEnabled, and transitEncryptionMode to required.",
  framework: fsbp("ElastiCache.5"),
  tags: ["fsbp:ElastiCache.5", "ckv:CKV_AWS_30", "trivy:AWS-0051"],
  requirements: ["FTE-020", "ONB-004", "REC-008", "ECO-026", "ECO-055"],
  on,
  check: ({ transitEncryptionEnabled, transitEncryptionMode }: Group) =>
    allOf(
      () => is("transitEncryptionEnabled", transitEncryptionEnabled, true),
      () => is("transitEncryptionMode", transitEncryptionMode ?? "required", "required"),
    ),
});

export const auth = rule({
  name: "aws-redis-auth",
  severity: "critical",
  level: "M!",
  description: "Every client of a cache must sign in.",
  remediationSteps: "Set authToken, or userGroupIds with users that have passwords or roles.",
  framework: fsbp("ElastiCache.6"),
  tags: ["fsbp:ElastiCache.6", "ckv:CKV_AWS_31"],
  requirements: ["ONB-004", "REC-008", "ECO-055", "CAP-002"],
  on,
  check: ({ authToken, userGroupIds }: Group) =>
    authToken || (userGroupIds?.length ?? 0) > 0
      ? []
      : [{ path: "authToken", expected: "a password, or userGroupIds", found: show(authToken || undefined) }],
});

export const failover = rule({
  name: "aws-redis-failover",
  severity: "high",
  level: "Mp",
  description: "A cache must have a replica in another zone that takes over by itself.",
  remediationSteps: "Set automaticFailoverEnabled, multiAzEnabled, and two nodes or more in numCacheClusters.",
  framework: fsbp("ElastiCache.3"),
  tags: ["fsbp:ElastiCache.3", "ckv:CKV2_AWS_50"],
  requirements: ["REC-078", "ECO-055"],
  on,
  check: ({ automaticFailoverEnabled, multiAzEnabled, numCacheClusters, replicasPerNodeGroup }: Group) =>
    allOf(
      () => is("automaticFailoverEnabled", automaticFailoverEnabled, true),
      () => is("multiAzEnabled", multiAzEnabled, true),
      () => ((replicasPerNodeGroup ?? 0) > 0 ? [] : atLeast("numCacheClusters", numCacheClusters, 2)),
    ),
});

export const snapshots = rule({
  name: "aws-redis-snapshots",
  severity: "medium",
  level: "M",
  description: "Snapshots of a cache must be made each day, and kept long enough.",
  remediationSteps: "Raise snapshotRetentionLimit.",
  framework: fsbp("ElastiCache.1"),
  tags: ["fsbp:ElastiCache.1", "ckv:CKV_AWS_134", "trivy:AWS-0050"],
  requirements: ["CAP-018", "CAP-048"],
  on,
  thresholds: {
    days: threshold<number>({
      description: "Days that snapshots are kept at least.",
      type: "integer",
      values: { dev: 1, staging: 7, prod: 30, "prod-azure": 30 },
    }),
  },
  check: ({ snapshotRetentionLimit }: Group, { config }) =>
    atLeast("snapshotRetentionLimit", snapshotRetentionLimit, config.days),
});

export const minorUpgrade = rule({
  name: "aws-redis-minor-upgrade",
  severity: "low",
  level: "R",
  description: "A cache must take patches by itself, in its maintenance window.",
  remediationSteps: "Set autoMinorVersionUpgrade.",
  framework: fsbp("ElastiCache.2"),
  tags: ["fsbp:ElastiCache.2", "ckv:CKV_AWS_322"],
  requirements: ["REC-057", "ECO-069"],
  on,
  check: ({ autoMinorVersionUpgrade }: Group) => is("autoMinorVersionUpgrade", autoMinorVersionUpgrade, true),
});

export const subnetGroup = rule({
  name: "aws-redis-subnet-group",
  severity: "low",
  level: "A",
  description: "A cache should be in subnets of ours, and not where the account's first network is.",
  remediationSteps: "Set subnetGroupName to a group of private subnets.",
  framework: fsbp("ElastiCache.7"),
  tags: ["fsbp:ElastiCache.7", "ckv:CKV_AWS_323"],
  requirements: ["ECO-033", "FTE-013"],
  on,
  check: ({ subnetGroupName }: Group) =>
    isSet("subnetGroupName", subnetGroupName === "default" ? undefined : subnetGroupName, "a group of private subnets"),
});

/** A cluster of its own has neither TLS nor a password nor a second node, and none of the rules over groups sees it. */
export const replicated = rule({
  name: "aws-redis-replicated",
  severity: "high",
  level: "M",
  description: "A node of a cache must belong to a replication group.",
  remediationSteps: "Make a ReplicationGroup, and leave its nodes to it.",
  framework: guides("REC-078"),
  tags: [],
  requirements: ["REC-078", "ECO-055", "FTE-020"],
  on: ["aws:elasticache/cluster:Cluster"],
  check: ({ engine, replicationGroupId }: Given<ClusterArgs>, { notApplicable }) =>
    engine === "memcached"
      ? notApplicable("Memcached has no groups")
      : isSet("replicationGroupId", replicationGroupId, "the id of a replication group"),
});

export const finalSnapshot = rule({
  name: "aws-redis-final-snapshot",
  severity: "medium",
  level: "Mp",
  description: "A cache that is deleted must leave a snapshot behind.",
  remediationSteps: "Set finalSnapshotIdentifier.",
  framework: guides("CAP-018"),
  tags: [],
  requirements: ["CAP-018"],
  on,
  check: ({ finalSnapshotIdentifier }: Group) =>
    isSet("finalSnapshotIdentifier", finalSnapshotIdentifier, "the name of a snapshot"),
});

export const logs = rule({
  name: "aws-redis-logs",
  severity: "low",
  level: "A",
  description: "A cache should write its log, and the commands that take long.",
  remediationSteps: "Add slow-log and engine-log to logDeliveryConfigurations.",
  framework: guides("CAP-015"),
  tags: [],
  requirements: ["CAP-015"],
  on,
  check: ({ logDeliveryConfigurations }: Group) => {
    const types = (logDeliveryConfigurations ?? []).map((each) => each?.logType);
    const missing = ["slow-log", "engine-log"].filter((type) => !types.includes(type));
    const path = "logDeliveryConfigurations";
    return missing.length === 0 ? [] : [{ path, expected: `also ${missing.join(", ")}`, found: show(types) }];
  },
});

export default [atRest, tls, auth, failover, snapshots, minorUpgrade, subnetGroup, replicated, finalSnapshot, logs];
