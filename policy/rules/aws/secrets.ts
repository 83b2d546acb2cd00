import type { SecretArgs } from "@pulumi/aws/secretsmanager/secret.js";
import type { SecretPolicyArgs } from "@pulumi/aws/secretsmanager/secretPolicy.js";
import { wildcardPrincipals } from "../../lib/aws/documents.ts";
import { atLeast, type Given, is, isSet } from "../../lib/demands.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";

const on = ["aws:secretsmanager/secret:Secret"];
type Secret = Given<SecretArgs>;

export const cmk = rule({
  name: "aws-secret-cmk",
  severity: "medium",
  level: "Mp",
  description: "A secret, and its copy in another region, must be encrypted with a key of ours.",
  remediationSteps: "Set kmsKeyId, and that of each of the replicas: a key of its region.",
  framework: guides("FTE-019"),
  tags: ["ckv:CKV_AWS_149", "trivy:AWS-0098"],
  requirements: ["FTE-019", "FTE-025"],
  on,
  check: ({ kmsKeyId, replicas }: Secret) =>
    allOf(
      () => isSet("kmsKeyId", kmsKeyId, "a key of ours"),
      () => collect(replicas, (copy, index) => isSet(`replicas[${index}].kmsKeyId`, copy.kmsKeyId, "a key of ours")),
    ),
});

export const recoveryWindow = rule({
  name: "aws-secret-recovery-window",
  severity: "medium",
  level: "Mp",
  description: "A deleted secret must be there to have back for a week at least.",
  remediationSteps: "Raise recoveryWindowInDays to 7 or more, or leave it out: Secrets Manager takes 30.",
  framework: guides("FTE-025"),
  tags: [],
  requirements: ["FTE-025"],
  on,
  check: ({ recoveryWindowInDays }: Secret) => atLeast("recoveryWindowInDays", recoveryWindowInDays ?? 30, 7),
});

export const policyNotPublic = rule({
  name: "aws-secret-policy-not-public",
  severity: "critical",
  level: "M!",
  description:
    "The policy of a secret must not allow anything to everybody, and Secrets Manager must refuse one that does.",
  remediationSteps: "Set blockPublicPolicy, and name the roles that may read.",
  framework: guides("FTE-025"),
  tags: ["prowler:secretsmanager_not_publicly_accessible"],
  requirements: ["FTE-025"],
  on: ["aws:secretsmanager/secretPolicy:SecretPolicy"],
  check: ({ policy, blockPublicPolicy }: Given<SecretPolicyArgs>) =>
    allOf(
      () => is("blockPublicPolicy", blockPublicPolicy, true),
      () => wildcardPrincipals("policy", policy, { conditioned: true }),
    ),
});

/**
 * Only what the other region's workloads read has to be there: a credential of a store that each region has for itself is of no
 * use elsewhere, and who makes a copy of a database the primary one gives its administrator a new password. A threshold lists such secrets by a part of their names.
 */
export const replica = rule({
  name: "aws-secret-replica",
  severity: "medium",
  level: "Mp",
  description: "A secret that workloads of several regions read must have a replica in the other ones.",
  remediationSteps: "Add the regions to replicas, each with a key of that region, or list the secret as regional.",
  framework: guides("FTE-052"),
  tags: [],
  requirements: ["FTE-052", "CAP-070"],
  on,
  thresholds: {
    regional: threshold<readonly string[]>({
      description: "Parts of the names of secrets that are of use in one region alone.",
      type: "array",
      values: {
        dev: [".*"],
        staging: [".*"],
        prod: ["^AmazonMSK_", "-(cache|redis)-auth$", "-administrator$"],
        "prod-azure": [],
      },
    }),
  },
  check: ({ name, replicas }: Secret, context) => {
    const own = name ?? context.name;
    if (context.config.regional.some((part) => new RegExp(part).test(own))) {
      return context.notApplicable("it is of use in one region alone");
    }
    return isSet("replicas", replicas, "a replica in another region");
  },
});

export default [cmk, recoveryWindow, policyNotPublic, replica];
