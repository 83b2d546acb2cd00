import type { QueueArgs } from "@pulumi/aws/sqs/queue.js";
import type { QueuePolicyArgs } from "@pulumi/aws/sqs/queuePolicy.js";
import { eachStatement, wildcardPrincipals } from "../../lib/aws/documents.ts";
import { fsbp } from "../../lib/aws/standards.ts";
import { atLeast, type Given, is, isSet } from "../../lib/demands.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";
import { show, type Violation } from "../../lib/violation.ts";

const queue = "aws:sqs/queue:Queue";
type Queue = Given<QueueArgs>;

export const encrypted = rule({
  name: "aws-sqs-encrypted",
  severity: "high",
  level: "R",
  description: "A queue must be encrypted, in production with a key of ours.",
  remediationSteps: "Set kmsMasterKeyId, or sqsManagedSseEnabled where a key of the service is enough.",
  framework: fsbp("SQS.1"),
  tags: ["fsbp:SQS.1", "ckv:CKV_AWS_27", "ckv:CKV2_AWS_73", "trivy:AWS-0096", "trivy:AWS-0135"],
  requirements: ["FTE-019", "FTE-022"],
  on: [queue],
  thresholds: {
    ownKey: threshold<boolean>({
      description: "Whether the key has to be one of ours.",
      type: "boolean",
      values: { dev: false, staging: false, prod: true, "prod-azure": true },
    }),
  },
  check: ({ kmsMasterKeyId, sqsManagedSseEnabled }: Queue, { config }) => {
    if (config.ownKey) {
      const own = kmsMasterKeyId === "alias/aws/sqs" ? undefined : kmsMasterKeyId;
      return isSet("kmsMasterKeyId", own, "a key of ours");
    }
    return kmsMasterKeyId ? [] : is("sqsManagedSseEnabled", sqsManagedSseEnabled, true);
  },
});

export const policyNotPublic = rule({
  name: "aws-sqs-policy-not-public",
  severity: "critical",
  level: "M!",
  description: "The policy of a queue must not allow anything to everybody, or everything to anybody.",
  remediationSteps: "Name the accounts, roles or services that may, and their actions; a denial of everybody is fine.",
  framework: fsbp("SQS.3"),
  tags: ["fsbp:SQS.3", "ckv:CKV_AWS_72", "ckv:CKV_AWS_168", "ckv:CKV_AWS_387", "trivy:AWS-0097"],
  requirements: ["FTE-008", "FTE-013"],
  on: [queue, "aws:sqs/queuePolicy:QueuePolicy"],
  check: ({ policy }: Given<QueueArgs & QueuePolicyArgs>) =>
    allOf(
      () => wildcardPrincipals("policy", policy, { conditioned: true }),
      () => eachStatement("policy", policy, (statement, path) => (statement.allows ? anyAction(statement, path) : [])),
    ),
});

function anyAction({ actions }: { readonly actions: readonly string[] }, path: string): Violation[] {
  const wide = actions.find((action) => action === "*" || action.toLowerCase() === "sqs:*");
  return wide === undefined ? [] : [{ path: `${path}.Action`, expected: "single actions", found: show(wide) }];
}

const fourDays = 4 * 24 * 3600;

export const retention = rule({
  name: "aws-sqs-retention",
  severity: "low",
  level: "A",
  description: "A message should wait for four days at least, and for fourteen where nobody takes it by itself.",
  remediationSteps: "Raise messageRetentionSeconds: 345600, and 1209600 for dead letters.",
  framework: guides("FTE-009"),
  tags: [],
  requirements: ["FTE-009"],
  on: [queue],
  thresholds: {
    deadLetters: threshold<string>({
      description: "Names of queues with dead letters, as a regular expression.",
      type: "string",
      values: { dev: "(dlq|dead)", staging: "(dlq|dead)", prod: "(dlq|dead)", "prod-azure": "(dlq|dead)" },
    }),
  },
  check: ({ name, messageRetentionSeconds }: Queue, context) => {
    const dead = new RegExp(context.config.deadLetters).test(name ?? context.name);
    // What SQS takes where nothing is said.
    const found = messageRetentionSeconds ?? fourDays;
    return atLeast("messageRetentionSeconds", found, dead ? (14 * fourDays) / 4 : fourDays);
  },
});

export default [encrypted, policyNotPublic, retention];
