import { config, noCopy, partOf, promised, region, rpo, rto, system, tags } from "./objectives.ts";
import type { StackSubject } from "./stack-analyzer.ts";
import { stack } from "./stack-cases.ts";

/** A server of Azure with a standby, and its copy in another region. */
const server = (name: string, location: string, change: Partial<StackSubject>): StackSubject => ({
  name,
  type: "azure-native:dbforpostgresql:Server",
  ...change,
  props: { location, tags: tags("database"), backup: { backupRetentionDays: 35 }, ...change.props },
});
const onAzure = stack([
  ...system,
  server("server", "eastus", { props: { highAvailability: { mode: "ZoneRedundant" } } }),
  server("copy", "westus2", { refs: { sourceServerResourceId: ["server"] } }),
]);

/** A cluster of documents with its copy, and a namespace of Event Hubs with the one that waits and the job that saves its records. */
const others = stack([
  ...system,
  {
    name: "cosmos",
    type: "azure-native:mongocluster:MongoCluster",
    props: {
      location: "eastus",
      tags: tags("documents"),
      properties: { highAvailability: { targetMode: "ZoneRedundantPreferred" } },
    },
  },
  {
    name: "cosmos-copy",
    type: "azure-native:mongocluster:MongoCluster",
    props: {
      location: "westus2",
      tags: tags("documents"),
      properties: { createMode: "GeoReplica", replicaParameters: { sourceLocation: "eastus" } },
    },
    refs: { properties: ["cosmos"] },
  },
  {
    name: "hubs",
    type: "azure-native:eventhub:Namespace",
    props: { location: "eastus", tags: tags("events"), zoneRedundant: true },
  },
  {
    name: "hubs-waiting",
    type: "azure-native:eventhub:Namespace",
    props: { location: "westus2", tags: tags("events"), zoneRedundant: false },
  },
  {
    name: "pairing",
    type: "azure-native:eventhub:DisasterRecoveryConfig",
    props: { alias: "events" },
    refs: { partnerNamespace: ["hubs-waiting"] },
  },
  {
    name: "job",
    type: "kubernetes:batch/v1:CronJob",
    props: {
      metadata: { labels: { [partOf]: "firefly", "plumbline.dev/backs-up": "events" } },
      spec: { schedule: "*/3 * * * *" },
    },
  },
]);

/** Cases of x-objectives-met on Azure. */
export const azureObjectives = [
  onAzure("a standby, backups and a copy", {}, [], { config }),
  onAzure("one region of Azure, by its stage", { copy: "removed" }, [], { config: { ...config, copies: false } }),
  onAzure("no copy of the server", { copy: "removed" }, [rpo("server", region, noCopy)], { config }),
  onAzure(
    "no backup of the server",
    { server: { props: { "/backup": undefined } } },
    [rpo("server", "a write that destroys data", "no backup is kept")],
    { config },
  ),
  onAzure(
    "neither a standby nor time",
    { namespace: promised("540"), server: { props: { "/highAvailability/mode": "Disabled" } } },
    [
      rto(
        "server",
        "the loss of a zone",
        540,
        "720 s = 600 s until a new node is there + 120 s until pods serve again",
      ),
    ],
    { config },
  ),
  others("documents with a standby and a copy, and records that are saved", {}, [], { config }),
  others("documents and hubs in one region", { "cosmos-copy": "removed", job: "removed" }, [], {
    config: { ...config, copies: false },
  }),
  others("no copy of the documents", { "cosmos-copy": "removed" }, [rpo("cosmos", region, noCopy)], { config }),
  others(
    "neither a standby of the documents nor time",
    { namespace: promised("540"), cosmos: { props: { "/properties/highAvailability/targetMode": "Disabled" } } },
    [
      rto(
        "cosmos",
        "the loss of a zone",
        540,
        "720 s = 600 s until a new node is there + 120 s until pods serve again",
      ),
    ],
    { config },
  ),
  others(
    "hubs in one zone",
    { hubs: { props: { "/zoneRedundant": false } } },
    [rpo("hubs", "the loss of a zone", "it is in one zone")],
    { config },
  ),
  others("records that nobody saves", { job: "removed" }, [rpo("hubs", region, noCopy)], { config }),
  others(
    "records of a job that does not run",
    { job: { props: { "/spec/suspend": true } } },
    [rpo("hubs", region, noCopy)],
    { config },
  ),
  ...(
    [
      ["*/5 * * * *", 300],
      ["30 * * * *", 3600],
      ["0 */6 * * *", 21_600],
      ["0 2 * * *", 86_400],
      ["0 2 * * 0", 604_800],
    ] as const
  ).map(([schedule, seconds]) =>
    others(
      `records that are saved too seldom: ${schedule}`,
      { job: { props: { "/spec/schedule": schedule } } },
      [
        rpo(
          "hubs",
          region,
          `${seconds + 90} s = ${seconds} s until the next backup + 60 s for the upload + 30 s until Azure has copied it`,
        ),
      ],
      { config },
    ),
  ),
];
