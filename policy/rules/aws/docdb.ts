import type { ClusterArgs } from "@pulumi/aws/docdb/cluster.js";
import type { ClusterInstanceArgs } from "@pulumi/aws/docdb/clusterInstance.js";
import type { ClusterParameterGroupArgs } from "@pulumi/aws/docdb/clusterParameterGroup.js";
import { fsbp } from "../../lib/aws/standards.ts";
import { atLeast, type Given, includes, is, isNot, isSet } from "../../lib/demands.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";
import { show, type Violation } from "../../lib/violation.ts";

const on = ["aws:docdb/cluster:Cluster"];
type Cluster = Given<ClusterArgs>;

export const encryptedCmk = rule({
  name: "aws-docdb-encrypted-cmk",
  severity: "high",
  level: "M!",
  description: "A document database must be encrypted with a key of ours.",
  remediationSteps:
    "Set storageEncrypted and kmsKeyId; an existing one is encrypted by restoring a copy of its snapshot.",
  framework: fsbp("DocumentDB.1"),
  tags: ["fsbp:DocumentDB.1", "ckv:CKV_AWS_74", "ckv:CKV_AWS_182", "trivy:AWS-0021", "trivy:AWS-0022"],
  requirements: ["FTE-019", "ECO-036"],
  on,
  check: ({ storageEncrypted, kmsKeyId }: Cluster) =>
    allOf(
      () => is("storageEncrypted", storageEncrypted, true),
      () => isSet("kmsKeyId", kmsKeyId, "the ARN of a key of ours"),
    ),
});

/** The guide's first tier is thirty days (ECO-040); AWS itself keeps 35 at the most. */
export const backup = rule({
  name: "aws-docdb-backup",
  severity: "high",
  level: "M",
  description:
    "Automated backups of a document database, from which each second of them can be had, must be kept long enough.",
  remediationSteps: "Raise backupRetentionPeriod; AWS Backup keeps copies for longer than 35 days.",
  framework: fsbp("DocumentDB.2"),
  tags: ["fsbp:DocumentDB.2", "ckv:CKV_AWS_360"],
  requirements: ["ECO-037", "ECO-040"],
  on,
  thresholds: {
    days: threshold<number>({
      description: "Days that automated backups are kept at least.",
      type: "integer",
      values: { dev: 7, staging: 7, prod: 30, "prod-azure": 30 },
    }),
  },
  check: ({ backupRetentionPeriod }: Cluster, { config }) =>
    atLeast("backupRetentionPeriod", backupRetentionPeriod, config.days),
});

export const deletionProtection = rule({
  name: "aws-docdb-deletion-protection",
  severity: "high",
  level: "Mp",
  description: "A document database must refuse to be deleted.",
  remediationSteps: "Set deletionProtection; who means it takes it away first.",
  framework: fsbp("DocumentDB.5"),
  tags: ["fsbp:DocumentDB.5"],
  requirements: ["ECO-005"],
  on: [...on, "aws:docdb/globalCluster:GlobalCluster"],
  check: ({ deletionProtection: protection }: Cluster) => is("deletionProtection", protection, true),
});

export const finalSnapshot = rule({
  name: "aws-docdb-final-snapshot",
  severity: "high",
  level: "Mp",
  description: "A document database that is deleted must leave a snapshot behind.",
  remediationSteps: "Set skipFinalSnapshot to false, and finalSnapshotIdentifier.",
  framework: guides("ECO-037"),
  tags: [],
  requirements: ["ECO-037"],
  on,
  check: ({ skipFinalSnapshot }: Cluster) => isNot("skipFinalSnapshot", skipFinalSnapshot, true, false),
});

