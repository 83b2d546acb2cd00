// Generated from cloudnative-pg v1.30.0 by npm run generate:crds; do not edit.
import type { core, meta } from "@pulumi/kubernetes/types/input.js";
import type { Input } from "@pulumi/pulumi";
import { defineKind } from "../define.ts";

/** Cluster defines the API schema for a highly available PostgreSQL database cluster managed by CloudNativePG. */
export class Cluster extends defineKind<ClusterSpec>("postgresql.cnpg.io/v1", "Cluster") {}

/** Database is the Schema for the databases API */
export class Database extends defineKind<DatabaseSpec>("postgresql.cnpg.io/v1", "Database") {}

/** Pooler is the Schema for the poolers API */
export class Pooler extends defineKind<PoolerSpec>("postgresql.cnpg.io/v1", "Pooler") {}

/** ScheduledBackup is the Schema for the scheduledbackups API */
export class ScheduledBackup extends defineKind<ScheduledBackupSpec>("postgresql.cnpg.io/v1", "ScheduledBackup") {}

export interface ClusterSpec {
  /** Affinity/Anti-affinity rules for Pods */
  affinity?: Input<ClusterAffinity | undefined>;
  /** The configuration to be used for backups */
  backup?: Input<ClusterBackup | undefined>;
  /** Instructions to bootstrap this cluster */
  bootstrap?: Input<ClusterBootstrap | undefined>;
  /** The configuration for the CA and related certificates */
  certificates?: Input<ClusterCertificates | undefined>;
  /** Description of this PostgreSQL cluster */
  description?: Input<string | undefined>;
  /** Manage the `PodDisruptionBudget` resources within the cluster. @default true */
  enablePDB?: Input<boolean | undefined>;
  /** When this option is enabled, the operator will use the `SuperuserSecret` to update the `postgres` user password (if the secret is not present, the operator will automatically create one). @default false */
  enableSuperuserAccess?: Input<boolean | undefined>;
  /** Env follows the Env format to pass environment variables to the pods created in the cluster */
  env?: Input<Input<core.v1.EnvVar>[] | undefined>;
  /** EnvFrom follows the EnvFrom format to pass environment variables sources to the pods to be used by Env */
  envFrom?: Input<Input<core.v1.EnvFromSource>[] | undefined>;
  /** EphemeralVolumeSource allows the user to configure the source of ephemeral volumes. */
  ephemeralVolumeSource?: Input<ClusterEphemeralVolumeSource | undefined>;
  /** EphemeralVolumesSizeLimit allows the user to set the limits for the ephemeral volumes */
  ephemeralVolumesSizeLimit?: Input<ClusterEphemeralVolumesSizeLimit | undefined>;
  /** The list of external clusters which are used in the configuration */
  externalClusters?: Input<Input<ClusterExternalCluster>[] | undefined>;
  /** The amount of time (in seconds) to wait before triggering a failover after the primary PostgreSQL instance in the cluster was detected to be unhealthy @default 0 */
  failoverDelay?: Input<number | undefined>;
  /** Defines the major PostgreSQL version we want to use within an ImageCatalog */
  imageCatalogRef?: Input<ClusterImageCatalogRef | undefined>;
  /** Name of the container image, supporting both tags (`<image>:<tag>`) and digests for deterministic and repeatable deployments (`<image>:<tag>@sha256:<digestValue>`) */
  imageName?: Input<string | undefined>;
  /** Image pull policy. */
  imagePullPolicy?: Input<string | undefined>;
  /** The list of pull secrets to be used to pull the images */
  imagePullSecrets?: Input<Input<ClusterImagePullSecret>[] | undefined>;
  /** Metadata that will be inherited by all objects related to the Cluster */
  inheritedMetadata?: Input<ClusterInheritedMetadata | undefined>;
  /** Number of instances required in the cluster @default 1 */
  instances?: Input<number | undefined>;
  /** LivenessProbeTimeout is the time (in seconds) that is allowed for a PostgreSQL instance to successfully respond to the liveness probe (default 30). */
  livenessProbeTimeout?: Input<number | undefined>;
  /** The instances' log level, one of the following values: error, warning, info (default), debug, trace @default "info" */
  logLevel?: Input<"error" | "warning" | "info" | "debug" | "trace" | undefined>;
  /** The configuration that is used by the portions of PostgreSQL that are managed by the instance manager */
  managed?: Input<ClusterManaged | undefined>;
  /** The target value for the synchronous replication quorum, that can be decreased if the number of ready standbys is lower than this. @default 0 */
  maxSyncReplicas?: Input<number | undefined>;
  /** Minimum number of instances required in synchronous replication with the primary. @default 0 */
  minSyncReplicas?: Input<number | undefined>;
  /** The configuration of the monitoring infrastructure of this cluster */
  monitoring?: Input<ClusterMonitoring | undefined>;
  /** Define a maintenance window for the Kubernetes nodes */
  nodeMaintenanceWindow?: Input<ClusterNodeMaintenanceWindow | undefined>;
  /** The plugins configuration, containing any plugin to be loaded with the corresponding configuration */
  plugins?: Input<Input<ClusterPlugin>[] | undefined>;
  /** Override the PodSecurityContext applied to every Pod of the cluster. */
  podSecurityContext?: Input<core.v1.PodSecurityContext | undefined>;
  /** PodSelectorRefs defines named pod label selectors that can be referenced in pg_hba rules using the ${podselector:NAME} syntax in the address field. */
  podSelectorRefs?: Input<Input<ClusterPodSelectorRef>[] | undefined>;
  /** The GID of the `postgres` user inside the image, defaults to `26` @default 26 */
  postgresGID?: Input<number | undefined>;
  /** The UID of the `postgres` user inside the image, defaults to `26` @default 26 */
  postgresUID?: Input<number | undefined>;
  /** Configuration of the PostgreSQL server */
  postgresql?: Input<ClusterPostgresql | undefined>;
  /** Configuration of the Kubernetes `Lease` used to coordinate safe primary election within the cluster. */
  primaryLease?: Input<ClusterPrimaryLease | undefined>;
  /** Method to follow to upgrade the primary server during a rolling update procedure, after all replicas have been successfully updated: it can be with a switchover (`switchover`) or in-place (`restart` - default). @default "restart" */
  primaryUpdateMethod?: Input<"switchover" | "restart" | undefined>;
  /** Deployment strategy to follow to upgrade the primary server during a rolling update procedure, after all replicas have been successfully updated: it can be automated (`unsupervised` - default) or manual (`supervised`) @default "unsupervised" */
  primaryUpdateStrategy?: Input<"unsupervised" | "supervised" | undefined>;
  /** Name of the priority class which will be used in every generated Pod, if the PriorityClass specified does not exist, the pod will not be able to schedule. */
  priorityClassName?: Input<string | undefined>;
  /** The configuration of the probes to be injected in the PostgreSQL Pods. */
  probes?: Input<ClusterProbes | undefined>;
  /** Template to be used to define projected volumes, projected volumes will be mounted under `/projected` base folder */
  projectedVolumeTemplate?: Input<ClusterProjectedVolumeTemplate | undefined>;
  /** Replica cluster configuration */
  replica?: Input<ClusterReplica | undefined>;
  /** Replication slots management configuration */
  replicationSlots?: Input<ClusterReplicationSlots | undefined>;
  /** Resources requirements of every generated Pod. */
  resources?: Input<core.v1.ResourceRequirements | undefined>;
  /** If specified, the pod will be dispatched by specified Kubernetes scheduler. */
  schedulerName?: Input<string | undefined>;
  /** The SeccompProfile applied to every Pod and Container. */
  seccompProfile?: Input<ClusterSeccompProfile | undefined>;
  /** Override the SecurityContext applied to every Container in the Pod of the cluster. */
  securityContext?: Input<core.v1.SecurityContext | undefined>;
  /** Name of an existing ServiceAccount in the same namespace to use for the cluster. */
  serviceAccountName?: Input<string | undefined>;
  /** Configure the generation of the service account */
  serviceAccountTemplate?: Input<ClusterServiceAccountTemplate | undefined>;
  /** The time in seconds that controls the window of time reserved for the smart shutdown of Postgres to complete. @default 180 */
  smartShutdownTimeout?: Input<number | undefined>;
  /** The time in seconds that is allowed for a PostgreSQL instance to successfully start up (default 3600). @default 3600 */
  startDelay?: Input<number | undefined>;
  /** The time in seconds that is allowed for a PostgreSQL instance to gracefully shutdown (default 1800) @default 1800 */
  stopDelay?: Input<number | undefined>;
  /** Configuration of the storage of the instances */
  storage?: Input<ClusterStorage | undefined>;
  /** The secret containing the superuser password. */
  superuserSecret?: Input<ClusterImagePullSecret | undefined>;
  /** The time in seconds that is allowed for a primary PostgreSQL instance to gracefully shutdown during a switchover. @default 3600 */
  switchoverDelay?: Input<number | undefined>;
  /** The tablespaces configuration */
  tablespaces?: Input<Input<ClusterTablespace>[] | undefined>;
  /** TopologySpreadConstraints specifies how to spread matching pods among the given topology. */
  topologySpreadConstraints?: Input<Input<core.v1.TopologySpreadConstraint>[] | undefined>;
  /** Configuration of the storage for PostgreSQL WAL (Write-Ahead Log) */
  walStorage?: Input<ClusterStorage | undefined>;
}

