import type * as pulumi from "@pulumi/pulumi";
import { accountPrincipal, policyJson, type PolicyStatement } from "../core/aws-policy.ts";
import type { KeyPurpose } from "../core/place.ts";
import type { KeysSpec } from "./spec.ts";

type Where = Pick<KeysSpec, "region" | "accountId" | "partition">;

/** Services that use a key on behalf of those who use the service. */
const services: Readonly<Record<KeyPurpose, readonly string[]>> = {
  data: ["rds", "elasticache", "docdb-elastic"],
  messaging: ["sqs", "kafka", "sns"],
  // RDS keeps a managed password, and MSK reads the users of its clusters.
  secrets: ["secretsmanager", "rds", "kafka"],
  logs: ["s3"],
  backups: ["s3", "backup", "rds"],
  cluster: [],
  volumes: ["ec2"],
  images: ["ecr"],
};

/** What an administrator of the account may do with a key; reading what it encrypted is not among it. */
export const administration = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListKeyRotations",
  "kms:ListResourceTags",
  "kms:PutKeyPolicy",
  "kms:ReplicateKey",
  "kms:RevokeGrant",
  "kms:RotateKeyOnDemand",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
  "kms:UpdatePrimaryRegion",
];

const use = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

/** In a key's own policy, the resource is always the key itself. */
const thisKey = ["*"];

/** The policy of a key: administered by the account, and used through the services of its purpose alone. */
export function keyPolicy(purpose: KeyPurpose, where: Where): pulumi.Output<string> {
  return policyJson(
    {
      Sid: "Administer",
      Effect: "Allow",
      Principal: accountPrincipal(where),
      Action: administration,
      Resource: thisKey,
    },
    ...(services[purpose].length > 0 ? throughServices(services[purpose], where) : []),
    ...(further[purpose]?.(where) ?? []),
  );
}

/** Those of the account who may use a service may have it use the key, now and as long as the resource is there. */
function throughServices(names: readonly string[], where: Where): PolicyStatement[] {
  const via = names.map((service) => `${service}.${where.region}.amazonaws.com`);
  const StringEquals = { "kms:CallerAccount": where.accountId, "kms:ViaService": via };
  const common = { Effect: "Allow", Principal: accountPrincipal(where), Resource: thisKey } as const;
  return [
    { Sid: "UseThroughServices", ...common, Action: use, Condition: { StringEquals } },
    {
      Sid: "LetServicesGoOn",
      ...common,
      Action: ["kms:CreateGrant"],
      Condition: { StringEquals, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/** What a purpose needs besides. */
const further: Partial<Record<KeyPurpose, (where: Where) => PolicyStatement[]>> = {
  // Alarms are sent to a topic by the service itself.
  messaging: ({ region, accountId, partition }) => [
    {
      Sid: "SendAlarms",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: thisKey,
      Condition: {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:*` },
      },
    },
  ],
  logs: ({ region, accountId, partition }) => [
    {
      Sid: "EncryptLogGroups",
      Effect: "Allow",
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: use,
      Resource: thisKey,
      Condition: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": `arn:${partition}:logs:${region}:${accountId}:log-group:*`,
        },
      },
    },
    {
      Sid: "DeliverLogs",
      Effect: "Allow",
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Action: ["kms:GenerateDataKey", "kms:Decrypt", "kms:DescribeKey"],
      Resource: thisKey,
      Condition: {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": `arn:${partition}:logs:${region}:${accountId}:*` },
      },
    },
  ],
  // EKS calls with the rights of who makes the cluster and of the cluster's role, and marks its grants in no way.
  cluster: (where) => [
    {
      Sid: "EncryptClusterSecrets",
      Effect: "Allow",
      Principal: accountPrincipal(where),
      Action: ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants"],
      Resource: thisKey,
      Condition: { StringEquals: { "kms:CallerAccount": where.accountId } },
    },
  ],
  // The role by which Auto Scaling starts nodes comes into being with the first group, so that a policy cannot name it as
  // its principal beforehand.
  volumes: ({ region, accountId, partition }) => {
    const role = "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
    const condition = {
      StringEquals: { "kms:CallerAccount": accountId, "kms:ViaService": `ec2.${region}.amazonaws.com` },
      ArnEquals: { "aws:PrincipalArn": `arn:${partition}:iam::${accountId}:role/${role}` },
    };
    return [
      {
        Sid: "StartNodes",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: use,
        Resource: thisKey,
        Condition: condition,
      },
      {
        Sid: "LetNodesGoOn",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: ["kms:CreateGrant"],
        Resource: thisKey,
        Condition: { ...condition, Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    ];
  },
};
