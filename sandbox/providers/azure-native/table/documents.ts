import { oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { arm, exists, instant } from "./parts.ts";

const cluster = "azure-native:mongocluster:MongoCluster";

/** Azure Cosmos DB for MongoDB vCore. */
export const documents: Rows = {
  [cluster]: arm("Microsoft.DocumentDB/mongoClusters", {
    named: ["mongoClusterName"],
    rule: { min: 3, max: 40, lower: true, pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/ },
    unique: ["mongoClusterName"],
    replaces: [
      "location",
      "properties.createMode",
      "properties.administrator.userName",
      "properties.replicaParameters",
    ],
    also: ["systemData"],
    needs: { "properties.replicaParameters.sourceResourceId": exists(cluster) },
    rules: {
      "properties.createMode": oneOf("Default", "GeoReplica", "PointInTimeRestore", "Replica"),
      "properties.compute.tier": oneOf("M10", "M20", "M25", "M30", "M40", "M50", "M60", "M80", "M200"),
      "properties.highAvailability.targetMode": oneOf("Disabled", "SameZone", "ZoneRedundantPreferred"),
      "properties.publicNetworkAccess": oneOf("Disabled", "Enabled"),
      "properties.serverVersion": oneOf("5.0", "6.0", "7.0", "8.0"),
    },
    nested: {
      "properties.backup": () => ({ earliestRestoreTime: instant }),
      "properties.clusterStatus": () => "Ready",
      "properties.connectionString":
        "mongodb+srv://<user>:<password>@{mongoClusterName}.global.mongocluster.cosmos.azure.com/?tls=true&authMechanism=SCRAM-SHA-256&retrywrites=false&maxIdleTimeMS=120000",
      "properties.infrastructureVersion": () => "2.0",
      "properties.provisioningState": () => "Succeeded",
    },
  }),
};