export interface ClusterAffinity {
  /** AdditionalPodAffinity allows to specify pod affinity terms to be passed to all the cluster's pods. */
  additionalPodAffinity?: Input<core.v1.PodAffinity | undefined>;
  /** AdditionalPodAntiAffinity allows to specify pod anti-affinity terms to be added to the ones generated by the operator if EnablePodAntiAffinity is set to true (default) or to be used exclusively if set to false. */
  additionalPodAntiAffinity?: Input<core.v1.PodAffinity | undefined>;
  /** Activates anti-affinity for the pods. */
  enablePodAntiAffinity?: Input<boolean | undefined>;
  /** NodeAffinity describes node affinity scheduling rules for the pod. */
  nodeAffinity?: Input<core.v1.NodeAffinity | undefined>;
  /** NodeSelector is map of key-value pairs used to define the nodes on which the pods can run. */
  nodeSelector?: Input<Record<string, Input<string>> | undefined>;
  /** PodAntiAffinityType allows the user to decide whether pod anti-affinity between cluster instance has to be considered a strong requirement during scheduling or not. */
  podAntiAffinityType?: Input<string | undefined>;
  /** Tolerations is a list of Tolerations that should be set for all the pods, in order to allow them to run on tainted nodes. */
  tolerations?: Input<Input<core.v1.Toleration>[] | undefined>;
  /** TopologyKey to use for anti-affinity configuration. */
  topologyKey?: Input<string | undefined>;
}

export interface ClusterBackup {
  /** The configuration for the barman-cloud tool suite */
  barmanObjectStore?: Input<ClusterBarmanObjectStore | undefined>;
  /** RetentionPolicy is the retention policy to be used for backups and WALs (i.e. '60d'). */
  retentionPolicy?: Input<string | undefined>;
  /** The policy to decide which instance should perform backups. @default "prefer-standby" */
  target?: Input<"primary" | "prefer-standby" | undefined>;
  /** VolumeSnapshot provides the configuration for the execution of volume snapshot backups. */
  volumeSnapshot?: Input<ClusterVolumeSnapshot | undefined>;
}

export interface ClusterBootstrap {
  /** Bootstrap the cluster via initdb */
  initdb?: Input<ClusterInitdb | undefined>;
  /** Bootstrap the cluster taking a physical backup of another compatible PostgreSQL instance */
  pg_basebackup?: Input<ClusterPgBasebackup | undefined>;
  /** Bootstrap the cluster from a backup */
  recovery?: Input<ClusterRecovery | undefined>;
}

export interface ClusterCertificates {
  /** The secret containing the Client CA certificate. */
  clientCASecret?: Input<string | undefined>;
  /** The secret of type kubernetes.io/tls containing the client certificate to authenticate as the `streaming_replica` user. */
  replicationTLSSecret?: Input<string | undefined>;
  /** The list of the server alternative DNS names to be added to the generated server TLS certificates, when required. */
  serverAltDNSNames?: Input<Input<string>[] | undefined>;
  /** The secret containing the Server CA certificate. */
  serverCASecret?: Input<string | undefined>;
  /** The secret of type kubernetes.io/tls containing the server TLS certificate and key that will be set as `ssl_cert_file` and `ssl_key_file` so that clients can connect to postgres securely. */
  serverTLSSecret?: Input<string | undefined>;
}

export interface ClusterEphemeralVolumeSource {
  /** Will be used to create a stand-alone PVC to provision the volume. */
  volumeClaimTemplate?: Input<ClusterVolumeClaimTemplate | undefined>;
}

export interface ClusterEphemeralVolumesSizeLimit {
  /** Shm is the size limit of the shared memory volume */
  shm?: Input<number | string | undefined>;
  /** TemporaryData is the size limit of the temporary data volume */
  temporaryData?: Input<number | string | undefined>;
}

export interface ClusterExternalCluster {
  /** The configuration for the barman-cloud tool suite */
  barmanObjectStore?: Input<ClusterBarmanObjectStore | undefined>;
  /** The list of connection parameters, such as dbname, host, username, etc */
  connectionParameters?: Input<Record<string, Input<string>> | undefined>;
  /** The server name, required */
  name: Input<string>;
  /** The reference to the password to be used to connect to the server. */
  password?: Input<ClusterPassword | undefined>;
  /** The configuration of the plugin that is taking care of WAL archiving and backups for this external cluster */
  plugin?: Input<ClusterPlugin | undefined>;
  /** The reference to an SSL certificate to be used to connect to this instance */
  sslCert?: Input<ClusterPassword | undefined>;
  /** The reference to an SSL private key to be used to connect to this instance */
  sslKey?: Input<ClusterPassword | undefined>;
  /** The reference to an SSL CA public key to be used to connect to this instance */
  sslRootCert?: Input<ClusterPassword | undefined>;
}

export interface ClusterImageCatalogRef {
  /** APIGroup is the group for the resource being referenced. */
  apiGroup?: Input<string | undefined>;
  /** Kind is the type of resource being referenced */
  kind: Input<string>;
  /** The major version of PostgreSQL we want to use from the ImageCatalog */
  major: Input<number>;
  /** Name is the name of resource being referenced */
  name: Input<string>;
}

export interface ClusterImagePullSecret {
  /** Name of the referent. */
  name: Input<string>;
}

export interface ClusterInheritedMetadata {
  annotations?: Input<Record<string, Input<string>> | undefined>;
  labels?: Input<Record<string, Input<string>> | undefined>;
}

export interface ClusterManaged {
  /** Database roles managed by the `Cluster` */
  roles?: Input<Input<ClusterRole>[] | undefined>;
  /** Services roles managed by the `Cluster` */
  services?: Input<ClusterServices | undefined>;
}

