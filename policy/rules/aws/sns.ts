import type { TopicArgs } from "@pulumi/aws/sns/topic.js";
import type { TopicPolicyArgs } from "@pulumi/aws/sns/topicPolicy.js";
import { wildcardPrincipals } from "../../lib/aws/documents.ts";
import { fsbp } from "../../lib/aws/standards.ts";
import { type Given, isSet } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";

const topic = "aws:sns/topic:Topic";

export const cmk = rule({
  name: "aws-sns-cmk",
  severity: "medium",
  level: "Mp",
  description: "What a topic keeps until it is delivered must be encrypted with a key of ours.",
  remediationSteps: "Set kmsMasterKeyId to a key of ours, whose policy lets in the services that publish.",
  framework: fsbp("SNS.1"),
  tags: ["fsbp:SNS.1", "ckv:CKV_AWS_26", "trivy:AWS-0095", "trivy:AWS-0136"],
  requirements: ["FTE-019", "FTE-022"],
  on: [topic],
  check: ({ kmsMasterKeyId }: Given<TopicArgs>) => {
    const own = kmsMasterKeyId === "alias/aws/sns" ? undefined : kmsMasterKeyId;
    return isSet("kmsMasterKeyId", own, "a key of ours");
  },
});

export const policyNotPublic = rule({
  name: "aws-sns-policy-not-public",
  severity: "critical",
  level: "M!",
  description: "The policy of a topic must not let everybody publish to it, or hear what it says.",
  remediationSteps: "Name the accounts, roles or services that may; a denial of everybody is fine.",
  framework: fsbp("SNS.4"),
  tags: ["fsbp:SNS.4", "ckv:CKV_AWS_169"],
  requirements: ["FTE-013", "FTE-022"],
  on: [topic, "aws:sns/topicPolicy:TopicPolicy"],
  check: ({ policy }: Given<TopicArgs & TopicPolicyArgs>) =>
    wildcardPrincipals("policy", policy, { conditioned: true }),
});

export default [cmk, policyNotPublic];
