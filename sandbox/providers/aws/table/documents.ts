import { between, matching, oneOf } from "../../cloud/rules.ts";
import type { Facts, Rows } from "../../cloud/table.ts";
import type { JsonObject } from "../../lib/values.ts";
import {
  backupWindow,
  identifier,
  maintenanceWindow,
  managedSecrets,
  passwordFailure,
  protectedBy,
  subnetGroup,
} from "./database-parts.ts";
import { arn, exists, holds, kmsKey, securityGroup, subnet, topicArn } from "./parts.ts";

const cluster = "aws:docdb/cluster:Cluster";
const clusterOf = ({ find, inputs }: Facts): JsonObject =>
  find(cluster, "id", inputs["clusterIdentifier"])?.properties ?? {};

/** DocumentDB. */
export const documents: Rows = {
  [cluster]: {
    id: "{clusterIdentifier}",
    name: identifier("clusterIdentifier"),
    replaces: [
      "availabilityZones",
      "dbSubnetGroupName",
      "engine",
      "kmsKeyId",
      "masterUsername",
      "port",
      "restoreToPointInTime",
      "snapshotIdentifier",
      "storageEncrypted",
    ],
    needs: {
      dbClusterParameterGroupName: {
        ...holds("aws:docdb/clusterParameterGroup:ClusterParameterGroup"),
        except: /^default\./,
      },
      dbSubnetGroupName: holds("aws:docdb/subnetGroup:SubnetGroup"),
      globalClusterIdentifier: { ...holds("aws:docdb/globalCluster:GlobalCluster"), anywhere: true },
      kmsKeyId: kmsKey,
      "vpcSecurityGroupIds.*": securityGroup,
    },
    defaults: {
      applyImmediately: false,
      backupRetentionPeriod: 1,
      deletionProtection: false,
      engine: "docdb",
      port: 27017,
      preferredBackupWindow: "07:00-07:30",
      preferredMaintenanceWindow: "sun:05:00-sun:05:30",
      skipFinalSnapshot: false,
      storageEncrypted: false,
    },
    rules: {
      backupRetentionPeriod: between(1, 35),
      "enabledCloudwatchLogsExports.*": oneOf("audit", "profiler"),
      engine: oneOf("docdb"),
      preferredBackupWindow: backupWindow,
      preferredMaintenanceWindow: maintenanceWindow,
      storageType: oneOf("iopt1", "standard"),
    },
    validate: (inputs) => passwordFailure(inputs, "masterPassword"),
    keeps: protectedBy,
    computed: {
      arn: arn("rds", "cluster:{clusterIdentifier}"),
      clusterResourceId: ({ hash }) => `cluster-${hash(26).toUpperCase()}`,
      endpoint: "{clusterIdentifier}.cluster-{hex:12}.{region}.docdb.amazonaws.com",
      hostedZoneId: "ZNKXH85TT8WVW",
      masterUserSecrets: managedSecrets,
      readerEndpoint: "{clusterIdentifier}.cluster-ro-{hex:12}.{region}.docdb.amazonaws.com",
    },
  },
  "aws:docdb/clusterInstance:ClusterInstance": {
    id: "{identifier}",
    name: identifier("identifier"),
    replaces: ["availabilityZone", "clusterIdentifier", "engine"],
    needs: { clusterIdentifier: holds(cluster), performanceInsightsKmsKeyId: kmsKey },
    defaults: { applyImmediately: false, autoMinorVersionUpgrade: true, engine: "docdb", promotionTier: 0 },
    rules: {
      instanceClass: matching(/^db\./, "a class such as db.r8g.large"),
      preferredMaintenanceWindow: maintenanceWindow,
      promotionTier: between(0, 15),
    },
    computed: {
      arn: arn("rds", "db:{identifier}"),
      dbSubnetGroupName: (facts) => clusterOf(facts)["dbSubnetGroupName"] ?? "",
      dbiResourceId: ({ hash }) => `db-${hash(26).toUpperCase()}`,
      endpoint: "{identifier}.{hex:12}.{region}.docdb.amazonaws.com",
      engineVersion: (facts) => clusterOf(facts)["engineVersion"] ?? "",
      kmsKeyId: (facts) => clusterOf(facts)["kmsKeyId"] ?? "",
      port: (facts) => clusterOf(facts)["port"] ?? 0,
      preferredBackupWindow: (facts) => clusterOf(facts)["preferredBackupWindow"] ?? "",
      publiclyAccessible: () => false,
      storageEncrypted: (facts) => clusterOf(facts)["storageEncrypted"] ?? false,
      writer: () => false,
    },
  },
  "aws:docdb/clusterParameterGroup:ClusterParameterGroup": {
    id: "{name}",
    name: { property: "name", max: 255, lower: true, pattern: /^[a-z][a-z0-9-]*$/ },
    replaces: ["description", "family"],
    defaults: { description: "Managed by Pulumi", parameters: [] },
    rules: { family: matching(/^docdb\d/, "a family such as docdb5.0") },
    computed: { arn: arn("rds", "cluster-pg:{name}") },
  },
  "aws:docdb/subnetGroup:SubnetGroup": subnetGroup("docdb"),
  "aws:docdb/globalCluster:GlobalCluster": {
    id: "{globalClusterIdentifier}",
    name: false,
    replaces: ["databaseName", "globalClusterIdentifier", "sourceDbClusterIdentifier", "storageEncrypted"],
    needs: { sourceDbClusterIdentifier: exists(cluster, "arn") },
    defaults: { deletionProtection: false, storageEncrypted: false },
    rules: { engine: oneOf("docdb") },
    keeps: ({ properties }) =>
      properties["deletionProtection"] === true ? "deletionProtection is on; turn it off first" : undefined,
    computed: {
      arn: "arn:aws:rds::{account}:global-cluster:{globalClusterIdentifier}",
      globalClusterMembers: () => [],
      globalClusterResourceId: "cluster-{hex:16}",
      status: "available",
    },
  },
  "aws:docdb/elasticCluster:ElasticCluster": {
    id: arn("docdb-elastic", "cluster/{uuid}"),
    name: { property: "name", max: 50, lower: true, pattern: /^[a-z][a-z0-9-]*$/ },
    replaces: ["adminUserName", "authType", "kmsKeyId"],
    unique: ["name"],
    needs: { kmsKeyId: kmsKey, "subnetIds.*": subnet, "vpcSecurityGroupIds.*": securityGroup },
    defaults: { backupRetentionPeriod: 1 },
    rules: {
      authType: oneOf("PLAIN_TEXT", "SECRET_ARN"),
      backupRetentionPeriod: between(1, 35),
      preferredBackupWindow: backupWindow,
      preferredMaintenanceWindow: maintenanceWindow,
      shardCapacity: oneOf(2, 4, 8, 16, 32, 64),
      shardCount: between(1, 32),
    },
    computed: { arn: "{id}", endpoint: "{name}-{account}.{region}.docdb-elastic.amazonaws.com" },
  },
  "aws:docdb/eventSubscription:EventSubscription": {
    id: "{name}",
    name: { property: "name", max: 255 },
    needs: { snsTopicArn: topicArn },
    defaults: { enabled: true },
    computed: { arn: arn("rds", "es:{name}"), customerAwsId: "{account}" },
  },
};
