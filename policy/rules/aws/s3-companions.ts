import type { BucketOwnershipControlsArgs } from "@pulumi/aws/s3/bucketOwnershipControls.js";
import type { BucketPolicyArgs } from "@pulumi/aws/s3/bucketPolicy.js";
import type { BucketPublicAccessBlockArgs } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import type { BucketServerSideEncryptionConfigurationArgs } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js";
import type { BucketVersioningArgs } from "@pulumi/aws/s3/bucketVersioning.js";
import { bucket, companion, takesAccessLogs } from "../../lib/aws/buckets.ts";
import { deniesPlainText } from "../../lib/aws/documents.ts";
import { cisAws, fsbp } from "../../lib/aws/standards.ts";
import { type Given, is, isSet, oneOf } from "../../lib/demands.ts";
import type { ResourceType } from "../../lib/rule.ts";
import { stackRule } from "../../lib/stack-rule.ts";
import { allOf } from "../../lib/unknown.ts";

const buckets = ["FTE-046", "ONB-063", "CAP-049", "ECO-039"];

const accessBlock = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock" as ResourceType<
  Given<BucketPublicAccessBlockArgs>
>;

export const publicAccessBlock = stackRule({
  name: "aws-s3-public-access-block",
  severity: "critical",
  level: "M!",
  description: "Every bucket must refuse lists and policies that let everybody in.",
  remediationSteps: "Make a BucketPublicAccessBlock of the bucket with all four flags.",
  framework: cisAws("2.1.4"),
  tags: [
    "cis-aws-5.0:2.1.4",
    "fsbp:S3.8",
    "ckv:CKV2_AWS_6",
    "ckv:CKV_AWS_53",
    "ckv:CKV_AWS_54",
    "ckv:CKV_AWS_55",
    "ckv:CKV_AWS_56",
    "trivy:AWS-0086",
    "trivy:AWS-0087",
    "trivy:AWS-0091",
    "trivy:AWS-0093",
    "trivy:AWS-0094",
  ],
  requirements: buckets,
  on: [bucket],
  check: (subject, stack) =>
    companion(subject, stack, accessBlock, (block) =>
      allOf(
        () => is("blockPublicAcls", block.blockPublicAcls, true),
        () => is("blockPublicPolicy", block.blockPublicPolicy, true),
        () => is("ignorePublicAcls", block.ignorePublicAcls, true),
        () => is("restrictPublicBuckets", block.restrictPublicBuckets, true),
      ),
    ),
});

const ownership = "aws:s3/bucketOwnershipControls:BucketOwnershipControls" as ResourceType<
  Given<BucketOwnershipControlsArgs>
>;

export const ownerEnforced = stackRule({
  name: "aws-s3-owner-enforced",
  severity: "medium",
  level: "M",
  description: "Every object must belong to the bucket's owner, so that access lists are of no effect.",
  remediationSteps: "Make BucketOwnershipControls of the bucket with BucketOwnerEnforced.",
  framework: fsbp("S3.12"),
  tags: ["fsbp:S3.12", "ckv:CKV2_AWS_65"],
  requirements: buckets,
  on: [bucket],
  check: (subject, stack) =>
    companion(subject, stack, ownership, ({ rule }) =>
      is("rule.objectOwnership", rule?.objectOwnership, "BucketOwnerEnforced"),
    ),
});

const encryption =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration" as ResourceType<
    Given<BucketServerSideEncryptionConfigurationArgs>
  >;

/** S3 delivers access logs only into a bucket without a key of ours. */
export const sseKms = stackRule({
  name: "aws-s3-sse-kms-cmk",
  severity: "high",
  level: "M",
  description: "Every bucket must be encrypted with a key of ours.",
  remediationSteps: "Make a BucketServerSideEncryptionConfiguration of the bucket with aws:kms and a kmsMasterKeyId.",
  framework: fsbp("S3.17"),
  tags: ["fsbp:S3.17", "ckv:CKV_AWS_19", "ckv:CKV_AWS_145", "trivy:AWS-0088", "trivy:AWS-0132"],
  requirements: ["FTE-019", ...buckets],
  on: [bucket],
  check: (subject, stack) =>
    companion(subject, stack, encryption, ({ rules }) => {
      const found = rules?.[0]?.applyServerSideEncryptionByDefault;
      const path = "rules[0].applyServerSideEncryptionByDefault";
      if (found?.sseAlgorithm === "AES256" && takesAccessLogs(subject, stack)) return [];
      return allOf(
        () => oneOf(`${path}.sseAlgorithm`, found?.sseAlgorithm, ["aws:kms", "aws:kms:dsse"]),
        () => isSet(`${path}.kmsMasterKeyId`, found?.kmsMasterKeyId, "the ARN of a key of ours"),
      );
    }),
});

const versions = "aws:s3/bucketVersioning:BucketVersioning" as ResourceType<Given<BucketVersioningArgs>>;

export const versioning = stackRule({
  name: "aws-s3-versioning",
  severity: "high",
  level: "M",
  description: "Every bucket must keep what is overwritten or deleted as an older version.",
  remediationSteps: "Make a BucketVersioning of the bucket with the status Enabled.",
  framework: fsbp("S3.14"),
  tags: ["fsbp:S3.14", "ckv:CKV_AWS_21", "trivy:AWS-0090"],
  requirements: buckets,
  on: [bucket],
  check: (subject, stack) =>
    companion(subject, stack, versions, ({ versioningConfiguration }) =>
      is("versioningConfiguration.status", versioningConfiguration?.status, "Enabled"),
    ),
});

const policies = "aws:s3/bucketPolicy:BucketPolicy" as ResourceType<Given<BucketPolicyArgs>>;

export const tlsOnly = stackRule({
  name: "aws-s3-tls-only",
  severity: "high",
  level: "M",
  description: "Every bucket must refuse whoever comes without TLS.",
  remediationSteps: "Deny s3:* to everybody in its policy where aws:SecureTransport is false.",
  framework: cisAws("2.1.1"),
  tags: ["cis-aws-5.0:2.1.1", "fsbp:S3.5", "ckv:CKV_AWS_379"],
  requirements: ["FTE-020", ...buckets],
  on: [bucket],
  check: (subject, stack) => companion(subject, stack, policies, ({ policy }) => deniesPlainText(policy, "s3:*")),
});

export default [publicAccessBlock, ownerEnforced, sseKms, versioning, tlsOnly];
