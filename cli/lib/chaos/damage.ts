import { openedToAll } from "./policy-documents.ts";

/** Types whose absence leaves something open, unsaved, unwatched or unlimited: each of them is dropped in turn. */
export const droppedTypes: ReadonlySet<string> = new Set([
  "aws:backup/restoreTestingPlan:RestoreTestingPlan",
  "aws:backup/restoreTestingSelection:RestoreTestingSelection",
  "aws:backup/selection:Selection",
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:docdb/clusterParameterGroup:ClusterParameterGroup",
  "aws:docdb/globalCluster:GlobalCluster",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/flowLog:FlowLog",
  "aws:ec2/networkAcl:NetworkAcl",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws:elasticache/parameterGroup:ParameterGroup",
  "aws:msk/configuration:Configuration",
  "aws:msk/replicator:Replicator",
  "aws:rds/clusterParameterGroup:ClusterParameterGroup",
  "aws:rds/globalCluster:GlobalCluster",
  "aws:route53/healthCheck:HealthCheck",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketLogging:BucketLogging",
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:secretsmanager/secretPolicy:SecretPolicy",
  "aws:secretsmanager/secretRotation:SecretRotation",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sqs/queuePolicy:QueuePolicy",
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
  "aws:wafv2/webAcl:WebAcl",
  "aws:wafv2/webAclAssociation:WebAclAssociation",
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
  "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
  "kubernetes:barmancloud.cnpg.io/v1:ObjectStore",
  "kubernetes:core/v1:LimitRange",
  "kubernetes:core/v1:ResourceQuota",
  "kubernetes:external-secrets.io/v1:ExternalSecret",
  "kubernetes:gateway.envoyproxy.io/v1alpha1:BackendTrafficPolicy",
  "kubernetes:gateway.envoyproxy.io/v1alpha1:ClientTrafficPolicy",
  "kubernetes:gateway.envoyproxy.io/v1alpha1:SecurityPolicy",
  "kubernetes:gateway.networking.k8s.io/v1:BackendTLSPolicy",
  "kubernetes:monitoring.coreos.com/v1:PodMonitor",
  "kubernetes:monitoring.coreos.com/v1:PrometheusRule",
  "kubernetes:monitoring.coreos.com/v1:ServiceMonitor",
  "kubernetes:monitoring.coreos.com/v1alpha1:AlertmanagerConfig",
  "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  "kubernetes:policy/v1:PodDisruptionBudget",
  "kubernetes:postgresql.cnpg.io/v1:ScheduledBackup",
  "kubernetes:velero.io/v1:BackupStorageLocation",
  "kubernetes:velero.io/v1:Schedule",
]);

/** Leaves a property out. */
export const gone = Symbol("left out");

/** A property that protects something, wherever it is in a resource of the types, and what undoes it. */
export interface Undoing {
  readonly key: string;
  /** @default resources of every type */
  readonly on?: RegExp;
  /** The value that undoes it, or what makes such a value; `gone` leaves the property out. */
  readonly worse: string | number | boolean | typeof gone | ((value: unknown) => unknown);
}

const networkPolicy = /:NetworkPolicy$/;
const role = /rbac\.authorization\.k8s\.io\/v1:(Cluster)?Role$/;
const binding = /rbac\.authorization\.k8s\.io\/v1:(Cluster)?RoleBinding$/;
const anybody = [{ kind: "Group", name: "system:authenticated", apiGroup: "rbac.authorization.k8s.io" }];

