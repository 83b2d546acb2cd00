import { Queue } from "@pulumi/aws/sqs/queue.js";
import { QueuePolicy } from "@pulumi/aws/sqs/queuePolicy.js";
import { RedriveAllowPolicy } from "@pulumi/aws/sqs/redriveAllowPolicy.js";
import * as pulumi from "@pulumi/pulumi";
import { policyJson } from "../core/aws-policy.ts";
import { physicalName } from "../core/physical-names.ts";
import type { AwsPlace } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { deadLetterDays, deadLettersOf, type QueueDeclaration, type QueuesSpec, type SqsQueues } from "./spec.ts";

/** What the backend takes of the arguments; nodes, volumes and certificates are SQS' own business. */
export type AwsQueuesSpec = Pick<QueuesSpec, "system" | "component" | "queues" | "protect">;

/**
 * How long a message waits for a consumer. SQS counts the age of a dead letter from when it was first sent: what waited
 * this long is still kept for the other ten days.
 */
const waitingDays = 4;

/** How long a consumer has a message for itself, after which another one gets it. Unit: seconds. */
const visibilitySeconds = 120;

/** How long a request waits for messages, so that consumers do not ask in vain. The most that SQS takes. Unit: seconds. */
const longPollSeconds = 20;

/** How long SQS uses one data key: each new one is a call to KMS that is paid for. Unit: seconds. */
const dataKeySeconds = 300;

const daysInSeconds = (days: number) => days * 24 * 3600;

/**
 * A queue of SQS for each work queue, and one for its dead letters, which takes those of that queue alone. Both are encrypted
 * with the region's key, and refuse whoever comes without TLS.
 */
export function awsQueues(parent: pulumi.Resource, name: string, spec: AwsQueuesSpec, place: AwsPlace): SqsQueues {
  const queues = Object.fromEntries(
    spec.queues.map((declared) => [declared.name, workQueue(parent, name, spec, place, declared)]),
  );
  return {
    protocol: "sqs",
    endpoint: `https://sqs.${place.region}.amazonaws.com`,
    region: place.region,
    queues,
  };
}

function workQueue(
  parent: pulumi.Resource,
  name: string,
  spec: AwsQueuesSpec,
  place: AwsPlace,
  { name: declared, maxDeliveries }: Required<QueueDeclaration>,
): SqsQueues["queues"][string] {
  const dead = makeQueue(parent, name, spec, place, deadLettersOf(declared), { retentionDays: deadLetterDays });
  const work = makeQueue(parent, name, spec, place, declared, {
    retentionDays: waitingDays,
    // SQS hands a message out so many times, the first among them.
    redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: maxDeliveries }),
  });
  new RedriveAllowPolicy(
    `${name}-${deadLettersOf(declared)}-sources`,
    {
      queueUrl: dead.url,
      redriveAllowPolicy: pulumi.jsonStringify({ redrivePermission: "byQueue", sourceQueueArns: [work.arn] }),
    },
    { parent },
  );
  return {
    name: physical(spec, place, declared),
    deadLetters: physical(spec, place, deadLettersOf(declared)),
    url: work.url,
    arn: work.arn,
    deadLettersUrl: dead.url,
    deadLettersArn: dead.arn,
  };
}

/** Known beforehand, since applications are told by name, and the same in every region. */
const physical = ({ system, component }: AwsQueuesSpec, { stage }: AwsPlace, queue: string) =>
  physicalName("queue", stage, system, component, queue);

function makeQueue(
  parent: pulumi.Resource,
  name: string,
  spec: AwsQueuesSpec,
  place: AwsPlace,
  queue: string,
  args: { readonly retentionDays: number; readonly redrivePolicy?: pulumi.Output<string> },
): Queue {
  const { system, component, protect } = spec;
  const made = new Queue(
    `${name}-${queue}`,
    {
      name: physical(spec, place, queue),
      kmsMasterKeyId: place.keys.messaging,
      kmsDataKeyReusePeriodSeconds: dataKeySeconds,
      messageRetentionSeconds: daysInSeconds(args.retentionDays),
      visibilityTimeoutSeconds: visibilitySeconds,
      receiveWaitTimeSeconds: longPollSeconds,
      ...(args.redrivePolicy && { redrivePolicy: args.redrivePolicy }),
      tags: tagsFor({ system, component }, "confidential", { queue }),
    },
    { parent, protect, retainOnDelete: protect },
  );
  new QueuePolicy(`${name}-${queue}-policy`, { queueUrl: made.url, policy: tlsOnly(made.arn) }, { parent });
  return made;
}

/**
 * Who may use a queue is said by the policies of roles of this account; here is what nobody may. A denial for everybody, of
 * every action, is the only form that has no gap.
 */
function tlsOnly(arn: pulumi.Output<string>): pulumi.Output<string> {
  return policyJson({
    Sid: "DenyPlainHttp",
    Effect: "Deny",
    Principal: "*",
    Action: ["sqs:*"],
    Resource: [arn],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  });
}
