import type { PolicyStatement } from "../core/aws-policy.ts";
import type { AwsPlace } from "../core/place.ts";
import { keyThrough } from "../identity/platform-policies.ts";
import { type QueueUse, queuesOfUse, type SqsQueues } from "./spec.ts";

/**
 * What the identity of a workload has to be allowed for its use of queues, and no more. It is a list for a
 * `WorkloadIdentity`, as a service account has one identity for all that it does.
 *
 * @throws InvalidInput when it names a queue that is none of these, or no queue at all.
 */
export function queueStatements(
  where: string,
  { queues }: SqsQueues,
  use: QueueUse,
  place: Pick<AwsPlace, "accountId" | "partition" | "region" | "keys">,
): PolicyStatement[] {
  const { sends, receives } = queuesOfUse(where, queues, use);
  const sent = sends.map(({ arn }) => arn);
  const received = receives.flatMap((one) => [one.arn, one.deadLettersArn]);
  const lookup = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"];
  return [
    ...(sent.length === 0
      ? []
      : [{ Sid: "Send", Effect: "Allow" as const, Action: [...lookup, "sqs:SendMessage"], Resource: sent }]),
    ...(received.length === 0
      ? []
      : [
          {
            Sid: "Receive",
            Effect: "Allow" as const,
            Action: [...lookup, "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage"],
            Resource: received,
          },
        ]),
    // Who sends needs to decrypt, too: SQS checks the data key that it has.
    keyThrough(place, "messaging", "sqs", ["kms:Decrypt", "kms:GenerateDataKey"]),
  ];
}
