import assert from "node:assert/strict";
import { isAzureSource } from "../../../../components/kafka/source.ts";
import type { KafkaOutputs } from "../../../../components/kafka/spec.ts";
import { accountId, inputsOf, policyOf, registered } from "../../../lib/aws.ts";
import { at, list } from "../../../lib/json.ts";
import { clusterArn, peers, renderKafka, source, sourceArn, valueOf } from "./aws-fixture.ts";

const made: KafkaOutputs[] = [];
const prod = await renderKafka(undefined, undefined, undefined, made);
const standbyPlace = { region: "eu-central-1", role: "standby", peers } as const;
const standby = await renderKafka(undefined, standbyPlace, () => ({ source: source() }), made);

const inside = (cluster: string, kind: string, name: string) => `${cluster.replace(":cluster/", `:${kind}/`)}/${name}`;

describe("copies of Kafka in other regions of AWS", () => {
  it("come from the primary region, which lets the Replicator in", async () => {
    const policy = inputsOf(prod, "msk:ClusterPolicy", "k-replication-policy");
    assert.equal(policy.clusterArn, clusterArn);
    assert.deepEqual(at(policyOf(policy), "Statement"), [
      {
        Sid: "ConnectReplicator",
        Effect: "Allow",
        Principal: { Service: "kafka.amazonaws.com" },
        Action: ["kafka:CreateVpcConnection", "kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers"],
        Resource: [clusterArn],
      },
    ]);
    const given = made[0]?.source;
    assert.ok(given && !isAzureSource(given));
    assert.deepEqual([given.region, given.subnetIds.length], ["us-east-1", 3]);
    assert.deepEqual(
      [await valueOf(given.clusterArn), await valueOf(given.securityGroupId)],
      [clusterArn, "k-access-id"],
    );
    assert.equal(made[1]?.source, undefined);
    const mine = registered(standby).filter((line) => /Replicator|ClusterPolicy/.test(line));
    assert.deepEqual(mine, ["msk:Replicator k-replicator"]);
    assert.deepEqual(
      registered(prod).filter((line) => line.includes("Replicator")),
      [],
    );
  });

  it("have every topic and the place of every group, under the same names", () => {
    const inputs = inputsOf(standby, "msk:Replicator", "k-replicator");
    assert.equal(inputs.replicatorName, "prod-shop-kafka-from-us-east-1");
    assert.deepEqual(inputs.kafkaClusters, [
      {
        amazonMskCluster: { mskClusterArn: sourceArn },
        vpcConfig: { subnetIds: ["subnet-1", "subnet-2", "subnet-3"], securityGroupsIds: ["sg-source"] },
      },
      {
        amazonMskCluster: { mskClusterArn: clusterArn },
        vpcConfig: {
          subnetIds: ["a", "b", "c"].map((zone) => `subnet-data-eu-central-1${zone}`),
          securityGroupsIds: ["k-access-id"],
        },
      },
    ]);
    assert.deepEqual(inputs.replicationInfoList, {
      sourceKafkaClusterArn: sourceArn,
      targetKafkaClusterArn: clusterArn,
      targetCompressionType: "NONE",
      topicReplications: [
        {
          topicsToReplicates: ["commands", "events"],
          topicNameConfiguration: { type: "IDENTICAL" },
          startingPosition: { type: "EARLIEST" },
          copyTopicConfigurations: true,
          copyAccessControlListsForTopics: false,
          detectAndCopyNewTopics: false,
        },
      ],
      consumerGroupReplications: [
        {
          consumerGroupsToReplicates: ["engine", "reader"],
          synchroniseConsumerGroupOffsets: true,
          detectAndCopyNewConsumerGroups: false,
        },
      ],
    });
  });

  it("are written by a role that reads the source and writes the target, topic by topic", () => {
    const policy = policyOf(inputsOf(standby, "iam:RolePolicy", "k-replicator-role-policy"));
    const statements = list(at(policy, "Statement"));
    const topics = ["commands", "events"];
    const groups = ["engine", "reader"];
    assert.deepEqual(
      statements.map((one) => [at(one, "Sid"), at(one, "Resource")]),
      [
        ["ReachSource", [sourceArn]],
        ["ReadTopics", topics.map((one) => inside(sourceArn, "topic", one))],
        ["ReadGroups", groups.map((one) => inside(sourceArn, "group", one))],
        ["ReachTarget", [clusterArn]],
        ["WriteTopics", [...topics, "__amazon_msk_replicator*"].map((one) => inside(clusterArn, "topic", one))],
        ["WriteGroups", groups.map((one) => inside(clusterArn, "group", one))],
      ],
    );
    const ofSource = statements.slice(0, 3).flatMap((one) => list(at(one, "Action")).map(String));
    assert.deepEqual(
      ofSource.filter((action) => /Write|Alter|Create|Delete/.test(action)),
      [],
    );
    const trust = policyOf(inputsOf(standby, "iam:Role", "k-replicator-role"), "assumeRolePolicy");
    assert.deepEqual(at(list(at(trust, "Statement"))[0], "Condition", "StringEquals"), {
      "aws:SourceAccount": accountId,
    });
  });
});

describe("what MSK does not have", () => {
  const refused = async (run: Promise<unknown>, message: string) => {
    await assert.rejects(run, { message });
  };

  it("is a version without KRaft, or one that is unknown (ONB-003)", async () => {
    const known = "3.7.x.kraft, 3.8.x.kraft, 3.9.x.kraft, 4.0.x.kraft, 4.1.x.kraft";
    for (const version of ["3.6.0", "3.9.x", "3.6.x.kraft"]) {
      await refused(
        renderKafka(undefined, undefined, () => ({ version })),
        `kafka k: version: expected one with KRaft: ${known}, got "${version}"`,
      );
    }
  });

  it("is an uneven spread, and brokers or volumes beyond its classes", async () => {
    await refused(renderKafka({ brokers: 4 }), "kafka k: brokers: expected a multiple of the 3 zones, got 4");
    const large = { cpu: "33", memory: "4Gi" };
    await refused(
      renderKafka({ resources: { requests: large, limits: large } }),
      "a broker of 33 cores and 4Gi is not supported on aws: ask for 32 cores and 128Gi at most",
    );
    await refused(
      renderKafka({ storage: "16385Gi" }),
      "a broker's volume of 16385Gi is not supported on aws: ask for 16384Gi at most",
    );
  });

  it("is a primary region with a source, or another one without", async () => {
    await refused(
      renderKafka(undefined, undefined, () => ({ source: source() })),
      'kafka k: source: expected nothing, as it is the primary region, got "us-east-1"',
    );
    await refused(
      renderKafka(undefined, standbyPlace),
      "kafka k: source: expected what the primary region's cluster hands back, got nothing",
    );
  });

  it("is a class for each size: the smallest one that fits is taken", async () => {
    const sized = async (cpu: string, memory: string) => {
      const resources = { requests: { cpu, memory }, limits: { cpu, memory } };
      const graph = await renderKafka({ resources });
      return at(inputsOf(graph, "msk:Cluster", "k"), "brokerNodeGroupInfo", "instanceType");
    };
    assert.equal(await sized("500m", "2Gi"), "kafka.m7g.large");
    assert.equal(await sized("2", "9Gi"), "kafka.m7g.xlarge");
    assert.equal(await sized("5", "4Gi"), "kafka.m7g.2xlarge");
  });
});
