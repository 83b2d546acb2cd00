import { BucketReplicationConfig } from "@pulumi/aws/s3/bucketReplicationConfig.js";
import * as pulumi from "@pulumi/pulumi";
import type { PrivateBucket } from "../core/aws-bucket.ts";
import { type PolicyStatement, serviceTrust } from "../core/aws-policy.ts";
import type { AwsPeer, AwsPlace } from "../core/place.ts";
import { makeRole } from "../identity/aws-roles.ts";

/** How far a copy may be behind before S3 tells; the only value that S3 takes. Unit: minutes. */
const behindMinutes = 15;

export interface ReplicationArgs {
  readonly system: string;
  readonly place: AwsPlace;
  readonly peer: AwsPeer;
  readonly from: PrivateBucket;
  readonly to: PrivateBucket;
}

/** Has S3 copy every new version to a bucket of another region, under a key of that region. Deletions are not copied. */
export function replicate(parent: pulumi.Resource, name: string, args: ReplicationArgs): void {
  const { place, peer, from, to } = args;
  const role = makeRole(parent, name, {
    identity: { system: args.system, component: "backup-replication" },
    description: `Copies of backups in ${peer.region}`,
    trust: serviceTrust(place, "s3.amazonaws.com"),
    statements: replicationPolicy(args),
  });
  const onTime = { status: "Enabled", time: { minutes: behindMinutes } };
  new BucketReplicationConfig(
    `${name}-rules`,
    {
      bucket: from.name,
      role: role.arn,
      rules: [
        {
          id: "copy",
          status: "Enabled",
          priority: 1,
          filter: { prefix: "" },
          deleteMarkerReplication: { status: "Disabled" },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
          destination: {
            bucket: to.arn,
            encryptionConfiguration: { replicaKmsKeyId: peer.keys.backups },
            replicationTime: onTime,
            metrics: { status: "Enabled", eventThreshold: { minutes: behindMinutes } },
          },
        },
      ],
    },
    { parent, dependsOn: [from.versioning, to.versioning, ...role.policies] },
  );
}

function replicationPolicy({ place, peer, from, to }: ReplicationArgs): PolicyStatement[] {
  const allow = (Sid: string, Action: string[], Resource: pulumi.Input<string>[]): PolicyStatement => ({
    Sid,
    Effect: "Allow",
    Action,
    Resource,
  });
  const through = (region: string) => ({
    Condition: { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } },
  });
  return [
    allow("ReadRules", ["s3:GetReplicationConfiguration", "s3:ListBucket"], [from.arn]),
    allow(
      "ReadVersions",
      [
        "s3:GetObjectLegalHold",
        "s3:GetObjectRetention",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionTagging",
      ],
      [pulumi.interpolate`${from.arn}/*`],
    ),
    allow("WriteCopies", ["s3:ReplicateObject", "s3:ReplicateTags"], [pulumi.interpolate`${to.arn}/*`]),
    { ...allow("Decrypt", ["kms:Decrypt"], [place.keys.backups]), ...through(place.region) },
    { ...allow("Encrypt", ["kms:Encrypt", "kms:GenerateDataKey"], [peer.keys.backups]), ...through(peer.region) },
  ];
}
