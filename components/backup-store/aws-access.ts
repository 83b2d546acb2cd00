import { PodIdentityAssociation } from "@pulumi/aws/eks/podIdentityAssociation.js";
import * as pulumi from "@pulumi/pulumi";
import { bucketName as physicalBucketName } from "../core/aws-bucket.ts";
import type { PolicyStatement } from "../core/aws-policy.ts";
import type { AwsPlace } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { makeRole } from "../identity/aws-roles.ts";
import { keyThrough } from "../identity/platform-policies.ts";
import { podTrust } from "../identity/workload-identity.ts";
import { endpointOf } from "./aws.ts";
import type { PrefixArgs } from "./spec.ts";
import type { IdentityTarget } from "./target.ts";
import { assertOneTask, type TaskAccounts, type TaskFolders, taskFolders } from "./tasks.ts";

export interface AwsBackupAccessArgs {
  readonly system: string;
  readonly namespace: pulumi.Input<string>;
  readonly place: AwsPlace;
  /** The system's folders by name, as the store knows them. */
  readonly prefixes: Readonly<Record<string, PrefixArgs>>;
  /** Name that the store was given for the system's bucket. @default - `<system>-backups` */
  readonly bucket?: string;
  /** Folder of the receipts, one of `prefixes`. @default - none */
  readonly receipts?: string;
  readonly accounts: TaskAccounts;
}

/**
 * A system's way into its bucket: an identity for the pods of each task, and never one for two of them. Nothing is kept in the cluster. The
 * bucket is found by its name, so that the store may be another stack's.
 *
 * @throws InvalidInput when a service account is in two lists: it would be let in by one of two roles.
 */
export function awsBackupAccess(
  parent: pulumi.Resource,
  name: string,
  args: AwsBackupAccessArgs,
): Readonly<Record<string, IdentityTarget>> {
  const { place, accounts } = args;
  assertOneTask(name, accounts);
  const bucket = physicalBucketName(place, args.bucket ?? `${args.system}-backups`);
  const folders = { arn: `arn:${place.partition}:s3:::${bucket}`, ...taskFolders(args) };
  identity(parent, `${name}-writer`, args, accounts.writers, writerPolicy(place, folders));
  identity(parent, `${name}-adder`, args, accounts.adders ?? [], adderPolicy(place, folders));
  identity(parent, `${name}-driller`, args, accounts.drillers, drillerPolicy(place, folders));
  identity(parent, `${name}-reader`, args, accounts.readers, readerPolicy(place, folders));
  identity(parent, `${name}-observer`, args, accounts.observers, observerPolicy(place, folders));
  const { adders = [], readers } = accounts;
  const writers = [...accounts.writers, ...adders];
  const common = { endpoint: pulumi.output(endpointOf(place)), region: place.region, bucket: pulumi.output(bucket) };
  return Object.fromEntries(
    Object.entries(args.prefixes).map(([prefix, { retentionDays }]) => [
      prefix,
      { ...common, prefix, writers, readers, ...(retentionDays !== undefined && { retentionDays }) },
    ]),
  );
}

/** The bucket, and its folders. */
interface Folders extends TaskFolders {
  readonly arn: string;
}

const objectsIn = (arn: string, folders: readonly string[], what = "*") =>
  folders.map((folder) => `${arn}/${folder}/${what}`);

const find = ({ arn, backups, receipts }: Folders, ...versions: string[]): PolicyStatement => ({
  Sid: "Find",
  Effect: "Allow",
  Action: ["s3:ListBucket", ...versions],
  Resource: [arn],
  Condition: { StringLike: { "s3:prefix": [...backups, ...receipts].map((folder) => `${folder}/*`) } },
});

const save = (arn: string, folders: readonly string[]): PolicyStatement => ({
  Sid: "Save",
  Effect: "Allow",
  Action: ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"],
  Resource: objectsIn(arn, folders),
});

const read = (Resource: string[], ...versions: string[]): PolicyStatement => ({
  Sid: "Restore",
  Effect: "Allow",
  Action: ["s3:GetObject", ...versions],
  Resource,
});

// S3 reads the key again to put the parts of an upload together.
const encrypt = (place: AwsPlace) => keyThrough(place, "backups", "s3", ["kms:Decrypt", "kms:GenerateDataKey"]);
const decrypt = (place: AwsPlace) => keyThrough(place, "backups", "s3", ["kms:Decrypt"]);

const writerPolicy = (place: AwsPlace, folders: Folders): PolicyStatement[] => [
  find(folders),
  save(folders.arn, folders.backups),
  encrypt(place),
];

const adderPolicy = (place: AwsPlace, folders: Folders): PolicyStatement[] => [
  find(folders),
  read(objectsIn(folders.arn, folders.backups, "*/manifest.json")),
  save(folders.arn, folders.backups),
  encrypt(place),
];

const drillerPolicy = (place: AwsPlace, folders: Folders): PolicyStatement[] => [
  find(folders),
  read(objectsIn(folders.arn, folders.backups)),
  save(folders.arn, folders.receipts),
  encrypt(place),
];

// What somebody has overwritten or deleted can be brought back, too.
const readerPolicy = (place: AwsPlace, folders: Folders): PolicyStatement[] => [
  find(folders, "s3:ListBucketVersions"),
  read(objectsIn(folders.arn, folders.backups), "s3:GetObjectVersion"),
  decrypt(place),
];

const observerPolicy = (place: AwsPlace, folders: Folders): PolicyStatement[] => [
  find(folders),
  read([...objectsIn(folders.arn, folders.backups, "*/manifest.json"), ...objectsIn(folders.arn, folders.receipts)]),
  decrypt(place),
];

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
