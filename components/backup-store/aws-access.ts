import { PodIdentityAssociation } from "@pulumi/aws/eks/podIdentityAssociation.js";
import * as pulumi from "@pulumi/pulumi";
import { bucketName as physicalBucketName } from "../core/aws-bucket.ts";
import type { PolicyStatement } from "../core/aws-policy.ts";
import { InvalidInput } from "../core/errors.ts";
import type { AwsPlace } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { makeRole } from "../identity/aws-roles.ts";
import { keyThrough } from "../identity/platform-policies.ts";
import { podTrust } from "../identity/workload-identity.ts";
import { endpointOf } from "./aws.ts";
import type { PrefixArgs } from "./spec.ts";
import type { IdentityTarget } from "./target.ts";

export interface AwsBackupAccessArgs {
  readonly system: string;
  readonly namespace: pulumi.Input<string>;
  readonly place: AwsPlace;
  /** The system's folders by name, as the store knows them. */
  readonly prefixes: Readonly<Record<string, PrefixArgs>>;
  /** Name that the store was given for the system's bucket. @default - `<system>-backups` */
  readonly bucket?: string;
  /** Service accounts whose pods save. They can neither read nor delete what is there (ONB-063). */
  readonly writers: readonly string[];
  /** Service accounts whose pods restore. They cannot write. */
  readonly readers: readonly string[];
}

/**
 * A system's way into its bucket: an identity for the pods that save, and one for those that restore. Nothing is kept in the
 * cluster. The bucket is found by its name, so that the store may be another stack's.
 *
 * @throws InvalidInput when a service account is in both lists: it would be let in by one of two roles.
 */
export function awsBackupAccess(
  parent: pulumi.Resource,
  name: string,
  args: AwsBackupAccessArgs,
): Readonly<Record<string, IdentityTarget>> {
  const both = args.writers.find((account) => args.readers.includes(account));
  if (both !== undefined) {
    throw new InvalidInput(`backup access ${name}`, "readers", "other service accounts than the writers", both);
  }
  const { place, writers, readers } = args;
  const bucket = physicalBucketName(place, args.bucket ?? `${args.system}-backups`);
  const arn = `arn:${place.partition}:s3:::${bucket}`;
  const folders = Object.keys(args.prefixes);
  identity(parent, `${name}-writer`, args, writers, writerPolicy(place, arn, folders));
  identity(parent, `${name}-reader`, args, readers, readerPolicy(place, arn, folders));
  const common = { endpoint: pulumi.output(endpointOf(place)), region: place.region, bucket: pulumi.output(bucket) };
  return Object.fromEntries(
    Object.entries(args.prefixes).map(([prefix, { retentionDays }]) => [
      prefix,
      { ...common, prefix, writers, readers, ...(retentionDays !== undefined && { retentionDays }) },
    ]),
  );
}

const objectsIn = (arn: string, folders: readonly string[]) => folders.map((folder) => `${arn}/${folder}/*`);

function writerPolicy(place: AwsPlace, arn: string, folders: readonly string[]): PolicyStatement[] {
  return [
    {
      Sid: "Save",
      Effect: "Allow",
      Action: ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"],
      Resource: objectsIn(arn, folders),
    },
    // S3 reads the key again to put the parts of an upload together.
    keyThrough(place, "backups", "s3", ["kms:Decrypt", "kms:GenerateDataKey"]),
  ];
}

function readerPolicy(place: AwsPlace, arn: string, folders: readonly string[]): PolicyStatement[] {
  return [
    {
      Sid: "Find",
      Effect: "Allow",
      Action: ["s3:ListBucket", "s3:ListBucketVersions"],
      Resource: [arn],
      Condition: { StringLike: { "s3:prefix": folders.map((folder) => `${folder}/*`) } },
    },
    {
      Sid: "Restore",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Resource: objectsIn(arn, folders),
    },
    keyThrough(place, "backups", "s3", ["kms:Decrypt"]),
  ];
}

/** A role for some service accounts; none, where there are none. */
function identity(
  parent: pulumi.Resource,
  name: string,
  { system, namespace, place }: AwsBackupAccessArgs,
  serviceAccounts: readonly string[],
  statements: readonly PolicyStatement[],
): void {
  if (serviceAccounts.length === 0) return;
  const whose = { system, component: "backups" };
  const role = makeRole(parent, name, {
    identity: whose,
    description: serviceAccounts.join(", "),
    trust: podTrust(place, namespace, serviceAccounts),
    statements,
  });
  for (const serviceAccount of serviceAccounts) {
    new PodIdentityAssociation(
      `${name}-${serviceAccount}`,
      { clusterName: place.cluster.name, namespace, serviceAccount, roleArn: role.arn, tags: tagsFor(whose) },
      { parent, dependsOn: [...role.policies] },
    );
  }
}