export interface ClusterMonitoring {
  /** The list of config maps containing the custom queries */
  customQueriesConfigMap?: Input<Input<ClusterCustomQueriesConfigMap>[] | undefined>;
  /** The list of secrets containing the custom queries */
  customQueriesSecret?: Input<Input<ClusterCustomQueriesConfigMap>[] | undefined>;
  /** Whether the default queries should be injected. @default false */
  disableDefaultQueries?: Input<boolean | undefined>;
  /** Enable or disable the `PodMonitor` @default false */
  enablePodMonitor?: Input<boolean | undefined>;
  /** The interval during which metrics computed from queries are considered current. */
  metricsQueriesTTL?: Input<string | undefined>;
  /** The list of metric relabelings for the `PodMonitor`. */
  podMonitorMetricRelabelings?: Input<Input<ClusterPodMonitorMetricRelabeling>[] | undefined>;
  /** The list of relabelings for the `PodMonitor`. */
  podMonitorRelabelings?: Input<Input<ClusterPodMonitorMetricRelabeling>[] | undefined>;
  /** Configure TLS communication for the metrics endpoint. */
  tls?: Input<ClusterTls | undefined>;
}

export interface ClusterNodeMaintenanceWindow {
  /** Is there a node maintenance activity in progress? @default false */
  inProgress?: Input<boolean | undefined>;
  /** Reuse the existing PVC (wait for the node to come up again) or not (recreate it elsewhere - when `instances` >1) @default true */
  reusePVC?: Input<boolean | undefined>;
}

export interface ClusterPlugin {
  /** Enabled is true if this plugin will be used @default true */
  enabled?: Input<boolean | undefined>;
  /** Marks the plugin as the WAL archiver. @default false */
  isWALArchiver?: Input<boolean | undefined>;
  /** Name is the plugin name */
  name: Input<string>;
  /** Parameters is the configuration of the plugin */
  parameters?: Input<Record<string, Input<string>> | undefined>;
}

export interface ClusterPodSelectorRef {
  /** Name is the identifier used to reference this selector in pg_hba rules via the ${podselector:NAME} syntax in the address field. */
  name: Input<string>;
  /** Selector is a label selector that identifies the pods whose IPs should be resolved. */
  selector: Input<meta.v1.LabelSelector>;
}

export interface ClusterPostgresql {
  /** If this parameter is true, the user will be able to invoke `ALTER SYSTEM` on this CloudNativePG Cluster. */
  enableAlterSystem?: Input<boolean | undefined>;
  /** The configuration of the extensions to be added */
  extensions?: Input<Input<ClusterExtension>[] | undefined>;
  /** Options to specify LDAP configuration */
  ldap?: Input<ClusterLdap | undefined>;
  /** PostgreSQL configuration options (postgresql.conf) */
  parameters?: Input<Record<string, Input<string>> | undefined>;
  /** PostgreSQL Host Based Authentication rules (lines to be appended to the pg_hba.conf file). */
  pg_hba?: Input<Input<string>[] | undefined>;
  /** PostgreSQL User Name Maps rules (lines to be appended to the pg_ident.conf file) */
  pg_ident?: Input<Input<string>[] | undefined>;
  /** Specifies the maximum number of seconds to wait when promoting an instance to primary. */
  promotionTimeout?: Input<number | undefined>;
  /** Lists of shared preload libraries to add to the default ones */
  shared_preload_libraries?: Input<Input<string>[] | undefined>;
  /** Requirements to be met by sync replicas. */
  syncReplicaElectionConstraint?: Input<ClusterSyncReplicaElectionConstraint | undefined>;
  /** Configuration of the PostgreSQL synchronous replication feature */
  synchronous?: Input<ClusterSynchronous | undefined>;
}

export interface ClusterPrimaryLease {
  /** How long, in seconds, the primary lease is considered valid before it expires and another instance may acquire it. @default 15 */
  leaseDurationSeconds?: Input<number | undefined>;
  /** The TTL, in seconds, written when the primary explicitly releases the lease on a clean shutdown, allowing a replica to promote without waiting for the full lease duration to expire. @default 1 */
  releasedLeaseDurationSeconds?: Input<number | undefined>;
  /** How long, in seconds, the current primary keeps retrying to renew the lease before giving up and stopping. @default 10 */
  renewDeadlineSeconds?: Input<number | undefined>;
  /** How frequently, in seconds, a non-holder instance retries acquiring or renewing the lease. @default 2 */
  retryPeriodSeconds?: Input<number | undefined>;
}

export interface ClusterProbes {
  /** The liveness probe configuration */
  liveness?: Input<ClusterLiveness | undefined>;
  /** The readiness probe configuration */
  readiness?: Input<ClusterReadiness | undefined>;
  /** The startup probe configuration */
  startup?: Input<ClusterReadiness | undefined>;
}

export interface ClusterProjectedVolumeTemplate {
  /** defaultMode are the mode bits used to set permissions on created files by default. */
  defaultMode?: Input<number | undefined>;
  /** sources is the list of volume projections. */
  sources?: Input<Input<core.v1.VolumeProjection>[] | undefined>;
}

export interface ClusterReplica {
  /** If replica mode is enabled, this cluster will be a replica of an existing cluster. */
  enabled?: Input<boolean | undefined>;
  /** When replica mode is enabled, this parameter allows you to replay transactions only when the system time is at least the configured time past the commit time. */
  minApplyDelay?: Input<string | undefined>;
  /** Primary defines which Cluster is defined to be the primary in the distributed PostgreSQL cluster, based on the topology specified in externalClusters */
  primary?: Input<string | undefined>;
  /** A demotion token generated by an external cluster used to check if the promotion requirements are met. */
  promotionToken?: Input<string | undefined>;
  /** Self defines the name of this cluster. */
  self?: Input<string | undefined>;
  /** The name of the external cluster which is the replication origin */
  source: Input<string>;
}

export interface ClusterReplicationSlots {
  /** Replication slots for high availability configuration */
  highAvailability?: Input<ClusterHighAvailability | undefined>;
  /** Configures the synchronization of the user defined physical replication slots */
  synchronizeReplicas?: Input<ClusterSynchronizeReplicas | undefined>;
  /** Standby will update the status of the local replication slots every `updateInterval` seconds (default 30). @default 30 */
  updateInterval?: Input<number | undefined>;
}

export interface ClusterSeccompProfile {
  /** localhostProfile indicates a profile defined in a file on the node should be used. */
  localhostProfile?: Input<string | undefined>;
  /** type indicates which kind of seccomp profile will be applied. */
  type: Input<string>;
}

export interface ClusterServiceAccountTemplate {
  /** Metadata are the metadata to be used for the generated service account */
  metadata: Input<ClusterMetadata>;
}

export interface ClusterStorage {
  /** Template to be used to generate the Persistent Volume Claim */
  pvcTemplate?: Input<core.v1.PersistentVolumeClaimSpec | undefined>;
  /** Resize existent PVCs, defaults to true @default true */
  resizeInUseVolumes?: Input<boolean | undefined>;
  /** Size of the storage. */
  size?: Input<string | undefined>;
  /** StorageClass to use for PVCs. */
  storageClass?: Input<string | undefined>;
}

export interface ClusterTablespace {
  /** The name of the tablespace */
  name: Input<string>;
  /** Owner is the PostgreSQL user owning the tablespace */
  owner?: Input<ClusterOwner | undefined>;
  /** The storage configuration for the tablespace */
  storage: Input<ClusterStorage>;
  /** When set to true, the tablespace will be added as a `temp_tablespaces` entry in PostgreSQL, and will be available to automatically house temp database objects, or other temporary files. @default false */
  temporary?: Input<boolean | undefined>;
}

