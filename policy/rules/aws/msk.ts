import type { ClusterArgs } from "@pulumi/aws/msk/cluster.js";
import type { ClusterPolicyArgs } from "@pulumi/aws/msk/clusterPolicy.js";
import type { ConfigurationArgs } from "@pulumi/aws/msk/configuration.js";
import { wildcardPrincipals } from "../../lib/aws/documents.ts";
import { fsbp } from "../../lib/aws/standards.ts";
import { atLeastItems, type Given, is, isNot, isSet, oneOf } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";
import { show, type Violation } from "../../lib/violation.ts";

const on = ["aws:msk/cluster:Cluster"];
type Cluster = Given<ClusterArgs>;

export const tls = rule({
  name: "aws-msk-tls",
  severity: "high",
  level: "M!",
  description: "A Kafka cluster must speak TLS alone, with clients and between its brokers.",
  remediationSteps: "Set clientBroker to TLS and inCluster to true.",
  framework: fsbp("MSK.1"),
  tags: ["fsbp:MSK.1", "ckv:CKV_AWS_81", "trivy:AWS-0073"],
  requirements: ["FTE-020", "ONB-003"],
  on,
  check: ({ encryptionInfo }: Cluster) => {
    const transit = encryptionInfo?.encryptionInTransit;
    const path = "encryptionInfo.encryptionInTransit";
    return allOf(
      // TLS and true are what MSK takes where nothing is said.
      () => oneOf(`${path}.clientBroker`, transit?.clientBroker ?? "TLS", ["TLS"]),
      () => isNot(`${path}.inCluster`, transit?.inCluster, false, true),
    );
  },
});

export const cmk = rule({
  name: "aws-msk-cmk",
  severity: "medium",
  level: "M",
  description: "The volumes of a Kafka cluster must be encrypted with a key of ours.",
  remediationSteps: "Set encryptionInfo.encryptionAtRestKmsKeyArn; another key is another cluster.",
  framework: guides("FTE-019"),
  tags: ["ckv:CKV_AWS_81", "trivy:AWS-0179", "prowler:kafka_cluster_encryption_at_rest_uses_cmk"],
  requirements: ["FTE-019"],
  on,
  check: ({ encryptionInfo }: Cluster) =>
    isSet(
      "encryptionInfo.encryptionAtRestKmsKeyArn",
      encryptionInfo?.encryptionAtRestKmsKeyArn,
      "the ARN of a key of ours",
    ),
});

export const isPrivate = rule({
  name: "aws-msk-private",
  severity: "critical",
  level: "M!",
  description: "The brokers of a Kafka cluster must have no public address.",
  remediationSteps: "Set publicAccess.type to DISABLED.",
  framework: guides("FTE-013"),
  tags: ["ckv:CKV_AWS_291", "prowler:kafka_cluster_is_public"],
  requirements: ["FTE-013", "ONB-008"],
  on,
  check: ({ brokerNodeGroupInfo }: Cluster) =>
    oneOf(
      "brokerNodeGroupInfo.connectivityInfo.publicAccess.type",
      brokerNodeGroupInfo?.connectivityInfo?.publicAccess?.type ?? "DISABLED",
      ["DISABLED"],
    ),
});

export const authenticated = rule({
  name: "aws-msk-authenticated",
  severity: "critical",
  level: "M!",
  description: "Every client of a Kafka cluster must sign in.",
  remediationSteps: "Set clientAuthentication.unauthenticated to false, and sasl.scram, sasl.iam or tls.",
  framework: guides("ONB-034"),
  tags: ["prowler:kafka_cluster_unrestricted_access_disabled"],
  requirements: ["ONB-034", "FTE-015"],
  on,
  check: ({ clientAuthentication }: Cluster) =>
    allOf(
      () => is("clientAuthentication.unauthenticated", clientAuthentication?.unauthenticated ?? false, false),
      () => {
        const { sasl, tls: certificates } = clientAuthentication ?? {};
        const some = sasl?.scram === true || sasl?.iam === true || certificates?.certificateAuthorityArns?.length;
        const path = "clientAuthentication";
        return some ? [] : [{ path, expected: "sasl.scram, sasl.iam or tls", found: show(clientAuthentication) }];
      },
    ),
});

export const brokerLogs = rule({
  name: "aws-msk-broker-logs",
  severity: "medium",
  level: "Mp",
  description: "The brokers of a Kafka cluster must write their logs somewhere.",
  remediationSteps: "Switch one of loggingInfo.brokerLogs on: cloudwatchLogs, s3 or firehose.",
  framework: guides("CAP-015"),
  tags: ["ckv:CKV_AWS_80", "trivy:AWS-0074"],
  requirements: ["CAP-015"],
  on,
  check: ({ loggingInfo }: Cluster) => {
    const { cloudwatchLogs, s3, firehose } = loggingInfo?.brokerLogs ?? {};
    const some = [cloudwatchLogs, s3, firehose].some((sink) => sink?.enabled === true);
    const expected = "cloudwatchLogs, s3 or firehose that is enabled";
    return some ? [] : [{ path: "loggingInfo.brokerLogs", expected, found: show(loggingInfo?.brokerLogs) }];
  },
});

