import { between, matching, oneOf } from "../../cloud/rules.ts";
import type { Facts, NameRule, Rows } from "../../cloud/table.ts";
import type { Json, JsonObject } from "../../lib/values.ts";
import { backupWindow, maintenanceWindow, vpcOfSubnets } from "./database-parts.ts";
import { arn, exists, holds, instant, kmsKey, securityGroup, subnet, topicArn } from "./parts.ts";

const groupName: NameRule = { property: "name", max: 255, lower: true, pattern: /^[a-z0-9-]+$/ };

const nodeGroups = (inputs: JsonObject): number => Number(inputs["numNodeGroups"] ?? 1);
const isClustered = (inputs: JsonObject): boolean => inputs["clusterMode"] === "enabled" || nodeGroups(inputs) > 1;

/** Only one of the two kinds has each endpoint. */
const endpoint =
  (clustered: boolean, template: string) =>
  ({ fill, inputs }: Facts): Json =>
    isClustered(inputs) === clustered ? fill(template) : "";

const members = ({ id, inputs }: Facts): Json => {
  const replicas = inputs["replicasPerNodeGroup"];
  const perGroup = replicas === undefined ? Number(inputs["numCacheClusters"] ?? 1) : Number(replicas) + 1;
  const number = (value: number, digits: number) => String(value).padStart(digits, "0");
  return Array.from({ length: nodeGroups(inputs) }, (_, group) =>
    Array.from({ length: perGroup }, (__, node) =>
      isClustered(inputs) ? `${id}-${number(group + 1, 4)}-${number(node + 1, 3)}` : `${id}-${number(node + 1, 3)}`,
    ),
  ).flat();
};