export interface ClusterBarmanObjectStore {
  /** The credentials to use to upload data to Azure Blob Storage */
  azureCredentials?: Input<ClusterAzureCredentials | undefined>;
  /** The configuration to be used to backup the data files When not defined, base backups files will be stored uncompressed and may be unencrypted in the object store, according to the bucket default policy. */
  data?: Input<ClusterData | undefined>;
  /** The path where to store the backup (i.e. s3://bucket/path/to/folder) this path, with different destination folders, will be used for WALs and for data */
  destinationPath: Input<string>;
  /** EndpointCA store the CA bundle of the barman endpoint. */
  endpointCA?: Input<ClusterCustomQueriesConfigMap | undefined>;
  /** Endpoint to be used to upload data to the cloud, overriding the automatic endpoint discovery */
  endpointURL?: Input<string | undefined>;
  /** The credentials to use to upload data to Google Cloud Storage */
  googleCredentials?: Input<ClusterGoogleCredentials | undefined>;
  /** HistoryTags is a list of key value pairs that will be passed to the Barman --history-tags option. */
  historyTags?: Input<Record<string, Input<string>> | undefined>;
  /** The credentials to use to upload data to S3 */
  s3Credentials?: Input<ClusterS3Credentials | undefined>;
  /** The server name on S3, the cluster name is used if this parameter is omitted */
  serverName?: Input<string | undefined>;
  /** Tags is a list of key value pairs that will be passed to the Barman --tags option. */
  tags?: Input<Record<string, Input<string>> | undefined>;
  /** The configuration for the backup of the WAL stream. */
  wal?: Input<ClusterWal | undefined>;
}

export interface ClusterVolumeSnapshot {
  /** Annotations key-value pairs that will be added to .metadata.annotations snapshot resources. */
  annotations?: Input<Record<string, Input<string>> | undefined>;
  /** ClassName specifies the Snapshot Class to be used for PG_DATA PersistentVolumeClaim. */
  className?: Input<string | undefined>;
  /** Labels are key-value pairs that will be added to .metadata.labels snapshot resources. */
  labels?: Input<Record<string, Input<string>> | undefined>;
  /** Whether the default type of backup with volume snapshots is online/hot (`true`, default) or offline/cold (`false`) @default true */
  online?: Input<boolean | undefined>;
  /** Configuration parameters to control the online/hot backup with volume snapshots */
  onlineConfiguration?: Input<ClusterOnlineConfiguration | undefined>;
  /** SnapshotOwnerReference indicates the type of owner reference the snapshot should have @default "none" */
  snapshotOwnerReference?: Input<"none" | "cluster" | "backup" | undefined>;
  /** TablespaceClassName specifies the Snapshot Class to be used for the tablespaces. defaults to the PGDATA Snapshot Class, if set */
  tablespaceClassName?: Input<Record<string, Input<string>> | undefined>;
  /** WalClassName specifies the Snapshot Class to be used for the PG_WAL PersistentVolumeClaim. */
  walClassName?: Input<string | undefined>;
}

export interface ClusterInitdb {
  /** Specifies the locale name when the builtin provider is used. */
  builtinLocale?: Input<string | undefined>;
  /** Whether the `-k` option should be passed to initdb, enabling checksums on data pages (default: `false`) */
  dataChecksums?: Input<boolean | undefined>;
  /** Name of the database used by the application. */
  database?: Input<string | undefined>;
  /** The value to be passed as option `--encoding` for initdb (default:`UTF8`) */
  encoding?: Input<string | undefined>;
  /** Specifies the ICU locale when the ICU provider is used. */
  icuLocale?: Input<string | undefined>;
  /** Specifies additional collation rules to customize the behavior of the default collation. */
  icuRules?: Input<string | undefined>;
  /** Bootstraps the new cluster by importing data from an existing PostgreSQL instance using logical backup (`pg_dump` and `pg_restore`) */
  import?: Input<ClusterImport | undefined>;
  /** Sets the default collation order and character classification in the new database. */
  locale?: Input<string | undefined>;
  /** The value to be passed as option `--lc-ctype` for initdb (default:`C`) */
  localeCType?: Input<string | undefined>;
  /** The value to be passed as option `--lc-collate` for initdb (default:`C`) */
  localeCollate?: Input<string | undefined>;
  /** This option sets the locale provider for databases created in the new cluster. */
  localeProvider?: Input<string | undefined>;
  /** The list of options that must be passed to initdb when creating the cluster. */
  options?: Input<Input<string>[] | undefined>;
  /** Name of the owner of the database in the instance to be used by applications. */
  owner?: Input<string | undefined>;
  /** List of SQL queries to be executed as a superuser in the application database right after the cluster has been created - to be used with extreme care (by default empty) */
  postInitApplicationSQL?: Input<Input<string>[] | undefined>;
  /** List of references to ConfigMaps or Secrets containing SQL files to be executed as a superuser in the application database right after the cluster has been created. */
  postInitApplicationSQLRefs?: Input<ClusterPostInitApplicationSQLRefs | undefined>;
  /** List of SQL queries to be executed as a superuser in the `postgres` database right after the cluster has been created - to be used with extreme care (by default empty) */
  postInitSQL?: Input<Input<string>[] | undefined>;
  /** List of references to ConfigMaps or Secrets containing SQL files to be executed as a superuser in the `postgres` database right after the cluster has been created. */
  postInitSQLRefs?: Input<ClusterPostInitApplicationSQLRefs | undefined>;
  /** List of SQL queries to be executed as a superuser in the `template1` database right after the cluster has been created - to be used with extreme care (by default empty) */
  postInitTemplateSQL?: Input<Input<string>[] | undefined>;
  /** List of references to ConfigMaps or Secrets containing SQL files to be executed as a superuser in the `template1` database right after the cluster has been created. */
  postInitTemplateSQLRefs?: Input<ClusterPostInitApplicationSQLRefs | undefined>;
  /** Name of the secret containing the initial credentials for the owner of the user database. */
  secret?: Input<ClusterImagePullSecret | undefined>;
  /** The value in megabytes (1 to 1024) to be passed to the `--wal-segsize` option for initdb (default: empty, resulting in PostgreSQL default: 16MB) */
  walSegmentSize?: Input<number | undefined>;
}

export interface ClusterPgBasebackup {
  /** Name of the database used by the application. */
  database?: Input<string | undefined>;
  /** Name of the owner of the database in the instance to be used by applications. */
  owner?: Input<string | undefined>;
  /** Name of the secret containing the initial credentials for the owner of the user database. */
  secret?: Input<ClusterImagePullSecret | undefined>;
  /** The name of the server of which we need to take a physical backup */
  source: Input<string>;
}

export interface ClusterRecovery {
  /** The backup object containing the physical base backup from which to initiate the recovery procedure. */
  backup?: Input<ClusterRecoveryBackup | undefined>;
  /** Name of the database used by the application. */
  database?: Input<string | undefined>;
  /** Name of the owner of the database in the instance to be used by applications. */
  owner?: Input<string | undefined>;
  /** By default, the recovery process applies all the available WAL files in the archive (full recovery). */
  recoveryTarget?: Input<ClusterRecoveryTarget | undefined>;
  /** Name of the secret containing the initial credentials for the owner of the user database. */
  secret?: Input<ClusterImagePullSecret | undefined>;
  /** The external cluster whose backup we will restore. */
  source?: Input<string | undefined>;
  /** The static PVC data source(s) from which to initiate the recovery procedure. */
  volumeSnapshots?: Input<ClusterVolumeSnapshots | undefined>;
}

export interface ClusterVolumeClaimTemplate {
  /** May contain labels and annotations that will be copied into the PVC when creating it. */
  metadata?: Input<meta.v1.ObjectMeta | undefined>;
  /** The specification for the PersistentVolumeClaim. */
  spec: Input<core.v1.PersistentVolumeClaimSpec>;
}

export interface ClusterPassword {
  /** The key of the secret to select from. */
  key: Input<string>;
  /** Name of the referent. @default "" */
  name?: Input<string | undefined>;
  /** Specify whether the Secret or its key must be defined */
  optional?: Input<boolean | undefined>;
}

