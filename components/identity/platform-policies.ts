import * as pulumi from "@pulumi/pulumi";
import type { PolicyStatement } from "../core/aws-policy.ts";
import type { AwsPlace, BucketReference, KeyPurpose } from "../core/place.ts";

type Where = Pick<AwsPlace, "accountId" | "partition" | "region" | "keys">;

const allow = (
  Sid: string,
  Action: string[],
  Resource: pulumi.Input<string>[],
  Condition?: object,
): PolicyStatement => ({ Sid, Effect: "Allow", Action, Resource, ...(Condition && { Condition }) });

/** The use of a key through a service alone. */
export function keyThrough(where: Where, purpose: KeyPurpose, service: string, actions: string[]): PolicyStatement {
  return allow(`KeyOf${purpose[0]?.toUpperCase() ?? ""}${purpose.slice(1)}`, actions, [where.keys[purpose]], {
    StringEquals: { "kms:ViaService": `${service}.${where.region}.amazonaws.com` },
  });
}

/** External Secrets: the key of the secrets. Which ones it reads is said by each secret's own policy. */
export function secretsReaderPolicy(where: Where): PolicyStatement[] {
  return [keyThrough(where, "secrets", "secretsmanager", ["kms:Decrypt"])];
}

/** The log collector: new objects in the folders of what it ships, and none of them to read. */
export function logShipperPolicy(where: Where, archive: BucketReference, audit: BucketReference): PolicyStatement[] {
  return [
    allow(
      "ShipLogs",
      ["s3:PutObject"],
      [
        pulumi.interpolate`${archive.arn}/application/*`,
        pulumi.interpolate`${archive.arn}/history/*`,
        pulumi.interpolate`${audit.arn}/audit/*`,
      ],
    ),
    // S3 reads the key again to put the parts of an upload together.
    keyThrough(where, "logs", "s3", ["kms:Decrypt", "kms:GenerateDataKey"]),
  ];
}

/**
 * Cluster Autoscaler: the sizes of the groups of nodes of one cluster, which EKS gives these tags (and names that begin so). What it looks at
 * knows no resources, but for the labels and taints that a group's nodes will have.
 */
export function nodeScalerPolicy({ partition, region, accountId }: Where, clusterName: string): PolicyStatement[] {
  const of = (service: string) => `arn:${partition}:${service}:${region}:${accountId}`;
  const tag = (name: string) => `aws:ResourceTag/k8s.io/cluster-autoscaler/${name}`;
  return [
    allow(
      "SizeGroups",
      ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
      [`${of("autoscaling")}:autoScalingGroup:*:autoScalingGroupName/eks-*`],
      { StringEquals: { [tag("enabled")]: "true", [tag(clusterName)]: "owned" } },
    ),
    allow("ReadGroups", ["eks:DescribeNodegroup"], [`${of("eks")}:nodegroup/${clusterName}/*`]),
    allow(
      "Describe",
      [
        "autoscaling:DescribeAutoScalingGroups",
        "autoscaling:DescribeAutoScalingInstances",
        "autoscaling:DescribeScalingActivities",
        "ec2:DescribeImages",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeLaunchTemplateVersions",
      ],
      ["*"],
      { StringEquals: { "aws:RequestedRegion": region } },
    ),
  ];
}

/** cert-manager: the records by which it proves that it owns the hosts of one zone, and no other records. */
export function certificateSolverPolicy({ partition }: Where, zoneArn: pulumi.Input<string>): PolicyStatement[] {
  return [
    allow("WatchChanges", ["route53:GetChange"], [`arn:${partition}:route53:::change/*`]),
    allow("ReadZone", ["route53:ListResourceRecordSets"], [zoneArn]),
    allow("AnswerChallenges", ["route53:ChangeResourceRecordSets"], [zoneArn], {
      "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": ["TXT"] },
      "ForAllValues:StringLike": { "route53:ChangeResourceRecordSetsNormalizedRecordNames": ["_acme-challenge.*"] },
    }),
  ];
}

/** Velero: its folder of a bucket, and snapshots of volumes. EC2's Describe actions know no resources. */
export function clusterBackupPolicy(where: Where, bucket: BucketReference, folder: string): PolicyStatement[] {
  const { partition, region, accountId } = where;
  const volumes = `arn:${partition}:ec2:${region}:${accountId}:volume/*`;
  const snapshots = `arn:${partition}:ec2:${region}::snapshot/*`;
  const own = { StringLike: { "aws:ResourceTag/velero.io/backup": "*" } };
  return [
    allow(
      "KeepBackups",
      [
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:GetObject",
        "s3:ListMultipartUploadParts",
        "s3:PutObject",
        "s3:PutObjectTagging",
      ],
      [pulumi.interpolate`${bucket.arn}/${folder}/*`],
    ),
    allow("ListBackups", ["s3:ListBucket"], [bucket.arn], { StringLike: { "s3:prefix": [`${folder}/*`] } }),
    keyThrough(where, "backups", "s3", ["kms:Decrypt", "kms:GenerateDataKey"]),
    allow("Describe", ["ec2:DescribeSnapshots", "ec2:DescribeVolumes"], ["*"], {
      StringEquals: { "aws:RequestedRegion": region },
    }),
    allow("OfVolumes", ["ec2:CreateSnapshot"], [volumes]),
    allow("MakeSnapshots", ["ec2:CreateSnapshot"], [snapshots], {
      StringLike: { "aws:RequestTag/velero.io/backup": "*" },
    }),
    allow("RestoreSnapshots", ["ec2:CreateVolume"], [volumes]),
    allow("FromSnapshots", ["ec2:CreateVolume"], [snapshots], own),
    allow("DeleteSnapshots", ["ec2:DeleteSnapshot"], [snapshots], own),
    allow("TagAtCreation", ["ec2:CreateTags"], [volumes, snapshots], {
      StringEquals: { "ec2:CreateAction": ["CreateSnapshot", "CreateVolume"] },
    }),
    keyThrough(where, "volumes", "ec2", [
      "kms:CreateGrant",
      "kms:Decrypt",
      "kms:DescribeKey",
      "kms:GenerateDataKeyWithoutPlaintext",
      "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
    ]),
  ];
}
