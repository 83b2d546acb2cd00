import type { StackSubject } from "./stack-analyzer.ts";

const key = "arn:aws:kms:us-east-1:012345678901:key/backups";
const region = (name: string) => ({ cloud: "aws", provider: { name: `aws-${name}`, region: name } });

/** A bucket with all its companions, named `<name>-<companion>`; `logsTo` is another one of the stack. */
export function bucketWith(
  name: string,
  { purpose, logsTo, at = "us-east-1" }: { purpose: string; logsTo?: string; at?: string },
): StackSubject[] {
  const bucket = `prod-${name}`;
  const companion = (type: string, role: string, props: StackSubject["props"]): StackSubject => ({
    type: `aws:s3/bucket${type}:Bucket${type}`,
    name: `${name}-${role}`,
    props: { bucket, ...props },
    refs: { bucket: [name] },
    ...region(at),
  });
  const denial = {
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:*"],
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  const encryption: StackSubject["props"] =
    logsTo === undefined ? { sseAlgorithm: "AES256" } : { sseAlgorithm: "aws:kms", kmsMasterKeyId: key };
  const flags = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
  return [
    { type: "aws:s3/bucket:Bucket", name, props: { bucket, tags: { purpose } }, ...region(at) },
    companion("PublicAccessBlock", "public-access", Object.fromEntries(flags.map((flag) => [flag, true]))),
    companion("OwnershipControls", "ownership", { rule: { objectOwnership: "BucketOwnerEnforced" } }),
    companion("Versioning", "versioning", { versioningConfiguration: { status: "Enabled" } }),
    companion("ServerSideEncryptionConfiguration", "encryption", {
      rules: [{ applyServerSideEncryptionByDefault: encryption, bucketKeyEnabled: true }],
    }),
    companion("Policy", "policy", { policy: JSON.stringify({ Version: "2012-10-17", Statement: [denial] }) }),
    companion("LifecycleConfiguration", "lifecycle", {
      rules: [
        {
          id: "leftovers",
          status: "Enabled",
          noncurrentVersionExpiration: { noncurrentDays: 30 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    }),
    companion("ObjectLockConfiguration", "lock", { rule: { defaultRetention: { mode: "COMPLIANCE", days: 30 } } }),
    ...(logsTo === undefined
      ? []
      : [
          {
            ...companion("Logging", "logging", { targetBucket: `prod-${logsTo}` }),
            refs: { bucket: [name], targetBucket: [logsTo] },
          },
        ]),
  ];
}

/** Backups in one region with a copy in another, and the bucket that takes the access logs of the first. */
export const buckets: readonly StackSubject[] = [
  ...bucketWith("logs", { purpose: "access-logs" }),
  ...bucketWith("data", { purpose: "backup", logsTo: "logs" }),
  ...bucketWith("copy", { purpose: "backup-copy", logsTo: "logs", at: "eu-central-1" }),
  {
    type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    name: "data-replication",
    props: {
      bucket: "prod-data",
      rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::prod-copy" } }],
    },
    refs: { bucket: ["data"], rules: ["copy"] },
    ...region("us-east-1"),
  },
];