export interface ClusterRole {
  /** Whether a role bypasses every row-level security (RLS) policy. */
  bypassrls?: Input<boolean | undefined>;
  /** Description of the role */
  comment?: Input<string | undefined>;
  /** If the role can log in, this specifies how many concurrent connections the role can make. @default -1 */
  connectionLimit?: Input<number | undefined>;
  /** When set to `true`, the role being defined will be allowed to create new databases. */
  createdb?: Input<boolean | undefined>;
  /** Whether the role will be permitted to create, alter, drop, comment on, change the security label for, and grant or revoke membership in other roles. */
  createrole?: Input<boolean | undefined>;
  /** DisablePassword indicates that a role's password should be set to NULL in Postgres */
  disablePassword?: Input<boolean | undefined>;
  /** Ensure the role is `present` or `absent` - defaults to "present" @default "present" */
  ensure?: Input<"present" | "absent" | undefined>;
  /** List of one or more existing roles to which this role will be immediately added as a new member. */
  inRoles?: Input<Input<string>[] | undefined>;
  /** Whether a role "inherits" the privileges of roles it is a member of. @default true */
  inherit?: Input<boolean | undefined>;
  /** Whether the role is allowed to log in. */
  login?: Input<boolean | undefined>;
  /** Name of the role */
  name: Input<string>;
  /** Secret containing the password of the role (if present). */
  passwordSecret?: Input<ClusterImagePullSecret | undefined>;
  /** Whether a role is a replication role. */
  replication?: Input<boolean | undefined>;
  /** Whether the role is a `superuser` who can override all access restrictions within the database - superuser status is dangerous and should be used only when really needed. */
  superuser?: Input<boolean | undefined>;
  /** Date and time after which the role's password is no longer valid. */
  validUntil?: Input<string | undefined>;
}

export interface ClusterServices {
  /** Additional is a list of additional managed services specified by the user. */
  additional?: Input<Input<ClusterAdditional>[] | undefined>;
  /** DisabledDefaultServices is a list of service types that are disabled by default. */
  disabledDefaultServices?: Input<Input<"rw" | "r" | "ro">[] | undefined>;
}

export interface ClusterCustomQueriesConfigMap {
  /** The key to select */
  key: Input<string>;
  /** Name of the referent. */
  name: Input<string>;
}

export interface ClusterPodMonitorMetricRelabeling {
  /** action to perform based on the regex matching. @default "replace" */
  action?: Input<"replace" | "Replace" | "keep" | "Keep" | "drop" | "Drop" | "hashmod" | "HashMod" | "labelmap" | "LabelMap" | "labeldrop" | "LabelDrop" | "labelkeep" | "LabelKeep" | "lowercase" | "Lowercase" | "uppercase" | "Uppercase" | "keepequal" | "KeepEqual" | "dropequal" | "DropEqual" | undefined>;
  /** modulus to take of the hash of the source label values. */
  modulus?: Input<number | undefined>;
  /** regex defines the regular expression against which the extracted value is matched. */
  regex?: Input<string | undefined>;
  /** replacement value against which a Replace action is performed if the regular expression matches. */
  replacement?: Input<string | undefined>;
  /** separator defines the string between concatenated SourceLabels. */
  separator?: Input<string | undefined>;
  /** sourceLabels defines the source labels select values from existing labels. */
  sourceLabels?: Input<Input<string>[] | undefined>;
  /** targetLabel defines the label to which the resulting string is written in a replacement. */
  targetLabel?: Input<string | undefined>;
}

export interface ClusterTls {
  /** Enable TLS for the monitoring endpoint. @default false */
  enabled?: Input<boolean | undefined>;
}

export interface ClusterExtension {
  /** A list of directories within the image to be appended to the PostgreSQL process's `PATH` environment variable. */
  bin_path?: Input<Input<string>[] | undefined>;
  /** The list of directories inside the image which should be added to dynamic_library_path. */
  dynamic_library_path?: Input<Input<string>[] | undefined>;
  /** Env is a list of custom environment variables to be set in the PostgreSQL process for this extension. */
  env?: Input<Input<core.v1.EnvVar>[] | undefined>;
  /** The list of directories inside the image which should be added to extension_control_path. */
  extension_control_path?: Input<Input<string>[] | undefined>;
  /** The image containing the extension. */
  image?: Input<ClusterImage | undefined>;
  /** The list of directories inside the image which should be added to ld_library_path. */
  ld_library_path?: Input<Input<string>[] | undefined>;
  /** The name of the extension, required. */
  name: Input<string>;
}

export interface ClusterLdap {
  /** Bind as authentication configuration */
  bindAsAuth?: Input<ClusterBindAsAuth | undefined>;
  /** Bind+Search authentication configuration */
  bindSearchAuth?: Input<ClusterBindSearchAuth | undefined>;
  /** LDAP server port */
  port?: Input<number | undefined>;
  /** LDAP schema to be used, possible options are `ldap` and `ldaps` */
  scheme?: Input<"ldap" | "ldaps" | undefined>;
  /** LDAP hostname or IP address */
  server?: Input<string | undefined>;
  /** Set to 'true' to enable LDAP over TLS. 'false' is default */
  tls?: Input<boolean | undefined>;
}

export interface ClusterSyncReplicaElectionConstraint {
  /** This flag enables the constraints for sync replicas */
  enabled: Input<boolean>;
  /** A list of node labels values to extract and compare to evaluate if the pods reside in the same topology or not */
  nodeLabelsAntiAffinity?: Input<Input<string>[] | undefined>;
}

export interface ClusterSynchronous {
  /** If set to "required", data durability is strictly enforced. */
  dataDurability?: Input<"required" | "preferred" | undefined>;
  /** FailoverQuorum enables a quorum-based check before failover, improving data durability and safety during failover events in CloudNativePG-managed PostgreSQL clusters. */
  failoverQuorum?: Input<boolean | undefined>;
  /** Specifies the maximum number of local cluster pods that can be automatically included in the `synchronous_standby_names` option in PostgreSQL. */
  maxStandbyNamesFromCluster?: Input<number | undefined>;
  /** Method to select synchronous replication standbys from the listed servers, accepting 'any' (quorum-based synchronous replication) or 'first' (priority-based synchronous replication) as values. */
  method: Input<"any" | "first">;
  /** Specifies the number of synchronous standby servers that transactions must wait for responses from. */
  number: Input<number>;
  /** A user-defined list of application names to be added to `synchronous_standby_names` after local cluster pods (the order is only useful for priority-based synchronous replication). */
  standbyNamesPost?: Input<Input<string>[] | undefined>;
  /** A user-defined list of application names to be added to `synchronous_standby_names` before local cluster pods (the order is only useful for priority-based synchronous replication). */
  standbyNamesPre?: Input<Input<string>[] | undefined>;
}

export interface ClusterLiveness {
  /** Minimum consecutive failures for the probe to be considered failed after having succeeded. */
  failureThreshold?: Input<number | undefined>;
  /** Number of seconds after the container has started before liveness probes are initiated. */
  initialDelaySeconds?: Input<number | undefined>;
  /** Configure the feature that extends the liveness probe for a primary instance. */
  isolationCheck?: Input<ClusterIsolationCheck | undefined>;
  /** How often (in seconds) to perform the probe. */
  periodSeconds?: Input<number | undefined>;
  /** Minimum consecutive successes for the probe to be considered successful after having failed. */
  successThreshold?: Input<number | undefined>;
  /** Optional duration in seconds the pod needs to terminate gracefully upon probe failure. */
  terminationGracePeriodSeconds?: Input<number | undefined>;
  /** Number of seconds after which the probe times out. */
  timeoutSeconds?: Input<number | undefined>;
}

