import type { Cluster } from "@pulumi/aws/msk/cluster.js";
import { ClusterPolicy } from "@pulumi/aws/msk/clusterPolicy.js";
import { Replicator } from "@pulumi/aws/msk/replicator.js";
import type * as pulumi from "@pulumi/pulumi";
import { policyJson, type PolicyStatement, serviceTrust } from "../core/aws-policy.ts";
import { lagAlarm } from "../alarms/lag-alarm.ts";
import { physicalName } from "../core/physical-names.ts";
import type { AwsPlace } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { makeRole } from "../identity/aws-roles.ts";
import type { KafkaSpec } from "./spec.ts";

/** What the cluster of another region has to know of the primary region's. */
export interface AwsKafkaSource {
  readonly region: string;
  readonly clusterArn: pulumi.Output<string>;
  readonly subnetIds: readonly pulumi.Output<string>[];
  readonly securityGroupId: pulumi.Output<string>;
}

/** Lets the Replicator of this account reach the cluster from another region's network. */
export function letReplicatorIn(parent: pulumi.Resource, name: string, cluster: Cluster): void {
  new ClusterPolicy(
    `${name}-policy`,
    {
      clusterArn: cluster.arn,
      policy: policyJson({
        Sid: "ConnectReplicator",
        Effect: "Allow",
        Principal: { Service: "kafka.amazonaws.com" },
        Action: ["kafka:CreateVpcConnection", "kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers"],
        Resource: [cluster.arn],
      }),
    },
    { parent },
  );
}

export interface ReplicatorArgs {
  readonly spec: KafkaSpec;
  readonly place: AwsPlace;
  readonly source: AwsKafkaSource;
  readonly cluster: Cluster;
  readonly securityGroupId: pulumi.Output<string>;
  readonly subnetIds: readonly pulumi.Output<string>[];
  /** Topics that are there before anything is copied into them. */
  readonly topics: readonly pulumi.Resource[];
}

/**
 * Copies every declared topic and the place of every consumer group from the primary region, under the same names, so that a consumer goes
 * on where it was. Access lists are each region's own.
 *
 * One that is changed in its clusters or its description is made anew, and copies all that the topics hold once more.
 */
export function replicator(parent: pulumi.Resource, name: string, args: ReplicatorArgs): void {
  const { spec, place, source, cluster } = args;
  const identity = { system: spec.system, component: `${spec.component}-replicator` };
  const topics = Object.keys(spec.topics);
  const groups = [...new Set(Object.values(spec.users).flatMap((user) => user.groups))];
  const role = makeRole(parent, `${name}-role`, {
    identity,
    description: `Copies ${spec.system} ${spec.component} from ${source.region}`,
    trust: serviceTrust(place, "kafka.amazonaws.com"),
    statements: [...reading(source.clusterArn, topics, groups), ...writing(cluster.arn, topics, groups)],
  });
  const end = (
    mskClusterArn: pulumi.Output<string>,
    subnetIds: readonly pulumi.Output<string>[],
    group: pulumi.Output<string>,
  ) => ({
    amazonMskCluster: { mskClusterArn },
    vpcConfig: { subnetIds: [...subnetIds], securityGroupsIds: [group] },
  });
  const replicatorName = physicalName("replicator", place.stage, spec.system, spec.component, "from", source.region);
  lagAlarm(parent, `${name}-lag`, { identity, place, what: "stream-region", names: [replicatorName] });
  new Replicator(
    name,
    {
      replicatorName,
      description: `${spec.system} ${spec.component} from ${source.region}`,
      serviceExecutionRoleArn: role.arn,
      kafkaClusters: [
        end(source.clusterArn, source.subnetIds, source.securityGroupId),
        end(cluster.arn, args.subnetIds, args.securityGroupId),
      ],
      replicationInfoList: {
        sourceKafkaClusterArn: source.clusterArn,
        targetKafkaClusterArn: cluster.arn,
        targetCompressionType: "NONE",
        topicReplications: [
          {
            topicsToReplicates: topics,
            topicNameConfiguration: { type: "IDENTICAL" },
            startingPosition: { type: "EARLIEST" },
            copyTopicConfigurations: true,
            copyAccessControlListsForTopics: false,
            detectAndCopyNewTopics: false,
          },
        ],
        consumerGroupReplications: [
          {
            consumerGroupsToReplicates: groups,
            synchroniseConsumerGroupOffsets: true,
            detectAndCopyNewConsumerGroups: false,
          },
        ],
      },
      tags: tagsFor(identity),
    },
    { parent, dependsOn: [...role.policies, ...args.topics] },
  );
}

/** ARNs of what is in a cluster, which are made of the cluster's own. */
const inside = (cluster: pulumi.Output<string>, kind: "topic" | "group", names: readonly string[]) =>
  names.map((one) => cluster.apply((arn) => `${arn.replace(":cluster/", `:${kind}/`)}/${one}`));

const allow = (Sid: string, Action: string[], Resource: pulumi.Input<string>[]): PolicyStatement[] =>
  Resource.length === 0 ? [] : [{ Sid, Effect: "Allow", Action, Resource }];

function reading(
  cluster: pulumi.Output<string>,
  topics: readonly string[],
  groups: readonly string[],
): PolicyStatement[] {
  return [
    ...allow("ReachSource", ["kafka-cluster:Connect", "kafka-cluster:DescribeCluster"], [cluster]),
    ...allow(
      "ReadTopics",
      ["kafka-cluster:DescribeTopic", "kafka-cluster:DescribeTopicDynamicConfiguration", "kafka-cluster:ReadData"],
      inside(cluster, "topic", topics),
    ),
    ...allow("ReadGroups", ["kafka-cluster:DescribeGroup"], inside(cluster, "group", groups)),
  ];
}

function writing(
  cluster: pulumi.Output<string>,
  topics: readonly string[],
  groups: readonly string[],
): PolicyStatement[] {
  return [
    ...allow(
      "ReachTarget",
      ["kafka-cluster:Connect", "kafka-cluster:DescribeCluster", "kafka-cluster:WriteDataIdempotently"],
      [cluster],
    ),
    ...allow(
      "WriteTopics",
      [
        "kafka-cluster:AlterTopic",
        "kafka-cluster:AlterTopicDynamicConfiguration",
        "kafka-cluster:CreateTopic",
        "kafka-cluster:DescribeTopic",
        "kafka-cluster:DescribeTopicDynamicConfiguration",
        "kafka-cluster:ReadData",
        "kafka-cluster:WriteData",
      ],
      // The Replicator keeps notes of its own in topics that begin so.
      inside(cluster, "topic", [...topics, "__amazon_msk_replicator*"]),
    ),
    ...allow(
      "WriteGroups",
      ["kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"],
      inside(cluster, "group", groups),
    ),
  ];
}
