import { resource } from "../../lib/cases.ts";

const cluster = resource("aws:docdb/cluster:Cluster", {
  masterUsername: "plumbline_admin",
  manageMasterUserPassword: true,
  storageEncrypted: true,
  kmsKeyId: "arn:aws:kms:us-east-1:012345678901:key/data",
  enabledCloudwatchLogsExports: ["audit", "profiler"],
  backupRetentionPeriod: 35,
  deletionProtection: true,
  skipFinalSnapshot: false,
});
const global = resource("aws:docdb/globalCluster:GlobalCluster", { deletionProtection: true });
const parameters = resource("aws:docdb/clusterParameterGroup:ClusterParameterGroup", {
  family: "docdb5.0",
  parameters: [
    { name: "tls", value: "tls1.2+" },
    { name: "audit_logs", value: "enabled" },
  ],
});
const instance = resource("aws:docdb/clusterInstance:ClusterInstance", {
  enablePerformanceInsights: true,
  performanceInsightsKmsKeyId: "arn:aws:kms:us-east-1:012345678901:key/data",
});
const modern = "expected tls1.2+ or tls1.3+ or fips-140-3";
const audited = "expected enabled or all or ddl,dml_write or dml_write,ddl";

export default {
  "aws-docdb-encrypted-cmk": [
    ...cluster("a key of ours", {}),
    ...cluster("no encryption", { "/storageEncrypted": undefined }, ["storageEncrypted: expected true, found nothing"]),
    ...cluster("no key", { "/kmsKeyId": "" }, ["kmsKeyId: expected the ARN of a key of ours, found nothing"]),
  ],
  "aws-docdb-backup": [
    ...cluster("35 days", {}),
    ...cluster("a week", { "/backupRetentionPeriod": 7 }, [
      "backupRetentionPeriod: expected 30 or more, found 7; write 30",
    ]),
    ...cluster("a week, where that is enough", { "/backupRetentionPeriod": 7 }, [], { config: { days: 7 } }),
  ],
  "aws-docdb-deletion-protection": [cluster, global].flatMap((one) => [
    ...one("protected", {}),
    ...one("not protected", { "/deletionProtection": false }, ["deletionProtection: expected true, found false"]),
  ]),
  "aws-docdb-final-snapshot": [
    ...cluster("a snapshot", {}),
    ...cluster("no snapshot", { "/skipFinalSnapshot": true }, ["skipFinalSnapshot: expected false, found true"]),
  ],
  "aws-docdb-logs": [
    ...cluster("both", {}),
    ...cluster("the profiler's alone", { "/enabledCloudwatchLogsExports": ["profiler"] }, [
      'enabledCloudwatchLogsExports: expected also audit, found ["profiler"]; write ["profiler","audit"]',
    ]),
  ],
  "aws-docdb-managed-password": [
    ...cluster("managed", {}),
    ...cluster("write-only", { "/manageMasterUserPassword": undefined, "/masterPasswordWo": "from Secrets Manager" }),
    ...cluster("a copy", {
      "/manageMasterUserPassword": undefined,
      "/masterUsername": undefined,
      "/globalClusterIdentifier": "orders-global",
    }),
    ...cluster("a literal password", { "/masterPassword": "hunter2" }, [
      "masterPassword: expected nothing: manageMasterUserPassword or masterPasswordWo, found a password in the state",
    ]),
    ...cluster("nothing", { "/manageMasterUserPassword": undefined }, [
      "manageMasterUserPassword: expected true, found nothing",
    ]),
  ],
  "aws-docdb-tls-audit": [
    ...parameters("TLS of today, and an audit log", {}),
    ...parameters("old clients", { "/parameters/0/value": "enabled" }, [
      `parameters["tls"]: ${modern}, found "enabled"; write "tls1.2+"`,
    ]),
    ...parameters("plain text", { "/parameters/0/value": "disabled" }, [
      `parameters["tls"]: ${modern}, found "disabled"; write "tls1.2+"`,
    ]),
    ...parameters("nothing", { "/parameters": [] }, [
      `parameters["tls"]: ${modern}, found nothing; write "tls1.2+"`,
      `parameters["audit_logs"]: ${audited}, found nothing; write "enabled"`,
    ]),
  ],
  "aws-docdb-insights-cmk": [
    ...instance("a key of ours", {}),
    ...instance("no insights", { "/enablePerformanceInsights": undefined, "/performanceInsightsKmsKeyId": undefined }),
    ...instance("a key of AWS", { "/performanceInsightsKmsKeyId": undefined }, [
      "performanceInsightsKmsKeyId: expected the ARN of a key of ours, found nothing",
    ]),
  ],
};