/** ElastiCache. */
export const caches: Rows = {
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    id: "{replicationGroupId}",
    name: { property: "replicationGroupId", max: 40, lower: true, pattern: /^[a-z](?!.*--)[a-z0-9-]*(?<!-)$/ },
    replaces: [
      "atRestEncryptionEnabled",
      "dataTieringEnabled",
      "globalReplicationGroupId",
      "kmsKeyId",
      "networkType",
      "nodeGroupConfigurations",
      "port",
      "securityGroupNames",
      "snapshotArns",
      "snapshotName",
      "subnetGroupName",
    ],
    needs: {
      globalReplicationGroupId: holds("aws:elasticache/globalReplicationGroup:GlobalReplicationGroup"),
      kmsKeyId: kmsKey,
      notificationTopicArn: topicArn,
      parameterGroupName: { ...holds("aws:elasticache/parameterGroup:ParameterGroup"), except: /^default\./ },
      "securityGroupIds.*": securityGroup,
      subnetGroupName: holds("aws:elasticache/subnetGroup:SubnetGroup"),
      "userGroupIds.*": holds("aws:elasticache/userGroup:UserGroup"),
    },
    defaults: {
      applyImmediately: false,
      atRestEncryptionEnabled: false,
      autoMinorVersionUpgrade: true,
      automaticFailoverEnabled: false,
      engine: "redis",
      ipDiscovery: "ipv4",
      multiAzEnabled: false,
      networkType: "ipv4",
      port: 6379,
      snapshotRetentionLimit: 0,
      transitEncryptionEnabled: false,
    },
    rules: {
      engine: oneOf("redis", "valkey"),
      maintenanceWindow,
      nodeType: matching(/^cache\./, "a type such as cache.r7g.large"),
      numCacheClusters: between(1, 6),
      numNodeGroups: between(1, 500),
      replicasPerNodeGroup: between(0, 5),
      snapshotRetentionLimit: between(0, 35),
      snapshotWindow: backupWindow,
      transitEncryptionMode: oneOf("preferred", "required"),
    },
    validate: (inputs) => {
      const { authToken, automaticFailoverEnabled, multiAzEnabled, numCacheClusters, transitEncryptionEnabled } =
        inputs;
      if (multiAzEnabled === true && automaticFailoverEnabled !== true) {
        return "automaticFailoverEnabled must be on when multiAzEnabled is";
      }
      if (automaticFailoverEnabled === true && numCacheClusters === 1) {
        return "automaticFailoverEnabled needs numCacheClusters of at least 2";
      }
      if (numCacheClusters !== undefined && inputs["numNodeGroups"] !== undefined) {
        return "numCacheClusters and numNodeGroups exclude each other";
      }
      return authToken !== undefined && transitEncryptionEnabled !== true
        ? "authToken needs transitEncryptionEnabled"
        : undefined;
    },
    computed: {
      arn: arn("elasticache", "replicationgroup:{id}"),
      clusterEnabled: ({ inputs }) => isClustered(inputs),
      configurationEndpointAddress: endpoint(true, "clustercfg.{id}.{hex:6}.{region}.cache.amazonaws.com"),
      engineVersionActual: ({ inputs }) => inputs["engineVersion"] ?? "",
      memberClusters: members,
      primaryEndpointAddress: endpoint(false, "master.{id}.{hex:6}.{region}.cache.amazonaws.com"),
      readerEndpointAddress: endpoint(false, "replica.{id}.{hex:6}.{region}.cache.amazonaws.com"),
    },
  },
  "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup": {
    id: "sgaui-{globalReplicationGroupIdSuffix}",
    name: false,
    replaces: ["globalReplicationGroupIdSuffix", "primaryReplicationGroupId"],
    needs: { primaryReplicationGroupId: holds("aws:elasticache/replicationGroup:ReplicationGroup") },
    computed: {
      arn: "arn:aws:elasticache::{account}:globalreplicationgroup:{id}",
      atRestEncryptionEnabled: (facts) => primaryOf(facts)["atRestEncryptionEnabled"] ?? false,
      authTokenEnabled: () => false,
      clusterEnabled: (facts) => primaryOf(facts)["clusterEnabled"] ?? false,
      engineVersionActual: (facts) => primaryOf(facts)["engineVersionActual"] ?? "",
      globalNodeGroups: () => [],
      globalReplicationGroupId: "{id}",
      transitEncryptionEnabled: (facts) => primaryOf(facts)["transitEncryptionEnabled"] ?? false,
    },
  },
  "aws:elasticache/subnetGroup:SubnetGroup": {
    id: "{name}",
    name: groupName,
    needs: { "subnetIds.*": subnet },
    defaults: { description: "Managed by Pulumi" },
    computed: { arn: arn("elasticache", "subnetgroup:{name}"), vpcId: vpcOfSubnets },
  },
  "aws:elasticache/parameterGroup:ParameterGroup": {
    id: "{name}",
    name: groupName,
    replaces: ["description", "family"],
    defaults: { description: "Managed by Pulumi", parameters: [] },
    computed: { arn: arn("elasticache", "parametergroup:{name}") },
  },
  "aws:elasticache/user:User": {
    id: "{userId}",
    name: false,
    replaces: ["userId", "userName"],
    rules: {
      engine: oneOf("redis", "valkey"),
      userId: matching(/^[a-z][a-z0-9-]{0,39}$/i, "at most 40 letters and digits"),
    },
    defaults: { noPasswordRequired: false },
    validate: ({ authenticationMode, noPasswordRequired, passwords, passwordsWo }) =>
      [authenticationMode, noPasswordRequired, passwords, passwordsWo].every((each) => each === undefined)
        ? "a user needs authenticationMode, passwords or noPasswordRequired"
        : undefined,
    computed: { arn: arn("elasticache", "user:{userId}") },
  },
  "aws:elasticache/userGroup:UserGroup": {
    id: "{userGroupId}",
    name: false,
    replaces: ["userGroupId"],
    rules: { engine: oneOf("redis", "valkey") },
    needs: { "userIds.*": { ...holds("aws:elasticache/user:User"), except: /^default$/ } },
    defaults: { userIds: [] },
    computed: { arn: arn("elasticache", "usergroup:{userGroupId}") },
  },
  "aws:elasticache/userGroupAssociation:UserGroupAssociation": {
    id: "{userGroupId},{userId}",
    replaces: ["userGroupId", "userId"],
    needs: {
      userGroupId: holds("aws:elasticache/userGroup:UserGroup"),
      userId: holds("aws:elasticache/user:User"),
    },
  },
  "aws:elasticache/serverlessCache:ServerlessCache": {
    id: "{name}",
    name: { ...groupName, max: 40 },
    replaces: ["kmsKeyId", "networkType", "snapshotArnsToRestores", "subnetIds"],
    needs: {
      kmsKeyId: kmsKey,
      "securityGroupIds.*": securityGroup,
      "subnetIds.*": subnet,
      userGroupId: exists("aws:elasticache/userGroup:UserGroup"),
    },
    rules: { engine: oneOf("memcached", "redis", "valkey") },
    computed: {
      arn: arn("elasticache", "serverlesscache:{name}"),
      createTime: instant,
      endpoints: ({ fill }) => [
        { address: fill("{name}-{hex:6}.serverless.{region}.cache.amazonaws.com"), port: 6379 },
      ],
      fullEngineVersion: ({ inputs }) => inputs["majorEngineVersion"] ?? "",
      readerEndpoints: ({ fill }) => [
        { address: fill("{name}-{hex:6}.serverless.{region}.cache.amazonaws.com"), port: 6380 },
      ],
      status: "available",
    },
  },
};

function primaryOf({ find, inputs }: Facts): JsonObject {
  const id = inputs["primaryReplicationGroupId"];
  return find("aws:elasticache/replicationGroup:ReplicationGroup", "id", id)?.properties ?? {};
}
