import type { BucketArgs } from "@pulumi/aws/s3/bucket.js";
import type { BucketLoggingArgs } from "@pulumi/aws/s3/bucketLogging.js";
import { about, type Given } from "../demands.ts";
import type { ResourceType } from "../rule.ts";
import type { Resource, Stack } from "../stack.ts";
import { missing, type StackViolation } from "../stack-rule.ts";
import { collect } from "../unknown.ts";
import type { Violation } from "../violation.ts";

export type Bucket = Given<BucketArgs>;
export const bucket = "aws:s3/bucket:Bucket" as ResourceType<Bucket>;
export const logging = "aws:s3/bucketLogging:BucketLogging" as ResourceType<Given<BucketLoggingArgs>>;

/** The companions of a bucket: since version 7 of the provider, what a bucket is like is said by resources beside it. */
export function companions<Props extends { readonly bucket?: unknown }>(
  subject: Resource<Bucket>,
  stack: Stack,
  type: ResourceType<Props>,
): readonly Resource<Props>[] {
  return stack.companions(subject, type, "bucket", () => [subject.props.bucket]);
}

/** Demands a companion of a bucket, and something of it. */
export function companion<Props extends { readonly bucket?: unknown }>(
  subject: Resource<Bucket>,
  stack: Stack,
  type: ResourceType<Props>,
  check: (props: Props) => readonly Violation[],
): readonly StackViolation[] {
  const found = companions(subject, stack, type);
  if (found.length === 0) return [missing(type, "one of this bucket")];
  return collect(found, (one) => about(one, () => check(one.props)));
}

/** Whether S3 delivers the access logs of other buckets into this one. */
export function takesAccessLogs(subject: Resource<Bucket>, stack: Stack): boolean {
  return stack.companions(subject, logging, "targetBucket", () => [subject.props.bucket]).length > 0;
}
