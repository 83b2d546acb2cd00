import { here, type Line } from "../counts.ts";
import { at, listAt, numberAt, type Placed, textAt } from "../estate.ts";
import { isCopy, unitsOf } from "./stores.ts";

const clusters = "azure-native:containerservice:ManagedCluster";
const servers = "azure-native:dbforpostgresql:Server";

/** Pools of a cluster's machines, which its cluster carries in itself. */
export const poolsOf = ({ inputs }: Placed): readonly unknown[] => listAt(inputs, "agentPoolProfiles");

/** Sum of a figure over the pools of a cluster. */
export const machines = (cluster: Placed, figure: "minCount" | "maxCount"): number =>
  poolsOf(cluster).reduce<number>((sum, pool) => sum + numberAt(pool, figure), 0);

const machine = (cluster: Placed): string => {
  const kinds = poolsOf(cluster).map((pool) => `${textAt(pool, "vmSize")}, ${numberAt(pool, "osDiskSizeGB")} GiB`);
  return [...new Set(kinds)].join(" and ");
};

const hasStandby = ({ inputs }: Placed) => at(inputs, "highAvailability", "mode") === "ZoneRedundant";
const disk = ({ inputs }: Placed) => numberAt(inputs, "storage", "storageSizeGB");
const count = (when: (resource: Placed) => boolean) => here((resource) => (when(resource) ? 1 : 0));

/** What of Azure is paid for. */
export const azureLines: readonly Line[] = [
  {
    what: "control plane of a cluster",
    type: clusters,
    of: ({ inputs }) => `Kubernetes ${textAt(inputs, "kubernetesVersion")}, ${textAt(inputs, "sku", "tier")}`,
  },
  { what: "machine, at least", type: clusters, of: machine, amounts: here((one) => machines(one, "minCount")) },
  { what: "machine, at most", type: clusters, of: machine, amounts: here((one) => machines(one, "maxCount")) },
  {
    what: "server of PostgreSQL that takes writes, with its standby",
    type: servers,
    of: (server) => `${textAt(server.inputs, "sku", "name")}, ${disk(server)} GiB`,
    amounts: count((one) => !isCopy(one) && hasStandby(one)),
  },
  {
    what: "server of PostgreSQL that takes writes, alone",
    type: servers,
    of: (server) => `${textAt(server.inputs, "sku", "name")}, ${disk(server)} GiB`,
    amounts: count((one) => !isCopy(one) && !hasStandby(one)),
  },
  {
    what: "server of PostgreSQL that reads",
    type: servers,
    of: (server) => `${textAt(server.inputs, "sku", "name")}, ${disk(server)} GiB`,
    amounts: count(isCopy),
  },
  { what: "cluster of Cosmos DB for MongoDB vCore", type: "azure-native:mongocluster:MongoCluster" },
  {
    what: "Managed Redis, with its replica",
    type: "azure-native:redisenterprise:RedisEnterprise",
    of: ({ inputs }) => textAt(inputs, "sku", "name"),
  },
  {
    what: "processing unit of Event Hubs",
    type: "azure-native:eventhub:Namespace",
    of: ({ inputs }) => textAt(inputs, "sku", "tier"),
    amounts: here(unitsOf),
  },
  {
    what: "messaging unit of Service Bus",
    type: "azure-native:servicebus:Namespace",
    of: ({ inputs }) => textAt(inputs, "sku", "tier"),
    amounts: here(unitsOf),
  },
  {
    what: "application gateway, instances at least",
    type: "azure-native:network:ApplicationGateway",
    of: ({ inputs }) => textAt(inputs, "sku", "tier"),
    amounts: here(({ inputs }) => numberAt(inputs, "autoscaleConfiguration", "minCapacity")),
  },
  {
    what: "application gateway, instances at most",
    type: "azure-native:network:ApplicationGateway",
    of: ({ inputs }) => textAt(inputs, "sku", "tier"),
    amounts: here(({ inputs }) => numberAt(inputs, "autoscaleConfiguration", "maxCapacity")),
  },
  {
    what: "public address",
    type: "azure-native:network:PublicIPAddress",
    of: ({ inputs }) => (at(inputs, "ddosSettings", "protectionMode") === "Enabled" ? "with DDoS protection" : ""),
  },
  { what: "private endpoint", type: "azure-native:network:PrivateEndpoint" },
  {
    what: "registry of images",
    type: "azure-native:containerregistry:Registry",
    of: ({ inputs }) => textAt(inputs, "sku", "name"),
  },
  { what: "registry's copy", type: "azure-native:containerregistry:Replication" },
  {
    what: "vault of keys and secrets",
    type: "azure-native:keyvault:Vault",
    of: ({ inputs }) => textAt(inputs, "properties", "sku", "name"),
  },
  { what: "key", type: "azure-native:keyvault:Key", of: ({ inputs }) => textAt(inputs, "properties", "kty") },
  {
    what: "storage account",
    type: "azure-native:storage:StorageAccount",
    of: ({ inputs }) => textAt(inputs, "sku", "name"),
  },
  {
    what: "database in a vault of Azure Backup",
    type: "azure-native:dataprotection:BackupInstance",
  },
  { what: "workspace of logs", type: "azure-native:operationalinsights:Workspace" },
  { what: "alarm", type: "azure-native:monitor:MetricAlert" },
  {
    what: "profile of Traffic Manager",
    type: "azure-native:trafficmanager:Profile",
    of: ({ inputs }) =>
      `${textAt(inputs, "monitorConfig", "protocol")}, each ${numberAt(inputs, "monitorConfig", "intervalInSeconds")} s`,
  },
];