export const undoings: readonly Undoing[] = [
  // pods
  { key: "allowPrivilegeEscalation", worse: true },
  { key: "automountServiceAccountToken", worse: true },
  { key: "capabilities", worse: gone },
  { key: "livenessProbe", worse: gone },
  { key: "pod-security.kubernetes.io/enforce", worse: "privileged" },
  { key: "privileged", worse: true },
  { key: "readOnlyRootFilesystem", worse: false },
  { key: "readinessProbe", worse: gone },
  { key: "runAsNonRoot", worse: false },
  { key: "seccompProfile", worse: gone },
  // what pods and people may do in a cluster
  { key: "from", on: networkPolicy, worse: gone },
  { key: "policyTypes", on: networkPolicy, worse: () => ["Ingress"] },
  { key: "ports", on: networkPolicy, worse: gone },
  { key: "to", on: networkPolicy, worse: gone },
  { key: "subjects", on: binding, worse: () => anybody },
  { key: "resources", on: role, worse: () => ["*"] },
  { key: "verbs", on: role, worse: () => ["*"] },
  // stores in a cluster
  { key: "authorization", on: /:Kafka(User)?$/, worse: gone },
  { key: "deletionPolicy", on: /:ExternalSecret$/, worse: "Delete" },
  { key: "deletionPolicy", on: /^kubernetes:rabbitmq/, worse: "delete" },
  { key: "disableNonTLSListeners", worse: false },
  { key: "minVersion", on: /^kubernetes:gateway/, worse: "1.0" },
  { key: "unclean.leader.election.enable", worse: true },
  // buckets
  { key: "blockPublicAcls", worse: false },
  { key: "blockPublicPolicy", worse: false },
  { key: "ignorePublicAcls", worse: false },
  { key: "mode", on: /:BucketObjectLockConfiguration$/, worse: "GOVERNANCE" },
  { key: "objectOwnership", worse: "ObjectWriter" },
  { key: "restrictPublicBuckets", worse: false },
  { key: "sseAlgorithm", worse: "AES256" },
  { key: "status", on: /:BucketVersioning$/, worse: "Suspended" },
  // keys, and encryption at rest and on the way
  { key: "atRestEncryptionEnabled", worse: false },
  { key: "clientBroker", worse: "TLS_PLAINTEXT" },
  { key: "enableKeyRotation", worse: false },
  { key: "encrypted", worse: false },
  { key: "encryptionAtRestKmsKeyArn", worse: gone },
  { key: "encryptionConfig", on: /^aws:eks/, worse: gone },
  { key: "encryptionType", worse: "AES256" },
  { key: "inCluster", worse: false },
  { key: "kmsKeyArn", worse: gone },
  { key: "kmsKeyId", worse: gone },
  { key: "kmsMasterKeyId", worse: gone },
  { key: "performanceInsightsKmsKeyId", worse: gone },
  { key: "requireTls", worse: false },
  { key: "sslPolicy", worse: "ELBSecurityPolicy-2016-08" },
  { key: "storageEncrypted", worse: false },
  { key: "transitEncryptionEnabled", worse: false },
  { key: "transitEncryptionMode", worse: "preferred" },
  // who gets in
  { key: "assumeRolePolicy", worse: openedToAll },
  { key: "bootstrapClusterCreatorAdminPermissions", worse: true },
  { key: "dropInvalidHeaderFields", worse: false },
  { key: "endpointPublicAccess", worse: true },
  { key: "httpTokens", worse: "optional" },
  { key: "imageTagMutability", worse: "MUTABLE" },
  { key: "mapPublicIpOnLaunch", worse: true },
  { key: "policy", on: /^aws:/, worse: openedToAll },
  { key: "publiclyAccessible", worse: true },
  { key: "scanOnPush", worse: false },
  { key: "unauthenticated", worse: true },
  // what outlives a mistake, and a disaster
  { key: "automaticFailoverEnabled", worse: false },
  { key: "backupRetentionPeriod", worse: 0 },
  { key: "changeableForDays", worse: gone },
  { key: "copyTagsToSnapshot", worse: false },
  { key: "deletionProtection", worse: false },
  { key: "enableDeletionProtection", worse: false },
  { key: "minRetentionDays", worse: gone },
  { key: "multiAzEnabled", worse: false },
  { key: "recoveryWindowInDays", worse: 0 },
  { key: "skipFinalSnapshot", worse: true },
  { key: "snapshotRetentionLimit", worse: 0 },
  // what tells afterwards
  { key: "accessLogs", worse: gone },
  { key: "alarmActions", worse: gone },
  { key: "enabledCloudwatchLogsExports", worse: gone },
  { key: "enabledClusterLogTypes", worse: gone },
  { key: "loggingInfo", worse: gone },
  { key: "retentionInDays", worse: gone },
];
