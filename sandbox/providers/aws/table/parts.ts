import type { Need, Row } from "../../cloud/table.ts";

/** The ARN of something in a region; `{arn:...}` would say no more than this. */
export const arn = (service: string, resource: string): string => `arn:aws:${service}:{region}:{account}:${resource}`;

/** An instant that is the same in every run. */
export const instant = "2025-01-01T00:00:00Z";

export const exists = (type: string | readonly string[], ...by: readonly string[]): Need => ({
  type,
  by: by.length > 0 ? by : ["id"],
});

/** What is named has to stay as long as whoever names it. */
export const holds = (type: string | readonly string[], ...by: readonly string[]): Need => ({
  ...exists(type, ...by),
  holds: true,
});

export const vpc = holds("aws:ec2/vpc:Vpc");
export const subnet = holds("aws:ec2/subnet:Subnet");
export const securityGroup = holds("aws:ec2/securityGroup:SecurityGroup");
export const roleArn = exists("aws:iam/role:Role", "arn");
export const bucket = exists("aws:s3/bucket:Bucket");
export const bucketArn = exists("aws:s3/bucket:Bucket", "arn");
export const topicArn = exists("aws:sns/topic:Topic", "arn");

/** A key by its ARN or its id; aliases and the keys that AWS manages are left alone. */
export const kmsKey: Need = {
  ...exists(["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey"], "arn", "id"),
  except: /alias\//,
};
export const kmsKeyArn: Need = { ...kmsKey, by: ["arn"] };

/** A setting of something else: there is one of it, and a second takes the place of the first. */
export const settingOf = (property: string, needs: Need, rest: Partial<Row> = {}): Row => ({
  id: `{${property}}`,
  name: false,
  overwrites: true,
  ...rest,
  replaces: [property, ...(rest.replaces ?? [])],
  needs: { [property]: needs, ...rest.needs },
});
