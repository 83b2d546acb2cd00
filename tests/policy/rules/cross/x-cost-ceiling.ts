import type { Json } from "../../../../policy/lib/violation.ts";
import type { StackSubject } from "../../lib/stack-analyzer.ts";
import { stack } from "../../lib/stack-cases.ts";

const config = {
  most: { NatGateway: 1, VpcEndpoint: 1, Cluster: 4, NodeGroup: 6, ClusterInstance: 2, ReplicationGroup: 3 },
};
const one = (name: string, type: string, props: Readonly<Record<string, Json>> = { tags: {} }): StackSubject => ({
  name,
  type,
  props,
});
const at = stack([
  one("nat", "aws:ec2/natGateway:NatGateway"),
  one("endpoint", "aws:ec2/vpcEndpoint:VpcEndpoint"),
  one("cluster", "aws:eks/cluster:Cluster"),
  one("nodes", "aws:eks/nodeGroup:NodeGroup", { scalingConfig: { minSize: 3, maxSize: 6 } }),
  one("writer", "aws:rds/clusterInstance:ClusterInstance"),
  one("member", "aws:docdb/clusterInstance:ClusterInstance"),
  one("brokers", "aws:msk/cluster:Cluster", { numberOfBrokerNodes: 3 }),
  one("cache", "aws:elasticache/replicationGroup:ReplicationGroup", { numCacheClusters: 3 }),
]);
const says = (name: string, most: number, found: number): string =>
  `plumbline-test: ${name}: expected ${most} at most, found ${found}`;

const azure = stack([
  one("aks", "azure-native:containerservice:ManagedCluster", { agentPoolProfiles: [{ maxCount: 6 }, { maxCount: 4 }] }),
  one("postgres", "azure-native:dbforpostgresql:Server"),
  one("mongo", "azure-native:mongocluster:MongoCluster"),
  one("redis", "azure-native:redisenterprise:RedisEnterprise"),
  one("hubs", "azure-native:eventhub:Namespace", { sku: { name: "Premium", capacity: 2 } }),
  one("bus", "azure-native:servicebus:Namespace", { sku: { name: "Premium", capacity: 1 } }),
  one("gateway", "azure-native:network:ApplicationGateway"),
  one("endpoint", "azure-native:network:PrivateEndpoint"),
  one("address", "azure-native:network:PublicIPAddress"),
]);
const most = {
  ManagedCluster: 1,
  Nodes: 10,
  PostgresServer: 1,
  MongoCluster: 1,
  RedisEnterprise: 1,
  MessagingUnits: 3,
  ApplicationGateway: 1,
  PrivateEndpoint: 1,
  PublicIPAddress: 1,
};

export default [
  azure("as much as is agreed on Azure", {}, [], { config: { most } }),
  ...Object.entries(most).map(([name, agreed]) =>
    azure(`more of ${name} than is agreed`, {}, [says(name, agreed - 1, agreed)], {
      config: { most: { ...most, [name]: agreed - 1 } },
    }),
  ),
  azure("more nodes in a pool", { aks: { props: { "/agentPoolProfiles/1/maxCount": 40 } } }, [says("Nodes", 10, 46)], {
    config: { most },
  }),
  at("as much as is agreed", {}, [], { config }),
  at("one gateway more", {}, [says("NatGateway", 1, 2)], {
    config,
    plus: [one("nat-b", "aws:ec2/natGateway:NatGateway")],
  }),
  at("one endpoint more", {}, [says("VpcEndpoint", 1, 2)], {
    config,
    plus: [one("endpoint-b", "aws:ec2/vpcEndpoint:VpcEndpoint")],
  }),
  at("one cluster more", {}, [says("Cluster", 4, 5)], { config, plus: [one("cluster-b", "aws:eks/cluster:Cluster")] }),
  at("more nodes", { nodes: { props: { "/scalingConfig/maxSize": 60 } } }, [says("NodeGroup", 6, 60)], { config }),
  at("one instance more", {}, [says("ClusterInstance", 2, 3)], {
    config,
    plus: [one("reader", "aws:rds/clusterInstance:ClusterInstance")],
  }),
  at("more brokers", { brokers: { props: { "/numberOfBrokerNodes": 6 } } }, [says("Cluster", 4, 7)], { config }),
  at("more nodes of a cache", { cache: { props: { "/numCacheClusters": 5 } } }, [says("ReplicationGroup", 3, 5)], {
    config,
  }),
  at("what nobody has agreed to", { nat: "removed" }, [says("VpcEndpoint", 0, 1)], {
    config: { most: { ...config.most, VpcEndpoint: 0 } },
  }),
];
