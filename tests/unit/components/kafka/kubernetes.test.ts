import assert from "node:assert/strict";
import { renderProgram, secretMarker } from "../../../../cli/lib/render.ts";
import { KafkaCluster } from "../../../../components/kafka/kafka.ts";
import { kafkaNodes } from "../../../../components/kafka/nodes.ts";
import type { KafkaArgs } from "../../../../components/kafka/spec.ts";
import { dependenciesOf, type Objects, renderObjects } from "../objects.ts";
import { kafkaArgs } from "./fixture.ts";

const labels = {
  "app.kubernetes.io/managed-by": "plumbline",
  "app.kubernetes.io/name": "kafka",
  "app.kubernetes.io/part-of": "shop",
  "plumbline.dev/owner": "shop",
};
const owned = { ...labels, "strimzi.io/cluster": "kafka" };
const restricted = {
  securityContext: {
    allowPrivilegeEscalation: false,
    privileged: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    capabilities: { drop: ["ALL"] },
  },
};
const pod = {
  securityContext: {
    runAsNonRoot: true,
    runAsUser: 1001,
    runAsGroup: 0,
    fsGroup: 0,
    fsGroupChangePolicy: "OnRootMismatch",
    seccompProfile: { type: "RuntimeDefault" },
  },
  enableServiceLinks: false,
  tmpDirSizeLimit: "64Mi",
};
const helper = { requests: { cpu: "100m", memory: "384Mi" }, limits: { cpu: "500m", memory: "512Mi" } };

const rendered = (changes: Partial<KafkaArgs> = {}): Promise<Objects> =>
  renderObjects(() => new KafkaCluster("shop-kafka", { ...kafkaArgs, ...changes }));
const lone = () => rendered({ brokers: 1, zoneSpread: "preferred", protect: false, storageClass: undefined });

