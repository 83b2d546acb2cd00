import { textOf } from "../../cloud/text.ts";
import { between, matching, oneOf } from "../../cloud/rules.ts";
import type { Facts, Rows } from "../../cloud/table.ts";
import { at, isObject } from "../../lib/values.ts";
import type { Json } from "../../lib/values.ts";
import { arn, exists, holds, kmsKeyArn, roleArn, securityGroup, subnet, vpc } from "./parts.ts";

const cluster = holds("aws:msk/cluster:Cluster");

/** Brokers by the port of one way to speak to them; nothing where the cluster does not speak that way. */
const brokers =
  (port: number, isOn: (facts: Facts) => boolean) =>
  (facts: Facts): string => {
    if (!isOn(facts)) return "";
    const name = facts.fill("{clusterName}.{hex:6}.c2.kafka.{region}.amazonaws.com");
    const count = Math.min(Number(facts.inputs["numberOfBrokerNodes"]), 3);
    return Array.from({ length: count }, (_, index) => `b-${String(index + 1)}.${name}:${String(port)}`).join(",");
  };

const setting = ({ inputs }: Facts, ...path: string[]): Json | undefined => at(inputs, path);
const inTransit = (facts: Facts): Json =>
  setting(facts, "encryptionInfo", "encryptionInTransit", "clientBroker") ?? "TLS";
const sasl = (facts: Facts, way: string): boolean => setting(facts, "clientAuthentication", "sasl", way) === true;
const isAnonymous = (facts: Facts): boolean =>
  setting(facts, "clientAuthentication", "unauthenticated") === true ||
  setting(facts, "clientAuthentication") === undefined;
const hasTls = (facts: Facts): boolean => isObject(setting(facts, "clientAuthentication", "tls")) || isAnonymous(facts);
const never = (): boolean => false;

const instances = matching(/^(kafka|express)\./, "a type such as kafka.m7g.large");

