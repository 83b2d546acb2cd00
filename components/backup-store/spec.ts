import type * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../core/errors.ts";
import { assertDnsLabel } from "../core/names.ts";
import type { Place } from "../core/place.ts";
import { platformNamespaces } from "../platform/peers.ts";
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
  /** Namespace that its pods write from. @default - the system's name */
  readonly namespace?: string;
}

export interface BackupStoreArgs {
  /** Where it goes; in a `kubernetes` place it is an S3 service in the cluster. Structural, so never an `Input`. */
  readonly place: Place;
  /** By system: the store has to know all of them, since it keeps one list of identities. */
  readonly systems: Readonly<Record<string, BucketArgs>>;
  /** Size of the volume with everybody's backups; a Kubernetes quantity. */
  readonly storage: string;
  /** @default - the cluster's default class */
  readonly storageClass?: string;
  /** @default - 250m and 512Mi, up to 2 and 2Gi */
  readonly resources?: Resources;
  /** How long an overwritten or deleted object can be brought back. Range: 1 to 90. Unit: days. @default 7 */
  readonly undeleteDays?: number;
  /** Raise it to rotate every system's credentials. */
  readonly credentialsVersion: number;
  /** Protects the store, and keeps its volume when it is deleted. */
  readonly protect: boolean;
}

/** Every default filled in. */
export interface BackupStoreSpec extends BackupStoreArgs {
  readonly systems: Readonly<Record<string, Required<BucketArgs>>>;
  readonly resources: Resources;
  readonly undeleteDays: number;
}

/** Where a store of the cluster is: plain data, so that a stack can use the store of another. */
export interface BackupPlace {
  /** URL of the S3 service. */
  readonly endpoint: string;
  /** Region that requests are signed for. */
  readonly region: string;
  /** Namespace in which the store keeps what its systems may read. */
  readonly namespace: string;
}

/** What every cloud hands back; nothing provider-shaped leaks through. */
export interface BackupStoreOutputs {
  /** URL of the S3 service, or of the account of Blob storage. */
  readonly endpoint: string;
  /** Region that it is in, and that requests to S3 are signed for. */
  readonly region: string;
  /** Each system's bucket or container, by the system. */
  readonly buckets: Readonly<Record<string, pulumi.Output<string>>>;
}

/** What a system gets in its own namespace: credentials, the authority's certificate, and its folders. */
export interface BackupAccessOutputs {
  /** By the name of the folder. */
  readonly targets: Readonly<Record<string, BackupTarget>>;
}

const folder = /^[a-z0-9][a-z0-9_-]*(\/[a-z0-9][a-z0-9_-]*)*$/;

/**
 * Fills in the defaults and checks what the types cannot.
 *
 * @throws InvalidInput naming the store, the field, the allowed range and the value.
 */
export function resolveBackupStore(name: string, args: BackupStoreArgs): BackupStoreSpec {
  const where = `backup store ${name}`;
  const days = (field: string, given: number, most: number) => {
    if (!Number.isInteger(given) || given < 1 || given > most) {
      throw new InvalidInput(where, field, `a whole number from 1 to ${most} (days)`, given);
    }
  };
  const systems = Object.fromEntries(
    Object.entries(args.systems).map(([system, given]): [string, Required<BucketArgs>] => {
      assertDnsLabel(where, `systems.${system}`, system);
      if (system === rootUser) throw new InvalidInput(where, `systems.${system}`, "another name", system);
      const bucket = bucketName(system, given.bucket);
      assertDnsLabel(where, `systems.${system}.bucket`, bucket);
      for (const [prefix, { retentionDays }] of Object.entries(given.prefixes)) {
        const field = `systems.${system}.prefixes.${prefix}`;
        if (!folder.test(prefix)) throw new InvalidInput(where, field, "a-z, 0-9, - and _ between slashes", prefix);
        if (retentionDays !== undefined) days(`${field}.retentionDays`, retentionDays, 3660);
      }
      return [system, { namespace: system, ...given, bucket }];
    }),
  );
  const buckets = Object.values(systems).map(({ bucket }) => bucket);
  const twice = buckets.find((bucket, index) => buckets.indexOf(bucket) !== index);
  if (twice !== undefined) throw new InvalidInput(where, "systems", "a bucket of its own for each", twice);
  const undeleteDays = args.undeleteDays ?? 7;
  days("undeleteDays", undeleteDays, 90);
  return { ...args, systems, undeleteDays, resources: args.resources ?? defaultResources };
}

/** The bucket of a system. */
export const bucketName = (system: string, given?: string): string => given ?? `${system}-backups`;

/** The account that makes the buckets; systems have accounts of their own names. */
export const rootUser = "root";

/** Namespace of the in-cluster store. */
export const storeNamespace = platformNamespaces.backupStore;

const defaultResources: Resources = {
  requests: { cpu: "250m", memory: "512Mi" },
  limits: { cpu: "2", memory: "2Gi" },
};