describe("Kafka in the cluster", () => {
  it("is these objects", async () => {
    assert.deepEqual((await rendered()).names, [
      "ConfigMap/kafka-metrics",
      "Kafka/kafka",
      "KafkaNodePool/kafka-broker",
      "KafkaNodePool/kafka-controller",
      "KafkaTopic/commands",
      "KafkaTopic/events",
      "KafkaUser/engine",
      "KafkaUser/reader",
      "PodMonitor/kafka",
      "Secret/kafka-reader-auth",
      "Secret/shop-kafka-secret",
    ]);
  });

  it("speaks TLS with passwords alone, and makes no topics by itself", async () => {
    const objects = await rendered();
    assert.deepEqual(objects.body("Kafka/kafka"), {
      metadata: {
        name: "kafka",
        namespace: "shop",
        labels,
        annotations: { "strimzi.io/node-pools": "enabled", "strimzi.io/kraft": "enabled" },
      },
      spec: {
        kafka: {
          version: "3.9.0",
          metadataVersion: "3.9-IV0",
          listeners: [
            {
              name: "tls",
              port: 9093,
              type: "internal",
              tls: true,
              authentication: { type: "scram-sha-512" },
              networkPolicyPeers: [{ podSelector: { matchLabels: { "strimzi.io/cluster": "kafka" } } }],
            },
          ],
          authorization: { type: "simple" },
          config: {
            "auto.create.topics.enable": false,
            "unclean.leader.election.enable": false,
            "default.replication.factor": 3,
            "min.insync.replicas": 2,
            "offsets.topic.replication.factor": 3,
            "transaction.state.log.replication.factor": 3,
            "transaction.state.log.min.isr": 2,
            "ssl.enabled.protocols": "TLSv1.3",
            "ssl.protocol": "TLSv1.3",
          },
          rack: { topologyKey: "topology.kubernetes.io/zone" },
          template: { podDisruptionBudget: { maxUnavailable: 1 } },
          metricsConfig: {
            type: "jmxPrometheusExporter",
            valueFrom: { configMapKeyRef: { name: "kafka-metrics", key: "jmx.yaml", optional: false } },
          },
        },
        entityOperator: {
          topicOperator: { resources: helper },
          userOperator: { resources: helper },
          template: { pod, topicOperatorContainer: restricted, userOperatorContainer: restricted },
        },
        kafkaExporter: {
          topicRegex: ".*",
          groupRegex: ".*",
          resources: helper,
          template: { pod, container: restricted },
        },
      },
    });
    assert.equal(objects.resource("Kafka/kafka").opts.protect, true);
  });

  it("has brokers of their own, in every zone, on volumes that outlive them", async () => {
    const objects = await rendered();
    const labelSelector = { matchLabels: { "strimzi.io/pool-name": "kafka-broker" } };
    assert.deepEqual(objects.body("KafkaNodePool/kafka-broker"), {
      metadata: { name: "kafka-broker", namespace: "shop", labels: owned },
      spec: {
        replicas: 3,
        roles: ["broker"],
        resources: kafkaArgs.resources,
        jvmOptions: { "-Xms": "2048m", "-Xmx": "2048m" },
        storage: {
          type: "jbod",
          volumes: [
            {
              id: 0,
              type: "persistent-claim",
              size: "100Gi",
              deleteClaim: false,
              kraftMetadata: "shared",
              class: "fast-ssd",
            },
          ],
        },
        template: {
          pod: {
            ...pod,
            metadata: { labels: { "plumbline.dev/owner": "shop" } },
            terminationGracePeriodSeconds: 120,
            topologySpreadConstraints: [
              {
                maxSkew: 1,
                topologyKey: "topology.kubernetes.io/zone",
                whenUnsatisfiable: "DoNotSchedule",
                labelSelector,
              },
              {
                maxSkew: 1,
                topologyKey: "kubernetes.io/hostname",
                whenUnsatisfiable: "ScheduleAnyway",
                labelSelector,
              },
            ],
          },
          kafkaContainer: restricted,
          initContainer: restricted,
        },
      },
    });
    assert.equal(objects.resource("KafkaNodePool/kafka-broker").opts.protect, true);
  });

  it("has three small controllers", async () => {
    const objects = await rendered();
    const pool = "KafkaNodePool/kafka-controller";
    assert.deepEqual(objects.find(pool, "$.replicas"), [3]);
    assert.deepEqual(objects.find(pool, "$.roles"), [["controller"]]);
    assert.deepEqual(objects.find(pool, "$.resources"), [
      { requests: { cpu: "250m", memory: "1Gi" }, limits: { cpu: "1", memory: "1Gi" } },
    ]);
    assert.deepEqual(objects.find(pool, "$.jvmOptions"), [{ "-Xms": "512m", "-Xmx": "512m" }]);
    assert.deepEqual(objects.find(pool, "$..size"), ["10Gi"]);
  });

  it("is one pod with both roles in a small stack, which asks for no zone", async () => {
    const objects = await lone();
    assert.deepEqual(
      objects.names.filter((name) => name.startsWith("KafkaNodePool/")),
      ["KafkaNodePool/kafka-broker"],
    );
    assert.deepEqual(objects.find("KafkaNodePool/kafka-broker", "$.roles"), [["controller", "broker"]]);
    assert.deepEqual(objects.find("KafkaNodePool/kafka-broker", "$..volumes[0]"), [
      { id: 0, type: "persistent-claim", size: "100Gi", deleteClaim: true, kraftMetadata: "shared" },
    ]);
    assert.deepEqual(objects.find("KafkaNodePool/kafka-broker", "$..whenUnsatisfiable"), [
      "ScheduleAnyway",
      "ScheduleAnyway",
    ]);
    assert.deepEqual(objects.find("Kafka/kafka", "$.kafka.rack"), []);
    assert.deepEqual(objects.find("Kafka/kafka", '$.kafka.config["min.insync.replicas"]'), [1]);
    assert.deepEqual(objects.find("KafkaTopic/commands", "$.replicas"), [1]);
    assert.equal(objects.resource("Kafka/kafka").opts.protect, false);
  });

  it("has its topics by declaration", async () => {
    const objects = await rendered();
    assert.deepEqual(objects.body("KafkaTopic/commands"), {
      metadata: { name: "commands", namespace: "shop", labels: owned },
      spec: {
        partitions: 6,
        replicas: 3,
        config: { "min.insync.replicas": 2, "retention.ms": 604_800_000, "cleanup.policy": "delete" },
      },
    });
    assert.deepEqual(objects.find("KafkaTopic/events", "$.config"), [
      { "min.insync.replicas": 2, "retention.ms": 86_400_000, "cleanup.policy": "compact" },
    ]);
    assert.equal(objects.resource("KafkaTopic/events").opts.protect, true);
    assert.deepEqual(dependenciesOf(objects, "KafkaTopic/events"), ["shop-kafka"]);
  });

  it("lets a user do what it was given and nothing else", async () => {
    const objects = await rendered();
    const allow = (type: string, name: string, operation: string) => ({
      resource: { type, name, patternType: "literal" },
      operations: [operation, "Describe"],
    });
    assert.deepEqual(objects.body("KafkaUser/engine"), {
      metadata: { name: "engine", namespace: "shop", labels: owned },
      spec: {
        authentication: {
          type: "scram-sha-512",
          password: {
            valueFrom: { secretKeyRef: { name: "shop-kafka-secret", key: "password", optional: false } },
          },
        },
        authorization: {
          type: "simple",
          acls: [
            allow("topic", "commands", "Read"),
            allow("group", "engine", "Read"),
            allow("topic", "events", "Write"),
          ],
        },
      },
    });
    assert.deepEqual(objects.find("KafkaUser/reader", "$.authorization.acls"), [
      [allow("topic", "events", "Read"), allow("group", "reader", "Read")],
    ]);
  });

  it("generates a password for each user, with the line that a client logs in by", async () => {
    const objects = await rendered();
    assert.deepEqual(objects.body("Secret/shop-kafka-secret"), {
      metadata: { name: "shop-kafka-secret", namespace: "shop", labels },
      type: "Opaque",
      data: { password: secretMarker, username: secretMarker, "sasl.jaas.config": secretMarker },
    });
    const random = objects.resources.filter(({ type }) => type === "random:index/randomBytes:RandomBytes");
    assert.deepEqual(
      random.map(({ inputs }) => inputs),
      [
        { length: 32, keepers: { version: "5" } },
        { length: 32, keepers: { version: "5" } },
      ],
    );
  });

  it("has all of its pods scraped", async () => {
    const often = { path: "/metrics", interval: "30s", scrapeTimeout: "10s" };
    assert.deepEqual((await rendered()).spec("PodMonitor/kafka"), {
      selector: { matchLabels: { "strimzi.io/cluster": "kafka", "strimzi.io/kind": "Kafka" } },
      podMetricsEndpoints: [
        { port: "tcp-prometheus", ...often },
        { port: "healthcheck", ...often },
      ],
    });
  });

  it("hands back addresses, how to speak, and references", async () => {
    const program = () => Promise.resolve({ kafka: pick(new KafkaCluster("shop-kafka", kafkaArgs)) });
    const user = (name: string) => ({ namespace: "shop", name, keys: ["password", "username", "sasl.jaas.config"] });
    assert.deepEqual((await renderProgram("test", {}, program)).outputs.kafka, {
      bootstrapServers: "kafka-kafka-bootstrap.shop.svc.cluster.local:9093",
      host: "kafka-kafka-bootstrap.shop.svc.cluster.local",
      port: 9093,
      protocol: {
        securityProtocol: "SASL_SSL",
        saslMechanism: "SCRAM-SHA-512",
        loginModule: "org.apache.kafka.common.security.scram.ScramLoginModule",
        compression: true,
      },
      users: { engine: user("shop-kafka-secret"), reader: user("kafka-reader-auth") },
      authority: { namespace: "shop", name: "kafka-cluster-ca-cert", keys: ["ca.crt"] },
      topics: ["commands", "events"],
      replicationFactor: 3,
      minInSyncReplicas: 2,
    });
  });
});

