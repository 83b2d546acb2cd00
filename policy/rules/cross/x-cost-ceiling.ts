import { threshold } from "../../lib/rule.ts";
import { stackRule, wholeStack } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import type { Stack } from "../../lib/stack.ts";
import { collect } from "../../lib/unknown.ts";

/** What is paid for by the hour, and how many of it a resource is. */
const classes: readonly (readonly [type: string, count: (props: object) => number, name?: string])[] = [
  ["aws:ec2/natGateway:NatGateway", () => 1],
  ["aws:ec2/vpcEndpoint:VpcEndpoint", () => 1],
  ["aws:eks/cluster:Cluster", () => 1],
  ["aws:eks/nodeGroup:NodeGroup", (props) => number(Reflect.get(props, "scalingConfig"), "maxSize")],
  ["aws:rds/clusterInstance:ClusterInstance", () => 1],
  ["aws:docdb/clusterInstance:ClusterInstance", () => 1],
  ["aws:msk/cluster:Cluster", (props) => number(props, "numberOfBrokerNodes")],
  ["aws:elasticache/replicationGroup:ReplicationGroup", (props) => number(props, "numCacheClusters")],
  ["azure-native:containerservice:ManagedCluster", () => 1],
  ["azure-native:containerservice:ManagedCluster", mostNodes, "Nodes"],
  ["azure-native:dbforpostgresql:Server", () => 1, "PostgresServer"],
  ["azure-native:mongocluster:MongoCluster", () => 1],
  ["azure-native:redisenterprise:RedisEnterprise", () => 1],
  ["azure-native:eventhub:Namespace", (props) => number(Reflect.get(props, "sku"), "capacity"), "MessagingUnits"],
  ["azure-native:servicebus:Namespace", (props) => number(Reflect.get(props, "sku"), "capacity"), "MessagingUnits"],
  ["azure-native:network:ApplicationGateway", () => 1],
  ["azure-native:network:PrivateEndpoint", () => 1],
  ["azure-native:network:PublicIPAddress", () => 1],
];

/** Without a price list that could be quoted, what is paid for is counted by class, each against a ceiling of its own. */
export default stackRule({
  name: "x-cost-ceiling",
  severity: "medium",
  level: "M",
  description: "A stack must not have more of what is paid for by the hour than somebody has agreed to.",
  remediationSteps: "Take out what is not needed, or have the ceiling raised with the growth of the bill in view.",
  framework: guides("cost"),
  tags: ["own:cost"],
  requirements: [],
  on: [wholeStack],
  thresholds: {
    most: threshold<Readonly<Record<string, number>>>({
      description:
        "The most of each class: clusters, nodes, brokers, instances, gateways; one that is not named may be none.",
      type: "object",
      values: {
        dev: {},
        staging: {
          NatGateway: 3,
          VpcEndpoint: 10,
          Cluster: 4,
          NodeGroup: 24,
          ClusterInstance: 12,
          ReplicationGroup: 8,
        },
        prod: {
          NatGateway: 9,
          VpcEndpoint: 30,
          Cluster: 12,
          NodeGroup: 330,
          ClusterInstance: 42,
          ReplicationGroup: 36,
        },
        "prod-azure": {
          ManagedCluster: 3,
          Nodes: 330,
          PostgresServer: 12,
          MongoCluster: 3,
          RedisEnterprise: 15,
          MessagingUnits: 12,
          ApplicationGateway: 3,
          PrivateEndpoint: 75,
          PublicIPAddress: 18,
        },
      },
    }),
  },
  check: (_subject, stack, { config }) =>
    collect([...counts(stack)], ([name, count]) => {
      const most = config.most[name] ?? 0;
      return count() <= most ? [] : [{ path: name, expected: `${most} at most`, found: String(count()) }];
    }),
});

/** How many there are of each class, by its name or the last part of the type; EKS and MSK are both clusters. */
function counts(stack: Stack): Map<string, () => number> {
  const byName = Map.groupBy(classes, ([type, , name]) => name ?? type.split(":").at(-1) ?? "");
  return new Map(
    [...byName].map(([name, members]) => [
      name,
      () => members.flatMap(([type, of]) => stack.all(type).map(({ props }) => of(props))).reduce((a, b) => a + b, 0),
    ]),
  );
}

/** The most nodes that a cluster of Azure may have in its pools, together. */
function mostNodes(props: object): number {
  const pools: unknown = Reflect.get(props, "agentPoolProfiles");
  return Array.isArray(pools) ? pools.reduce((sum: number, pool) => sum + number(pool, "maxCount"), 0) : 1;
}

function number(from: unknown, key: string): number {
  const value: unknown = typeof from === "object" && from !== null ? Reflect.get(from, key) : undefined;
  return typeof value === "number" ? value : 1;
}
