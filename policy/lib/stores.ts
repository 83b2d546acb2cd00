import { regionOf } from "./aws/regions.ts";
import {
  documentCluster,
  flexibleServer,
  hubNamespace,
  isAzureCopy,
  recoverDocuments,
  recoverHubs,
  recoverServer,
} from "./azure/recovery.ts";
import {
  alerted,
  type Assumptions,
  type Deployed,
  inBackup,
  ofCopy,
  promotion,
  type Recovery,
  replacement,
  type Term,
  warmUp,
} from "./recovery.ts";
import type { ResourceType } from "./rule.ts";
import type { Resource, Stack } from "./stack.ts";
import { tagsOf } from "./tags.ts";
import { collect } from "./unknown.ts";

interface AwsCluster {
  readonly tags?: unknown;
  readonly clusterIdentifier?: string;
  readonly globalClusterIdentifier?: string;
  readonly backupRetentionPeriod?: number;
  readonly numberOfBrokerNodes?: number;
}
interface Postgres {
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
  readonly spec?: {
    readonly instances?: number;
    readonly plugins?: readonly { readonly enabled?: boolean; readonly isWALArchiver?: boolean }[];
    readonly postgresql?: { readonly parameters?: Readonly<Record<string, string>> };
  };
}
interface HealthCheck {
  readonly tags?: unknown;
  readonly requestInterval?: number;
  readonly failureThreshold?: number;
}
interface Schedule {
  readonly metadata?: { readonly namespace?: string };
  readonly spec?: { readonly cluster?: { readonly name?: string } };
}
type Recover<Props extends object> = (store: Resource<Props>, deployed: Deployed) => Recovery[];
/** The type token says which properties a store has, so that a table may hold all. */
interface Recoverable<Props extends object = object> {
  recover(store: Resource<Props>, deployed: Deployed): Recovery[];
}

const token = {
  rds: "aws:rds/cluster:Cluster" as ResourceType<AwsCluster>,
  docdb: "aws:docdb/cluster:Cluster" as ResourceType<AwsCluster>,
  msk: "aws:msk/cluster:Cluster" as ResourceType<AwsCluster>,
  postgres: "kubernetes:postgresql.cnpg.io/v1:Cluster" as ResourceType<Postgres>,
};

const healthCheck = "aws:route53/healthCheck:HealthCheck" as ResourceType<HealthCheck>;
const record = "aws:route53/record:Record" as ResourceType<{ readonly ttl?: number }>;
const schedule = "kubernetes:postgresql.cnpg.io/v1:ScheduledBackup" as ResourceType<Schedule>;

/** The stores whose recovery can be computed from what is deployed, and how. */
export const recoveries: ReadonlyMap<string, Recoverable> = new Map<string, Recoverable>([
  [token.rds, of(managed("aws:rds/clusterInstance:ClusterInstance"))],
  [token.docdb, of(managed("aws:docdb/clusterInstance:ClusterInstance"))],
  [token.msk, of(kafka)],
  [token.postgres, of(postgres)],
  [flexibleServer, of(recoverServer)],
  [documentCluster, of(recoverDocuments)],
  [hubNamespace, of(recoverHubs)],
]);

function of<Props extends object>(recover: Recover<Props>): Recoverable {
  const made: Recoverable<Props> = { recover };
  return made;
}

/** Aurora and DocumentDB: storage over three zones, logs in the backups every five minutes, a global cluster's copies. */
function managed(instanceType: string): Recover<AwsCluster> {
  return (store, deployed) => {
    const { stack, assume, regions } = deployed;
    const instances = stack.companions(store, instanceType, "clusterIdentifier", () => [store.props.clusterIdentifier]);
    const spare = instances.length > 1;
    const kept = store.props.backupRetentionPeriod ?? 0;
    const zone: Recovery = {
      from: "the loss of a zone",
      time: [spare ? promotion(assume) : replacement(assume), warmUp(assume)],
      loss: [],
    };
    const mistake: Recovery = {
      from: "a write that destroys data",
      time: [],
      loss: kept > 0 ? inBackup : "no backup is kept",
    };
    return [zone, mistake, ...(regions ? [region(store, deployed, copies(store, stack))] : [])];
  };
}

const globals: readonly ResourceType[] = [
  "aws:rds/globalCluster:GlobalCluster",
  "aws:docdb/globalCluster:GlobalCluster",
];

/** Whether a store has its data from another: a copy of a server, or a member of a global cluster that is not the one it was made of. */
export function isCopy(store: Resource, stack: Stack): boolean {
  if (isAzureCopy(store, stack)) return true;
  const isSource = stack
    .all(...globals)
    .some(({ propertyDependencies: { sourceDbClusterIdentifier = [] } }) =>
      sourceDbClusterIdentifier.some(({ urn }) => urn === store.urn),
    );
  return !isSource && isMember(store);
}

