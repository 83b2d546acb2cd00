import { Policy } from "@pulumi/aws/appautoscaling/policy.js";
import { Target } from "@pulumi/aws/appautoscaling/target.js";
import { Cluster } from "@pulumi/aws/msk/cluster.js";
import { Configuration } from "@pulumi/aws/msk/configuration.js";
import type * as pulumi from "@pulumi/pulumi";
import { serviceLogs } from "../core/aws-logs.ts";
import { physicalName } from "../core/physical-names.ts";
import type { AwsPlace } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { brokerClass, brokerVolume, brokerZones } from "./aws-sizes.ts";
import type { KafkaSpec } from "./spec.ts";

/** Share of a volume that is used before MSK makes it larger. Unit: percent. */
const fullPercent = 60;

export interface MskArgs {
  readonly spec: KafkaSpec;
  readonly place: AwsPlace;
  readonly version: string;
  readonly securityGroupId: pulumi.Output<string>;
  /** Lets the Replicator of another region in. */
  readonly copied: boolean;
}

/** The cluster, with volumes that grow. */
export function mskCluster(parent: pulumi.Resource, name: string, args: MskArgs): Cluster {
  const { spec, place, version } = args;
  const identity = { system: spec.system, component: spec.component };
  const where = `kafka ${name}`;
  const zones = brokerZones(where, spec.brokers, place.network.zones);
  const volume = brokerVolume(spec.storage);
  const instanceType = brokerClass(spec.resources);
  const tags = tagsFor(identity, "confidential");
  const clusterName = physicalName("event stream cluster", place.stage, spec.system, spec.component);
  const configuration = new Configuration(
    `${name}-configuration`,
    {
      description: `Brokers of ${spec.system} ${spec.component}`,
      kafkaVersions: [version],
      serverProperties: serverProperties(spec),
    },
    { parent },
  );
  const logs = serviceLogs(parent, `${name}-logs`, { identity, place, group: `/aws/msk/${clusterName}` });
  const cluster = new Cluster(
    name,
    {
      clusterName,
      kafkaVersion: version,
      numberOfBrokerNodes: spec.brokers,
      brokerNodeGroupInfo: {
        instanceType,
        azDistribution: "DEFAULT",
        clientSubnets: place.network.dataSubnetIds.slice(0, zones),
        securityGroups: [args.securityGroupId],
        storageInfo: { ebsStorageInfo: { volumeSize: volume.first } },
        connectivityInfo: {
          publicAccess: { type: "DISABLED" },
          // Only the Replicator comes from another network, and by its role.
          ...(args.copied && { vpcConnectivity: { clientAuthentication: { sasl: { iam: true, scram: false } } } }),
        },
      },
      // Applications have passwords; the Replicator and the job that writes the access lists have roles.
      clientAuthentication: { unauthenticated: false, sasl: { scram: true, iam: true } },
      encryptionInfo: {
        encryptionAtRestKmsKeyArn: place.keys.messaging,
        encryptionInTransit: { clientBroker: "TLS", inCluster: true },
      },
      configurationInfo: { arn: configuration.arn, revision: configuration.latestRevision },
      enhancedMonitoring: "PER_TOPIC_PER_BROKER",
      openMonitoring: {
        prometheus: { jmxExporter: { enabledInBroker: true }, nodeExporter: { enabledInBroker: true } },
      },
      loggingInfo: { brokerLogs: { cloudwatchLogs: { enabled: true, logGroup: logs.name } } },
      storageMode: "LOCAL",
      tags,
    },
    {
      parent,
      protect: spec.protect,
      retainOnDelete: spec.protect,
      // A volume that has grown cannot become smaller: what it is by now is said by MSK.
      ignoreChanges: ["brokerNodeGroupInfo.storageInfo.ebsStorageInfo.volumeSize"],
    },
  );
  growingVolumes(parent, name, cluster, volume.most);
  return cluster;
}

/** What nobody has to remember for a topic: no record that was answered for is lost with one broker. */
function serverProperties({ replicationFactor, minInSyncReplicas }: KafkaSpec): string {
  const lines = [
    // What no access list names is denied, and not allowed as MSK has it by default.
    "allow.everyone.if.no.acl.found=false",
    "auto.create.topics.enable=false",
    "unclean.leader.election.enable=false",
    `default.replication.factor=${String(replicationFactor)}`,
    `min.insync.replicas=${String(minInSyncReplicas)}`,
    `offsets.topic.replication.factor=${String(replicationFactor)}`,
    `transaction.state.log.replication.factor=${String(replicationFactor)}`,
    `transaction.state.log.min.isr=${String(minInSyncReplicas)}`,
  ];
  return `${lines.join("\n")}\n`;
}

function growingVolumes(parent: pulumi.Resource, name: string, cluster: Cluster, maxCapacity: number): void {
  const volumes = {
    serviceNamespace: "kafka",
    scalableDimension: "kafka:broker-storage:VolumeSize",
    resourceId: cluster.arn,
  };
  const target = new Target(`${name}-volumes`, { ...volumes, minCapacity: 1, maxCapacity }, { parent });
  new Policy(
    `${name}-volumes-growth`,
    {
      ...volumes,
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: "KafkaBrokerStorageUtilization" },
        targetValue: fullPercent,
        disableScaleIn: true,
      },
    },
    { parent, dependsOn: [target] },
  );
}
