import assert from "node:assert/strict";
import { list, record } from "../../lib/json.ts";
import { assertKept, type Rows } from "./rows.ts";
import type { Send } from "./services.ts";

/** Attributes of a queue by what the provider calls them; the service takes all of them as text. */
const attributes = {
  delaySeconds: "DelaySeconds",
  kmsDataKeyReusePeriodSeconds: "KmsDataKeyReusePeriodSeconds",
  kmsMasterKeyId: "KmsMasterKeyId",
  maxMessageSize: "MaximumMessageSize",
  messageRetentionSeconds: "MessageRetentionPeriod",
  receiveWaitTimeSeconds: "ReceiveMessageWaitTimeSeconds",
  redrivePolicy: "RedrivePolicy",
  visibilityTimeoutSeconds: "VisibilityTimeout",
} as const;

const asText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

async function set(send: Send, queueUrl: unknown, name: string, value: unknown): Promise<void> {
  await send("SetQueueAttributes", { queueUrl, attributes: { [name]: value } });
  const { answer } = await send("GetQueueAttributes", { queueUrl, attributeNames: [name] });
  assertKept(value, record(answer.Attributes)[name]);
}

export const sqs: Rows = {
  "aws:sqs/queue:Queue": {
    register: async (inputs, { send, name }) => {
      const given = Object.entries(attributes).flatMap(([input, attribute]) =>
        inputs[input] === undefined ? [] : [[attribute, asText(inputs[input])] as const],
      );
      const request = { queueName: inputs.name ?? name, attributes: Object.fromEntries(given), tags: inputs.tags };
      const { sent, answer } = await send("CreateQueue", request);
      const url = String(answer.QueueUrl);
      const kept = await send("GetQueueAttributes", { queueUrl: url, attributeNames: ["All"] });
      assertKept(sent.Attributes, kept.answer.Attributes);
      return { url, arn: String(record(kept.answer.Attributes).QueueArn), id: url };
    },
  },
  "aws:sqs/queuePolicy:QueuePolicy": {
    register: async ({ queueUrl, policy }, { send }) => {
      await set(send, queueUrl, "Policy", policy);
      return {};
    },
  },
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": {
    register: async ({ queueUrl, redriveAllowPolicy }, { send }) => {
      // moto has no such attribute: that the queue and its sources are there is what it can tell.
      await send("GetQueueAttributes", { queueUrl, attributeNames: ["QueueArn"] });
      const { redrivePermission, sourceQueueArns } = record(JSON.parse(String(redriveAllowPolicy)));
      assert.equal(redrivePermission, "byQueue");
      for (const arn of list(sourceQueueArns)) {
        await send("GetQueueUrl", { queueName: String(arn).split(":").at(-1) });
      }
      return {};
    },
  },
};
