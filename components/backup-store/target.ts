import type * as pulumi from "@pulumi/pulumi";
import type { SecretReference } from "../secret-store/generated-secret.ts";

/** Keys of a credentials Secret, named as every S3 client reads them from its environment. */
export const credentialKeys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] as const;

/** A place of a system's own in the backup store. Nothing of it is secret; the credentials are a reference. */
export interface BackupTarget {
  /** URL of the S3 service, `https://` and without a trailing slash. */
  readonly endpoint: pulumi.Output<string>;
  /** Region that requests are signed for. */
  readonly region: string;
  readonly bucket: pulumi.Output<string>;
  /** Folder in the bucket, without slashes at its ends. */
  readonly prefix: string;
  /** How long an object stays. Unit: days. @default - what writes it also removes it */
  readonly retentionDays?: number;
  /** Secret in the system's namespace with `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`. */
  readonly credentials: SecretReference;
  /** Secret in the system's namespace with the certificate of the authority that clients trust, under `ca.crt`. */
  readonly authority: SecretReference;
}
