import { between, matching, oneOf } from "../../cloud/rules.ts";
import type { Facts, Row, Rows } from "../../cloud/table.ts";
import type { Json, JsonObject } from "../../lib/values.ts";
import { arn, exists, holds, kmsKey, roleArn, securityGroup, topicArn } from "./parts.ts";
import { backupWindow, groupName, identifier, maintenanceWindow, managedSecrets } from "./database-parts.ts";
import { passwordFailure, protectedBy, subnetGroup } from "./database-parts.ts";

const engines = { "aurora-mysql": 3306, "aurora-postgresql": 5432, mariadb: 3306, mysql: 3306, postgres: 5432 };
const portOf = ({ engine }: JsonObject): Json | undefined =>
  Object.entries(engines).find(([name]) => name === engine)?.[1];

const parameterGroup: Row = {
  id: "{name}",
  name: groupName,
  replaces: ["description", "family"],
  defaults: { description: "Managed by Pulumi", parameters: [] },
  rules: { "parameters.*.applyMethod": oneOf("immediate", "pending-reboot") },
};

const cluster = "aws:rds/cluster:Cluster";

/** RDS and Aurora. */
export const databases: Rows = {
  [cluster]: {
    id: "{clusterIdentifier}",
    name: identifier("clusterIdentifier"),
    replaces: [
      "availabilityZones",
      "clusterScalabilityType",
      "databaseName",
      "dbSubnetGroupName",
      "dbSystemId",
      "engine",
      "engineMode",
      "kmsKeyId",
      "masterUsername",
      "restoreToPointInTime",
      "s3Import",
      "snapshotIdentifier",
      "sourceRegion",
      "storageEncrypted",
    ],
    needs: {
      dbSubnetGroupName: holds("aws:rds/subnetGroup:SubnetGroup"),
      dbClusterParameterGroupName: {
        ...holds("aws:rds/clusterParameterGroup:ClusterParameterGroup"),
        except: /^default\./,
      },
      globalClusterIdentifier: { ...holds("aws:rds/globalCluster:GlobalCluster"), anywhere: true },
      kmsKeyId: kmsKey,
      masterUserSecretKmsKeyId: kmsKey,
      performanceInsightsKmsKeyId: kmsKey,
      monitoringRoleArn: roleArn,
      "vpcSecurityGroupIds.*": securityGroup,
    },
    defaults: {
      applyImmediately: false,
      backupRetentionPeriod: 1,
      copyTagsToSnapshot: false,
      deleteAutomatedBackups: true,
      deletionProtection: false,
      engineMode: "provisioned",
      iamDatabaseAuthenticationEnabled: false,
      networkType: "IPV4",
      port: portOf,
      preferredBackupWindow: "07:00-07:30",
      preferredMaintenanceWindow: "sun:05:00-sun:05:30",
      skipFinalSnapshot: false,
      storageEncrypted: false,
      vpcSecurityGroupIds: [],
    },
    rules: {
      backupRetentionPeriod: between(1, 35),
      engine: oneOf(...Object.keys(engines)),
      "enabledCloudwatchLogsExports.*": oneOf(
        "audit",
        "error",
        "general",
        "iam-db-auth-error",
        "instance",
        "postgresql",
        "slowquery",
        "upgrade",
      ),
      monitoringInterval: oneOf(0, 1, 5, 10, 15, 30, 60),
      performanceInsightsRetentionPeriod: (days) =>
        days === 7 || days === 731 || (typeof days === "number" && days % 31 === 0 && days <= 713)
          ? undefined
          : `has to be 7, 731 or months of 31 days, not ${JSON.stringify(days)}`,
      preferredBackupWindow: backupWindow,
      preferredMaintenanceWindow: maintenanceWindow,
    },
    validate: (inputs) => passwordFailure(inputs, "masterPassword"),
    keeps: protectedBy,
    computed: {
      arn: arn("rds", "cluster:{clusterIdentifier}"),
      caCertificateValidTill: "",
      clusterResourceId: ({ hash }) => `cluster-${hash(26).toUpperCase()}`,
      endpoint: "{clusterIdentifier}.cluster-{hex:12}.{region}.rds.amazonaws.com",
      engineVersionActual: ({ inputs }) => inputs["engineVersion"] ?? "",
      hostedZoneId: "Z2R2ITUGPM61AM",
      masterUserSecrets: managedSecrets,
      readerEndpoint: "{clusterIdentifier}.cluster-ro-{hex:12}.{region}.rds.amazonaws.com",
      upgradeRolloutOrder: "",
    },
  },
  "aws:rds/clusterInstance:ClusterInstance": {
    id: "{identifier}",
    name: identifier("identifier"),
    replaces: ["availabilityZone", "clusterIdentifier", "customIamInstanceProfile", "dbSubnetGroupName", "engine"],
    needs: {
      clusterIdentifier: holds(cluster),
      dbParameterGroupName: { ...holds("aws:rds/parameterGroup:ParameterGroup"), except: /^default\./ },
      dbSubnetGroupName: holds("aws:rds/subnetGroup:SubnetGroup"),
      monitoringRoleArn: roleArn,
      performanceInsightsKmsKeyId: kmsKey,
    },
    defaults: {
      applyImmediately: false,
      autoMinorVersionUpgrade: true,
      copyTagsToSnapshot: false,
      monitoringInterval: 0,
      promotionTier: 0,
      publiclyAccessible: false,
    },
    rules: {
      instanceClass: matching(/^db\./, "a class such as db.r8g.large"),
      monitoringInterval: oneOf(0, 1, 5, 10, 15, 30, 60),
      preferredMaintenanceWindow: maintenanceWindow,
      promotionTier: between(0, 15),
    },
    computed: {
      arn: arn("rds", "db:{identifier}"),
      dbiResourceId: ({ hash }) => `db-${hash(26).toUpperCase()}`,
      endpoint: "{identifier}.{hex:12}.{region}.rds.amazonaws.com",
      engineVersionActual: (facts) => clusterOf(facts)["engineVersion"] ?? "",
      kmsKeyId: (facts) => clusterOf(facts)["kmsKeyId"] ?? "",
      networkType: "IPV4",
      port: (facts) => clusterOf(facts)["port"] ?? 0,
      storageEncrypted: (facts) => clusterOf(facts)["storageEncrypted"] ?? false,
      writer: () => false,
    },
  },
  "aws:rds/globalCluster:GlobalCluster": {
    id: "{globalClusterIdentifier}",
    name: false,
    replaces: ["databaseName", "globalClusterIdentifier", "sourceDbClusterIdentifier", "storageEncrypted"],
    needs: { sourceDbClusterIdentifier: exists(cluster, "arn") },
    defaults: { deletionProtection: false, forceDestroy: false, storageEncrypted: false },
    rules: { engine: oneOf("aurora", "aurora-mysql", "aurora-postgresql") },
    keeps: ({ properties }) =>
      properties["deletionProtection"] === true ? "deletionProtection is on; turn it off first" : undefined,
    computed: {
      arn: "arn:aws:rds::{account}:global-cluster:{globalClusterIdentifier}",
      endpoint: "{globalClusterIdentifier}.global-{hex:12}.global.rds.amazonaws.com",
      engineVersionActual: ({ inputs }) => inputs["engineVersion"] ?? "",
      globalClusterMembers: () => [],
      globalClusterResourceId: "cluster-{hex:16}",
    },
  },
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": {
    ...parameterGroup,
    computed: { arn: arn("rds", "cluster-pg:{name}") },
  },
  "aws:rds/parameterGroup:ParameterGroup": { ...parameterGroup, computed: { arn: arn("rds", "pg:{name}") } },
  "aws:rds/subnetGroup:SubnetGroup": subnetGroup("rds"),
  "aws:rds/instance:Instance": {
    id: "db-{hex:26}",
    name: identifier("identifier"),
    replaces: [
      "availabilityZone",
      "characterSetName",
      "dbName",
      "engine",
      "kmsKeyId",
      "restoreToPointInTime",
      "s3Import",
      "snapshotIdentifier",
      "storageEncrypted",
      "timezone",
      "username",
    ],
    unique: ["identifier"],
    needs: {
      dbSubnetGroupName: holds("aws:rds/subnetGroup:SubnetGroup"),
      parameterGroupName: { ...holds("aws:rds/parameterGroup:ParameterGroup"), except: /^default\./ },
      kmsKeyId: kmsKey,
      masterUserSecretKmsKeyId: kmsKey,
      monitoringRoleArn: roleArn,
      performanceInsightsKmsKeyId: kmsKey,
      "vpcSecurityGroupIds.*": securityGroup,
    },
    defaults: {
      autoMinorVersionUpgrade: true,
      backupRetentionPeriod: 0,
      deletionProtection: false,
      multiAz: false,
      port: portOf,
      publiclyAccessible: false,
      skipFinalSnapshot: false,
      storageEncrypted: false,
    },
    rules: {
      backupRetentionPeriod: between(0, 35),
      backupWindow,
      instanceClass: matching(/^db\./, "a class such as db.m8g.large"),
      maintenanceWindow,
    },
    validate: (inputs) => passwordFailure(inputs, "password"),
    keeps: protectedBy,
    computed: {
      address: "{identifier}.{hex:12}.{region}.rds.amazonaws.com",
      arn: arn("rds", "db:{identifier}"),
      endpoint: "{address}:{port}",
      engineVersionActual: ({ inputs }) => inputs["engineVersion"] ?? "",
      hostedZoneId: "Z2R2ITUGPM61AM",
      latestRestorableTime: "",
      listenerEndpoints: () => [],
      masterUserSecrets: managedSecrets,
      replicas: () => [],
      resourceId: "{id}",
      status: "available",
      upgradeRolloutOrder: "",
    },
  },
  "aws:rds/eventSubscription:EventSubscription": {
    id: "{name}",
    name: { property: "name", max: 255 },
    replaces: [],
    needs: { snsTopic: topicArn },
    defaults: { enabled: true },
    computed: { arn: arn("rds", "es:{name}"), customerAwsId: "{account}" },
  },
};

function clusterOf({ find, inputs }: Facts): JsonObject {
  return find(cluster, "id", inputs["clusterIdentifier"])?.properties ?? {};
}
