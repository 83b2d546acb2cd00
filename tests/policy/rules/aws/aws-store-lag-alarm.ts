import { stack } from "../../lib/stack-cases.ts";
import type { StackSubject } from "../../lib/stack-analyzer.ts";

const region = (name: string) => ({ cloud: "aws", provider: { name: `aws-${name}`, region: name } });
const [east, west] = [region("us-east-1"), region("us-west-2")];

const cluster = (service: string, name: string, identifier: string, where: typeof east, global?: string) => ({
  type: `aws:${service}/cluster:Cluster`,
  name,
  props: { clusterIdentifier: identifier },
  ...(global !== undefined && { refs: { globalClusterIdentifier: [global] } }),
  ...where,
});
const member = (service: string, name: string, of: string) => ({
  type: `aws:${service}/clusterInstance:ClusterInstance`,
  name,
  props: { instanceClass: "db.r8g.large" },
  refs: { clusterIdentifier: [of] },
  ...east,
});
const query = (metric: string, names: string) => `SELECT MAX("${metric}") FROM "AWS/RDS" WHERE Name = ${names}`;
const alarm = (name: string, props: StackSubject["props"], where: typeof east): StackSubject => ({
  type: "aws:cloudwatch/metricAlarm:MetricAlarm",
  name,
  props,
  ...where,
});
const byQuery = (name: string, where: typeof east, metric: string, names: string) =>
  alarm(name, { metricQueries: [{ id: "lag", expression: query(metric, names) }] }, where);

const at = stack([
  { type: "aws:rds/globalCluster:GlobalCluster", name: "orders-global", props: {}, ...east },
  { type: "aws:docdb/globalCluster:GlobalCluster", name: "shop-global", props: {}, ...east },
  // A copy is named as what it copies.
  cluster("rds", "orders", "prod-orders", east),
  member("rds", "orders-1", "orders"),
  member("rds", "orders-2", "orders"),
  cluster("rds", "orders-copy", "prod-orders", west, "orders-global"),
  cluster("docdb", "shop", "prod-shop", east),
  member("docdb", "shop-1", "shop"),
  member("docdb", "shop-2", "shop"),
  cluster("docdb", "shop-copy", "prod-shop", west, "shop-global"),
  {
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    name: "cache",
    props: { replicationGroupId: "prod-cache", numCacheClusters: 2 },
    ...east,
  },
  {
    type: "aws:msk/replicator:Replicator",
    name: "replicator",
    props: { replicatorName: "prod-events-from-us-east-1" },
    ...west,
  },
  byQuery("orders-lag", east, "AuroraReplicaLagMaximum", "'prod-orders'"),
  byQuery("orders-copy-lag", west, "AuroraGlobalDBReplicationLag", "'prod-orders'"),
  alarm(
    "shop-lag",
    { metricName: "DBClusterReplicaLagMaximum", dimensions: { DBClusterIdentifier: "prod-shop" } },
    east,
  ),
  byQuery("shop-copy-lag", west, "GlobalClusterReplicationLag", "'prod-shop'"),
  byQuery("cache-lag", east, "ReplicationLag", "'prod-cache-001' OR Name = 'prod-cache-002'"),
  alarm(
    "replicator-lag",
    {
      metricQueries: [
        {
          id: "lag",
          metric: {
            metricName: "ReplicationLatency",
            dimensions: { ReplicatorName: "prod-events-from-us-east-1", Topic: "orders" },
          },
        },
      ],
    },
    west,
  ),
]);
const wrong = (name: string, metric: string) => [
  `${name}: aws:cloudwatch/metricAlarm:MetricAlarm: expected one on its ${metric}, found nothing`,
];
const shards = { "/numCacheClusters": undefined, "/replicasPerNodeGroup": 1 };
const expression = (text: string) => ({ props: { "/metricQueries/0/expression": text } });

export default [
  at("one for each copy", {}),
  at("none for the readers of a cluster", { "orders-lag": "removed" }, wrong("orders", "AuroraReplicaLagMaximum")),
  at(
    "none for a copy in another region",
    { "orders-copy-lag": "removed" },
    wrong("orders-copy", "AuroraGlobalDBReplicationLag"),
  ),
  at(
    "in the region of what is copied",
    { "orders-copy-lag": { set: east } },
    wrong("orders-copy", "AuroraGlobalDBReplicationLag"),
  ),
  at(
    "on another metric whose name begins so",
    { "orders-lag": expression(query("AuroraReplicaLagMaximumOfAll", "'prod-orders'")) },
    wrong("orders", "AuroraReplicaLagMaximum"),
  ),
  at("for another store", { "shop-lag": { props: { "/dimensions/DBClusterIdentifier": "prod-shop-2" } } }, [
    ...wrong("shop", "DBClusterReplicaLagMaximum"),
  ]),
  at("none for a copy of documents", { "shop-copy-lag": "removed" }, wrong("shop-copy", "GlobalClusterReplicationLag")),
  at("none for a cache", { "cache-lag": "removed" }, wrong("cache", "ReplicationLag")),
  at(
    "for a cache whose name begins so",
    { "cache-lag": expression(query("ReplicationLag", "'prod-cache-orders-001'")) },
    wrong("cache", "ReplicationLag"),
  ),
  at("for a cache with shards", {
    cache: { props: shards },
    "cache-lag": expression(query("ReplicationLag", "'prod-cache-0001-001'")),
  }),
  at("none for a cache with shards", { cache: { props: shards }, "cache-lag": "removed" }, [
    ...wrong("cache", "ReplicationLag"),
  ]),
  at("none for a Replicator", { "replicator-lag": "removed" }, wrong("replicator", "ReplicationLatency")),
  at("no copies", {
    "orders-2": "removed",
    "orders-lag": "removed",
    "shop-2": "removed",
    "shop-lag": "removed",
    cache: { props: { "/numCacheClusters": 1 } },
    "cache-lag": "removed",
  }),
];
