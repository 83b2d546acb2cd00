import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketLifecycleConfiguration } from "@pulumi/aws/s3/bucketLifecycleConfiguration.js";
import { BucketLogging } from "@pulumi/aws/s3/bucketLogging.js";
import { BucketObjectLockConfiguration } from "@pulumi/aws/s3/bucketObjectLockConfiguration.js";
import { BucketOwnershipControls } from "@pulumi/aws/s3/bucketOwnershipControls.js";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy.js";
import { BucketPublicAccessBlock } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import { BucketServerSideEncryptionConfiguration } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js";
import { BucketVersioning } from "@pulumi/aws/s3/bucketVersioning.js";
import type { input } from "@pulumi/aws/types/index.js";
import * as pulumi from "@pulumi/pulumi";
import { policyJson, type PolicyStatement } from "./aws-policy.ts";
import { physicalName } from "./physical-names.ts";
import type { AwsPlace, BucketReference } from "./place.ts";
import type { Tags } from "./tags.ts";

export type LifecycleRule = input.s3.BucketLifecycleConfigurationRule;

/** Versions that nobody may delete or overwrite for a while, not even an administrator where `compliance` is set. */
export interface ObjectLock {
  /** Range: 1 to 36500. Unit: days. */
  readonly days: number;
  /** Nobody can shorten it, or lift it from an object. */
  readonly compliance: boolean;
}

export interface PrivateBucketArgs {
  /** Name of the bucket; unique in the whole world. */
  readonly bucket: string;
  /** Region, where it is not the provider's own. */
  readonly region?: string;
  /** Customer-managed key. `undefined` where the service that writes takes none, as for S3's own access logs. */
  readonly keyArn: pulumi.Input<string> | undefined;
  /** What becomes of objects, besides what is true of every bucket. */
  readonly lifecycle: readonly LifecycleRule[];
  /** How long an overwritten or deleted object can be brought back. Unit: days. */
  readonly undeleteDays: number;
  /** @default - objects may be deleted */
  readonly lock?: ObjectLock;
  /** Who else than the account's own roles may do what. @default [] */
  readonly allow?: (arn: pulumi.Output<string>) => PolicyStatement[];
  /** Bucket of the same region that takes the access logs. `undefined` for that bucket itself. */
  readonly accessLogs: pulumi.Input<string> | undefined;
  readonly tags: Tags;
  /** Protects the bucket and keeps it when it is deleted; otherwise it is deleted with all that is in it. */
  readonly protect: boolean;
}

/** A bucket, and what replication has to come after. */
export interface PrivateBucket extends BucketReference {
  readonly versioning: pulumi.Resource;
}

/** A bucket's name: unique by account and region. */
export function bucketName(
  place: Pick<AwsPlace, "stage" | "accountId" | "region">,
  ...parts: readonly string[]
): string {
  return physicalName("bucket", place.stage, ...parts, place.accountId, place.region);
}

/** Days after which the parts of an upload that never ended are removed. */
const abandonedUploadDays = 7;

/** A bucket that only its account reaches, by TLS, with every version kept and encrypted. */
export function privateBucket(parent: pulumi.Resource, name: string, args: PrivateBucketArgs): PrivateBucket {
  const { region, protect } = args;
  const bucket = new Bucket(
    name,
    {
      bucket: args.bucket,
      region,
      tags: args.tags,
      forceDestroy: !protect,
      // Can be had from the beginning alone.
      objectLockEnabled: args.lock !== undefined,
    },
    { parent, protect, retainOnDelete: protect },
  );
  const opts = { parent };
  const of = { bucket: bucket.bucket, region };
  new BucketPublicAccessBlock(
    `${name}-public-access`,
    { ...of, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
    opts,
  );
  new BucketOwnershipControls(`${name}-ownership`, { ...of, rule: { objectOwnership: "BucketOwnerEnforced" } }, opts);
  const versioning = new BucketVersioning(
    `${name}-versioning`,
    { ...of, versioningConfiguration: { status: "Enabled" } },
    opts,
  );
  new BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    { ...of, rules: [encryptionRule(args.keyArn)] },
    opts,
  );
  new BucketPolicy(
    `${name}-policy`,
    { ...of, policy: policyJson(...denials(bucket.arn, args.keyArn), ...(args.allow?.(bucket.arn) ?? [])) },
    opts,
  );
  const afterVersioning = { parent, dependsOn: [versioning] };
  new BucketLifecycleConfiguration(
    `${name}-lifecycle`,
    { ...of, rules: [everyObject(args.undeleteDays), ...args.lifecycle] },
    afterVersioning,
  );
  if (args.lock) {
    const defaultRetention = { mode: args.lock.compliance ? "COMPLIANCE" : "GOVERNANCE", days: args.lock.days };
    new BucketObjectLockConfiguration(`${name}-lock`, { ...of, rule: { defaultRetention } }, afterVersioning);
  }
  if (args.accessLogs !== undefined) {
    new BucketLogging(
      `${name}-logging`,
      {
        ...of,
        targetBucket: args.accessLogs,
        targetPrefix: `${args.bucket}/`,
        targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
      },
      opts,
    );
  }
  return { name: bucket.bucket, arn: bucket.arn, versioning };
}

function encryptionRule(keyArn: pulumi.Input<string> | undefined) {
  return {
    applyServerSideEncryptionByDefault:
      keyArn === undefined ? { sseAlgorithm: "AES256" } : { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
    bucketKeyEnabled: keyArn !== undefined,
    // Keys that the writer brings, and that nobody could find again.
    blockedEncryptionTypes: ["SSE-C"],
  };
}

/**
 * What nobody may do, the account's administrators included: a denial for everybody, of every action, is the only form
 * that has no gap.
 */
function denials(arn: pulumi.Output<string>, keyArn: pulumi.Input<string> | undefined): PolicyStatement[] {
  const objects = pulumi.interpolate`${arn}/*`;
  const deny = { Effect: "Deny", Principal: "*" } as const;
  const everything = { ...deny, Action: ["s3:*"], Resource: [arn, objects] };
  const header = "s3:x-amz-server-side-encryption-aws-kms-key-id";
  return [
    { Sid: "DenyPlainHttp", ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    { Sid: "DenyOldTls", ...everything, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
    ...(keyArn === undefined
      ? []
      : [
          {
            Sid: "DenyOtherKeys",
            ...deny,
            Action: ["s3:PutObject"],
            Resource: [objects],
            // Who names no key gets the bucket's.
            Condition: { Null: { [header]: "false" }, StringNotEquals: { [header]: keyArn } },
          },
        ]),
  ];
}

/** Removes what is left over: old versions, markers of deleted objects, uploads that never ended. */
function everyObject(undeleteDays: number): LifecycleRule {
  return {
    id: "leftovers",
    status: "Enabled",
    filter: { prefix: "" },
    expiration: { expiredObjectDeleteMarker: true },
    noncurrentVersionExpiration: { noncurrentDays: undeleteDays },
    abortIncompleteMultipartUpload: { daysAfterInitiation: abandonedUploadDays },
  };
}

/** Removes the objects of a folder when they are so old. */
export function expireFolder(prefix: string, days: number): LifecycleRule {
  return {
    id: `expire-${prefix.replaceAll("/", "-")}`,
    status: "Enabled",
    filter: { prefix: `${prefix}/` },
    expiration: { days },
    ...(days >= leastColdDays && { transitions: [{ days: coldAfterDays, storageClass: "GLACIER_IR" }] }),
  };
}

/** Objects that stay this long are worth moving: a cold one is paid for 90 days, at the least. */
const leastColdDays = 180;
const coldAfterDays = 30;
