import type { PolicyStatement } from "../core/aws-policy.ts";
import { InvalidInput } from "../core/errors.ts";
import type { AwsPlace } from "../core/place.ts";
import { keyThrough } from "../identity/platform-policies.ts";
import type { SqsQueueReference, SqsQueues } from "./spec.ts";

/** What a workload does with queues, by the names that they were declared with. */
export interface QueueUse {
  /** Queues that it sends to. @default [] */
  readonly sends?: readonly string[];
  /** Queues that it receives from, with their dead letters to look at. @default [] */
  readonly receives?: readonly string[];
}

/**
 * What the identity of a workload has to be allowed for its use of queues, and no more. It is a list for a
 * `WorkloadIdentity`, as a service account has one identity for all that it does.
 *
 * @throws InvalidInput when it names a queue that is none of these, or no queue at all.
 */
export function queueStatements(
  where: string,
  { queues }: SqsQueues,
  { sends = [], receives = [] }: QueueUse,
  place: Pick<AwsPlace, "accountId" | "partition" | "region" | "keys">,
): PolicyStatement[] {
  if (sends.length + receives.length === 0) {
    throw new InvalidInput(where, "sends or receives", `some of ${Object.keys(queues).join(", ")}`, []);
  }
  const find = (field: keyof QueueUse, name: string): SqsQueueReference => {
    const queue = queues[name];
    if (queue === undefined) throw new InvalidInput(where, field, `only ${Object.keys(queues).join(", ")}`, name);
    return queue;
  };
  const sent = sends.map((name) => find("sends", name).arn);
  const received = receives.map((name) => find("receives", name)).flatMap((one) => [one.arn, one.deadLettersArn]);
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
