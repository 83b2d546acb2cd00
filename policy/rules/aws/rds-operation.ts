import type { ClusterArgs } from "@pulumi/aws/rds/cluster.js";
import type { ClusterInstanceArgs } from "@pulumi/aws/rds/clusterInstance.js";
import type { InstanceArgs } from "@pulumi/aws/rds/instance.js";
import type { ProxyArgs } from "@pulumi/aws/rds/proxy.js";
import { cisAws, fsbp } from "../../lib/aws/standards.ts";
import { atLeast, type Given, includes, is, isNot, isSet } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";

const cluster = "aws:rds/cluster:Cluster";
const clusterInstance = "aws:rds/clusterInstance:ClusterInstance";
const instance = "aws:rds/instance:Instance";
type Databases = Given<ClusterArgs & InstanceArgs>;
type Instances = Given<ClusterInstanceArgs & InstanceArgs>;

export const logExports = rule({
  name: "aws-rds-log-exports",
  severity: "medium",
  level: "M",
  description: "A database must write its log where it is collected.",
  remediationSteps: 'Set enabledCloudwatchLogsExports to ["postgresql"].',
  framework: fsbp("RDS.36"),
  tags: ["fsbp:RDS.36", "fsbp:RDS.37", "ckv:CKV_AWS_129", "ckv:CKV_AWS_324", "ckv:CKV2_AWS_27"],
  requirements: ["CAP-015", "REC-077"],
  on: [cluster, instance],
  check: ({ enabledCloudwatchLogsExports }: Databases) =>
    includes("enabledCloudwatchLogsExports", enabledCloudwatchLogsExports, ["postgresql"]),
});

export const iamAuth = rule({
  name: "aws-rds-iam-auth",
  severity: "low",
  level: "A",
  description: "People should sign in to a database with their role, and not with a password.",
  remediationSteps: "Set iamDatabaseAuthenticationEnabled.",
  framework: fsbp("RDS.12"),
  tags: ["fsbp:RDS.10", "fsbp:RDS.12", "ckv:CKV_AWS_161", "ckv:CKV_AWS_162", "trivy:AWS-0176"],
  requirements: ["FTE-015"],
  on: [cluster, instance],
  check: ({ iamDatabaseAuthenticationEnabled: on }: Databases) => is("iamDatabaseAuthenticationEnabled", on, true),
});

/** Where versions are a table in the program, as here in production, a patch comes by a change of it. */
export const autoMinorUpgrade = rule({
  name: "aws-rds-auto-minor-upgrade",
  severity: "low",
  level: "A",
  description: "A database should take patches by itself, in its maintenance window.",
  remediationSteps: "Set autoMinorVersionUpgrade, or keep the pinned version up to date.",
  framework: cisAws("2.2.2"),
  tags: ["cis-aws-5.0:2.2.2", "fsbp:RDS.13", "fsbp:RDS.35", "ckv:CKV_AWS_226"],
  requirements: ["REC-057", "ECO-069"],
  on: [clusterInstance, instance],
  check: ({ autoMinorVersionUpgrade }: Instances) =>
    isNot("autoMinorVersionUpgrade", autoMinorVersionUpgrade, false, true),
});

export const copyTags = rule({
  name: "aws-rds-copy-tags",
  severity: "low",
  level: "R",
  description: "Snapshots of a database must have its tags, by which they are found and paid for.",
  remediationSteps: "Set copyTagsToSnapshot.",
  framework: fsbp("RDS.16"),
  tags: ["fsbp:RDS.16", "fsbp:RDS.17", "ckv:CKV_AWS_313", "ckv:CKV2_AWS_60"],
  requirements: ["FTE-006"],
  on: [cluster, instance],
  check: ({ copyTagsToSnapshot }: Databases) => is("copyTagsToSnapshot", copyTagsToSnapshot, true),
});

export const performanceInsights = rule({
  name: "aws-rds-perf-insights-cmk",
  severity: "low",
  level: "A",
  description: "A database should keep statistics of its statements, encrypted with a key of ours.",
  remediationSteps: "Set performanceInsightsEnabled and performanceInsightsKmsKeyId.",
  framework: guides("REC-077"),
  tags: ["ckv:CKV_AWS_353", "ckv:CKV_AWS_354", "trivy:AWS-0133", "trivy:AWS-0078"],
  requirements: ["REC-077", "FTE-019"],
  on: [clusterInstance, instance],
  check: (database: Instances) =>
    allOf(
      () => is("performanceInsightsEnabled", database.performanceInsightsEnabled, true),
      () => isSet("performanceInsightsKmsKeyId", database.performanceInsightsKmsKeyId, "the ARN of a key of ours"),
    ),
});

export const enhancedMonitoring = rule({
  name: "aws-rds-enhanced-monitoring",
  severity: "low",
  level: "A",
  description: "The operating system under a database should be measured.",
  remediationSteps: "Set monitoringInterval to 60 and monitoringRoleArn.",
  framework: fsbp("RDS.6"),
  tags: ["fsbp:RDS.6", "ckv:CKV_AWS_118"],
  requirements: ["FTE-037", "REC-077"],
  on: [clusterInstance, instance],
  check: ({ monitoringInterval }: Instances) => atLeast("monitoringInterval", monitoringInterval, 1),
});

export const proxyTls = rule({
  name: "aws-rds-proxy-tls",
  severity: "high",
  level: "M!",
  description: "A database proxy must take connections by TLS alone.",
  remediationSteps: "Set requireTls.",
  framework: guides("FTE-021"),
  tags: [],
  requirements: ["FTE-021", "FTE-020"],
  on: ["aws:rds/proxy:Proxy"],
  check: ({ requireTls }: Given<ProxyArgs>) => is("requireTls", requireTls, true),
});

export default [logExports, iamAuth, autoMinorUpgrade, copyTags, performanceInsights, enhancedMonitoring, proxyTls];