describe("Kafka's place in the network", () => {
  it("shows applications one port, and operators and metrics the others", () => {
    const selector = (part: string) => ({ "strimzi.io/cluster": "kafka", "strimzi.io/name": `kafka-${part}` });
    assert.deepEqual(kafkaNodes("kafka"), {
      kafka: { ports: { clients: { port: 9093 } }, calls: [], selector: selector("kafka") },
      "kafka-control": {
        ports: {
          replication: { port: 9091, from: ["operator"] },
          quorum: { port: 9090, from: ["operator"], callers: false },
          agent: { port: 8443, from: ["operator"], callers: false },
          metrics: { port: 9404, from: ["prometheus"], callers: false },
        },
        calls: [],
        selector: selector("kafka"),
        among: [9090, 9091],
        reaches: ["kubernetes-api"],
      },
      "kafka-entity-operator": {
        ports: { topics: { port: 8080, from: ["prometheus"] }, users: { port: 8081, from: ["prometheus"] } },
        calls: ["kafka-control"],
        selector: selector("entity-operator"),
        reaches: ["kubernetes-api"],
      },
      "kafka-exporter": {
        ports: { metrics: { port: 9404, from: ["prometheus"] } },
        calls: ["kafka-control"],
        selector: selector("kafka-exporter"),
      },
    });
  });
});

function pick(kafka: KafkaCluster) {
  const { bootstrapServers, host, port, protocol, users, authority, topics, replicationFactor } = kafka;
  const { minInSyncReplicas } = kafka;
  return {
    ...{ bootstrapServers, host, port, protocol, users, authority, topics, replicationFactor },
    minInSyncReplicas,
  };
}
