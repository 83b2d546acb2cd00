import { between, matching, oneOf } from "../../cloud/rules.ts";
import type { Facts, NameRule, Row, Rows } from "../../cloud/table.ts";
import type { CloudRecord } from "../../cloud/store.ts";
import type { Json, JsonObject } from "../../lib/values.ts";
import { arn, exists, holds, kmsKey, roleArn, securityGroup, subnet, topicArn } from "./parts.ts";

/** Identifiers of RDS: letters, digits and hyphens, from a letter on, in lower case. */
export const identifier = (property: string, max = 63): NameRule => ({
  property,
  max,
  lower: true,
  pattern: /^[a-z](?!.*--)[a-z0-9-]*(?<!-)$/,
});

const groupName: NameRule = { property: "name", max: 255, lower: true, pattern: /^[a-z][a-z0-9._ -]*$/ };

/** The reason to keep it that RDS gives, or DocumentDB, which works the same way. */
export const protectedBy = ({ properties }: CloudRecord): string | undefined =>
  properties["deletionProtection"] === true
    ? "deletionProtection is on; turn it off first"
    : properties["skipFinalSnapshot"] !== true && properties["finalSnapshotIdentifier"] === undefined
      ? "finalSnapshotIdentifier is required when skipFinalSnapshot is false"
      : undefined;

/** A secret that the service makes and rotates itself. */
export const managedSecrets = ({ fill, inputs }: Facts): Json =>
  inputs["manageMasterUserPassword"] === true
    ? [
        {
          kmsKeyId: inputs["masterUserSecretKmsKeyId"] ?? "",
          secretArn: fill("arn:aws:secretsmanager:{region}:{account}:secret:rds!cluster-{uuid}-{hex:6}"),
          secretStatus: "active",
        },
      ]
    : [];

/** How the master user signs in: by a password of one kind, unless the data come from elsewhere. */
export const passwordFailure = (inputs: JsonObject, password: string): string | undefined => {
  const ways = [password, `${password}Wo`, "manageMasterUserPassword"].filter((name) => inputs[name] !== undefined);
  const comesFrom = [
    "globalClusterIdentifier",
    "replicationSourceIdentifier",
    "replicateSourceDb",
    "restoreToPointInTime",
    "s3Import",
    "snapshotIdentifier",
  ].some((name) => inputs[name] !== undefined);
  if (ways.length > 1) return `${ways.join(" and ")} exclude each other`;
  return ways.length === 0 && !comesFrom ? `one of ${password} and manageMasterUserPassword is required` : undefined;
};

const engines = { "aurora-mysql": 3306, "aurora-postgresql": 5432, mariadb: 3306, mysql: 3306, postgres: 5432 };
const portOf = ({ engine }: JsonObject): Json | undefined =>
  Object.entries(engines).find(([name]) => name === engine)?.[1];

const time = "([01]\\d|2[0-3]):[0-5]\\d";
export const backupWindow = matching(new RegExp(`^${time}-${time}$`), "a window of the day such as 03:00-04:00");
export const maintenanceWindow = matching(
  new RegExp(`^(mon|tue|wed|thu|fri|sat|sun):${time}-(mon|tue|wed|thu|fri|sat|sun):${time}$`, "i"),
  "a window of the week such as sun:05:00-sun:06:00",
);

const parameterGroup: Row = {
  id: "{name}",
  name: groupName,
  replaces: ["description", "family"],
  defaults: { description: "Managed by Pulumi", parameters: [] },
  rules: { "parameters.*.applyMethod": oneOf("immediate", "pending-reboot") },
};

export const subnetGroup = (type: string): Row => ({
  id: "{name}",
  name: groupName,
  needs: { "subnetIds.*": subnet },
  defaults: { description: "Managed by Pulumi" },
  computed: {
    arn: arn("rds", "subgrp:{name}"),
    supportedNetworkTypes: () => ["IPV4"],
    ...(type === "rds" && { vpcId: vpcOfSubnets }),
  },
});

export const vpcOfSubnets = ({ find, inputs }: Facts): Json => {
  const subnets = inputs["subnetIds"] ?? inputs["vpcSubnetIds"];
  const first = Array.isArray(subnets) ? subnets[0] : undefined;
  return find("aws:ec2/subnet:Subnet", "id", first)?.properties["vpcId"] ?? "";
};

const cluster = "aws:rds/cluster:Cluster";

/** RDS and Aurora. */
export const databases: Rows = {
  [cluster]: {
    id: "{clusterIdentifier}",
    name: identifier("clusterIdentifier"),
    replaces: [
      "databaseName",
      "engine",
      "engineMode",
      "globalClusterIdentifier",
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
      globalClusterIdentifier: holds("aws:rds/globalCluster:GlobalCluster"),
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
