import type * as pulumi from "@pulumi/pulumi";
import type { Cloud } from "../core/cloud.ts";
import type { Resources } from "../workload/spec.ts";
import type { BackupTarget } from "./target.ts";

/** A folder of a bucket. */
export interface PrefixArgs {
  /** Objects older than this are removed by the store. Range: 1 to 3660. Unit: days. @default - what writes them removes them */
  readonly retentionDays?: number;
}

/** What one system keeps. It gets a bucket and credentials of its own, which open nothing else. */
export interface BucketArgs {
  /** Folders by name, such as `postgres` or `daily/mongodb`; no slash at the ends. */
  readonly prefixes: Readonly<Record<string, PrefixArgs>>;
  /** Name of the bucket. @default - `<system>-backups` */
  readonly bucket?: string;
}

export interface BackupStoreArgs {
  /** Cloud that hosts it; `kubernetes` is an S3 service in the cluster. Structural, so never an `Input`. */
  readonly cloud: Cloud;
  /** By system: the store has to know all of them, since it keeps one list of identities. */
  readonly systems: Readonly<Record<string, BucketArgs>>;
  /** Size of the volume with everybody's backups; a Kubernetes quantity. */
  readonly storage: string;
  /** @default - the cluster's default class */
  readonly storageClass?: string;
  /** @default - 250m and 512Mi, up to 2 and 2Gi */
  readonly resources?: Resources;
  /** Raise it to rotate every system's credentials. */
  readonly credentialsVersion: number;
  /** Protects the store, and keeps its volume when it is deleted. */
  readonly protect: boolean;
}

/** What every cloud hands back; nothing provider-shaped leaks through. */
export interface BackupStoreOutputs {
  /** URL of the S3 service. */
  readonly endpoint: pulumi.Output<string>;
  readonly region: string;
}

/** What a system gets in its own namespace: credentials, the authority's certificate, and its folders. */
export interface BackupAccessOutputs {
  /** By the name of the folder. */
  readonly targets: Readonly<Record<string, BackupTarget>>;
}
