import { resource } from "../../lib/cases.ts";

const key = "arn:aws:kms:us-east-1:012345678901:key/data";
const cluster = resource("aws:rds/cluster:Cluster", {
  engine: "aurora-postgresql",
  masterUsername: "plumbline_admin",
  manageMasterUserPassword: true,
  storageEncrypted: true,
  kmsKeyId: key,
  backupRetentionPeriod: 30,
  deletionProtection: true,
  skipFinalSnapshot: false,
});
const instance = resource("aws:rds/instance:Instance", {
  engine: "postgres",
  username: "plumbline_admin",
  manageMasterUserPassword: true,
  storageEncrypted: true,
  kmsKeyId: key,
  backupRetentionPeriod: 30,
  deletionProtection: true,
  skipFinalSnapshot: false,
  publiclyAccessible: false,
});
const member = resource("aws:rds/clusterInstance:ClusterInstance", { publiclyAccessible: false });
const global = resource("aws:rds/globalCluster:GlobalCluster", {
  sourceDbClusterIdentifier: "arn:aws:rds:us-east-1:012345678901:cluster:orders",
  deletionProtection: true,
});

const encrypted = (path: string, expected: string) => [`${path}: expected ${expected}, found nothing`];
const managed = ["manageMasterUserPassword: expected true, found nothing"];
const literal = "expected nothing: manageMasterUserPassword, or the write-only property, found a password in the state";
const databases = [cluster, instance];

export default {
  "aws-rds-encrypted-cmk": [
    ...databases.flatMap((database) => [
      ...database("a key of ours", {}),
      ...database("no key", { "/kmsKeyId": undefined }, encrypted("kmsKeyId", "the ARN of a key of ours")),
      ...database("no encryption", { "/storageEncrypted": false }, ["storageEncrypted: expected true, found false"]),
    ]),
    ...global("encrypted as its source", {}),
    ...global("encrypted", { "/sourceDbClusterIdentifier": undefined, "/storageEncrypted": true }),
    ...global(
      "no source and no encryption",
      { "/sourceDbClusterIdentifier": undefined },
      encrypted("storageEncrypted", "true"),
    ),
  ],
  "aws-rds-not-public": [member, instance].flatMap((one) => [
    ...one("private", {}),
    ...one("the default", { "/publiclyAccessible": undefined }),
    ...one("public", { "/publiclyAccessible": true }, ["publiclyAccessible: expected false, found true"]),
  ]),
  "aws-rds-backup-retention": databases.flatMap((database) => [
    ...database("thirty days", {}),
    ...database("a week, where that is enough", { "/backupRetentionPeriod": 7 }, [], { config: { days: 7 } }),
    ...database("a week", { "/backupRetentionPeriod": 7 }, [
      "backupRetentionPeriod: expected 30 or more, found 7; write 30",
    ]),
    ...database("no backups", { "/backupRetentionPeriod": undefined }, [
      "backupRetentionPeriod: expected 30 or more, found nothing; write 30",
    ]),
  ]),
  "aws-rds-deletion-protection": [...databases, global].flatMap((database) => [
    ...database("protected", {}),
    ...database("the default", { "/deletionProtection": undefined }, [
      "deletionProtection: expected true, found nothing",
    ]),
    ...database("not protected", { "/deletionProtection": false }, ["deletionProtection: expected true, found false"]),
  ]),
  "aws-rds-managed-password": [
    ...cluster("managed by RDS", {}),
    ...cluster("write-only, in a global database", {
      "/manageMasterUserPassword": undefined,
      "/masterPasswordWo": "from Secrets Manager",
      "/masterPasswordWoVersion": 1,
    }),
    ...cluster("a copy in a global database", {
      "/manageMasterUserPassword": undefined,
      "/masterUsername": undefined,
      "/globalClusterIdentifier": "orders-global",
    }),
    ...cluster("restored", { "/manageMasterUserPassword": undefined, "/snapshotIdentifier": "orders-1" }),
    ...cluster("a literal password", { "/masterPassword": "hunter2" }, [`masterPassword: ${literal}`]),
    ...cluster("nothing", { "/manageMasterUserPassword": undefined }, managed),
    ...cluster(
      "an administrator of a member of a global database",
      { "/manageMasterUserPassword": undefined, "/globalClusterIdentifier": "orders-global" },
      managed,
    ),
    ...instance("managed by RDS", {}),
    ...instance("write-only", { "/manageMasterUserPassword": undefined, "/passwordWo": "from Secrets Manager" }),
    ...instance("a copy", { "/manageMasterUserPassword": undefined, "/replicateSourceDb": "orders" }),
    ...instance("a literal password", { "/password": "hunter2" }, [`password: ${literal}`]),
    ...instance("nothing", { "/manageMasterUserPassword": undefined }, managed),
  ],
  "aws-rds-final-snapshot": databases.flatMap((database) => [
    ...database("a snapshot", {}),
    ...database("the default", { "/skipFinalSnapshot": undefined }),
    ...database("no snapshot", { "/skipFinalSnapshot": true }, ["skipFinalSnapshot: expected false, found true"]),
  ]),
};
