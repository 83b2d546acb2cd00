import type { ClusterArgs } from "@pulumi/aws/docdb/cluster.js";
import type { SecretArgs } from "@pulumi/aws/secretsmanager/secret.js";
import type { SecretPolicyArgs } from "@pulumi/aws/secretsmanager/secretPolicy.js";
import type { TopicArgs } from "@pulumi/aws/sns/topic.js";
import type { TopicPolicyArgs } from "@pulumi/aws/sns/topicPolicy.js";
import type { QueueArgs } from "@pulumi/aws/sqs/queue.js";
import type { QueuePolicyArgs } from "@pulumi/aws/sqs/queuePolicy.js";
import { deniesPlainText } from "../../lib/aws/documents.ts";
import { about, type Given } from "../../lib/demands.ts";
import type { ResourceType } from "../../lib/rule.ts";
import type { Resource } from "../../lib/stack.ts";
import { missing, stackRule, type StackViolation } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";

const queue = "aws:sqs/queue:Queue" as ResourceType<Given<QueueArgs>>;
const queuePolicy = "aws:sqs/queuePolicy:QueuePolicy" as ResourceType<Given<QueuePolicyArgs>>;

export const queueTls = stackRule({
  name: "aws-sqs-tls-only",
  severity: "high",
  level: "M",
  description: "Every queue must refuse whoever comes without TLS.",
  remediationSteps:
    "Make a QueuePolicy of the queue that denies sqs:* to everybody where aws:SecureTransport is false.",
  framework: guides("FTE-022"),
  tags: [],
  requirements: ["FTE-020", "FTE-022"],
  on: [queue],
  check: (subject: Resource<Given<QueueArgs>>, stack): readonly StackViolation[] => {
    const found = stack.companions(subject, queuePolicy, "queueUrl");
    if (found.length === 0) return [missing(queuePolicy, "one of this queue")];
    return collect(found, (one) => about(one, () => deniesPlainText(one.props.policy, "sqs:*")));
  },
});

const topic = "aws:sns/topic:Topic" as ResourceType<Given<TopicArgs>>;
const topicPolicy = "aws:sns/topicPolicy:TopicPolicy" as ResourceType<Given<TopicPolicyArgs>>;

/** SNS takes no policy that names all of its actions: some are not about a topic. Publishing is what carries data. */
export const topicTls = stackRule({
  name: "aws-sns-tls-only",
  severity: "high",
  level: "M",
  description: "Every topic must refuse whoever publishes without TLS.",
  remediationSteps:
    "Make a TopicPolicy of the topic that denies sns:Publish to everybody where aws:SecureTransport is false.",
  framework: guides("FTE-022"),
  tags: [],
  requirements: ["FTE-020", "FTE-022"],
  on: [topic],
  check: (subject: Resource<Given<TopicArgs>>, stack): readonly StackViolation[] => {
    const found = stack.companions(subject, topicPolicy, "arn");
    if (found.length === 0) return [missing(topicPolicy, "one of this topic")];
    return collect(found, (one) => about(one, () => deniesPlainText(one.props.policy, "sns:Publish")));
  },
});

const secret = "aws:secretsmanager/secret:Secret" as ResourceType<Given<SecretArgs>>;
const secretPolicy = "aws:secretsmanager/secretPolicy:SecretPolicy" as ResourceType<Given<SecretPolicyArgs>>;

export const secretHasPolicy = stackRule({
  name: "aws-secret-has-policy",
  severity: "medium",
  level: "M",
  description: "Who reads a secret must be said by its own policy, which Secrets Manager refuses when it is public.",
  remediationSteps: "Make a SecretPolicy of the secret with blockPublicPolicy and the roles that may read.",
  framework: guides("FTE-025"),
  tags: [],
  requirements: ["FTE-025", "FTE-015"],
  on: [secret],
  check: (subject: Resource<Given<SecretArgs>>, stack): readonly StackViolation[] =>
    stack.companions(subject, secretPolicy, "secretArn").length > 0
      ? []
      : [missing(secretPolicy, "one of this secret")],
});

const documents = "aws:docdb/cluster:Cluster" as ResourceType<Given<ClusterArgs>>;
const group = "aws:docdb/clusterParameterGroup:ClusterParameterGroup";

/** The group of AWS itself lets old clients in, and keeps no audit log. */
export const docdbParameters = stackRule({
  name: "aws-docdb-own-parameters",
  severity: "high",
  level: "M!",
  description: "A document database must have parameters of this stack, which say how it speaks TLS and what it logs.",
  remediationSteps: "Set dbClusterParameterGroupName to a ClusterParameterGroup of this stack.",
  framework: guides("ECO-036"),
  tags: ["ckv:CKV_AWS_90", "ckv:CKV_AWS_104"],
  requirements: ["FTE-020", "ECO-026", "ECO-036"],
  on: [documents],
  check: ({ propertyDependencies }: Resource<Given<ClusterArgs>>): readonly StackViolation[] => {
    const used = propertyDependencies["dbClusterParameterGroupName"] ?? [];
    const expected = "a parameter group of this stack";
    return used.some(({ type }) => type === group)
      ? []
      : [{ path: "dbClusterParameterGroupName", expected, found: "none" }];
  },
});

export default [queueTls, topicTls, secretHasPolicy, docdbParameters];
