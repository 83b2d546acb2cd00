import * as pulumi from "@pulumi/pulumi";
import { onceMade } from "../core/known.ts";
import { type Identity, objectLabels, ownerLabel } from "../core/labels.ts";
import { mebibytes } from "../core/quantities.ts";
import { Kafka, type KafkaKafka, KafkaNodePool, type KafkaSpec as StrimziSpec } from "../crds/generated/strimzi.ts";
import type { Resources } from "../workload/spec.ts";
import { clusterLabel, inClusterProtocol, topics, users } from "./access.ts";
import { kafkaMetrics } from "./metrics.ts";
import { kafkaNodes, kafkaPort } from "./nodes.ts";
import type { KafkaOutputs, KafkaSpec } from "./spec.ts";
import { container, pod, poolTemplate } from "./templates.ts";

/** Kafka of the newest line that Strimzi 0.45 runs, and the format of its metadata log. */
const kafkaVersion = "3.9.0";
const metadataVersion = "3.9-IV0";

/** Of a controller that is no broker: it keeps the metadata of some thousand partitions. */
const controllerResources: Resources = {
  requests: { cpu: "250m", memory: "1Gi" },
  limits: { cpu: "1", memory: "1Gi" },
};
const controllerStorage = "10Gi";

/** Of each of the small programs beside the brokers. */
const helperResources: Resources = {
  requests: { cpu: "100m", memory: "384Mi" },
  limits: { cpu: "500m", memory: "512Mi" },
};

/** A Strimzi cluster in KRaft mode: its operator makes certificates, rolling updates and disruption budgets. */
export function kubernetesKafka(parent: pulumi.Resource, name: string, spec: KafkaSpec): KafkaOutputs {
  const { system, component, namespace } = spec;
  const id: Identity = { system, component };
  const metricsConfig = kafkaMetrics(parent, name, id, namespace);
  const pools = nodePools(parent, name, spec);
  const cluster = new Kafka(
    name,
    {
      metadata: {
        name: component,
        namespace,
        labels: objectLabels(id),
        annotations: { "strimzi.io/node-pools": "enabled", "strimzi.io/kraft": "enabled" },
      },
      spec: { kafka: { ...brokers(spec), metricsConfig }, ...helpers() },
    },
    { parent, dependsOn: pools, protect: spec.protect },
  );
  topics(parent, name, spec, cluster);
  const auth = users(parent, name, spec, cluster);
  // Readers of its outputs come after the cluster.
  const host = onceMade(cluster, pulumi.interpolate`${component}-kafka-bootstrap.${namespace}.svc.cluster.local`);
  return {
    bootstrapServers: pulumi.interpolate`${host}:${kafkaPort}`,
    host,
    port: kafkaPort,
    protocol: inClusterProtocol,
    users: auth,
    authority: {
      namespace: pulumi.output(namespace),
      name: onceMade(cluster, `${component}-cluster-ca-cert`),
      keys: ["ca.crt"],
    },
    topics: Object.keys(spec.topics),
    replicationFactor: spec.replicationFactor,
    minInSyncReplicas: spec.minInSyncReplicas,
    network: kafkaNodes(component),
    // The exporters are told to Prometheus by an object.
    source: undefined,
  };
}

function nodePools(parent: pulumi.Resource, name: string, spec: KafkaSpec): pulumi.Resource[] {
  const { system, component, namespace, storageClass } = spec;
  const pool = (
    role: "broker" | "controller",
    args: { replicas: number; roles: ("broker" | "controller")[]; resources: Resources; size: string },
  ) => {
    const poolName = `${component}-${role}`;
    const heap = `${Math.floor(mebibytes(args.resources.requests.memory) / 2)}m`;
    return new KafkaNodePool(
      `${name}-pool-${role}`,
      {
        metadata: {
          name: poolName,
          namespace,
          labels: objectLabels({ system, component }, clusterLabel(component)),
        },
        spec: {
          replicas: args.replicas,
          roles: args.roles,
          resources: args.resources,
          // The other half is the page cache, which Kafka serves from.
          jvmOptions: { "-Xms": heap, "-Xmx": heap },
          storage: {
            type: "jbod",
            volumes: [
              {
                id: 0,
                type: "persistent-claim",
                size: args.size,
                deleteClaim: !spec.protect,
                kraftMetadata: "shared",
                ...(storageClass !== undefined && { class: storageClass }),
              },
            ],
          },
          template: poolTemplate(poolName, { [ownerLabel]: system }, spec.zoneSpread),
        },
      },
      { parent, protect: spec.protect },
    );
  };
  const { brokers: replicas, controllers, resources, storage: size } = spec;
  if (controllers === 0) return [pool("broker", { replicas, roles: ["controller", "broker"], resources, size })];
  return [
    pool("controller", {
      replicas: controllers,
      roles: ["controller"],
      resources: controllerResources,
      size: controllerStorage,
    }),
    pool("broker", { replicas, roles: ["broker"], resources, size }),
  ];
}

function brokers({ component, replicationFactor, minInSyncReplicas, zoneSpread }: KafkaSpec): KafkaKafka {
  return {
    version: kafkaVersion,
    metadataVersion,
    listeners: [
      {
        name: "tls",
        port: kafkaPort,
        type: "internal",
        tls: true,
        authentication: { type: "scram-sha-512" },
        // Strimzi's own NetworkPolicy would let everybody in; the system's policies name the callers.
        networkPolicyPeers: [{ podSelector: { matchLabels: clusterLabel(component) } }],
      },
    ],
    authorization: { type: "simple" },
    config: {
      "auto.create.topics.enable": false,
      "unclean.leader.election.enable": false,
      "default.replication.factor": replicationFactor,
      "min.insync.replicas": minInSyncReplicas,
      "offsets.topic.replication.factor": replicationFactor,
      "transaction.state.log.replication.factor": replicationFactor,
      "transaction.state.log.min.isr": minInSyncReplicas,
      "ssl.enabled.protocols": "TLSv1.3",
      "ssl.protocol": "TLSv1.3",
    },
    // Replicas of a partition go to different zones.
    ...(zoneSpread === "required" && { rack: { topologyKey: "topology.kubernetes.io/zone" } }),
    template: { podDisruptionBudget: { maxUnavailable: 1 } },
  };
}

/** The operator of topics and users, and the exporter of consumer lag (ONB-068). */
function helpers(): Pick<StrimziSpec, "entityOperator" | "kafkaExporter"> {
  return {
    entityOperator: {
      topicOperator: { resources: helperResources },
      userOperator: { resources: helperResources },
      template: { pod: pod(), topicOperatorContainer: container(), userOperatorContainer: container() },
    },
    kafkaExporter: {
      topicRegex: ".*",
      groupRegex: ".*",
      resources: helperResources,
      template: { pod: pod(), container: container() },
    },
  };
}
