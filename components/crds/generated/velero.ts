// Generated from velero v1.18.3 by npm run generate:crds; do not edit.
import type { meta } from "@pulumi/kubernetes/types/input.js";
import type { Input } from "@pulumi/pulumi";
import { defineKind } from "../define.ts";

/** BackupStorageLocation is a location where Velero stores backup objects */
export class BackupStorageLocation extends defineKind<BackupStorageLocationSpec>("velero.io/v1", "BackupStorageLocation") {}

/** Schedule is a Velero resource that represents a pre-scheduled or periodic Backup that should be run. */
export class Schedule extends defineKind<ScheduleSpec>("velero.io/v1", "Schedule") {}

/** VolumeSnapshotLocation is a location where Velero stores volume snapshots. */
export class VolumeSnapshotLocation extends defineKind<VolumeSnapshotLocationSpec>("velero.io/v1", "VolumeSnapshotLocation") {}

export interface BackupStorageLocationSpec {
  /** AccessMode defines the permissions for the backup storage location. */
  accessMode?: Input<"ReadOnly" | "ReadWrite" | undefined>;
  /** BackupSyncPeriod defines how frequently to sync backup API objects from object storage. */
  backupSyncPeriod?: Input<string | undefined>;
  /** Config is for provider-specific configuration fields. */
  config?: Input<Record<string, Input<string>> | undefined>;
  /** Credential contains the credential information intended to be used with this location */
  credential?: Input<BackupStorageLocationCredential | undefined>;
  /** Default indicates this location is the default backup storage location. */
  default?: Input<boolean | undefined>;
  /** ObjectStorageLocation specifies the settings necessary to connect to a provider's object storage. */
  objectStorage: Input<BackupStorageLocationObjectStorage>;
  /** Provider is the provider of the backup storage. */
  provider: Input<string>;
  /** ValidationFrequency defines how frequently to validate the corresponding object storage. */
  validationFrequency?: Input<string | undefined>;
}

export interface BackupStorageLocationCredential {
  /** The key of the secret to select from. */
  key: Input<string>;
  /** Name of the referent. @default "" */
  name?: Input<string | undefined>;
  /** Specify whether the Secret or its key must be defined */
  optional?: Input<boolean | undefined>;
}

export interface BackupStorageLocationObjectStorage {
  /** Bucket is the bucket to use for object storage. */
  bucket: Input<string>;
  /** CACert defines a CA bundle to use when verifying TLS connections to the provider. */
  caCert?: Input<string | undefined>;
  /** CACertRef is a reference to a Secret containing the CA certificate bundle to use when verifying TLS connections to the provider. */
  caCertRef?: Input<BackupStorageLocationCredential | undefined>;
  /** Prefix is the path inside a bucket to use for Velero storage. */
  prefix?: Input<string | undefined>;
}

export interface ScheduleSpec {
  /** Paused specifies whether the schedule is paused or not */
  paused?: Input<boolean | undefined>;
  /** Schedule is a Cron expression defining when to run the Backup. */
  schedule: Input<string>;
  /** SkipImmediately specifies whether to skip backup if schedule is due immediately from `schedule.status.lastBackup` timestamp when schedule is unpaused or if schedule is new. */
  skipImmediately?: Input<boolean | undefined>;
  /** Template is the definition of the Backup to be run on the provided schedule */
  template: Input<ScheduleTemplate>;
  /** UseOwnerReferencesBackup specifies whether to use OwnerReferences on backups created by this Schedule. */
  useOwnerReferencesInBackup?: Input<boolean | undefined>;
}

