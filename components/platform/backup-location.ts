import type * as pulumi from "@pulumi/pulumi";
import { objectLabels } from "../core/labels.ts";
import { BackupStorageLocation } from "../crds/velero.ts";

/** Object storage for the backups of Kubernetes objects. */
export interface BackupLocation {
  /** Kind of the storage: `aws` is every service that speaks S3. */
  readonly provider: "aws" | "azure";
  /** Bucket, or container. */
  readonly bucket: pulumi.Input<string>;
  /** Folder in it. @default - the bucket's root */
  readonly prefix?: string;
  /** Settings of the provider's plugin, such as `region` and `s3Url`. @default {} */
  readonly config?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Secret in Velero's namespace, and its key. @default - the identity of the cloud */
  readonly credential?: { readonly name: pulumi.Input<string>; readonly key: string };
  /** Secret in Velero's namespace with the certificate that the storage's is checked against, and its key. @default - the usual authorities */
  readonly authority?: { readonly name: pulumi.Input<string>; readonly key: string };
}

/** The place that Velero writes to and restores from (REC-061). */
export function backupLocation(
  parent: pulumi.Resource,
  name: string,
  location: BackupLocation,
  dependsOn: pulumi.Resource[],
): BackupStorageLocation {
  return new BackupStorageLocation(
    name,
    {
      metadata: {
        name: "default",
        namespace: "velero",
        labels: objectLabels({ system: "platform", component: "velero" }),
      },
      spec: {
        provider: location.provider,
        default: true,
        accessMode: "ReadWrite",
        validationFrequency: "5m",
        objectStorage: {
          bucket: location.bucket,
          ...(location.prefix !== undefined && { prefix: location.prefix }),
          ...(location.authority && { caCertRef: { ...location.authority } }),
        },
        ...(location.config && { config: { ...location.config } }),
        ...(location.credential && { credential: { name: location.credential.name, key: location.credential.key } }),
      },
    },
    { parent, dependsOn },
  );
}
