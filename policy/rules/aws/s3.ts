import type { BucketArgs } from "@pulumi/aws/s3/bucket.js";
import type { BucketAclArgs } from "@pulumi/aws/s3/bucketAcl.js";
import type { BucketPolicyArgs } from "@pulumi/aws/s3/bucketPolicy.js";
import type { BucketServerSideEncryptionConfigurationArgs } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js";
import { wildcardPrincipals } from "../../lib/aws/documents.ts";
import { fsbp } from "../../lib/aws/standards.ts";
import { type Given, is, isNot } from "../../lib/demands.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import { show, type Violation } from "../../lib/violation.ts";

/** A list of its own, or within a bucket, where the SDK no longer wants it. */
type AccessList = Given<BucketAclArgs> & {
  readonly grants?: readonly ({ readonly uri?: string | null } | null)[] | null;
};

const everybody = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

export const noPublicAcl = rule({
  name: "aws-s3-no-public-acl",
  severity: "critical",
  level: "M!",
  description: "An access control list must not let everybody, or everybody with an account, at a bucket.",
  remediationSteps: "Remove the list; say who may read in the bucket's policy, or in the policies of roles.",
  framework: fsbp("S3.2"),
  tags: ["fsbp:S3.3", "ckv:CKV_AWS_20", "ckv:CKV_AWS_57", "ckv:CKV_AWS_375", "ckv:CKV2_AWS_43", "trivy:AWS-0092"],
  requirements: ["FTE-046", "ONB-063", "CAP-049", "ECO-039"],
  on: ["aws:s3/bucket:Bucket", "aws:s3/bucketAcl:BucketAcl"],
  check: (list: AccessList) =>
    allOf(
      () => cannedAcl(list.acl),
      () => collect(list.grants, ({ uri }, index) => grantee(`grants[${index}].uri`, uri)),
      () =>
        collect(list.accessControlPolicy?.grants, (grant, index) =>
          grantee(`accessControlPolicy.grants[${index}].grantee.uri`, grant.grantee?.uri),
        ),
    ),
});

function cannedAcl(acl: string | null | undefined): Violation[] {
  const open = acl === "public-read" || acl === "public-read-write" || acl === "authenticated-read";
  return open ? [{ path: "acl", expected: '"private"', found: show(acl), fix: "private" }] : [];
}

function grantee(path: string, uri: string | null | undefined): Violation[] {
  return everybody.test(uri ?? "") ? [{ path, expected: "no group of everybody", found: show(uri) }] : [];
}

export const bucketKey = rule({
  name: "aws-s3-bucket-key",
  severity: "low",
  level: "R",
  description: "A bucket that is encrypted with a key of KMS must use a bucket key.",
  remediationSteps:
    "Set bucketKeyEnabled: without it each object costs a call to KMS, and many at once run into its limit.",
  framework: guides("FTE-019"),
  tags: ["compliance-policies:enableServerSideEncryptionBucketKey"],
  requirements: ["FTE-019"],
  on: ["aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"],
  check: ({ rules }: Given<BucketServerSideEncryptionConfigurationArgs>) =>
    collect(rules, ({ applyServerSideEncryptionByDefault, bucketKeyEnabled }, index) =>
      applyServerSideEncryptionByDefault?.sseAlgorithm === "aws:kms"
        ? is(`rules[${index}].bucketKeyEnabled`, bucketKeyEnabled, true)
        : [],
    ),
});

export const noWildcardPrincipal = rule({
  name: "aws-s3-no-wildcard-principal",
  severity: "critical",
  level: "M!",
  description: "The policy of a bucket must not allow anything to everybody.",
  remediationSteps: "Name the accounts, roles or services that may; a denial of everybody is fine.",
  framework: fsbp("S3.6"),
  tags: ["ckv:CKV_AWS_70"],
  requirements: ["FTE-046", "ONB-063", "CAP-049", "ECO-039"],
  on: ["aws:s3/bucketPolicy:BucketPolicy"],
  check: ({ policy }: Given<BucketPolicyArgs>) => wildcardPrincipals("policy", policy, { conditioned: false }),
});

export const noForceDestroy = rule({
  name: "aws-s3-no-force-destroy",
  severity: "high",
  level: "Mp",
  description: "A bucket must not be deleted together with what is in it.",
  remediationSteps: "Set forceDestroy to false, and empty by hand what really is to go.",
  framework: guides("FTE-046"),
  tags: [],
  requirements: ["FTE-046", "FTE-079", "ECO-039"],
  on: ["aws:s3/bucket:Bucket"],
  check: ({ forceDestroy }: Given<BucketArgs>) => isNot("forceDestroy", forceDestroy, true, false),
});

/** What the provider deprecated with its version 7, and what no rule over buckets and their companions would see. */
export const currentType = rule({
  name: "aws-s3-current-type",
  severity: "high",
  level: "M!",
  description: "A bucket must be of the type that the rules over buckets know.",
  remediationSteps: "Make it an aws.s3.Bucket with an alias of the old type; its companions lose their V2 likewise.",
  framework: guides("FTE-046"),
  tags: [],
  requirements: ["FTE-046", "FTE-019"],
  on: ["aws:s3/bucketV2:BucketV2"],
  thresholds: {
    allowed: threshold<readonly string[]>({
      description: "Buckets that are still of the old type, by name.",
      type: "array",
      values: { dev: [], staging: [], prod: [], "prod-azure": [] },
    }),
  },
  check: ({ bucket }: Given<BucketArgs>, { config }) =>
    config.allowed.includes(bucket ?? "")
      ? []
      : [{ path: "bucket", expected: "a bucket of the type aws.s3.Bucket", found: show(bucket) }],
});

export default [noPublicAcl, bucketKey, noWildcardPrincipal, noForceDestroy, currentType];