export interface ScheduleTemplate {
  /** CSISnapshotTimeout specifies the time used to wait for CSI VolumeSnapshot status turns to ReadyToUse during creation, before returning error as timeout. */
  csiSnapshotTimeout?: Input<string | undefined>;
  /** DataMover specifies the data mover to be used by the backup. */
  datamover?: Input<string | undefined>;
  /** DefaultVolumesToFsBackup specifies whether pod volume file system backup should be used for all volumes by default. */
  defaultVolumesToFsBackup?: Input<boolean | undefined>;
  /** DefaultVolumesToRestic specifies whether restic should be used to take a backup of all pod volumes by default. */
  defaultVolumesToRestic?: Input<boolean | undefined>;
  /** ExcludedClusterScopedResources is a slice of cluster-scoped resource type names to exclude from the backup. */
  excludedClusterScopedResources?: Input<Input<string>[] | undefined>;
  /** ExcludedNamespaceScopedResources is a slice of namespace-scoped resource type names to exclude from the backup. */
  excludedNamespaceScopedResources?: Input<Input<string>[] | undefined>;
  /** ExcludedNamespaces contains a list of namespaces that are not included in the backup. */
  excludedNamespaces?: Input<Input<string>[] | undefined>;
  /** ExcludedResources is a slice of resource names that are not included in the backup. */
  excludedResources?: Input<Input<string>[] | undefined>;
  /** Hooks represent custom behaviors that should be executed at different phases of the backup. */
  hooks?: Input<ScheduleHooks | undefined>;
  /** IncludeClusterResources specifies whether cluster-scoped resources should be included for consideration in the backup. */
  includeClusterResources?: Input<boolean | undefined>;
  /** IncludedClusterScopedResources is a slice of cluster-scoped resource type names to include in the backup. */
  includedClusterScopedResources?: Input<Input<string>[] | undefined>;
  /** IncludedNamespaceScopedResources is a slice of namespace-scoped resource type names to include in the backup. */
  includedNamespaceScopedResources?: Input<Input<string>[] | undefined>;
  /** IncludedNamespaces is a slice of namespace names to include objects from. */
  includedNamespaces?: Input<Input<string>[] | undefined>;
  /** IncludedResources is a slice of resource names to include in the backup. */
  includedResources?: Input<Input<string>[] | undefined>;
  /** ItemOperationTimeout specifies the time used to wait for asynchronous BackupItemAction operations The default value is 4 hour. */
  itemOperationTimeout?: Input<string | undefined>;
  /** LabelSelector is a metav1.LabelSelector to filter with when adding individual objects to the backup. */
  labelSelector?: Input<meta.v1.LabelSelector | undefined>;
  metadata?: Input<ScheduleMetadata | undefined>;
  /** OrLabelSelectors is list of metav1.LabelSelector to filter with when adding individual objects to the backup. */
  orLabelSelectors?: Input<Input<meta.v1.LabelSelector>[] | undefined>;
  /** OrderedResources specifies the backup order of resources of specific Kind. */
  orderedResources?: Input<Record<string, Input<string>> | undefined>;
  /** ResourcePolicy specifies the referenced resource policies that backup should follow */
  resourcePolicy?: Input<ScheduleResourcePolicy | undefined>;
  /** SnapshotMoveData specifies whether snapshot data should be moved */
  snapshotMoveData?: Input<boolean | undefined>;
  /** SnapshotVolumes specifies whether to take snapshots of any PV's referenced in the set of objects included in the Backup. */
  snapshotVolumes?: Input<boolean | undefined>;
  /** StorageLocation is a string containing the name of a BackupStorageLocation where the backup should be stored. */
  storageLocation?: Input<string | undefined>;
  /** TTL is a time.Duration-parseable string describing how long the Backup should be retained for. */
  ttl?: Input<string | undefined>;
  /** UploaderConfig specifies the configuration for the uploader. */
  uploaderConfig?: Input<ScheduleUploaderConfig | undefined>;
  /** VolumeGroupSnapshotLabelKey specifies the label key to group PVCs under a VGS. */
  volumeGroupSnapshotLabelKey?: Input<string | undefined>;
  /** VolumeSnapshotLocations is a list containing names of VolumeSnapshotLocations associated with this backup. */
  volumeSnapshotLocations?: Input<Input<string>[] | undefined>;
}

export interface ScheduleHooks {
  /** Resources are hooks that should be executed when backing up individual instances of a resource. */
  resources?: Input<Input<ScheduleResource>[] | undefined>;
}

export interface ScheduleMetadata {
  labels?: Input<Record<string, Input<string>> | undefined>;
}

export interface ScheduleResourcePolicy {
  /** APIGroup is the group for the resource being referenced. */
  apiGroup?: Input<string | undefined>;
  /** Kind is the type of resource being referenced */
  kind: Input<string>;
  /** Name is the name of resource being referenced */
  name: Input<string>;
}

export interface ScheduleUploaderConfig {
  /** ParallelFilesUpload is the number of files parallel uploads to perform when using the uploader. */
  parallelFilesUpload?: Input<number | undefined>;
}

export interface ScheduleResource {
  /** ExcludedNamespaces specifies the namespaces to which this hook spec does not apply. */
  excludedNamespaces?: Input<Input<string>[] | undefined>;
  /** ExcludedResources specifies the resources to which this hook spec does not apply. */
  excludedResources?: Input<Input<string>[] | undefined>;
  /** IncludedNamespaces specifies the namespaces to which this hook spec applies. */
  includedNamespaces?: Input<Input<string>[] | undefined>;
  /** IncludedResources specifies the resources to which this hook spec applies. */
  includedResources?: Input<Input<string>[] | undefined>;
  /** LabelSelector, if specified, filters the resources to which this hook spec applies. */
  labelSelector?: Input<meta.v1.LabelSelector | undefined>;
  /** Name is the name of this hook. */
  name: Input<string>;
  /** PostHooks is a list of BackupResourceHooks to execute after storing the item in the backup. */
  post?: Input<Input<SchedulePost>[] | undefined>;
  /** PreHooks is a list of BackupResourceHooks to execute prior to storing the item in the backup. */
  pre?: Input<Input<SchedulePost>[] | undefined>;
}

export interface SchedulePost {
  /** Exec defines an exec hook. */
  exec: Input<ScheduleExec>;
}

export interface ScheduleExec {
  /** Command is the command and arguments to execute. */
  command: Input<Input<string>[]>;
  /** Container is the container in the pod where the command should be executed. */
  container?: Input<string | undefined>;
  /** OnError specifies how Velero should behave if it encounters an error executing this hook. */
  onError?: Input<"Continue" | "Fail" | undefined>;
  /** Timeout defines the maximum amount of time Velero should wait for the hook to complete before considering the execution a failure. */
  timeout?: Input<string | undefined>;
}

export interface VolumeSnapshotLocationSpec {
  /** Config is for provider-specific configuration fields. */
  config?: Input<Record<string, Input<string>> | undefined>;
  /** Credential contains the credential information intended to be used with this location */
  credential?: Input<BackupStorageLocationCredential | undefined>;
  /** Provider is the provider of the volume storage. */
  provider: Input<string>;
}
