import { stack } from "../../lib/stack-cases.ts";

const policy = (change: object = {}) =>
  JSON.stringify({
    Statement: [
      {
        Effect: "Deny",
        Principal: "*",
        Action: ["sqs:*"],
        Resource: ["arn:aws:sqs:us-east-1:012345678901:commands"],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
        ...change,
      },
    ],
  });
const publishing = (change: object = {}) =>
  policy({ Principal: { AWS: "*" }, Action: ["sns:Publish"], Resource: ["arn:aws:sns:topic"], ...change });
const at = stack([
  { type: "aws:sqs/queue:Queue", name: "commands", props: { name: "prod-commands" } },
  {
    type: "aws:sqs/queuePolicy:QueuePolicy",
    name: "policy",
    props: { policy: policy() },
    refs: { queueUrl: ["commands"] },
  },
  { type: "aws:sns/topic:Topic", name: "alarms", props: { name: "prod-alarms" } },
  {
    type: "aws:sns/topicPolicy:TopicPolicy",
    name: "publishers",
    props: { policy: publishing() },
    refs: { arn: ["alarms"] },
  },
  { type: "aws:secretsmanager/secret:Secret", name: "owner", props: { name: "prod-orders-owner" } },
  {
    type: "aws:secretsmanager/secretPolicy:SecretPolicy",
    name: "readers",
    props: { blockPublicPolicy: true },
    refs: { secretArn: ["owner"] },
  },
  {
    type: "aws:docdb/clusterParameterGroup:ClusterParameterGroup",
    name: "group",
    props: { family: "docdb5.0" },
  },
  {
    type: "aws:docdb/cluster:Cluster",
    name: "shop",
    props: { clusterIdentifier: "shop" },
    refs: { dbClusterParameterGroupName: ["group"] },
  },
]);
const open = [
  "policy: policy: expected a denial of sqs:* for everybody where aws:SecureTransport is false, found none",
];
const openTopic = [
  "publishers: policy: expected a denial of sns:Publish for everybody where aws:SecureTransport is false, found none",
];

export default {
  "aws-sqs-tls-only": [
    at("refused", {}),
    at("no policy", { policy: "removed" }, [
      "commands: aws:sqs/queuePolicy:QueuePolicy: expected one of this queue, found nothing",
    ]),
    at("of sending alone", { policy: { props: { "/policy": policy({ Action: "sqs:SendMessage" }) } } }, open),
    at("allowed", { policy: { props: { "/policy": policy({ Effect: "Allow" }) } } }, open),
  ],
  "aws-sns-tls-only": [
    at("refused", {}),
    at("every action refused", { publishers: { props: { "/policy": publishing({ Action: "SNS:*" }) } } }),
    at("no policy", { publishers: "removed" }, [
      "alarms: aws:sns/topicPolicy:TopicPolicy: expected one of this topic, found nothing",
    ]),
    at("of another topic", { publishers: { set: { refs: {} } } }, [
      "alarms: aws:sns/topicPolicy:TopicPolicy: expected one of this topic, found nothing",
    ]),
    at(
      "of subscribing alone",
      { publishers: { props: { "/policy": publishing({ Action: "sns:Subscribe" }) } } },
      openTopic,
    ),
    at("allowed", { publishers: { props: { "/policy": publishing({ Effect: "Allow" }) } } }, openTopic),
  ],
  "aws-secret-has-policy": [
    at("a policy", {}),
    at("none", { readers: "removed" }, [
      "owner: aws:secretsmanager/secretPolicy:SecretPolicy: expected one of this secret, found nothing",
    ]),
  ],
  "aws-docdb-own-parameters": [
    at("its own", {}),
    at("those of AWS", { shop: { set: { refs: {} } } }, [
      "shop: dbClusterParameterGroupName: expected a parameter group of this stack, found none",
    ]),
  ],
};
