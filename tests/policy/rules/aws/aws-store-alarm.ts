import { stack } from "../../lib/stack-cases.ts";
import type { StackSubject } from "../../lib/stack-analyzer.ts";

const region = (name: string) => ({ cloud: "aws", provider: { name: `aws-${name}`, region: name } });
const [east, west] = [region("us-east-1"), region("us-west-2")];

const cluster = (service: string, name: string): StackSubject => ({
  type: `aws:${service}/cluster:Cluster`,
  name,
  props: { clusterIdentifier: `prod-${name}` },
  ...east,
});
const expression = (metric: string, of: string) => `SELECT MAX("${metric}") FROM "AWS/Store" WHERE Name = '${of}'`;
const alarm = (name: string, metric: string, of: string): StackSubject => ({
  type: "aws:cloudwatch/metricAlarm:MetricAlarm",
  name,
  props: { metricQueries: [{ id: "most", expression: expression(metric, of) }] },
  ...east,
});

const at = stack([
  cluster("rds", "orders"),
  cluster("docdb", "shop"),
  {
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    name: "cache",
    props: { replicationGroupId: "prod-cache", numCacheClusters: 1 },
    ...east,
  },
  alarm("orders-processors", "CPUUtilization", "prod-orders"),
  alarm("shop-processors", "CPUUtilization", "prod-shop"),
  alarm("cache-memory", "DatabaseMemoryUsagePercentage", "prod-cache-001"),
  alarm("cache-load", "EngineCPUUtilization", "prod-cache-001"),
]);
const wrong = (name: string, metric: string) => [
  `${name}: aws:cloudwatch/metricAlarm:MetricAlarm: expected one on its ${metric}, found nothing`,
];
const asks = (metric: string, of: string) => ({
  props: { "/metricQueries/0/expression": expression(metric, of) },
});

export default [
  at("one for each measure of each store", {}),
  at("none for a database", { "orders-processors": "removed" }, wrong("orders", "CPUUtilization")),
  at("none for documents", { "shop-processors": "removed" }, wrong("shop", "CPUUtilization")),
  at(
    "for another store",
    { "orders-processors": asks("CPUUtilization", "prod-orders-copy") },
    wrong("orders", "CPUUtilization"),
  ),
  at("none on the memory of a cache", { "cache-memory": "removed" }, wrong("cache", "DatabaseMemoryUsagePercentage")),
  at("none on the load of a cache", { "cache-load": "removed" }, wrong("cache", "EngineCPUUtilization")),
  at("in another region", { "cache-load": { set: west } }, wrong("cache", "EngineCPUUtilization")),
  at(
    "on another metric of a cache",
    { "cache-memory": asks("FreeableMemory", "prod-cache-001") },
    wrong("cache", "DatabaseMemoryUsagePercentage"),
  ),
];