export const logs = rule({
  name: "aws-docdb-logs",
  severity: "medium",
  level: "M",
  description: "A document database must write down who signed in and what was changed, and what took long.",
  remediationSteps: 'Set enabledCloudwatchLogsExports to ["audit", "profiler"].',
  framework: fsbp("DocumentDB.4"),
  tags: ["fsbp:DocumentDB.4", "ckv:CKV_AWS_85", "trivy:AWS-0020"],
  requirements: ["CAP-015", "ECO-020"],
  on,
  check: ({ enabledCloudwatchLogsExports }: Cluster) =>
    includes("enabledCloudwatchLogsExports", enabledCloudwatchLogsExports, ["audit", "profiler"]),
});

/** As for Aurora: what is a member of a global cluster has a password that Secrets Manager alone keeps. */
export const managedPassword = rule({
  name: "aws-docdb-managed-password",
  severity: "critical",
  level: "M!",
  description: "The administrator's password of a document database must be in no state.",
  remediationSteps:
    "Set manageMasterUserPassword; in a global cluster masterPasswordWo, with a value from Secrets Manager.",
  framework: guides("FTE-025"),
  tags: [],
  requirements: ["FTE-024", "FTE-025"],
  on,
  check: (cluster: Cluster) => {
    if (cluster.masterPassword) {
      const expected = "nothing: manageMasterUserPassword or masterPasswordWo";
      return [{ path: "masterPassword", expected, found: "a password in the state" }];
    }
    const { globalClusterIdentifier, masterUsername, snapshotIdentifier, restoreToPointInTime } = cluster;
    const copy = Boolean(globalClusterIdentifier) && !masterUsername;
    if (cluster.masterPasswordWo || copy || snapshotIdentifier || restoreToPointInTime) return [];
    return is("manageMasterUserPassword", cluster.manageMasterUserPassword, true);
  },
});

/** DocumentDB takes `enabled`, which lets old clients in by TLS 1.0, and the newer values that do not. */
const modernTls = ["tls1.2+", "tls1.3+", "fips-140-3"];

export const tlsAudit = rule({
  name: "aws-docdb-tls-audit",
  severity: "high",
  level: "M!",
  description: "A document database must speak TLS 1.2 or newer alone, and keep an audit log.",
  remediationSteps: "Set the parameters tls to tls1.2+ and audit_logs to enabled.",
  framework: guides("ECO-036"),
  tags: ["fsbp:DocumentDB.6", "ckv:CKV_AWS_90", "ckv:CKV_AWS_104"],
  requirements: ["FTE-020", "ECO-026", "ECO-036"],
  on: ["aws:docdb/clusterParameterGroup:ClusterParameterGroup"],
  check: ({ parameters }: Given<ClusterParameterGroupArgs>) => {
    const set = new Map((parameters ?? []).map((each) => [each?.name, each?.value]));
    return [
      ...parameter("tls", set.get("tls"), modernTls),
      ...parameter("audit_logs", set.get("audit_logs"), ["enabled", "all", "ddl,dml_write", "dml_write,ddl"]),
    ];
  },
});

function parameter(name: string, found: string | null | undefined, good: readonly string[]): Violation[] {
  const [fix = ""] = good;
  return good.includes(found ?? "")
    ? []
    : [{ path: `parameters["${name}"]`, expected: good.join(" or "), found: show(found), fix }];
}

export const performanceInsights = rule({
  name: "aws-docdb-insights-cmk",
  severity: "low",
  level: "M",
  description:
    "What Performance Insights keeps of a document database's statements must be encrypted with a key of ours.",
  remediationSteps: "Set performanceInsightsKmsKeyId, or leave Performance Insights off.",
  framework: guides("FTE-019"),
  tags: [],
  requirements: ["FTE-019"],
  on: ["aws:docdb/clusterInstance:ClusterInstance"],
  check: ({ enablePerformanceInsights, performanceInsightsKmsKeyId }: Given<ClusterInstanceArgs>) =>
    enablePerformanceInsights === true
      ? isSet("performanceInsightsKmsKeyId", performanceInsightsKmsKeyId, "the ARN of a key of ours")
      : [],
});

export default [
  encryptedCmk,
  backup,
  deletionProtection,
  finalSnapshot,
  logs,
  managedPassword,
  tlsAudit,
  performanceInsights,
];
