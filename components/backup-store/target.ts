import type * as pulumi from "@pulumi/pulumi";
import type { SecretReference } from "../secret-store/generated-secret.ts";

/** Keys of a credentials Secret, named as every S3 client reads them from its environment. */
export const credentialKeys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] as const;

/**
 * A place of a system's own in the backup store. Nothing of it is secret. Clients show who they are by a key in a Secret, or,
 * where there are no keys, by the identity of their pods.
 */
export type BackupTarget = KeyTarget | IdentityTarget | BlobTarget;

interface BackupFolder {
  /** URL of the S3 service, or of the account of Blob storage, `https://` and without a trailing slash. */
  readonly endpoint: pulumi.Output<string>;
  /** Region that requests are signed for. */
  readonly region: string;
  /** Bucket of S3, or container of Blob storage. */
  readonly bucket: pulumi.Output<string>;
  /** Folder in the bucket, without slashes at its ends. */
  readonly prefix: string;
  /** How long an object stays. Unit: days. @default - what writes it also removes it */
  readonly retentionDays?: number;
}

/** A folder that is opened by a key. */
export interface KeyTarget extends BackupFolder {
  readonly service?: undefined;
  /** Secret in the system's namespace with `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`. */
  readonly credentials: SecretReference;
  /** The same as a file, in the form that the SDKs of S3 read. */
  readonly credentialsFile: SecretReference;
  /** Secret in the system's namespace with the certificate of the authority that clients trust, under `ca.crt`. */
  readonly authority: SecretReference;
}

/** A folder that is opened to the pods of some service accounts; its server's certificate is a public one. */
export interface IdentityTarget extends BackupFolder {
  readonly service?: undefined;
  readonly credentials?: undefined;
  readonly authority?: undefined;
  /** Service accounts whose pods may write, and those whose pods may read. */
  readonly writers: readonly string[];
  readonly readers: readonly string[];
}

/** A folder of Blob storage that is opened to the pods of some service accounts, each of which says which identity of Azure it is. */
export interface BlobTarget extends BackupFolder {
  readonly service: "blob";
  readonly credentials?: undefined;
  readonly authority?: undefined;
  /** Client id of the identity of each service account that is let in. */
  readonly clientIds: Readonly<Record<string, pulumi.Output<string>>>;
}

/** Sorts of places that backups go to. */
export type BackupService = "s3" | "blob";

export const serviceOf = ({ service }: BackupTarget): BackupService => service ?? "s3";
