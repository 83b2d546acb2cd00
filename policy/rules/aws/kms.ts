import type { KeyArgs } from "@pulumi/aws/kms/key.js";
import type { KeyPolicyArgs } from "@pulumi/aws/kms/keyPolicy.js";
import type { ReplicaKeyArgs } from "@pulumi/aws/kms/replicaKey.js";
import { wildcardPrincipals } from "../../lib/aws/documents.ts";
import { cisAws, fsbp } from "../../lib/aws/standards.ts";
import { atLeast, type Given, is } from "../../lib/demands.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";

const key = "aws:kms/key:Key";
const replicaKey = "aws:kms/replicaKey:ReplicaKey";
type Key = Given<KeyArgs>;

/** KMS rotates symmetric keys for encryption alone; a replica is rotated with the key that it is of. */
export const rotation = rule({
  name: "aws-kms-rotation",
  severity: "medium",
  level: "R",
  description: "KMS must rotate a key by itself.",
  remediationSteps: "Set enableKeyRotation; what was encrypted before can still be read.",
  framework: cisAws("3.6"),
  tags: ["cis-aws-5.0:3.6", "fsbp:KMS.4", "ckv:CKV_AWS_7", "trivy:AWS-0065"],
  requirements: ["FTE-019", "FTE-024"],
  on: [key],
  check: ({ enableKeyRotation, customerMasterKeySpec, keyUsage }: Key, { notApplicable }) => {
    const symmetric = (customerMasterKeySpec ?? "SYMMETRIC_DEFAULT") === "SYMMETRIC_DEFAULT";
    if (!symmetric || (keyUsage ?? "ENCRYPT_DECRYPT") !== "ENCRYPT_DECRYPT") {
      return notApplicable("KMS rotates symmetric keys for encryption alone");
    }
    return is("enableKeyRotation", enableKeyRotation, true);
  },
});

/** Days that AWS takes where nothing is said. */
const standardWindow = 30;

export const deletionWindow = rule({
  name: "aws-kms-deletion-window",
  severity: "high",
  level: "M",
  description: "A deleted key must be there to have back for as long as AWS gives: what it encrypted is lost with it.",
  remediationSteps: "Set deletionWindowInDays to 30.",
  framework: fsbp("KMS.3"),
  tags: ["fsbp:KMS.3"],
  requirements: ["FTE-019"],
  on: [key, replicaKey],
  thresholds: {
    days: threshold<number>({
      description: "Days in which a deleted key can be had back, at least.",
      type: "integer",
      values: { dev: 7, staging: 7, prod: 30, "prod-azure": 30 },
    }),
  },
  check: ({ deletionWindowInDays }: Given<KeyArgs & ReplicaKeyArgs>, { config }) =>
    atLeast("deletionWindowInDays", deletionWindowInDays ?? standardWindow, config.days),
});

export const noWildcardPrincipal = rule({
  name: "aws-kms-no-wildcard-principal",
  severity: "critical",
  level: "M!",
  description:
    "The policy of a key must not allow anything to everybody, unless a condition names an account or an identity.",
  remediationSteps: "Name the principals, or add a condition on kms:CallerAccount or aws:PrincipalArn.",
  framework: fsbp("KMS.5"),
  tags: ["fsbp:KMS.5", "ckv:CKV_AWS_33"],
  requirements: ["FTE-019"],
  on: [key, replicaKey, "aws:kms/keyPolicy:KeyPolicy"],
  check: ({ policy }: Given<KeyArgs & KeyPolicyArgs>) => wildcardPrincipals("policy", policy, { conditioned: true }),
});

/** Events are copied by the Replicator, which writes them under the key of the other cluster. */
const copied = ["data", "backups", "secrets"];

export const multiRegion = rule({
  name: "aws-kms-multi-region-dr",
  severity: "low",
  level: "A",
  description: "A key of data that is copied to another region should be one of several regions.",
  remediationSteps: "Set multiRegion, which cannot be changed later, and make a ReplicaKey in each other region.",
  framework: guides("FTE-052"),
  tags: [],
  requirements: ["FTE-052", "CAP-070"],
  on: [key],
  thresholds: {
    purposes: threshold<readonly string[]>({
      description: "Ends of the names of keys whose data is copied to other regions.",
      type: "array",
      values: { dev: [], staging: copied, prod: copied, "prod-azure": copied },
    }),
  },
  check: ({ multiRegion: on }: Key, { name, config, notApplicable }) =>
    config.purposes.some((purpose) => name === purpose || name.endsWith(`-${purpose}`))
      ? is("multiRegion", on, true)
      : notApplicable("what it encrypts stays in its region"),
});

export default [rotation, deletionWindow, noWildcardPrincipal, multiRegion];