export interface ClusterReadiness {
  /** Minimum consecutive failures for the probe to be considered failed after having succeeded. */
  failureThreshold?: Input<number | undefined>;
  /** Number of seconds after the container has started before liveness probes are initiated. */
  initialDelaySeconds?: Input<number | undefined>;
  /** Lag limit. */
  maximumLag?: Input<number | string | undefined>;
  /** How often (in seconds) to perform the probe. */
  periodSeconds?: Input<number | undefined>;
  /** Minimum consecutive successes for the probe to be considered successful after having failed. */
  successThreshold?: Input<number | undefined>;
  /** Optional duration in seconds the pod needs to terminate gracefully upon probe failure. */
  terminationGracePeriodSeconds?: Input<number | undefined>;
  /** Number of seconds after which the probe times out. */
  timeoutSeconds?: Input<number | undefined>;
  /** The probe strategy */
  type?: Input<"pg_isready" | "streaming" | "query" | undefined>;
}

export interface ClusterHighAvailability {
  /** If enabled (default), the operator will automatically manage replication slots on the primary instance and use them in streaming replication connections with all the standby instances that are part of the HA cluster. @default true */
  enabled?: Input<boolean | undefined>;
  /** Prefix for replication slots managed by the operator for HA. @default "_cnpg_" */
  slotPrefix?: Input<string | undefined>;
  /** When enabled, the operator automatically manages synchronization of logical decoding (replication) slots across high-availability clusters. */
  synchronizeLogicalDecoding?: Input<boolean | undefined>;
}

export interface ClusterSynchronizeReplicas {
  /** When set to true, every replication slot that is on the primary is synchronized on each standby @default true */
  enabled?: Input<boolean | undefined>;
  /** List of regular expression patterns to match the names of replication slots to be excluded (by default empty) */
  excludePatterns?: Input<Input<string>[] | undefined>;
}

export interface ClusterMetadata {
  /** Annotations is an unstructured key value map stored with a resource that may be set by external tools to store and retrieve arbitrary metadata. */
  annotations?: Input<Record<string, Input<string>> | undefined>;
  /** Map of string keys and values that can be used to organize and categorize (scope and select) objects. */
  labels?: Input<Record<string, Input<string>> | undefined>;
  /** The name of the resource. */
  name?: Input<string | undefined>;
}

export interface ClusterOwner {
  name?: Input<string | undefined>;
}

export interface ClusterAzureCredentials {
  /** The connection string to be used */
  connectionString?: Input<ClusterCustomQueriesConfigMap | undefined>;
  /** Use the Azure AD based authentication without providing explicitly the keys. */
  inheritFromAzureAD?: Input<boolean | undefined>;
  /** The storage account where to upload data */
  storageAccount?: Input<ClusterCustomQueriesConfigMap | undefined>;
  /** The storage account key to be used in conjunction with the storage account name */
  storageKey?: Input<ClusterCustomQueriesConfigMap | undefined>;
  /** A shared-access-signature to be used in conjunction with the storage account name */
  storageSasToken?: Input<ClusterCustomQueriesConfigMap | undefined>;
  /** Use the default Azure authentication flow, which includes DefaultAzureCredential. */
  useDefaultAzureCredentials?: Input<boolean | undefined>;
}

export interface ClusterData {
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
}

export interface ClusterGoogleCredentials {
  /** The secret containing the Google Cloud Storage JSON file with the credentials */
  applicationCredentials?: Input<ClusterCustomQueriesConfigMap | undefined>;
  /** If set to true, will presume that it's running inside a GKE environment, default to false. */
  gkeEnvironment?: Input<boolean | undefined>;
}

export interface ClusterS3Credentials {
  /** The reference to the access key id */
  accessKeyId?: Input<ClusterCustomQueriesConfigMap | undefined>;
  /** Use the role based authentication without providing explicitly the keys. */
  inheritFromIAMRole?: Input<boolean | undefined>;
  /** The reference to the secret containing the region name */
  region?: Input<ClusterCustomQueriesConfigMap | undefined>;
  /** The reference to the secret access key */
  secretAccessKey?: Input<ClusterCustomQueriesConfigMap | undefined>;
  /** The references to the session key */
  sessionToken?: Input<ClusterCustomQueriesConfigMap | undefined>;
}

