import assert from "node:assert/strict";
import type { KafkaOutputs } from "../../../../components/kafka/spec.ts";
import { accountId, found, inputsOf, registered } from "../../../lib/aws.ts";
import { at, list } from "../../../lib/json.ts";
import { clusterArn, renderKafka, valueOf } from "./aws-fixture.ts";

const made: KafkaOutputs[] = [];
const prod = await renderKafka(undefined, undefined, undefined, made);
const staging = await renderKafka(
  { protect: false, brokers: 6, storage: "20Gi" },
  { stage: "staging", protect: false },
  () => ({ version: "4.1.x.kraft" }),
  made,
);
const [outputs, stagingOutputs] = made;
const key = (purpose: string) => `arn:aws:kms:us-east-1:${accountId}:key/${purpose}`;
const tags = { system: "shop", component: "kafka", owner: "shop" };
const zones = ["us-east-1a", "us-east-1b", "us-east-1c"];

/** What tells Prometheus of the brokers. */
const scraped = ({ resources }: typeof prod) =>
  resources.find(({ type }) => type === "kubernetes:monitoring.coreos.com/v1alpha1:ScrapeConfig")?.inputs;
const targetsOf = (rendered: typeof prod) => list(at(scraped(rendered), "spec", "staticConfigs", 0, "targets"));

