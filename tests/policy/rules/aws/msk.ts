import { resource } from "../../lib/cases.ts";

const cluster = resource("aws:msk/cluster:Cluster", {
  numberOfBrokerNodes: 3,
  brokerNodeGroupInfo: {
    clientSubnets: ["subnet-a", "subnet-b", "subnet-c"],
    connectivityInfo: { publicAccess: { type: "DISABLED" } },
  },
  clientAuthentication: { unauthenticated: false, sasl: { scram: true, iam: true } },
  encryptionInfo: {
    encryptionAtRestKmsKeyArn: "arn:aws:kms:us-east-1:012345678901:key/messaging",
    encryptionInTransit: { clientBroker: "TLS", inCluster: true },
  },
  enhancedMonitoring: "PER_TOPIC_PER_BROKER",
  openMonitoring: { prometheus: { jmxExporter: { enabledInBroker: true }, nodeExporter: { enabledInBroker: true } } },
  loggingInfo: { brokerLogs: { cloudwatchLogs: { enabled: true, logGroup: "/aws/msk/events" } } },
});
const lines = (...changed: string[]) => {
  const all = [
    "auto.create.topics.enable=false",
    "unclean.leader.election.enable = false",
    "default.replication.factor=3",
    "min.insync.replicas=2",
  ];
  const keys = changed.map((line) => line.split("=")[0]);
  return `${[...all.filter((line) => !keys.some((key) => line.startsWith(key ?? ""))), ...changed].join("\n")}\n`;
};
const configuration = resource("aws:msk/configuration:Configuration", { serverProperties: lines() });

const transit = "encryptionInfo.encryptionInTransit";
const access = "brokerNodeGroupInfo.connectivityInfo.publicAccess.type";

const document = (Principal: unknown) =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Principal, Action: "kafka:CreateVpcConnection", Resource: "*" }] });
const policy = resource("aws:msk/clusterPolicy:ClusterPolicy", {
  policy: document({ Service: "kafka.amazonaws.com" }),
});

export default {
  "aws-msk-tls": [
    ...cluster("TLS alone", {}),
    ...cluster("the default", { "/encryptionInfo/encryptionInTransit": undefined }),
    ...cluster("plain text beside it", { "/encryptionInfo/encryptionInTransit/clientBroker": "TLS_PLAINTEXT" }, [
      `${transit}.clientBroker: expected "TLS", found "TLS_PLAINTEXT"`,
    ]),
    ...cluster("plain text between brokers", { "/encryptionInfo/encryptionInTransit/inCluster": false }, [
      `${transit}.inCluster: expected true, found false`,
    ]),
  ],
  "aws-msk-cmk": [
    ...cluster("a key of ours", {}),
    ...cluster("no key", { "/encryptionInfo/encryptionAtRestKmsKeyArn": undefined }, [
      "encryptionInfo.encryptionAtRestKmsKeyArn: expected the ARN of a key of ours, found nothing",
    ]),
  ],
  "aws-msk-private": [
    ...cluster("private", {}),
    ...cluster("the default", { "/brokerNodeGroupInfo/connectivityInfo": undefined }),
    ...cluster("public", { "/brokerNodeGroupInfo/connectivityInfo/publicAccess/type": "SERVICE_PROVIDED_EIPS" }, [
      `${access}: expected "DISABLED", found "SERVICE_PROVIDED_EIPS"`,
    ]),
  ],
  "aws-msk-authenticated": [
    ...cluster("passwords and roles", {}),
    ...cluster("certificates", {
      "/clientAuthentication": { tls: { certificateAuthorityArns: ["arn:aws:acm-pca:ca"] } },
    }),
    ...cluster("anybody", { "/clientAuthentication/unauthenticated": true }, [
      "clientAuthentication.unauthenticated: expected false, found true",
    ]),
    ...cluster("nothing", { "/clientAuthentication": undefined }, [
      "clientAuthentication: expected sasl.scram, sasl.iam or tls, found nothing",
    ]),
  ],
  "aws-msk-broker-logs": [
    ...cluster("into CloudWatch", {}),
    ...cluster("into a bucket", { "/loggingInfo/brokerLogs": { s3: { enabled: true, bucket: "logs" } } }),
    ...cluster("none", { "/loggingInfo": undefined }, [
      "loggingInfo.brokerLogs: expected cloudwatchLogs, s3 or firehose that is enabled, found nothing",
    ]),
    ...cluster("switched off", { "/loggingInfo/brokerLogs": { s3: { enabled: false } } }, [
      'loggingInfo.brokerLogs: expected cloudwatchLogs, s3 or firehose that is enabled, found {"s3":{"enabled":false}}',
    ]),
  ],
  "aws-msk-monitoring": [
    ...cluster("measured", {}),
    ...cluster("by cluster", { "/enhancedMonitoring": "DEFAULT" }, [
      'enhancedMonitoring: expected "PER_BROKER" or "PER_TOPIC_PER_BROKER" or "PER_TOPIC_PER_PARTITION", found "DEFAULT"; write "PER_BROKER"',
    ]),
    ...cluster("one exporter", { "/openMonitoring/prometheus/nodeExporter": undefined }, [
      "openMonitoring.prometheus.nodeExporter.enabledInBroker: expected true, found nothing",
    ]),
  ],
  "aws-msk-three-az": [
    ...cluster("one in each", {}),
    ...cluster("two zones", { "/brokerNodeGroupInfo/clientSubnets": ["subnet-a", "subnet-b"] }, [
      "brokerNodeGroupInfo.clientSubnets: expected 3 subnets or more, found 2",
    ]),
    ...cluster("four brokers", { "/numberOfBrokerNodes": 4 }, [
      "numberOfBrokerNodes: expected a multiple of 3, found 4; write 6",
    ]),
  ],
  "aws-msk-durable-defaults": [
    ...configuration("durable", {}),
    ...configuration("one in sync", { "/serverProperties": lines("min.insync.replicas=1") }, [
      'serverProperties["min.insync.replicas"]: expected 2 or more, found "1"',
    ]),
    ...configuration("topics by themselves", { "/serverProperties": lines("auto.create.topics.enable=true") }, [
      'serverProperties["auto.create.topics.enable"]: expected false, found "true"',
    ]),
    ...configuration("two copies", { "/serverProperties": lines("default.replication.factor=2") }, [
      'serverProperties["default.replication.factor"]: expected 3 or more, found "2"',
    ]),
    ...configuration("nothing said of elections", { "/serverProperties": lines("unclean.leader.election.enable") }, [
      'serverProperties["unclean.leader.election.enable"]: expected false, found ""',
    ]),
  ],
  "aws-msk-policy-not-public": [
    ...policy("a service", {}),
    ...policy("everybody", { "/policy": document("*") }, [
      'policy.Statement[0].Principal: expected named principals, or a condition that names an account, found "*"',
    ]),
  ],
};