/** Whether a store is in a global cluster, whose id is unknown in a preview. */
function isMember({ props, propertyDependencies }: Resource): boolean {
  if ((propertyDependencies["globalClusterIdentifier"] ?? []).length > 0) return true;
  const id: unknown = Reflect.get(props, "globalClusterIdentifier");
  return typeof id === "string" && id !== "";
}

/** Members of the same store in other regions. */
function copies(store: Resource<AwsCluster>, stack: Stack): readonly Resource[] {
  const [here, { system, component }] = [regionOf(store), tagsOf(store.props, store.provider)];
  return stack.all(store.type as ResourceType<AwsCluster>).filter((other) => {
    const tags = tagsOf(other.props, other.provider);
    const isTwin = tags["system"] === system && tags["component"] === component && regionOf(other) !== here;
    return isTwin && (store.type === token.msk || isMember(other));
  });
}

function kafka(store: Resource<AwsCluster>, deployed: Deployed): Recovery[] {
  const { stack, assume, regions } = deployed;
  const brokers = store.props.numberOfBrokerNodes ?? 0;
  const zone: Recovery = {
    from: "the loss of a zone",
    time: [brokers >= 3 ? promotion(assume) : replacement(assume), warmUp(assume)],
    loss: brokers >= 3 ? [] : "there is no broker in another zone",
  };
  if (!regions) return [zone];
  const replicators = stack.all("aws:msk/replicator:Replicator");
  const from = replicators.filter(({ propertyDependencies: { kafkaClusters = [] } }) =>
    kafkaClusters.some(({ urn }) => urn === store.urn),
  );
  return [zone, region(store, deployed, from.length > 0 ? copies(store, stack) : [])];
}

function region(store: Resource<AwsCluster>, { stack, assume }: Deployed, to: readonly Resource[]): Recovery {
  return {
    from: "the loss of the region",
    time: [...noticed(store, stack, assume), promotion(assume), warmUp(assume)],
    loss: ofCopy(assume, to.length > 0),
  };
}

/** Requests of a health check in a row and their last answer, servers of the zone, and answers that clients keep. */
function noticed(store: Resource<AwsCluster>, stack: Stack, assume: Assumptions): Term[] {
  const { system } = tagsOf(store.props, store.provider);
  const checks = stack.all(healthCheck);
  const own = checks.filter(({ props, provider }) => tagsOf(props, provider)["system"] === system);
  if (own.length === 0) return [alerted(assume)];
  const slowest = Math.max(...own.map(({ props }) => (props.requestInterval ?? 30) * (props.failureThreshold ?? 3)));
  const records = stack.all(record);
  const ttl = Math.max(60, ...records.map(({ props }) => props.ttl ?? 0));
  return [
    { what: "of failed health checks", seconds: slowest },
    { what: "for the last answer", seconds: 6 },
    { what: "until the zone's servers know", seconds: 60 },
    { what: "of DNS TTL", seconds: ttl },
  ];
}

function postgres(store: Resource<Postgres>, { stack, assume }: Deployed): Recovery[] {
  const { metadata, spec } = store.props;
  const schedules = stack.all(schedule);
  const saved = schedules.some(
    ({ props, provider }) =>
      provider?.urn === store.provider?.urn &&
      props.metadata?.namespace === metadata?.namespace &&
      props.spec?.cluster?.name === (metadata?.name ?? store.name),
  );
  const archived = collect(spec?.plugins, ({ enabled, isWALArchiver }) =>
    enabled !== false && isWALArchiver === true ? [{ path: "", expected: "", found: "" }] : [],
  );
  const timeout = secondsOf(spec?.postgresql?.parameters?.["archive_timeout"] ?? "5min");
  return [
    {
      from: "the loss of a node or a zone",
      time: [(spec?.instances ?? 1) > 1 ? promotion(assume) : replacement(assume), warmUp(assume)],
      loss: [],
    },
    {
      from: "the loss of every volume",
      time: [],
      loss:
        archived.length > 0 && saved && timeout > 0
          ? [
              { what: "until the WAL is archived", seconds: timeout },
              { what: "for the upload", seconds: assume.uploadSeconds },
            ]
          : "no WAL is archived beside a base backup",
    },
  ];
}

const unit: Readonly<Record<string, number>> = { ms: 0.001, s: 1, min: 60, h: 3600, d: 86_400 };
/** PostgreSQL's times; a plain number is in seconds. */
function secondsOf(text: string): number {
  const [, value = "0", name = "s"] = /^(\d+)\s*([a-z]*)$/.exec(text) ?? [];
  return Number(value) * (unit[name || "s"] ?? 0);
}
