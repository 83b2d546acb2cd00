import { between, json, oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { arn, exists, kmsKey, roleArn, settingOf } from "./parts.ts";

const queue = exists("aws:sqs/queue:Queue");
const topic = exists("aws:sns/topic:Topic");

/** SQS and SNS. */
export const messages: Rows = {
  "aws:sqs/queue:Queue": {
    id: "https://sqs.{region}.amazonaws.com/{account}/{name}",
    name: {
      property: "name",
      max: 80,
      pattern: /^[\w-]+(\.fifo)?$/,
      suffix: ({ fifoQueue }) => (fifoQueue === true ? ".fifo" : ""),
    },
    replaces: ["fifoQueue"],
    needs: { kmsMasterKeyId: kmsKey },
    defaults: {
      contentBasedDeduplication: false,
      delaySeconds: 0,
      fifoQueue: false,
      kmsDataKeyReusePeriodSeconds: 300,
      maxMessageSize: 262144,
      messageRetentionSeconds: 345600,
      receiveWaitTimeSeconds: 0,
      sqsManagedSseEnabled: ({ kmsMasterKeyId }) => kmsMasterKeyId === undefined,
      visibilityTimeoutSeconds: 30,
    },
    rules: {
      deduplicationScope: oneOf("messageGroup", "queue"),
      delaySeconds: between(0, 900),
      fifoThroughputLimit: oneOf("perMessageGroupId", "perQueue"),
      kmsDataKeyReusePeriodSeconds: between(60, 86400),
      maxMessageSize: between(1024, 1048576),
      messageRetentionSeconds: between(60, 1209600),
      policy: json(8192),
      receiveWaitTimeSeconds: between(0, 20),
      redriveAllowPolicy: json(8192),
      redrivePolicy: json(8192),
      visibilityTimeoutSeconds: between(0, 43200),
    },
    validate: ({ contentBasedDeduplication, fifoQueue, kmsMasterKeyId, name, sqsManagedSseEnabled }) =>
      (fifoQueue === true) !== (typeof name === "string" && name.endsWith(".fifo"))
        ? `fifoQueue goes with a name that ends with .fifo, and ${JSON.stringify(name)} does not fit`
        : fifoQueue !== true && contentBasedDeduplication === true
          ? "contentBasedDeduplication goes with fifoQueue"
          : sqsManagedSseEnabled === true && kmsMasterKeyId !== undefined
            ? "sqsManagedSseEnabled and kmsMasterKeyId exclude each other"
            : undefined,
    computed: { arn: arn("sqs", "{name}"), url: "{id}" },
  },
  "aws:sqs/queuePolicy:QueuePolicy": settingOf("queueUrl", queue, { rules: { policy: json(8192) } }),
  "aws:sqs/redrivePolicy:RedrivePolicy": settingOf("queueUrl", queue, { rules: { redrivePolicy: json(8192) } }),
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": settingOf("queueUrl", queue, {
    rules: { redriveAllowPolicy: json(8192) },
  }),
  "aws:sns/topic:Topic": {
    id: arn("sns", "{name}"),
    name: {
      property: "name",
      max: 256,
      pattern: /^[\w-]+(\.fifo)?$/,
      suffix: ({ fifoTopic }) => (fifoTopic === true ? ".fifo" : ""),
    },
    replaces: ["fifoTopic"],
    needs: { kmsMasterKeyId: kmsKey },
    defaults: { contentBasedDeduplication: false, fifoTopic: false, signatureVersion: 1, tracingConfig: "PassThrough" },
    rules: { policy: json(30720), signatureVersion: oneOf(1, 2) },
    computed: { arn: "{id}", beginningArchiveTime: "", owner: "{account}" },
  },
  "aws:sns/topicPolicy:TopicPolicy": settingOf("arn", topic, {
    rules: { policy: json(30720) },
    computed: { owner: "{account}" },
  }),
  "aws:sns/topicSubscription:TopicSubscription": {
    id: "{topic}:{uuid}",
    replaces: ["endpoint", "protocol", "topic"],
    needs: { topic, subscriptionRoleArn: roleArn },
    rules: {
      protocol: oneOf("application", "email", "email-json", "firehose", "http", "https", "lambda", "sms", "sqs"),
    },
    defaults: { confirmationTimeoutInMinutes: 1, endpointAutoConfirms: false, rawMessageDelivery: false },
    computed: {
      arn: "{id}",
      confirmationWasAuthenticated: () => true,
      ownerId: "{account}",
      pendingConfirmation: () => false,
    },
  },
};
