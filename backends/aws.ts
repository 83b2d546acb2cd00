import { Alias } from "@pulumi/aws/kms/alias.js";
import { Key } from "@pulumi/aws/kms/key.js";
import { Provider } from "@pulumi/aws/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { privateBucket } from "../components/core/aws-bucket.ts";
import { accountPrincipal, policyJson, type PolicyStatement } from "../components/core/aws-policy.ts";
import { stackTags, tagsFor } from "../components/core/tags.ts";
import { administration } from "../components/keys/aws-policy.ts";
import { accessLogDelivery } from "../components/log-archive/aws.ts";
import { awsNames } from "./addresses.ts";
import type { AwsStateConfig } from "./config.ts";

/** How long an earlier state can be brought back. */
const undeleteDays = 90;

/** How long it can be looked up who read or wrote the state. */
const accessLogDays = 365;

/** Days in which a deleted key can be had back; the most that AWS gives. */
const deletionWindowInDays = 30;

const partition = "aws";

/**
 * A bucket for the state of a stack, and the key that encrypts it and the secrets in it. Both let in the roles that deploy, and nobody
 * else, administrators included: who may read a state may read the stack's secrets. Everything is protected: the state is what tells
 * pulumi of everything else.
 */
export class AwsState extends pulumi.ComponentResource {
  static readonly token = "plumbline:state:AwsState";

  constructor(name: string, config: AwsStateConfig, opts?: pulumi.ComponentResourceOptions) {
    super(AwsState.token, name, { ...config }, opts);
    const { account: accountId, region, deployers } = config.aws;
    const { bucket, accessLogs, alias } = awsNames(config);
    const roles = deployers.map((role) => `arn:${partition}:iam::${accountId}:role/${role}`);
    const tags = (purpose: string) => tagsFor({ system: "platform", component: "state" }, "confidential", { purpose });
    const key = new Key(
      `${name}-key`,
      {
        description: `State of ${config.stage} and the secrets in it`,
        deletionWindowInDays,
        enableKeyRotation: true,
        policy: keyPolicy(roles, accountId),
        tags: tags("state-key"),
      },
      { parent: this, protect: true, retainOnDelete: true },
    );
    new Alias(`${name}-key-alias`, { name: alias, targetKeyId: key.keyId }, { parent: this, protect: true });
    const logs = privateBucket(this, `${name}-access`, {
      bucket: accessLogs,
      keyArn: undefined,
      lifecycle: [{ id: "expire", status: "Enabled", filter: { prefix: "" }, expiration: { days: accessLogDays } }],
      undeleteDays,
      allow: (arn) => [accessLogDelivery(arn, { accountId, partition, stage: config.stage })],
      accessLogs: undefined,
      tags: tags("access-logs"),
      protect: true,
    });
    privateBucket(this, name, {
      bucket,
      keyArn: key.arn,
      lifecycle: [],
      undeleteDays,
      allow: (arn) => bucketPolicy(arn, roles),
      accessLogs: logs.name,
      tags: tags("state"),
      protect: true,
    });
    this.registerOutputs({ bucket, region });
  }
}

/** The provider of the account alone: a wrong profile makes nothing anywhere else. */
export function awsProvider({ stage, costCentre, aws: { account, region } }: AwsStateConfig): Provider {
  const tags = stackTags(stage, costCentre);
  return new Provider("aws", { region, allowedAccountIds: [account], defaultTags: { tags } });
}

/** In a key's own policy, the resource is always the key itself. */
const thisKey = ["*"];

function keyPolicy(roles: readonly string[], accountId: string): pulumi.Output<string> {
  return policyJson(
    {
      Sid: "Administer",
      Effect: "Allow",
      Principal: accountPrincipal({ accountId, partition }),
      Action: administration,
      Resource: thisKey,
    },
    {
      // Both by S3 for the state, and by pulumi itself for the secrets in it.
      Sid: "Deploy",
      Effect: "Allow",
      Principal: { AWS: [...roles] },
      Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"],
      Resource: thisKey,
    },
  );
}

function bucketPolicy(arn: pulumi.Output<string>, roles: readonly string[]): PolicyStatement[] {
  // Pulumi's backend has everything below this folder: states, their history, backups and locks.
  const objects = pulumi.interpolate`${arn}/.pulumi/*`;
  const Action = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"];
  const Principal = { AWS: [...roles] };
  return [
    {
      Sid: "FindState",
      Effect: "Allow",
      Principal,
      Action: ["s3:GetBucketLocation", "s3:ListBucket"],
      Resource: [arn],
    },
    { Sid: "Deploy", Effect: "Allow", Principal, Action, Resource: [objects] },
    {
      Sid: "NobodyElse",
      Effect: "Deny",
      Principal: "*",
      Action: [...Action, "s3:DeleteObjectVersion", "s3:GetObjectVersion"],
      Resource: [pulumi.interpolate`${arn}/*`],
      Condition: { ArnNotEquals: { "aws:PrincipalArn": [...roles] } },
    },
  ];
}
