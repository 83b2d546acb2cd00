// Generated from barman-cloud v0.15.0 by npm run generate:crds; do not edit.
import type { core } from "@pulumi/kubernetes/types/input.js";
import type { Input } from "@pulumi/pulumi";
import { defineKind } from "../define.ts";

/** ObjectStore is the Schema for the objectstores API. */
export class ObjectStore extends defineKind<ObjectStoreSpec>("barmancloud.cnpg.io/v1", "ObjectStore") {}

export interface ObjectStoreSpec {
  /** The configuration for the barman-cloud tool suite */
  configuration: Input<ObjectStoreConfiguration>;
  /** The configuration for the sidecar that runs in the instance pods */
  instanceSidecarConfiguration?: Input<ObjectStoreInstanceSidecarConfiguration | undefined>;
  /** RetentionPolicy is the retention policy to be used for backups and WALs (i.e. '60d'). */
  retentionPolicy?: Input<string | undefined>;
}

export interface ObjectStoreConfiguration {
  /** The credentials to use to upload data to Azure Blob Storage */
  azureCredentials?: Input<ObjectStoreAzureCredentials | undefined>;
  /** The configuration to be used to backup the data files When not defined, base backups files will be stored uncompressed and may be unencrypted in the object store, according to the bucket default policy. */
  data?: Input<ObjectStoreData | undefined>;
  /** The path where to store the backup (i.e. s3://bucket/path/to/folder) this path, with different destination folders, will be used for WALs and for data */
  destinationPath: Input<string>;
  /** EndpointCA store the CA bundle of the barman endpoint. */
  endpointCA?: Input<ObjectStoreEndpointCA | undefined>;
  /** Endpoint to be used to upload data to the cloud, overriding the automatic endpoint discovery */
  endpointURL?: Input<string | undefined>;
  /** The credentials to use to upload data to Google Cloud Storage */
  googleCredentials?: Input<ObjectStoreGoogleCredentials | undefined>;
  /** HistoryTags is a list of key value pairs that will be passed to the Barman --history-tags option. */
  historyTags?: Input<Record<string, Input<string>> | undefined>;
  /** The credentials to use to upload data to S3 */
  s3Credentials?: Input<ObjectStoreS3Credentials | undefined>;
  /** The server name on S3, the cluster name is used if this parameter is omitted */
  serverName?: Input<string | undefined>;
  /** Tags is a list of key value pairs that will be passed to the Barman --tags option. */
  tags?: Input<Record<string, Input<string>> | undefined>;
  /** The configuration for the backup of the WAL stream. */
  wal?: Input<ObjectStoreWal | undefined>;
}

export interface ObjectStoreInstanceSidecarConfiguration {
  /** AdditionalContainerArgs is an optional list of command-line arguments to be passed to the sidecar container when it starts. */
  additionalContainerArgs?: Input<Input<string>[] | undefined>;
  /** The environment to be explicitly passed to the sidecar */
  env?: Input<Input<core.v1.EnvVar>[] | undefined>;
  /** The log level for PostgreSQL instances. @default "info" */
  logLevel?: Input<"error" | "warning" | "info" | "debug" | "trace" | undefined>;
  /** Resources define cpu/memory requests and limits for the sidecar that runs in the instance pods. */
  resources?: Input<core.v1.ResourceRequirements | undefined>;
  /** The retentionCheckInterval defines the frequency at which the system checks and enforces retention policies. @default 1800 */
  retentionPolicyIntervalSeconds?: Input<number | undefined>;
}

export interface ObjectStoreAzureCredentials {
  /** The connection string to be used */
  connectionString?: Input<ObjectStoreEndpointCA | undefined>;
  /** Use the Azure AD based authentication without providing explicitly the keys. */
  inheritFromAzureAD?: Input<boolean | undefined>;
  /** The storage account where to upload data */
  storageAccount?: Input<ObjectStoreEndpointCA | undefined>;
  /** The storage account key to be used in conjunction with the storage account name */
  storageKey?: Input<ObjectStoreEndpointCA | undefined>;
  /** A shared-access-signature to be used in conjunction with the storage account name */
  storageSasToken?: Input<ObjectStoreEndpointCA | undefined>;
  /** Use the default Azure authentication flow, which includes DefaultAzureCredential. */
  useDefaultAzureCredentials?: Input<boolean | undefined>;
}

export interface ObjectStoreData {
  /** AdditionalCommandArgs represents additional arguments that can be appended to the 'barman-cloud-backup' command-line invocation. */
  additionalCommandArgs?: Input<Input<string>[] | undefined>;
  /** Compress a backup file (a tar file per tablespace) while streaming it to the object store. */
  compression?: Input<"bzip2" | "gzip" | "lz4" | "snappy" | undefined>;
  /** Whenever to force the encryption of files (if the bucket is not already configured for that). */
  encryption?: Input<"AES256" | "aws:kms" | undefined>;
  /** Control whether the I/O workload for the backup initial checkpoint will be limited, according to the `checkpoint_completion_target` setting on the PostgreSQL server. */
  immediateCheckpoint?: Input<boolean | undefined>;
  /** The number of parallel jobs to be used to upload the backup, defaults to 2 */
  jobs?: Input<number | undefined>;
  /** Additional arguments that can be appended to the 'barman-cloud-restore' command-line invocation. */
  restoreAdditionalCommandArgs?: Input<Input<string>[] | undefined>;
}

export interface ObjectStoreEndpointCA {
  /** The key to select */
  key: Input<string>;
  /** Name of the referent. */
  name: Input<string>;
}

export interface ObjectStoreGoogleCredentials {
  /** The secret containing the Google Cloud Storage JSON file with the credentials */
  applicationCredentials?: Input<ObjectStoreEndpointCA | undefined>;
  /** If set to true, will presume that it's running inside a GKE environment, default to false. */
  gkeEnvironment?: Input<boolean | undefined>;
}

export interface ObjectStoreS3Credentials {
  /** The reference to the access key id */
  accessKeyId?: Input<ObjectStoreEndpointCA | undefined>;
  /** Use the role based authentication without providing explicitly the keys. */
  inheritFromIAMRole?: Input<boolean | undefined>;
  /** The reference to the secret containing the region name */
  region?: Input<ObjectStoreEndpointCA | undefined>;
  /** The reference to the secret access key */
  secretAccessKey?: Input<ObjectStoreEndpointCA | undefined>;
  /** The references to the session key */
  sessionToken?: Input<ObjectStoreEndpointCA | undefined>;
}

export interface ObjectStoreWal {
  /** Additional arguments that can be appended to the 'barman-cloud-wal-archive' command-line invocation. */
  archiveAdditionalCommandArgs?: Input<Input<string>[] | undefined>;
  /** Compress a WAL file before sending it to the object store. */
  compression?: Input<"bzip2" | "gzip" | "lz4" | "snappy" | "xz" | "zstd" | undefined>;
  /** Whenever to force the encryption of files (if the bucket is not already configured for that). */
  encryption?: Input<"AES256" | "aws:kms" | undefined>;
  /** Number of WAL files to be either archived in parallel (when the PostgreSQL instance is archiving to a backup object store) or restored in parallel (when a PostgreSQL standby is fetching WAL files from a recovery object store). */
  maxParallel?: Input<number | undefined>;
  /** Additional arguments that can be appended to the 'barman-cloud-wal-restore' command-line invocation. */
  restoreAdditionalCommandArgs?: Input<Input<string>[] | undefined>;
}
