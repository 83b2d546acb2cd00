import { json, oneOf } from "../../cloud/rules.ts";
import type { Facts, Row, Rows } from "../../cloud/table.ts";
import { bucket, exists, kmsKeyArn, roleArn, settingOf } from "./parts.ts";
import { websiteZones } from "./zones.ts";

/** What used to be a property of the bucket and is a resource of its own now. */
const companion = (rest: Partial<Row> = {}): Row => settingOf("bucket", bucket, rest);

/** One of several of a bucket, told apart by its name. */
const namedCompanion: Row = {
  id: "{bucket}:{name}",
  name: { property: "name", max: 64 },
  replaces: ["bucket"],
  overwrites: true,
  needs: { bucket },
};

const website = ({ fill }: Facts): string => fill("s3-website-{region}.amazonaws.com");

/** S3. */
export const storage: Rows = {
  "aws:s3/bucket:Bucket": {
    id: "{bucket}",
    name: {
      property: "bucket",
      max: 63,
      min: 3,
      lower: true,
      pattern: /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*\.\.)[a-z0-9][a-z0-9.-]*[a-z0-9]$/,
    },
    replaces: ["bucketNamespace", "objectLockEnabled"],
    worldwide: true,
    defaults: { forceDestroy: false, objectLockEnabled: false, requestPayer: "BucketOwner" },
    computed: {
      arn: "arn:aws:s3:::{bucket}",
      bucketDomainName: "{bucket}.s3.amazonaws.com",
      bucketRegion: "{region}",
      bucketRegionalDomainName: "{bucket}.s3.{region}.amazonaws.com",
      hostedZoneId: ({ region }) => websiteZones[region] ?? "",
      websiteDomain: website,
      websiteEndpoint: (facts) => `${facts.fill("{bucket}")}.${website(facts)}`,
    },
  },
  "aws:s3/bucketAcl:BucketAcl": companion(),
  "aws:s3/bucketAccelerateConfiguration:BucketAccelerateConfiguration": companion(),
  "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration": companion(),
  "aws:s3/bucketIntelligentTieringConfiguration:BucketIntelligentTieringConfiguration": namedCompanion,
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": companion({
    rules: {
      "rules.*.status": oneOf("Disabled", "Enabled"),
      "rules.*.transitions.*.storageClass": oneOf(
        "DEEP_ARCHIVE",
        "GLACIER",
        "GLACIER_IR",
        "INTELLIGENT_TIERING",
        "ONEZONE_IA",
        "STANDARD_IA",
      ),
    },
    defaults: { transitionDefaultMinimumObjectSize: "all_storage_classes_128K" },
  }),
  "aws:s3/bucketLogging:BucketLogging": companion({ needs: { targetBucket: bucket } }),
  "aws:s3/bucketMetric:BucketMetric": namedCompanion,
  "aws:s3/analyticsConfiguration:AnalyticsConfiguration": namedCompanion,
  "aws:s3/inventory:Inventory": { ...namedCompanion, defaults: { enabled: true } },
  "aws:s3/bucketNotification:BucketNotification": companion({
    needs: {
      "queues.*.queueArn": exists("aws:sqs/queue:Queue", "arn"),
      "topics.*.topicArn": exists("aws:sns/topic:Topic", "arn"),
    },
  }),
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": companion({
    defaults: { objectLockEnabled: "Enabled" },
    rules: { "rule.defaultRetention.mode": oneOf("COMPLIANCE", "GOVERNANCE") },
    validate: ({ rule }) =>
      rule !== undefined && /"days":.*"years":|"years":.*"days":/.test(JSON.stringify(rule))
        ? "a default retention has either days or years"
        : undefined,
  }),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": companion({
    rules: { "rule.objectOwnership": oneOf("BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter") },
  }),
  "aws:s3/bucketPolicy:BucketPolicy": companion({ rules: { policy: json(20480) } }),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": companion({
    defaults: {
      blockPublicAcls: false,
      blockPublicPolicy: false,
      ignorePublicAcls: false,
      restrictPublicBuckets: false,
    },
  }),
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": companion({
    needs: {
      role: roleArn,
      "rules.*.destination.bucket": exists("aws:s3/bucket:Bucket", "arn"),
      "rules.*.destination.encryptionConfiguration.replicaKmsKeyId": kmsKeyArn,
    },
    rules: { "rules.*.status": oneOf("Disabled", "Enabled") },
  }),
  "aws:s3/bucketRequestPaymentConfiguration:BucketRequestPaymentConfiguration": companion(),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": companion({
    needs: { "rules.*.applyServerSideEncryptionByDefault.kmsMasterKeyId": kmsKeyArn },
    rules: {
      "rules.*.applyServerSideEncryptionByDefault.sseAlgorithm": oneOf("AES256", "aws:kms", "aws:kms:dsse"),
    },
  }),
  "aws:s3/bucketVersioning:BucketVersioning": companion({
    rules: { "versioningConfiguration.status": oneOf("Disabled", "Enabled", "Suspended") },
  }),
  "aws:s3/bucketObjectv2:BucketObjectv2": {
    id: "{bucket}/{key}",
    name: { property: "key", max: 1024 },
    replaces: ["bucket"],
    overwrites: true,
    // A bucket with something in it is deleted with what is in it, or not at all.
    needs: { bucket: { ...bucket, holds: ({ properties }) => properties["forceDestroy"] !== true } },
    defaults: { storageClass: "STANDARD", contentType: "application/octet-stream" },
    computed: {
      arn: "arn:aws:s3:::{bucket}/{key}",
      checksumCrc32: "",
      checksumCrc32c: "",
      checksumCrc64nvme: "",
      checksumSha1: "",
      checksumSha256: "",
      versionId: "{hex:32}",
    },
  },
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": {
    id: "{account}",
    overwrites: true,
    defaults: {
      blockPublicAcls: false,
      blockPublicPolicy: false,
      ignorePublicAcls: false,
      restrictPublicBuckets: false,
    },
  },
};