export interface ClusterWal {
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

export interface ClusterOnlineConfiguration {
  /** Control whether the I/O workload for the backup initial checkpoint will be limited, according to the `checkpoint_completion_target` setting on the PostgreSQL server. */
  immediateCheckpoint?: Input<boolean | undefined>;
  /** If false, the function will return immediately after the backup is completed, without waiting for WAL to be archived. @default true */
  waitForArchive?: Input<boolean | undefined>;
}

export interface ClusterImport {
  /** The databases to import */
  databases: Input<Input<string>[]>;
  /** List of custom options to pass to the `pg_dump` command. */
  pgDumpExtraOptions?: Input<Input<string>[] | undefined>;
  /** Custom options to pass to the `pg_restore` command during the `data` section. */
  pgRestoreDataOptions?: Input<Input<string>[] | undefined>;
  /** List of custom options to pass to the `pg_restore` command. */
  pgRestoreExtraOptions?: Input<Input<string>[] | undefined>;
  /** Custom options to pass to the `pg_restore` command during the `post-data` section. */
  pgRestorePostdataOptions?: Input<Input<string>[] | undefined>;
  /** Custom options to pass to the `pg_restore` command during the `pre-data` section. */
  pgRestorePredataOptions?: Input<Input<string>[] | undefined>;
  /** List of SQL queries to be executed as a superuser in the application database right after is imported - to be used with extreme care (by default empty). */
  postImportApplicationSQL?: Input<Input<string>[] | undefined>;
  /** The roles to import */
  roles?: Input<Input<string>[] | undefined>;
  /** When set to true, only the `pre-data` and `post-data` sections of `pg_restore` are invoked, avoiding data import. */
  schemaOnly?: Input<boolean | undefined>;
  /** The source of the import */
  source: Input<ClusterSource>;
  /** The import type. */
  type: Input<"microservice" | "monolith">;
}

export interface ClusterPostInitApplicationSQLRefs {
  /** ConfigMapRefs holds a list of references to ConfigMaps */
  configMapRefs?: Input<Input<ClusterCustomQueriesConfigMap>[] | undefined>;
  /** SecretRefs holds a list of references to Secrets */
  secretRefs?: Input<Input<ClusterCustomQueriesConfigMap>[] | undefined>;
}

export interface ClusterRecoveryBackup {
  /** EndpointCA store the CA bundle of the barman endpoint. */
  endpointCA?: Input<ClusterCustomQueriesConfigMap | undefined>;
  /** Name of the referent. */
  name: Input<string>;
}

export interface ClusterRecoveryTarget {
  /** The ID of the backup from which to start the recovery process. */
  backupID?: Input<string | undefined>;
  /** Set the target to be exclusive. */
  exclusive?: Input<boolean | undefined>;
  /** End recovery as soon as a consistent state is reached */
  targetImmediate?: Input<boolean | undefined>;
  /** The target LSN (Log Sequence Number) */
  targetLSN?: Input<string | undefined>;
  /** The target name (to be previously created with `pg_create_restore_point`) */
  targetName?: Input<string | undefined>;
  /** The target timeline ("latest" or a positive integer) */
  targetTLI?: Input<string | undefined>;
  /** The target time as a timestamp in RFC3339 format or PostgreSQL timestamp format. */
  targetTime?: Input<string | undefined>;
  /** The target transaction ID */
  targetXID?: Input<string | undefined>;
}

export interface ClusterVolumeSnapshots {
  /** Configuration of the storage of the instances */
  storage: Input<ClusterVolumeSnapshotsStorage>;
  /** Configuration of the storage for PostgreSQL tablespaces */
  tablespaceStorage?: Input<Record<string, Input<ClusterVolumeSnapshotsStorage>> | undefined>;
  /** Configuration of the storage for PostgreSQL WAL (Write-Ahead Log) */
  walStorage?: Input<ClusterVolumeSnapshotsStorage | undefined>;
}

export interface ClusterAdditional {
  /** SelectorType specifies the type of selectors that the service will have. */
  selectorType: Input<"rw" | "r" | "ro">;
  /** ServiceTemplate is the template specification for the service. */
  serviceTemplate: Input<ClusterServiceTemplate>;
  /** UpdateStrategy describes how the service differences should be reconciled @default "patch" */
  updateStrategy?: Input<"patch" | "replace" | undefined>;
}

export interface ClusterImage {
  /** Policy for pulling OCI objects. */
  pullPolicy?: Input<string | undefined>;
  /** Required: Image or artifact reference to be used. */
  reference?: Input<string | undefined>;
}

export interface ClusterBindAsAuth {
  /** Prefix for the bind authentication option */
  prefix?: Input<string | undefined>;
  /** Suffix for the bind authentication option */
  suffix?: Input<string | undefined>;
}

export interface ClusterBindSearchAuth {
  /** Root DN to begin the user search */
  baseDN?: Input<string | undefined>;
  /** DN of the user to bind to the directory */
  bindDN?: Input<string | undefined>;
  /** Secret with the password for the user to bind to the directory */
  bindPassword?: Input<ClusterPassword | undefined>;
  /** Attribute to match against the username */
  searchAttribute?: Input<string | undefined>;
  /** Search filter to use when doing the search+bind authentication */
  searchFilter?: Input<string | undefined>;
}

export interface ClusterIsolationCheck {
  /** Timeout in milliseconds for connections during the primary isolation check @default 1000 */
  connectionTimeout?: Input<number | undefined>;
  /** Whether primary isolation checking is enabled for the liveness probe @default true */
  enabled?: Input<boolean | undefined>;
  /** Timeout in milliseconds for requests during the primary isolation check @default 1000 */
  requestTimeout?: Input<number | undefined>;
}

export interface ClusterSource {
  /** The name of the externalCluster used for import */
  externalCluster: Input<string>;
}

export interface ClusterVolumeSnapshotsStorage {
  /** APIGroup is the group for the resource being referenced. */
  apiGroup?: Input<string | undefined>;
  /** Kind is the type of resource being referenced */
  kind: Input<string>;
  /** Name is the name of resource being referenced */
  name: Input<string>;
}

export interface ClusterServiceTemplate {
  /** Standard object's metadata. */
  metadata?: Input<ClusterMetadata | undefined>;
  /** Specification of the desired behavior of the service. */
  spec?: Input<core.v1.ServiceSpec | undefined>;
}

export interface DatabaseSpec {
  /** Maps to the `ALLOW_CONNECTIONS` parameter of `CREATE DATABASE` and `ALTER DATABASE`. */
  allowConnections?: Input<boolean | undefined>;
  /** Maps to the `BUILTIN_LOCALE` parameter of `CREATE DATABASE`. */
  builtinLocale?: Input<string | undefined>;
  /** The name of the PostgreSQL cluster hosting the database. */
  cluster: Input<DatabaseCluster>;
  /** Maps to the `COLLATION_VERSION` parameter of `CREATE DATABASE`. */
  collationVersion?: Input<string | undefined>;
  /** Maps to the `CONNECTION LIMIT` clause of `CREATE DATABASE` and `ALTER DATABASE`. */
  connectionLimit?: Input<number | undefined>;
  /** The policy for end-of-life maintenance of this database. @default "retain" */
  databaseReclaimPolicy?: Input<"delete" | "retain" | undefined>;
  /** Maps to the `ENCODING` parameter of `CREATE DATABASE`. */
  encoding?: Input<string | undefined>;
  /** Ensure the PostgreSQL database is `present` or `absent` - defaults to "present". @default "present" */
  ensure?: Input<"present" | "absent" | undefined>;
  /** The list of extensions to be managed in the database */
  extensions?: Input<Input<DatabaseExtension>[] | undefined>;
  /** The list of foreign data wrappers to be managed in the database */
  fdws?: Input<Input<DatabaseFdw>[] | undefined>;
  /** Maps to the `ICU_LOCALE` parameter of `CREATE DATABASE`. */
  icuLocale?: Input<string | undefined>;
  /** Maps to the `ICU_RULES` parameter of `CREATE DATABASE`. */
  icuRules?: Input<string | undefined>;
  /** Maps to the `IS_TEMPLATE` parameter of `CREATE DATABASE` and `ALTER DATABASE`. */
  isTemplate?: Input<boolean | undefined>;
  /** Maps to the `LOCALE` parameter of `CREATE DATABASE`. */
  locale?: Input<string | undefined>;
  /** Maps to the `LC_CTYPE` parameter of `CREATE DATABASE`. */
  localeCType?: Input<string | undefined>;
  /** Maps to the `LC_COLLATE` parameter of `CREATE DATABASE`. */
  localeCollate?: Input<string | undefined>;
  /** Maps to the `LOCALE_PROVIDER` parameter of `CREATE DATABASE`. */
  localeProvider?: Input<string | undefined>;
  /** The name of the database to create inside PostgreSQL. */
  name: Input<string>;
  /** Maps to the `OWNER` parameter of `CREATE DATABASE`. */
  owner: Input<string>;
  /** The list of schemas to be managed in the database */
  schemas?: Input<Input<DatabaseSchema>[] | undefined>;
  /** The list of foreign servers to be managed in the database */
  servers?: Input<Input<DatabaseServer>[] | undefined>;
  /** Maps to the `TABLESPACE` parameter of `CREATE DATABASE`. */
  tablespace?: Input<string | undefined>;
  /** Maps to the `TEMPLATE` parameter of `CREATE DATABASE`. */
  template?: Input<string | undefined>;
}

export interface DatabaseCluster {
  /** Name of the referent. @default "" */
  name?: Input<string | undefined>;
}

export interface DatabaseExtension {
  /** Specifies whether an object (e.g schema) should be present or absent in the database. @default "present" */
  ensure?: Input<"present" | "absent" | undefined>;
  /** Name of the object (extension, schema, FDW, server) */
  name: Input<string>;
  /** The name of the schema in which to install the extension's objects, in case the extension allows its contents to be relocated. */
  schema?: Input<string | undefined>;
  /** The version of the extension to install. */
  version?: Input<string | undefined>;
}

export interface DatabaseFdw {
  /** Specifies whether an object (e.g schema) should be present or absent in the database. @default "present" */
  ensure?: Input<"present" | "absent" | undefined>;
  /** Name of the handler function (e.g., "postgres_fdw_handler"). */
  handler?: Input<string | undefined>;
  /** Name of the object (extension, schema, FDW, server) */
  name: Input<string>;
  /** Options specifies the configuration options for the FDW. */
  options?: Input<Input<DatabaseOption>[] | undefined>;
  /** Owner specifies the database role that will own the Foreign Data Wrapper. */
  owner?: Input<string | undefined>;
  /** List of roles for which `USAGE` privileges on the FDW are granted or revoked. */
  usage?: Input<Input<DatabaseUsage>[] | undefined>;
  /** Name of the validator function (e.g., "postgres_fdw_validator"). */
  validator?: Input<string | undefined>;
}

export interface DatabaseSchema {
  /** Specifies whether an object (e.g schema) should be present or absent in the database. @default "present" */
  ensure?: Input<"present" | "absent" | undefined>;
  /** Name of the object (extension, schema, FDW, server) */
  name: Input<string>;
  /** The role name of the user who owns the schema inside PostgreSQL. */
  owner?: Input<string | undefined>;
}

export interface DatabaseServer {
  /** Specifies whether an object (e.g schema) should be present or absent in the database. @default "present" */
  ensure?: Input<"present" | "absent" | undefined>;
  /** The name of the Foreign Data Wrapper (FDW) */
  fdw: Input<string>;
  /** Name of the object (extension, schema, FDW, server) */
  name: Input<string>;
  /** Options specifies the configuration options for the server (key is the option name, value is the option value). */
  options?: Input<Input<DatabaseOption>[] | undefined>;
  /** List of roles for which `USAGE` privileges on the server are granted or revoked. */
  usage?: Input<Input<DatabaseUsage>[] | undefined>;
}

export interface DatabaseOption {
  /** Specifies whether an option should be present or absent in the database. @default "present" */
  ensure?: Input<"present" | "absent" | undefined>;
  /** Name of the option */
  name: Input<string>;
  /** Value of the option */
  value: Input<string>;
}

export interface DatabaseUsage {
  /** Name of the usage */
  name: Input<string>;
  /** The type of usage @default "grant" */
  type?: Input<"grant" | "revoke" | undefined>;
}

export interface PoolerSpec {
  /** This is the cluster reference on which the Pooler will work. */
  cluster: Input<ClusterImagePullSecret>;
  /** The deployment strategy to use for pgbouncer to replace existing pods with new ones */
  deploymentStrategy?: Input<PoolerDeploymentStrategy | undefined>;
  /** The number of replicas we want. @default 1 */
  instances?: Input<number | undefined>;
  /** The configuration of the monitoring infrastructure of this pooler. */
  monitoring?: Input<PoolerMonitoring | undefined>;
  /** The PgBouncer configuration */
  pgbouncer: Input<PoolerPgbouncer>;
  /** Name of an existing ServiceAccount in the same namespace to use for the pooler. */
  serviceAccountName?: Input<string | undefined>;
  /** Template for the Service to be created */
  serviceTemplate?: Input<ClusterServiceTemplate | undefined>;
  /** The template of the Pod to be created */
  template?: Input<core.v1.PodTemplateSpec | undefined>;
  /** Type of service to forward traffic to. @default "rw" */
  type?: Input<"rw" | "ro" | "r" | undefined>;
}

export interface PoolerDeploymentStrategy {
  /** Rolling update config params. */
  rollingUpdate?: Input<PoolerRollingUpdate | undefined>;
  /** Type of deployment. */
  type?: Input<string | undefined>;
}

export interface PoolerMonitoring {
  /** Enable or disable the `PodMonitor` @default false */
  enablePodMonitor?: Input<boolean | undefined>;
  /** The list of metric relabelings for the `PodMonitor`. */
  podMonitorMetricRelabelings?: Input<Input<ClusterPodMonitorMetricRelabeling>[] | undefined>;
  /** The list of relabelings for the `PodMonitor`. */
  podMonitorRelabelings?: Input<Input<ClusterPodMonitorMetricRelabeling>[] | undefined>;
  /** Configure TLS communication for the metrics endpoint. */
  tls?: Input<ClusterTls | undefined>;
}

export interface PoolerPgbouncer {
  /** The query that will be used to download the hash of the password of a certain user. */
  authQuery?: Input<string | undefined>;
  /** The credentials of the user that need to be used for the authentication query. */
  authQuerySecret?: Input<ClusterImagePullSecret | undefined>;
  /** ClientCASecret provides PgBouncer’s client_tls_ca_file, the root CA for validating client certificates */
  clientCASecret?: Input<ClusterImagePullSecret | undefined>;
  /** ClientTLSSecret provides PgBouncer’s client_tls_key_file (private key) and client_tls_cert_file (certificate) used to accept client connections */
  clientTLSSecret?: Input<ClusterImagePullSecret | undefined>;
  /** Image is the pgbouncer container image to use. */
  image?: Input<string | undefined>;
  /** ImageCatalogRef points to an entry in an ImageCatalog or ClusterImageCatalog. */
  imageCatalogRef?: Input<PoolerImageCatalogRef | undefined>;
  /** Additional parameters to be passed to PgBouncer - please check the CNPG documentation for a list of options you can configure */
  parameters?: Input<Record<string, Input<string>> | undefined>;
  /** When set to `true`, PgBouncer will disconnect from the PostgreSQL server, first waiting for all queries to complete, and pause all new client connections until this value is set to `false` (default). @default false */
  paused?: Input<boolean | undefined>;
  /** PostgreSQL Host Based Authentication rules (lines to be appended to the pg_hba.conf file) */
  pg_hba?: Input<Input<string>[] | undefined>;
  /** The pool mode. @default "session" */
  poolMode?: Input<"session" | "transaction" | undefined>;
  /** ServerCASecret provides PgBouncer’s server_tls_ca_file, the root CA for validating PostgreSQL certificates */
  serverCASecret?: Input<ClusterImagePullSecret | undefined>;
  /** ServerTLSSecret, when pointing to a TLS secret, provides pgbouncer's `server_tls_key_file` and `server_tls_cert_file`, used when authenticating against PostgreSQL. */
  serverTLSSecret?: Input<ClusterImagePullSecret | undefined>;
}

export interface PoolerRollingUpdate {
  /** The maximum number of pods that can be scheduled above the desired number of pods. */
  maxSurge?: Input<number | string | undefined>;
  /** The maximum number of pods that can be unavailable during the update. */
  maxUnavailable?: Input<number | string | undefined>;
}

export interface PoolerImageCatalogRef {
  /** APIGroup is the group for the resource being referenced. */
  apiGroup?: Input<string | undefined>;
  /** Key identifies the entry within the catalog's componentImages list. */
  key: Input<string>;
  /** Kind is the type of resource being referenced */
  kind: Input<string>;
  /** Name is the name of resource being referenced */
  name: Input<string>;
}

export interface ScheduledBackupSpec {
  /** Indicates which ownerReference should be put inside the created backup resources.<br /> - none: no owner reference for created backup objects (same behavior as before the field was introduced)<br /> - self: sets the Scheduled backup … @default "none" */
  backupOwnerReference?: Input<"none" | "self" | "cluster" | undefined>;
  /** The cluster to backup */
  cluster: Input<ClusterImagePullSecret>;
  /** If the first backup has to be immediately start after creation or not */
  immediate?: Input<boolean | undefined>;
  /** The backup method to be used, possible options are `barmanObjectStore`, `volumeSnapshot` or `plugin`. @default "barmanObjectStore" */
  method?: Input<"barmanObjectStore" | "volumeSnapshot" | "plugin" | undefined>;
  /** Whether the default type of backup with volume snapshots is online/hot (`true`, default) or offline/cold (`false`) Overrides the default setting specified in the cluster field '.spec.backup.volumeSnapshot.online' */
  online?: Input<boolean | undefined>;
  /** Configuration parameters to control the online/hot backup with volume snapshots Overrides the default settings specified in the cluster '.backup.volumeSnapshot.onlineConfiguration' stanza */
  onlineConfiguration?: Input<ClusterOnlineConfiguration | undefined>;
  /** Configuration parameters passed to the plugin managing this backup */
  pluginConfiguration?: Input<ScheduledBackupPluginConfiguration | undefined>;
  /** The schedule does not follow the same format used in Kubernetes CronJobs as it includes an additional seconds specifier, see https://pkg.go.dev/github.com/robfig/cron#hdr-CRON_Expression_Format */
  schedule: Input<string>;
  /** If this backup is suspended or not */
  suspend?: Input<boolean | undefined>;
  /** The policy to decide which instance should perform this backup. */
  target?: Input<"primary" | "prefer-standby" | undefined>;
}

export interface ScheduledBackupPluginConfiguration {
  /** Name is the name of the plugin managing this backup */
  name: Input<string>;
  /** Parameters are the configuration parameters passed to the backup plugin for this backup */
  parameters?: Input<Record<string, Input<string>> | undefined>;
}
