import type { StackSubject } from "../../lib/stack-analyzer.ts";
import { azureObjectives } from "../../lib/objectives-azure.ts";
import { config, noCopy, partOf, promised, region, rpo, rto, system, tags } from "../../lib/objectives.ts";
import { stack } from "../../lib/stack-cases.ts";

const aws = (region: string) => ({ cloud: "aws", provider: { name: `aws-${region}`, region } });
const archive = [{ name: "barman", enabled: true, isWALArchiver: true }];

/** A managed database with a copy in another region: cluster, spare instance, global cluster, and the copy's cluster. */
function managed(name: string, service: "rds" | "docdb"): StackSubject[] {
  const type = `aws:${service}/cluster:Cluster`;
  const instance = `aws:${service}/clusterInstance:ClusterInstance`;
  const props = { clusterIdentifier: name, backupRetentionPeriod: 30, tags: tags(name) };
  const ids = { clusterIdentifier: name };
  return [
    { ...aws("us-east-1"), name, type, props },
    { ...aws("us-east-1"), name: `${name}-1`, type: instance, props: ids, refs: { clusterIdentifier: [name] } },
    { ...aws("us-east-1"), name: `${name}-2`, type: instance, props: ids, refs: { clusterIdentifier: [name] } },
    {
      ...aws("us-east-1"),
      name: `${name}-global`,
      type: `aws:${service}/globalCluster:GlobalCluster`,
      props: { tags: tags(name) },
      refs: { sourceDbClusterIdentifier: [name] },
    },
    {
      ...aws("us-west-2"),
      name: `${name}-west`,
      type,
      props: { ...props, globalClusterIdentifier: "global" },
      refs: { globalClusterIdentifier: [`${name}-global`] },
    },
  ];
}

const good: readonly StackSubject[] = [
  ...system,
  ...managed("database", "rds"),
  ...managed("documents", "docdb"),
  {
    ...aws("us-east-1"),
    name: "events",
    type: "aws:msk/cluster:Cluster",
    props: { numberOfBrokerNodes: 3, tags: tags("events") },
  },
  {
    ...aws("us-west-2"),
    name: "events-west",
    type: "aws:msk/cluster:Cluster",
    props: { numberOfBrokerNodes: 3, tags: tags("events") },
  },
  {
    ...aws("us-west-2"),
    name: "replicator",
    type: "aws:msk/replicator:Replicator",
    props: { replicatorName: "events" },
    refs: { kafkaClusters: ["events", "events-west"] },
  },
  {
    name: "postgres",
    type: "kubernetes:postgresql.cnpg.io/v1:Cluster",
    parent: "firefly",
    props: {
      metadata: { name: "postgres", namespace: "production", labels: { [partOf]: "firefly" } },
      spec: { instances: 3, plugins: archive, postgresql: { parameters: { archive_timeout: "240s" } } },
    },
  },
  {
    name: "schedule",
    type: "kubernetes:postgresql.cnpg.io/v1:ScheduledBackup",
    props: { metadata: { namespace: "production" }, spec: { cluster: { name: "postgres" } } },
  },
];
const at = stack(good);

const archived = { "/spec/postgresql/parameters/archive_timeout": "10min" };
const check = (changes: { readonly requestInterval: number }): StackSubject => ({
  ...aws("us-east-1"),
  name: "check",
  type: "aws:route53/healthCheck:HealthCheck",
  props: { ...changes, failureThreshold: 3, tags: tags("edge") },
});
const alerted =
  "540 s = 300 s until somebody acts on the alert + 120 s until a copy is promoted + 120 s until pods serve again";
const inZone = "240 s = 120 s until a copy is promoted + 120 s until pods serve again";
const checked =
  "426 s = 60 s of failed health checks + 6 s for the last answer + 60 s until the zone's servers know + 60 s of DNS TTL + 120 s until a copy is promoted + 120 s until pods serve again";
const awsStores = ["database", "documents"];

export default [
  at("copies, spares, backups and archived logs", {}, [], { config }),
  at("one region, by its stage", { "database-west": "removed", "documents-west": "removed" }, [], {
    config: { ...config, copies: false },
  }),
  at(
    "a store of another's system",
    { postgres: { set: { parent: undefined }, props: { [`/metadata/labels/${partOf.replace("/", "~1")}`]: "other" } } },
    [],
    { config },
  ),
  at("a health check that is fast enough", { namespace: promised("430") }, [], {
    config,
    plus: [check({ requestInterval: 20 })],
  }),
  ...["database", "documents"].map((name) =>
    at(`no copy of the ${name}`, { [`${name}-west`]: "removed" }, [rpo(name, region, noCopy)], { config }),
  ),
  ...["database", "documents"].map((name) =>
    at(
      `no backup of the ${name}`,
      { [name]: { props: { "/backupRetentionPeriod": 0 } } },
      [rpo(name, "a write that destroys data", "no backup is kept")],
      { config },
    ),
  ),
  at(
    "a copy that lags behind",
    {},
    [...[...awsStores, "events", "events-west"].map((name) => rpo(name, region, "400 s = 400 s lag of the copy"))],
    { config: { ...config, lagSeconds: 400 } },
  ),
  at(
    "nothing that carries events to the other region",
    { replicator: "removed" },
    ["events", "events-west"].map((name) => rpo(name, region, noCopy)),
    {
      config,
    },
  ),
  at(
    "brokers in too few zones",
    { events: { props: { "/numberOfBrokerNodes": 2 } } },
    [rpo("events", "the loss of a zone", "there is no broker in another zone")],
    { config },
  ),
  at(
    "logs that are archived too seldom",
    { postgres: { props: archived } },
    [rpo("postgres", "the loss of every volume", "660 s = 600 s until the WAL is archived + 60 s for the upload")],
    { config },
  ),
  at(
    "logs that are not archived",
    { postgres: { props: { "/spec/plugins": undefined } } },
    [rpo("postgres", "the loss of every volume", "no WAL is archived beside a base backup")],
    { config },
  ),
  at(
    "logs without a base backup",
    { schedule: "removed" },
    [rpo("postgres", "the loss of every volume", "no WAL is archived beside a base backup")],
    { config },
  ),
  at(
    "one instance, and a short objective",
    { namespace: promised("600"), "database-2": "removed" },
    [
      rto(
        "database",
        "the loss of a zone",
        600,
        "720 s = 600 s until a new node is there + 120 s until pods serve again",
      ),
    ],
    { config },
  ),
  at(
    "an objective that people cannot meet",
    { namespace: promised("500") },
    [...[...awsStores, "events", "events-west"].map((name) => rto(name, region, 500, alerted))],
    { config },
  ),
  at(
    "an objective that nothing meets",
    { namespace: promised("200") },
    [
      ...[...awsStores, "events", "events-west"].flatMap((name) => [
        rto(name, "the loss of a zone", 200, inZone),
        rto(name, region, 200, checked),
      ]),
      rto("postgres", "the loss of a node or a zone", 200, inZone),
    ],
    { config, plus: [check({ requestInterval: 20 })] },
  ),
  ...azureObjectives,
  at(
    "a system without objectives",
    { namespace: { props: { "/metadata/annotations": undefined } } },
    [
      'postgres: Namespace of firefly: metadata.annotations["plumbline.dev/rto-seconds"]: expected the system\'s objectives, found nothing',
    ],
    { config },
  ),
];
