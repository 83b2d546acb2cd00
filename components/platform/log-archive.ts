/** Buckets of S3. The collector writes to them itself, by the identity of its own pods. */
export interface BucketArchive {
  readonly service: "s3";
  /** Region of the buckets. */
  readonly region: string;
  /** Bucket with a folder for each class of lines. */
  readonly archive: string;
  /** Bucket of audit events, which nobody can change or delete before their time (FTE-079). */
  readonly audit: string;
}

/**
 * Containers of Blob storage, one for each class of lines. The collector's own output signs in there with keys of the account alone, which are
 * switched off: the log archiver writes to them instead.
 */
export interface ContainerArchive {
  readonly service: "blob";
  /** URL of the account with the containers `application` and `history`. */
  readonly archive: string;
  /** URL of the account with the container `audit`, in which nobody can change or delete anything before its time (FTE-079). */
  readonly audit: string;
  /** Networks in CIDR form of the private endpoints of the two. */
  readonly networks: readonly string[];
}

/** Where lines are kept beyond what can be searched (CAP-065). */
export type LogArchiveTarget = BucketArchive | ContainerArchive;