/** MSK. */
export const streams: Rows = {
  "aws:msk/cluster:Cluster": {
    id: arn("kafka", "cluster/{clusterName}/{uuid}-2"),
    name: { property: "clusterName", max: 64, pattern: /^[A-Za-z0-9][A-Za-z0-9-]*$/ },
    replaces: [
      "brokerNodeGroupInfo.azDistribution",
      "brokerNodeGroupInfo.clientSubnets",
      "brokerNodeGroupInfo.securityGroups",
      "encryptionInfo.encryptionAtRestKmsKeyArn",
      "encryptionInfo.encryptionInTransit.inCluster",
    ],
    unique: ["clusterName"],
    needs: {
      "brokerNodeGroupInfo.clientSubnets.*": subnet,
      "brokerNodeGroupInfo.securityGroups.*": securityGroup,
      "configurationInfo.arn": holds("aws:msk/configuration:Configuration", "arn"),
      "encryptionInfo.encryptionAtRestKmsKeyArn": kmsKeyArn,
    },
    defaults: { enhancedMonitoring: "DEFAULT", storageMode: "LOCAL" },
    rules: {
      "brokerNodeGroupInfo.instanceType": instances,
      "encryptionInfo.encryptionInTransit.clientBroker": oneOf("PLAINTEXT", "TLS", "TLS_PLAINTEXT"),
      enhancedMonitoring: oneOf("DEFAULT", "PER_BROKER", "PER_TOPIC_PER_BROKER", "PER_TOPIC_PER_PARTITION"),
      kafkaVersion: matching(/^\d+\.\d+\.(\d+|x)(\.\w+)*$/, "a version such as 3.9.x.kraft"),
      storageMode: oneOf("LOCAL", "TIERED"),
    },
    validate: ({ brokerNodeGroupInfo, numberOfBrokerNodes }) => {
      const subnets = at(brokerNodeGroupInfo, ["clientSubnets"]);
      return Array.isArray(subnets) && Number(numberOfBrokerNodes) % subnets.length !== 0
        ? `numberOfBrokerNodes, ${textOf(numberOfBrokerNodes)}, is no multiple of the ${String(subnets.length)} client subnets`
        : undefined;
    },
    computed: {
      arn: "{id}",
      bootstrapBrokers: brokers(9092, (facts) => inTransit(facts) !== "TLS" && isAnonymous(facts)),
      bootstrapBrokersIpv6: "",
      bootstrapBrokersPublicSaslIam: brokers(9198, never),
      bootstrapBrokersPublicSaslScram: brokers(9196, never),
      bootstrapBrokersPublicTls: brokers(9194, never),
      bootstrapBrokersSaslIam: brokers(9098, (facts) => sasl(facts, "iam")),
      bootstrapBrokersSaslIamIpv6: "",
      bootstrapBrokersSaslScram: brokers(9096, (facts) => sasl(facts, "scram")),
      bootstrapBrokersSaslScramIpv6: "",
      bootstrapBrokersTls: brokers(9094, (facts) => inTransit(facts) !== "PLAINTEXT" && hasTls(facts)),
      bootstrapBrokersTlsIpv6: "",
      bootstrapBrokersVpcConnectivitySaslIam: "",
      bootstrapBrokersVpcConnectivitySaslScram: "",
      bootstrapBrokersVpcConnectivityTls: "",
      clusterUuid: ({ id }) => id.slice(id.lastIndexOf("/") + 1),
      currentVersion: "K3P5ROKL5A1OLE",
      customerActionStatus: "NONE",
      zookeeperConnectString: "", // there is none with KRaft
      zookeeperConnectStringTls: "",
    },
  },
  "aws:msk/configuration:Configuration": {
    id: arn("kafka", "configuration/{name}/{uuid}-2"),
    name: { property: "name", max: 255, pattern: /^[\w.-]+$/ },
    unique: ["name"],
    replaces: ["kafkaVersions"],
    computed: { arn: "{id}" },
    hooks: {
      outputs: ["latestRevision"],
      changing: ["latestRevision"],
      created: () => Promise.resolve({ latestRevision: 1 }),
      updated: (_record, before) =>
        Promise.resolve({ latestRevision: Number(before.properties["latestRevision"]) + 1 }),
    },
  },
  "aws:msk/scramSecretAssociation:ScramSecretAssociation": {
    id: "{clusterArn}",
    replaces: ["clusterArn"],
    overwrites: true,
    needs: { clusterArn: cluster, "secretArnLists.*": exists("aws:secretsmanager/secret:Secret", "arn") },
    rules: {
      "secretArnLists.*": matching(/:secret:AmazonMSK_/, "the ARN of a secret whose name starts with AmazonMSK_"),
    },
  },
  "aws:msk/singleScramSecretAssociation:SingleScramSecretAssociation": {
    id: "{clusterArn},{secretArn}",
    replaces: ["clusterArn", "secretArn"],
    overwrites: true,
    needs: { clusterArn: cluster, secretArn: holds("aws:secretsmanager/secret:Secret", "arn") },
    rules: { secretArn: matching(/:secret:AmazonMSK_/, "the ARN of a secret whose name starts with AmazonMSK_") },
  },
  "aws:msk/topic:Topic": {
    id: "{clusterArn},{name}",
    name: { property: "name", max: 249, pattern: /^[\w.-]+$/ },
    replaces: ["clusterArn", "replicationFactor"],
    needs: { clusterArn: cluster },
    rules: { partitionCount: between(1, 4000), replicationFactor: between(1, 3) },
    computed: {
      arn: ({ inputs }) => `${textOf(inputs["clusterArn"]).replace(":cluster/", ":topic/")}/${textOf(inputs["name"])}`,
      configsActual: ({ inputs }) => inputs["configs"] ?? "",
    },
  },
  "aws:msk/replicator:Replicator": {
    id: arn("kafka", "replicator/{replicatorName}/{uuid}-2"),
    replaces: ["description", "kafkaClusters", "replicatorName", "serviceExecutionRoleArn"],
    name: false,
    unique: ["replicatorName"],
    needs: {
      "kafkaClusters.*.amazonMskCluster.mskClusterArn": cluster,
      // One of the two clusters is in another region.
      "kafkaClusters.*.vpcConfig.subnetIds.*": { ...subnet, anywhere: true },
      "kafkaClusters.*.vpcConfig.securityGroupsIds.*": { ...securityGroup, anywhere: true },
      serviceExecutionRoleArn: roleArn,
    },
    rules: { "replicationInfoList.targetCompressionType": oneOf("GZIP", "LZ4", "NONE", "SNAPPY", "ZSTD") },
    computed: { arn: "{id}", currentVersion: "K3P5ROKL5A1OLE" },
  },
  "aws:msk/clusterPolicy:ClusterPolicy": {
    id: "{clusterArn}",
    replaces: ["clusterArn"],
    overwrites: true,
    needs: { clusterArn: cluster },
    computed: { currentVersion: "K3P5ROKL5A1OLE" },
  },
  "aws:msk/vpcConnection:VpcConnection": {
    id: arn("kafka", "vpc-connection/{account}/{uuid}-2"),
    replaces: ["authentication", "clientSubnets", "securityGroups", "targetClusterArn", "vpcId"],
    needs: { "clientSubnets.*": subnet, "securityGroups.*": securityGroup, targetClusterArn: cluster, vpcId: vpc },
    computed: { arn: "{id}" },
  },
};