export const monitoring = rule({
  name: "aws-msk-monitoring",
  severity: "low",
  level: "A",
  description: "A Kafka cluster should be measured by broker, in the cloud and by Prometheus.",
  remediationSteps: "Set enhancedMonitoring to PER_BROKER or finer, and switch both exporters of openMonitoring on.",
  framework: fsbp("MSK.2"),
  tags: ["fsbp:MSK.2"],
  requirements: ["ONB-047"],
  on,
  check: ({ enhancedMonitoring, openMonitoring }: Cluster) =>
    allOf(
      () =>
        oneOf("enhancedMonitoring", enhancedMonitoring, [
          "PER_BROKER",
          "PER_TOPIC_PER_BROKER",
          "PER_TOPIC_PER_PARTITION",
        ]),
      () => exporter("jmxExporter", openMonitoring?.prometheus?.jmxExporter?.enabledInBroker),
      () => exporter("nodeExporter", openMonitoring?.prometheus?.nodeExporter?.enabledInBroker),
    ),
});

const exporter = (name: string, on: boolean | null | undefined): Violation[] =>
  is(`openMonitoring.prometheus.${name}.enabledInBroker`, on, true);

export const threeZones = rule({
  name: "aws-msk-three-az",
  severity: "high",
  level: "Mp",
  description: "A Kafka cluster must have as many brokers in each of three zones.",
  remediationSteps: "Give clientSubnets of three zones, and a multiple of three as numberOfBrokerNodes.",
  framework: guides("ONB-003"),
  tags: [],
  requirements: ["ONB-003"],
  on,
  check: ({ brokerNodeGroupInfo, numberOfBrokerNodes }: Cluster) =>
    allOf(
      () => atLeastItems("brokerNodeGroupInfo.clientSubnets", brokerNodeGroupInfo?.clientSubnets, 3, "subnets"),
      () => {
        const count = numberOfBrokerNodes ?? 0;
        const even = count > 0 && count % 3 === 0;
        const fix = Math.max(3, Math.ceil(count / 3) * 3);
        return even ? [] : [{ path: "numberOfBrokerNodes", expected: "a multiple of 3", found: show(count), fix }];
      },
    ),
});

/** Properties of the brokers, each with the values that lose nothing. */
const durable: Readonly<Record<string, { readonly expected: string; readonly holds: (value: string) => boolean }>> = {
  "min.insync.replicas": { expected: "2 or more", holds: (value) => Number(value) >= 2 },
  "default.replication.factor": { expected: "3 or more", holds: (value) => Number(value) >= 3 },
  "unclean.leader.election.enable": { expected: "false", holds: (value) => value === "false" },
  "auto.create.topics.enable": { expected: "false", holds: (value) => value === "false" },
};

export const durableDefaults = rule({
  name: "aws-msk-durable-defaults",
  severity: "high",
  level: "Mp",
  description:
    "The brokers of a Kafka cluster must by default lose no record with one broker, and make no topic that nobody declared.",
  remediationSteps:
    "Set min.insync.replicas=2, default.replication.factor=3, unclean.leader.election.enable=false and auto.create.topics.enable=false.",
  framework: guides("ONB-018"),
  tags: [],
  requirements: ["ONB-014", "ONB-018"],
  on: ["aws:msk/configuration:Configuration"],
  check: ({ serverProperties }: Given<ConfigurationArgs>) => {
    const lines = (serverProperties ?? "").split("\n").map((line) => line.split("=", 2).map((part) => part.trim()));
    const set = new Map(lines.map(([key = "", value = ""]) => [key, value]));
    return Object.entries(durable).flatMap(([key, { expected, holds }]) =>
      holds(set.get(key) ?? "") ? [] : [{ path: `serverProperties["${key}"]`, expected, found: show(set.get(key)) }],
    );
  },
});

export const policyNotPublic = rule({
  name: "aws-msk-policy-not-public",
  severity: "critical",
  level: "M!",
  description: "The policy of a Kafka cluster must not allow anything to everybody.",
  remediationSteps: "Name the services or accounts that may, such as that of MSK Replicator.",
  framework: guides("FTE-013"),
  tags: [],
  requirements: ["FTE-013", "ONB-034"],
  on: ["aws:msk/clusterPolicy:ClusterPolicy"],
  check: ({ policy }: Given<ClusterPolicyArgs>) => wildcardPrincipals("policy", policy, { conditioned: true }),
});

export default [
  tls,
  cmk,
  isPrivate,
  authenticated,
  brokerLogs,
  monitoring,
  threeZones,
  durableDefaults,
  policyNotPublic,
];