describe("Kafka on AWS", () => {
  it("is a cluster with its settings, topics, users and access lists", () => {
    const user = (name: string) => [
      `msk:SingleScramSecretAssociation k-user-${name}`,
      `secretsmanager:Secret k-user-${name}-secret`,
      `secretsmanager:SecretPolicy k-user-${name}-readers`,
      `secretsmanager:SecretRotation k-user-${name}-rotation`,
      `secretsmanager:SecretVersion k-user-${name}-version`,
    ];
    const flows = ["brokers", "clients", "metrics", "roles"].flatMap((flow) => [
      `vpc:SecurityGroupEgressRule k-access-${flow}-egress`,
      `vpc:SecurityGroupIngressRule k-access-${flow}-ingress`,
    ]);
    assert.deepEqual(
      registered(prod),
      [
        "appautoscaling:Policy k-volumes-growth",
        "appautoscaling:Target k-volumes",
        "cloudwatch:LogGroup k-logs",
        "ec2:SecurityGroup k-access",
        "eks:PodIdentityAssociation k-acls-association",
        "iam:Role k-acls",
        "iam:RolePolicy k-acls-policy",
        "msk:Cluster k",
        "msk:ClusterPolicy k-replication-policy",
        "msk:Configuration k-configuration",
        "msk:Topic k-topic-commands",
        "msk:Topic k-topic-events",
        ...user("engine"),
        ...user("reader"),
        ...flows,
      ].sort(),
    );
  });

  it("runs KRaft in three zones, encrypted at rest and in transit, and nobody comes without a name", () => {
    const { inputs, opts } = found(prod, "msk:Cluster", "k");
    assert.deepEqual(inputs, {
      clusterName: "prod-shop-kafka",
      kafkaVersion: "3.9.x.kraft",
      numberOfBrokerNodes: 3,
      brokerNodeGroupInfo: {
        instanceType: "kafka.m7g.large",
        azDistribution: "DEFAULT",
        clientSubnets: zones.map((zone) => `subnet-data-${zone}`),
        securityGroups: ["k-access-id"],
        storageInfo: { ebsStorageInfo: { volumeSize: 100 } },
        connectivityInfo: {
          publicAccess: { type: "DISABLED" },
          vpcConnectivity: { clientAuthentication: { sasl: { iam: true, scram: false } } },
        },
      },
      clientAuthentication: { unauthenticated: false, sasl: { scram: true, iam: true } },
      encryptionInfo: {
        encryptionAtRestKmsKeyArn: key("messaging"),
        encryptionInTransit: { clientBroker: "TLS", inCluster: true },
      },
      configurationInfo: { arn: inputsOfArn("configuration"), revision: 1 },
      enhancedMonitoring: "PER_TOPIC_PER_BROKER",
      openMonitoring: {
        prometheus: { jmxExporter: { enabledInBroker: true }, nodeExporter: { enabledInBroker: true } },
      },
      loggingInfo: { brokerLogs: { cloudwatchLogs: { enabled: true, logGroup: "/aws/msk/prod-shop-kafka" } } },
      storageMode: "LOCAL",
      tags: { ...tags, "data-class": "confidential" },
    });
    assert.deepEqual([opts.protect, opts.retainOnDelete], [true, true]);
    const logs = inputsOf(prod, "cloudwatch:LogGroup", "k-logs");
    assert.deepEqual([logs.name, logs.kmsKeyId], ["/aws/msk/prod-shop-kafka", key("logs")]);
  });

  it("loses no record with one broker, makes no topic by itself, and denies what no list names", () => {
    assert.deepEqual(inputsOf(prod, "msk:Configuration", "k-configuration"), {
      description: "Brokers of shop kafka",
      kafkaVersions: ["3.9.x.kraft"],
      serverProperties: [
        "allow.everyone.if.no.acl.found=false",
        "auto.create.topics.enable=false",
        "unclean.leader.election.enable=false",
        "default.replication.factor=3",
        "min.insync.replicas=2",
        "offsets.topic.replication.factor=3",
        "transaction.state.log.replication.factor=3",
        "transaction.state.log.min.isr=2",
        "",
      ].join("\n"),
    });
  });

  it("has the declared topics", () => {
    const topic = (name: string, partitionCount: number, configs: object) => {
      const { inputs, opts } = found(prod, "msk:Topic", `k-topic-${name}`);
      const { configs: text, ...others } = inputs;
      assert.deepEqual(others, { clusterArn: clusterArn, name, partitionCount, replicationFactor: 3 });
      assert.deepEqual(JSON.parse(String(text)), configs);
      assert.deepEqual([opts.protect, opts.retainOnDelete], [true, true]);
    };
    topic("commands", 6, { "cleanup.policy": "delete", "min.insync.replicas": "2", "retention.ms": "604800000" });
    topic("events", 3, { "cleanup.policy": "compact", "min.insync.replicas": "2", "retention.ms": "86400000" });
  });

  it("has volumes that grow before they are full, and that no update makes small again", () => {
    const volumes = {
      serviceNamespace: "kafka",
      scalableDimension: "kafka:broker-storage:VolumeSize",
      resourceId: clusterArn,
    };
    assert.deepEqual(inputsOf(prod, "appautoscaling:Target", "k-volumes"), {
      ...volumes,
      minCapacity: 1,
      maxCapacity: 400,
    });
    assert.deepEqual(inputsOf(prod, "appautoscaling:Policy", "k-volumes-growth"), {
      ...volumes,
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: "KafkaBrokerStorageUtilization" },
        targetValue: 60,
        disableScaleIn: true,
      },
    });
    const { opts } = found(prod, "msk:Cluster", "k");
    assert.deepEqual("ignoreChanges" in opts ? opts.ignoreChanges : undefined, [
      "brokerNodeGroupInfo.storageInfo.ebsStorageInfo.volumeSize",
    ]);
  });

  it("is reached by pods on the ports for passwords, roles and metrics alone", () => {
    const ingress = (flow: string) => {
      const rule = inputsOf(prod, "vpc:SecurityGroupIngressRule", `k-access-${flow}-ingress`);
      return [rule.securityGroupId, rule.referencedSecurityGroupId, rule.ipProtocol, rule.fromPort, rule.toPort];
    };
    assert.deepEqual(["clients", "roles", "metrics", "brokers"].map(ingress), [
      ["k-access-id", "sg-clients", "tcp", 9096, 9096],
      ["k-access-id", "sg-clients", "tcp", 9098, 9098],
      ["k-access-id", "sg-clients", "tcp", 11001, 11002],
      ["k-access-id", "k-access-id", "-1", undefined, undefined],
    ]);
  });

  it("hands back what every cloud does, on ports of its own", async () => {
    assert.ok(outputs);
    const broker = (number: number) => `b-${number}.prod-shop-kafka.a1b2c3.c2.kafka.us-east-1.amazonaws.com`;
    assert.equal(await valueOf(outputs.bootstrapServers), [1, 2, 3].map((one) => `${broker(one)}:9096`).join(","));
    assert.equal(await valueOf(outputs.host), broker(1));
    assert.deepEqual(
      [outputs.port, outputs.protocol.saslMechanism, outputs.protocol.securityProtocol],
      [9096, "SCRAM-SHA-512", "SASL_SSL"],
    );
    assert.deepEqual(
      [outputs.topics, outputs.replicationFactor, outputs.minInSyncReplicas],
      [["commands", "events"], 3, 2],
    );
    assert.deepEqual([outputs.authority.keys, await valueOf(outputs.authority.name)], [["ca.crt"], "kafka-ca"]);
    assert.deepEqual(Object.keys(outputs.network), ["kafka", "kafka-control", "kafka-acls"]);
    assert.deepEqual(at(outputs.network, "kafka", "ports"), { clients: { port: 9096 } });
    assert.deepEqual(at(outputs.network, "kafka-control", "ports"), { roles: { port: 9098 } });
    assert.deepEqual(at(outputs.network, "kafka", "addresses"), at(outputs.network, "kafka-control", "addresses"));

    assert.deepEqual(outputs.network["kafka-acls"], {
      ports: {},
      calls: ["kafka-control"],
      reaches: ["cloud-identity"],
    });
  });

  it("fits staging, with more brokers and a newer version, and is gone with its stack there", () => {
    const { inputs, opts } = found(staging, "msk:Cluster", "k");
    assert.deepEqual([inputs.numberOfBrokerNodes, inputs.kafkaVersion], [6, "4.1.x.kraft"]);
    assert.deepEqual(at(inputs, "brokerNodeGroupInfo", "connectivityInfo"), { publicAccess: { type: "DISABLED" } });
    assert.deepEqual([opts.protect, opts.retainOnDelete], [false, false]);
    assert.equal(stagingOutputs?.source, undefined);
    assert.equal(targetsOf(staging).length, 12);
  });

  it("has Prometheus ask both exporters of every broker", () => {
    const broker = (number: number) => `b-${number}.prod-shop-kafka.a1b2c3.c2.kafka.us-east-1.amazonaws.com`;
    assert.deepEqual(
      targetsOf(prod),
      [1, 2, 3].flatMap((one) => [`${broker(one)}:11001`, `${broker(one)}:11002`]),
    );
    const spec = at(scraped(prod), "spec");
    assert.deepEqual(
      ["jobName", "metricsPath", "scheme"].map((field) => at(spec, field)),
      ["shop-kafka", "/metrics", "HTTP"],
    );
    assert.deepEqual(at(scraped(prod), "metadata", "namespace"), "shop");
  });
});

function inputsOfArn(role: string): string {
  return `arn:aws:msk:us-east-1:${accountId}:Configuration/k-${role}`;
}
