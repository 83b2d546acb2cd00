import { numberAt } from "../estate.ts";
import { type Read, type Reads, sameStore } from "../stores.ts";

/** Instances of a cluster, which are named after it; one of the primary region's takes writes. */
const database =
  (service: string): Read =>
  ({ type, name, inputs }, { cloud }) => {
    const members = type.replace("cluster:Cluster", "clusterInstance:ClusterInstance");
    const count = cloud.filter((one) => one.type === members && one.name.startsWith(`${name}-instance-`)).length;
    const copy = inputs.globalClusterIdentifier !== undefined;
    return copy ? `copy: ${count} readers` : `${service}: 1 writer, ${count - 1} readers`;
  };

const kafka: Read = ({ region, inputs }, { cloud }) => {
  const copied = cloud.some((one) => one.type === "aws:msk/replicator:Replicator" && one.region === region);
  return `${copied ? "copy" : "MSK"}: ${numberAt(inputs, "numberOfBrokerNodes")} brokers`;
};

/** What the stores of AWS say of themselves. */
export const awsStores: Reads = {
  "aws:rds/cluster:Cluster": database("Aurora"),
  "aws:docdb/cluster:Cluster": database("DocumentDB"),
  "aws:elasticache/replicationGroup:ReplicationGroup": ({ inputs }) =>
    `its own: ${numberAt(inputs, "numCacheClusters")} nodes`,
  "aws:msk/cluster:Cluster": kafka,
  "aws:sqs/queue:Queue": (queue, estate) => `its own: ${sameStore(queue, estate).length} queues of SQS`,
};
