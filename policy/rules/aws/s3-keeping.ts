import type { BucketLifecycleConfigurationArgs } from "@pulumi/aws/s3/bucketLifecycleConfiguration.js";
import type { BucketObjectLockConfigurationArgs } from "@pulumi/aws/s3/bucketObjectLockConfiguration.js";
import type { BucketReplicationConfigArgs } from "@pulumi/aws/s3/bucketReplicationConfig.js";
import { type Bucket, bucket, companion, companions, logging, takesAccessLogs } from "../../lib/aws/buckets.ts";
import { regionOf } from "../../lib/aws/regions.ts";
import { copies, oneRegion } from "../../lib/copies.ts";
import { fsbp } from "../../lib/aws/standards.ts";
import { about, atLeast, type Given, is, isSet } from "../../lib/demands.ts";
import { type ResourceType, threshold } from "../../lib/rule.ts";
import type { Resource } from "../../lib/stack.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import { show, type Violation } from "../../lib/violation.ts";

const objectLock = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration" as ResourceType<
  Given<BucketObjectLockConfigurationArgs>
>;

/** What a bucket is for, as its tag says. */
const purposeOf = ({ props }: Resource<Bucket>) => props.tags?.["purpose"] ?? "";
const otherPurpose = "it holds neither backups nor audit logs";

/** Governance lets those go who may lift it; compliance lets nobody, which is what a backup is for that outlives an attacker. */
export const objectLocked = stackRule({
  name: "aws-s3-backup-object-lock",
  severity: "high",
  level: "Mp",
  description: "Nobody must be able to delete a backup or an audit log before its time.",
  remediationSteps:
    "Make a BucketObjectLockConfiguration of the bucket in COMPLIANCE mode; the bucket needs objectLockEnabled.",
  framework: fsbp("S3.15"),
  tags: ["fsbp:S3.15", "ckv:CKV_AWS_143"],
  requirements: ["FTE-046", "FTE-079", "CAP-049", "ECO-039"],
  on: [bucket],
  thresholds: {
    days: threshold<number>({
      description: "Days that an object is locked at least.",
      type: "integer",
      values: { dev: 1, staging: 1, prod: 7, "prod-azure": 7 },
    }),
  },
  check: (subject, stack, { config, notApplicable }) => {
    if (!["backup", "backup-copy", "audit"].includes(purposeOf(subject))) return notApplicable(otherPurpose);
    return companion(subject, stack, objectLock, ({ rule }) => {
      const { mode, days, years } = rule?.defaultRetention ?? {};
      return allOf(
        () => is("rule.defaultRetention.mode", mode, "COMPLIANCE"),
        () => (years ? [] : atLeast("rule.defaultRetention.days", days, config.days)),
      );
    });
  },
});

const replication = "aws:s3/bucketReplicationConfig:BucketReplicationConfig" as ResourceType<
  Given<BucketReplicationConfigArgs>
>;

/**
 * Those of the region that takes writes are copied. What other regions save is made of the same data, or made anew by the program, so that it is enough
 * when one region's backups of a system are elsewhere, too.
 */
export const replicated = stackRule({
  name: "aws-s3-backup-replication",
  severity: "high",
  level: "Mp",
  description: "Backups must be copied to a bucket of another region as they come.",
  remediationSteps: "Make a BucketReplicationConfig of the bucket, with a bucket of another region as the destination.",
  framework: fsbp("S3.7"),
  tags: ["fsbp:S3.7", "ckv:CKV_AWS_144"],
  requirements: ["FTE-046", "CAP-049", "CAP-070", "ECO-046"],
  on: [bucket],
  thresholds: copies,
  check: (subject, stack, { config, notApplicable }) => {
    if (purposeOf(subject) !== "backup") return notApplicable("it holds no backups");
    if (!config.copies) return notApplicable(oneRegion);
    const [found] = companions(subject, stack, replication);
    if (found === undefined) {
      const copied = stack
        .all(bucket)
        .some((other) => isTwin(other, subject) && companions(other, stack, replication)[0]);
      return copied
        ? notApplicable("the backups of its system are copied from another region")
        : [missing(replication, "one of this bucket")];
    }
    return about(found, () =>
      allOf(
        () => collect(found.props.rules, ({ status }, index) => is(`rules[${index}].status`, status, "Enabled")),
        () => elsewhere(subject, found),
      ),
    );
  },
});

/** Whether a bucket holds the backups of the same system in another region. */
function isTwin(other: Resource<Bucket>, subject: Resource<Bucket>): boolean {
  const system = subject.props.tags?.["system"];
  const same = system !== undefined && other.props.tags?.["system"] === system && purposeOf(other) === "backup";
  return same && regionOf(other) !== regionOf(subject);
}

/** A destination of this stack must not be in the same region. */
function elsewhere(from: Resource<Bucket>, { propertyDependencies }: Resource): Violation[] {
  const targets = (propertyDependencies["rules"] ?? []).filter(({ type, urn }) => type === bucket && urn !== from.urn);
  const region = regionOf(from);
  if (targets.length === 0 || targets.some((target) => regionOf(target) !== region)) return [];
  return [{ path: "rules[0].destination.bucket", expected: "a bucket of another region", found: show(region) }];
}

const lifecycles = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration" as ResourceType<
  Given<BucketLifecycleConfigurationArgs>
>;

export const lifecycle = stackRule({
  name: "aws-s3-lifecycle",
  severity: "low",
  level: "A",
  description: "Every bucket should remove old versions, and uploads that never ended.",
  remediationSteps:
    "Make a BucketLifecycleConfiguration of the bucket with noncurrentVersionExpiration and abortIncompleteMultipartUpload.",
  framework: fsbp("S3.10"),
  tags: ["fsbp:S3.10", "fsbp:S3.13", "ckv:CKV2_AWS_61", "ckv:CKV_AWS_300"],
  requirements: ["FTE-046", "CAP-065", "ECO-040"],
  on: [bucket],
  check: (subject, stack) =>
    companion(subject, stack, lifecycles, ({ rules }) => {
      const enabled = (rules ?? []).filter((each) => each?.status === "Enabled");
      const uploads = enabled.find((each) => each?.abortIncompleteMultipartUpload)?.abortIncompleteMultipartUpload;
      const versions = enabled.find((each) => each?.noncurrentVersionExpiration)?.noncurrentVersionExpiration;
      return allOf(
        () => isSet("rules[].abortIncompleteMultipartUpload", uploads, "days, in a rule that is enabled"),
        () => isSet("rules[].noncurrentVersionExpiration", versions, "days, in a rule that is enabled"),
      );
    }),
});

export const accessLogging = stackRule({
  name: "aws-s3-access-logging",
  severity: "low",
  level: "A",
  description: "Who reads and writes in a bucket should be written down.",
  remediationSteps: "Make a BucketLogging of the bucket, with a bucket for such logs as the target.",
  framework: fsbp("S3.9"),
  tags: ["fsbp:S3.9", "ckv:CKV_AWS_18", "trivy:AWS-0089"],
  requirements: ["FTE-079", "CAP-063"],
  on: [bucket],
  check: (subject, stack, { notApplicable }) =>
    takesAccessLogs(subject, stack)
      ? notApplicable("it takes the logs of the others, and would fill itself with its own")
      : companion(subject, stack, logging, ({ targetBucket }) =>
          isSet("targetBucket", targetBucket, "a bucket for logs"),
        ),
});

export default [objectLocked, replicated, lifecycle, accessLogging];
