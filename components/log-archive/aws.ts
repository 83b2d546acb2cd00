import * as pulumi from "@pulumi/pulumi";
import { bucketName, expireFolder, type PrivateBucket, privateBucket } from "../core/aws-bucket.ts";
import type { PolicyStatement } from "../core/aws-policy.ts";
import type { BucketReference } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import type { LogArchiveOutputs, LogArchiveSpec } from "./spec.ts";

const component = "log-archive";

/** Folder of the bucket of access logs that load balancers write to. */
export const balancerLogs = "load-balancer";

/** How long an overwritten or deleted log can be brought back. Unit: days. */
const undeleteDays = 7;

/** Names of the buckets that logs are shipped to, by what those who ship them know. */
export const archiveNames = (place: Parameters<typeof bucketName>[0]) => ({
  archive: bucketName(place, component),
  audit: bucketName(place, "audit-archive"),
});

/**
 * Three buckets: an object lock holds for a whole bucket, so audit logs have one of their own; and S3 delivers access
 * logs only into a bucket without a customer's key.
 */
export function awsLogArchive(parent: pulumi.Resource, name: string, spec: LogArchiveSpec): LogArchiveOutputs {
  const { retentionDays, keyArn, protect } = spec;
  const tags = (purpose: string) => tagsFor({ system: "platform", component }, "internal", { purpose });
  const access = privateBucket(parent, `${name}-access`, {
    bucket: bucketName(spec, "access-logs"),
    keyArn: undefined,
    lifecycle: [
      { id: "expire", status: "Enabled", filter: { prefix: "" }, expiration: { days: retentionDays.access } },
    ],
    undeleteDays,
    allow: (arn) => [accessLogDelivery(arn, spec), balancerLogDelivery(arn, spec)],
    accessLogs: undefined,
    tags: tags("access-logs"),
    protect,
  });
  const archive = privateBucket(parent, name, {
    bucket: archiveNames(spec).archive,
    keyArn,
    lifecycle: (["application", "history", "network"] as const).map((each) => expireFolder(each, retentionDays[each])),
    undeleteDays,
    allow: (arn) => flowLogDelivery(arn, spec),
    accessLogs: access.name,
    tags: tags("logs"),
    protect,
  });
  const audit = privateBucket(parent, `${name}-audit`, {
    bucket: archiveNames(spec).audit,
    keyArn,
    lifecycle: [expireFolder("audit", retentionDays.audit)],
    undeleteDays,
    lock: { days: retentionDays.audit, compliance: protect },
    accessLogs: access.name,
    tags: tags("audit"),
    protect,
  });
  return { archive: reference(archive), audit: reference(audit), access: reference(access) };
}

const reference = ({ name, arn }: PrivateBucket): BucketReference => ({ name, arn });

/** S3 writes the access logs of this account's buckets. */
export function accessLogDelivery(
  arn: pulumi.Output<string>,
  spec: Pick<LogArchiveSpec, "accountId" | "partition" | "stage">,
): PolicyStatement {
  return {
    Sid: "DeliverAccessLogs",
    Effect: "Allow",
    Principal: { Service: "logging.s3.amazonaws.com" },
    Action: ["s3:PutObject"],
    Resource: [pulumi.interpolate`${arn}/*`],
    Condition: {
      StringEquals: { "aws:SourceAccount": spec.accountId },
      ArnLike: { "aws:SourceArn": `arn:${spec.partition}:s3:::${spec.stage}-*` },
    },
  };
}

/** Load balancers of this account in this region write who asked for what. */
function balancerLogDelivery(arn: pulumi.Output<string>, spec: LogArchiveSpec): PolicyStatement {
  return {
    Sid: "DeliverBalancerLogs",
    Effect: "Allow",
    Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
    Action: ["s3:PutObject"],
    Resource: [pulumi.interpolate`${arn}/${balancerLogs}/AWSLogs/${spec.accountId}/*`],
    Condition: {
      StringEquals: { "aws:SourceAccount": spec.accountId },
      ArnLike: {
        "aws:SourceArn": `arn:${spec.partition}:elasticloadbalancing:${spec.region}:${spec.accountId}:loadbalancer/*`,
      },
    },
  };
}

/** VPC writes the flow logs of this account's networks in this region. */
function flowLogDelivery(arn: pulumi.Output<string>, spec: LogArchiveSpec): PolicyStatement[] {
  const Condition = {
    StringEquals: { "aws:SourceAccount": spec.accountId },
    ArnLike: { "aws:SourceArn": `arn:${spec.partition}:logs:${spec.region}:${spec.accountId}:*` },
  };
  const delivery = { Effect: "Allow", Principal: { Service: "delivery.logs.amazonaws.com" }, Condition } as const;
  return [
    {
      Sid: "DeliverFlowLogs",
      ...delivery,
      Action: ["s3:PutObject"],
      Resource: [pulumi.interpolate`${arn}/network/AWSLogs/${spec.accountId}/*`],
    },
    { Sid: "FindBucket", ...delivery, Action: ["s3:GetBucketAcl", "s3:ListBucket"], Resource: [arn] },
  ];
}
