/** Types whose absence leaves something open, unsaved, unwatched or unlimited: each of them is dropped in turn. */
export const droppedTypes: ReadonlySet<string> = new Set([
  "aws:backup/restoreTestingPlan:RestoreTestingPlan",
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
  "aws:docdb/clusterParameterGroup:ClusterParameterGroup",
  "aws:docdb/globalCluster:GlobalCluster",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/flowLog:FlowLog",
  "aws:msk/replicator:Replicator",
  "aws:rds/clusterParameterGroup:ClusterParameterGroup",
  "aws:rds/globalCluster:GlobalCluster",
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
  "aws:sqs/queuePolicy:QueuePolicy",
  "kubernetes:barmancloud.cnpg.io/v1:ObjectStore",
  "kubernetes:core/v1:LimitRange",
  "kubernetes:core/v1:ResourceQuota",
  "kubernetes:monitoring.coreos.com/v1:PodMonitor",
  "kubernetes:monitoring.coreos.com/v1:PrometheusRule",
  "kubernetes:monitoring.coreos.com/v1:ServiceMonitor",
  "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  "kubernetes:policy/v1:PodDisruptionBudget",
  "kubernetes:postgresql.cnpg.io/v1:ScheduledBackup",
  "kubernetes:velero.io/v1:BackupStorageLocation",
  "kubernetes:velero.io/v1:Schedule",
]);

/** Properties that protect something, wherever they are, and the value that undoes it; undefined leaves them out. */
export const weakened: ReadonlyMap<string, string | number | boolean | undefined> = new Map<
  string,
  string | number | boolean | undefined
>([
  ["allowPrivilegeEscalation", true],
  ["atRestEncryptionEnabled", false],
  ["automountServiceAccountToken", true],
  ["backupRetentionPeriod", 0],
  ["blockPublicAcls", false],
  ["blockPublicPolicy", false],
  ["copyTagsToSnapshot", false],
  ["deletionProtection", false],
  ["enableKeyRotation", false],
  ["httpTokens", "optional"],
  ["ignorePublicAcls", false],
  ["kmsKeyId", undefined],
  ["livenessProbe", undefined],
  ["objectOwnership", "ObjectWriter"],
  ["pod-security.kubernetes.io/enforce", "privileged"],
  ["publiclyAccessible", true],
  ["readOnlyRootFilesystem", false],
  ["readinessProbe", undefined],
  ["recoveryWindowInDays", 0],
  ["restrictPublicBuckets", false],
  ["retentionInDays", undefined],
  ["runAsNonRoot", false],
  ["skipFinalSnapshot", true],
  ["sseAlgorithm", "AES256"],
  ["storageEncrypted", false],
  ["transitEncryptionEnabled", false],
  ["unclean.leader.election.enable", "true"],
]);

/** Set on a pod and on its containers alike, each of which overrides the pod: undone everywhere in a resource at once. */
const everywhere: readonly string[] = ["runAsNonRoot"];

/** One property undone. */
export interface Weakening {
  /** Its path, such as `spec.template.spec.containers.0.securityContext.runAsNonRoot`. */
  readonly path: string;
  readonly key: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Every variant of a resource's inputs in which one protective property is undone. */
export function* weakenings(inputs: Readonly<Record<string, unknown>>): Generator<Weakening> {
  for (const key of everywhere) {
    const worse = JSON.parse(JSON.stringify(inputs), (name, value: unknown) =>
      name === key ? weakened.get(key) : value,
    ) as Readonly<Record<string, unknown>>;
    if (JSON.stringify(worse) !== JSON.stringify(inputs)) yield { path: key, key, inputs: worse };
  }
  yield* single(inputs);
}

function* single(inputs: Readonly<Record<string, unknown>>): Generator<Weakening> {
  for (const [key, value] of Object.entries(inputs)) {
    const others = Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== key));
    if (weakened.has(key) && !everywhere.includes(key) && value !== weakened.get(key)) {
      const worse = weakened.get(key);
      yield { path: key, key, inputs: worse === undefined ? others : { ...inputs, [key]: worse } };
    }
    for (const inner of inside(value))
      yield { ...inner, path: `${key}.${inner.path}`, inputs: { ...inputs, [key]: inner.value } };
  }
}

function* inside(value: unknown): Generator<Omit<Weakening, "inputs"> & { readonly value: unknown }> {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    for (const [index, item] of items.entries())
      for (const inner of inside(item))
        yield { ...inner, path: `${index}.${inner.path}`, value: items.with(index, inner.value) };
  } else if (typeof value === "object" && value !== null) {
    for (const { path, key, inputs } of single(Object.fromEntries(Object.entries(value))))
      yield { path, key, value: inputs };
  }
}
