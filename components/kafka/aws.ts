import type { Cluster } from "@pulumi/aws/msk/cluster.js";
import { Topic } from "@pulumi/aws/msk/topic.js";
import type * as pulumi from "@pulumi/pulumi";
import { after } from "../core/after.ts";
import { Unsupported } from "../core/errors.ts";
import type { Image } from "../core/images.ts";
import type { AwsPlace } from "../core/place.ts";
import { amazonAuthorities, authoritySecret } from "../identity/aws-authorities.ts";
import { allowFlow } from "../network/aws-flows.ts";
import { dataNetworks, storeGroup } from "../network/aws-store-access.ts";
import type { NetworkNode } from "../workload/network.ts";
import { inClusterProtocol } from "./access.ts";
import { aclComponent, mskAcls } from "./aws-acls.ts";
import { mskCluster } from "./aws-cluster.ts";
import { exportersOf, mskMetrics } from "./aws-metrics.ts";
import { mskPorts as ports } from "./aws-ports.ts";
import { type AwsKafkaSource, letReplicatorIn, replicator } from "./aws-replicator.ts";
import { assertKraft, brokerZones, kafkaVersion } from "./aws-sizes.ts";
import { mskUsers } from "./aws-users.ts";
import { controlComponent } from "./nodes.ts";
import { assertSource } from "./source.ts";
import { inSync, type KafkaOutputs, type KafkaSpec } from "./spec.ts";

/** What MSK needs to be told besides. */
export interface MskSettings {
  /**
   * Image of the job that writes the access lists: kafkactl with its plugin for AWS, and a shell. It is built or mirrored by whoever runs the
   * stack, since nobody publishes one by digest.
   */
  readonly tools: Image;
  /** Version of Kafka, one with KRaft. @default "3.9.x.kraft" */
  readonly version?: string;
}

export interface AwsKafkaArgs extends MskSettings {
  /** What the primary region's cluster hands back; for all other regions, and for them alone. */
  readonly source?: AwsKafkaSource;
}

/**
 * MSK with KRaft, in three zones. Controllers are MSK's own business, so that `controllers` says nothing here, and so does a class of
 * volumes; a volume grows by itself once it is there, and `storage` is its first size alone. Clients reach it by TLS and SCRAM, on another port than in
 * the cluster.
 *
 * In a stack of several regions, each has a cluster, and those of the others get what the primary region's is told.
 *
 * @throws InvalidInput for a version without KRaft, brokers that cannot be spread evenly, or a source where there is none.
 * @throws Unsupported for brokers or volumes that MSK has none of.
 */
export function awsKafka(
  parent: pulumi.Resource,
  name: string,
  spec: KafkaSpec,
  place: AwsPlace,
  { tools, version = kafkaVersion, source }: AwsKafkaArgs,
): KafkaOutputs {
  const { system, component, namespace } = spec;
  const identity = { system, component };
  const where = `kafka ${name}`;
  assertKraft(where, version);
  assertSource(where, place.role, source);
  const tasked = Object.values(spec.users).find(({ task }) => task !== undefined);
  if (tasked)
    throw new Unsupported("aws", "a user of Kafka for backups", "topics are the stack's own, and regions copy");
  const zones = brokerZones(where, spec.brokers, place.network.zones);
  const securityGroupId = access(parent, `${name}-access`, spec, place);
  const copied = place.role === "primary" && place.peers.length > 0;
  const cluster = mskCluster(parent, name, { spec, place, version, securityGroupId, copied });
  if (copied) letReplicatorIn(parent, `${name}-replication`, cluster);
  const topics = mskTopics(parent, name, spec, cluster);
  const users = mskUsers(parent, name, spec, place, cluster);
  const authority = authoritySecret(parent, `${name}-authority`, {
    identity,
    namespace,
    secretName: `${component}-ca`,
    certificates: amazonAuthorities,
  });
  const acls = mskAcls(parent, name, { spec, place, cluster, authority, tools, after: topics });
  const subnetIds = place.network.dataSubnetIds.slice(0, zones);
  if (source) {
    replicator(parent, `${name}-replicator`, { spec, place, source, cluster, securityGroupId, subnetIds, topics });
  }
  const exporters = cluster.bootstrapBrokersSaslScram.apply((known) => exportersOf(known, spec.brokers));
  mskMetrics(parent, name, identity, namespace, exporters);
  // Who reads the address may do what it needs to.
  const bootstrapServers = after(cluster.bootstrapBrokersSaslScram, [acls]);
  return {
    bootstrapServers,
    host: bootstrapServers.apply(firstHost),
    port: ports.scram,
    protocol: inClusterProtocol,
    users,
    authority,
    topics: Object.keys(spec.topics),
    replicationFactor: spec.replicationFactor,
    minInSyncReplicas: spec.minInSyncReplicas,
    network: mskNodes(component, place),
    source: copied ? { region: place.region, clusterArn: cluster.arn, subnetIds, securityGroupId } : undefined,
  };
}

/** The brokers' security group: pods on the ports for clients and of metrics, and the brokers and the Replicator among themselves. */
function access(
  parent: pulumi.Resource,
  name: string,
  { system, component }: KafkaSpec,
  place: AwsPlace,
): pulumi.Output<string> {
  const identity = { system, component };
  const description = `Event streams ${system} ${component}`;
  const group = storeGroup(parent, name, { identity, place, description, port: ports.scram });
  const from = place.network.clientSecurityGroupId;
  const to = group.id;
  allowFlow(parent, `${name}-roles`, { from, to, port: ports.iam, description: "Pods with a role, for access lists" });
  allowFlow(parent, `${name}-metrics`, {
    from,
    to,
    port: [ports.jmxExporter, ports.nodeExporter],
    description: "Prometheus to the exporters",
  });
  allowFlow(parent, `${name}-brokers`, { from: to, to, port: "all", description: "Brokers and Replicator" });
  return group.id;
}

function mskTopics(parent: pulumi.Resource, name: string, spec: KafkaSpec, cluster: Cluster): Topic[] {
  return Object.entries(spec.topics).map(
    ([topic, args]) =>
      new Topic(
        `${name}-topic-${topic}`,
        {
          clusterArn: cluster.arn,
          name: topic,
          partitionCount: args.partitions,
          replicationFactor: args.replicationFactor,
          configs: JSON.stringify({
            "cleanup.policy": args.cleanupPolicy,
            "min.insync.replicas": String(inSync(args.replicationFactor)),
            "retention.ms": String(args.retentionHours * 3_600_000),
          }),
        },
        { parent, protect: spec.protect, retainOnDelete: spec.protect },
      ),
  );
}

/** Places in the system's network: the brokers are no pods, and for roles they have a port that only the job calls. */
function mskNodes(component: string, { network }: AwsPlace): Record<string, NetworkNode> {
  const addresses = dataNetworks(network);
  const control = controlComponent(component);
  return {
    [component]: { ports: { clients: { port: ports.scram } }, calls: [], addresses },
    [control]: { ports: { roles: { port: ports.iam } }, calls: [], addresses },
    [aclComponent(component)]: { ports: {}, calls: [control], reaches: ["cloud-identity"] },
  };
}

const firstHost = (servers: string) => servers.split(",")[0]?.split(":")[0] ?? "";
