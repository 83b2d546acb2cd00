import { textOf } from "../../cloud/text.ts";
import { between, oneOf } from "../../cloud/rules.ts";
import type { Facts, Rows } from "../../cloud/table.ts";
import type { JsonObject } from "../../lib/values.ts";
import { identifier, vpcOfSubnets } from "./database-parts.ts";
import { arn, exists, holds, roleArn, securityGroup, subnet } from "./parts.ts";

const proxy = holds("aws:rds/proxy:Proxy");

const targetOf = ({ find, inputs }: Facts): JsonObject =>
  (
    find("aws:rds/cluster:Cluster", "id", inputs["dbClusterIdentifier"]) ??
    find("aws:rds/instance:Instance", "identifier", inputs["dbInstanceIdentifier"])
  )?.properties ?? {};

/** RDS Proxy. */
export const databaseProxies: Rows = {
  "aws:rds/proxy:Proxy": {
    id: "{name}",
    name: identifier("name", 62),
    replaces: ["engineFamily", "vpcSubnetIds"],
    needs: { roleArn, "vpcSecurityGroupIds.*": securityGroup, "vpcSubnetIds.*": subnet },
    defaults: { debugLogging: false, idleClientTimeout: 1800, requireTls: false },
    rules: {
      engineFamily: oneOf("MYSQL", "POSTGRESQL", "SQLSERVER"),
      idleClientTimeout: between(1, 28800),
      "auths.*.iamAuth": oneOf("DISABLED", "ENABLED", "REQUIRED"),
      "auths.*.authScheme": oneOf("SECRETS"),
    },
    computed: {
      arn: arn("rds", "db-proxy:prx-{hex:17}"),
      endpoint: "{name}.proxy-{hex:12}.{region}.rds.amazonaws.com",
    },
  },
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": {
    id: "{dbProxyName}",
    name: false,
    replaces: ["dbProxyName"],
    overwrites: true,
    needs: { dbProxyName: exists("aws:rds/proxy:Proxy") },
    rules: {
      "connectionPoolConfig.connectionBorrowTimeout": between(0, 3600),
      "connectionPoolConfig.maxConnectionsPercent": between(1, 100),
      "connectionPoolConfig.maxIdleConnectionsPercent": between(0, 100),
    },
    computed: { arn: arn("rds", "target-group:prx-tg-{hex:17}"), name: "default" },
  },
  "aws:rds/proxyTarget:ProxyTarget": {
    id: ({ inputs }) =>
      `${textOf(inputs["dbProxyName"])}/${textOf(inputs["targetGroupName"])}/${
        inputs["dbClusterIdentifier"] === undefined ? "RDS_INSTANCE" : "TRACKED_CLUSTER"
      }/${textOf(inputs["dbClusterIdentifier"] ?? inputs["dbInstanceIdentifier"])}`,
    replaces: ["dbClusterIdentifier", "dbInstanceIdentifier", "dbProxyName", "targetGroupName"],
    needs: {
      dbProxyName: proxy,
      dbClusterIdentifier: exists("aws:rds/cluster:Cluster"),
      dbInstanceIdentifier: exists("aws:rds/instance:Instance", "identifier"),
    },
    validate: ({ dbClusterIdentifier, dbInstanceIdentifier }) =>
      (dbClusterIdentifier === undefined) === (dbInstanceIdentifier === undefined)
        ? "a target is either dbClusterIdentifier or dbInstanceIdentifier"
        : undefined,
    computed: {
      endpoint: (facts) => targetOf(facts)["endpoint"] ?? "",
      port: (facts) => targetOf(facts)["port"] ?? 0,
      rdsResourceId: ({ inputs }) => inputs["dbClusterIdentifier"] ?? inputs["dbInstanceIdentifier"] ?? "",
      targetArn: (facts) => targetOf(facts)["arn"] ?? "",
      trackedClusterId: ({ inputs }) => inputs["dbClusterIdentifier"] ?? "",
      type: ({ inputs }) => (inputs["dbClusterIdentifier"] === undefined ? "RDS_INSTANCE" : "TRACKED_CLUSTER"),
    },
  },
  "aws:rds/proxyEndpoint:ProxyEndpoint": {
    id: "{dbProxyName}/{dbProxyEndpointName}",
    name: false,
    replaces: ["dbProxyEndpointName", "dbProxyName", "targetRole", "vpcSubnetIds"],
    needs: { dbProxyName: proxy, "vpcSecurityGroupIds.*": securityGroup, "vpcSubnetIds.*": subnet },
    defaults: { targetRole: "READ_WRITE" },
    rules: { targetRole: oneOf("READ_ONLY", "READ_WRITE") },
    computed: {
      arn: arn("rds", "db-proxy-endpoint:prx-endpoint-{hex:17}"),
      endpoint: "{dbProxyEndpointName}.endpoint.proxy-{hex:12}.{region}.rds.amazonaws.com",
      isDefault: () => false,
      vpcId: vpcOfSubnets,
    },
  },
};
