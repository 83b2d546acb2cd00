import { at, type Estate, listAt, numberAt, ofType, type Placed, textAt } from "../estate.ts";
import { type Read, type Reads, sameStore } from "../stores.ts";

/** Servers that only read: copies of another one. */
export const isCopy = ({ inputs }: Placed) => inputs.createMode === "Replica";

/** Servers of one database in a region: the one that takes writes with its standby, and those that read. */
const servers: Read = (server, estate) => {
  const all = sameStore(server, estate);
  const count = all.filter(isCopy).length;
  const readers = count === 1 ? "1 reader" : `${count} readers`;
  const writer = all.find((one) => !isCopy(one));
  if (writer === undefined) return all[0] === server ? `copy: ${readers}` : undefined;
  if (writer !== server) return undefined;
  const standby = at(server.inputs, "highAvailability", "mode") === "ZoneRedundant" ? ", with a standby" : "";
  return `Flexible Server: 1 writer${standby}${count === 0 ? "" : `, ${readers}`}`;
};

const documents: Read = ({ inputs }) => {
  if (at(inputs, "properties", "createMode") === "GeoReplica") return "copy: reads";
  const standby = at(inputs, "properties", "highAvailability", "targetMode");
  return `vCore: 1 cluster${standby === undefined || standby === "Disabled" ? "" : ", with a standby"}`;
};

const kafka: Read = ({ inputs }, estate) => {
  const partners = ofType(estate, "azure-native:eventhub:DisasterRecoveryConfig").map((one) =>
    textAt(one.inputs, "partnerNamespace"),
  );
  const waits = partners.some((id) => id.endsWith(`/${textAt(inputs, "namespaceName")}`));
  if (waits) return "topics without records";
  const topics = ofType(estate, "azure-native:eventhub:EventHub").filter(
    (one) => one.inputs.namespaceName === inputs.namespaceName,
  );
  return `Event Hubs: ${topics.length} topics`;
};

/** Where a namespace of Service Bus copies its messages to. */
export const copiesOf = ({ inputs }: Placed): string[] =>
  listAt(inputs, "geoDataReplication", "locations")
    .filter((one) => at(one, "roleType") === "Secondary")
    .map((one) => textAt(one, "locationName"));

const queues: Read = (namespace, estate) => {
  const count = queuesOf(namespace, estate).length;
  const copies = copiesOf(namespace).map((region) => `, copied to ${region}`);
  return `its own: ${count} queues of Service Bus${copies.join("")}`;
};

const queuesOf = ({ inputs }: Placed, estate: Estate) =>
  ofType(estate, "azure-native:servicebus:Queue").filter((one) => one.inputs.namespaceName === inputs.namespaceName);

/** What the stores of Azure say of themselves. */
export const azureStores: Reads = {
  "azure-native:dbforpostgresql:Server": servers,
  "azure-native:mongocluster:MongoCluster": documents,
  "azure-native:redisenterprise:RedisEnterprise": ({ inputs }) =>
    `its own: ${textAt(inputs, "sku", "name")}${inputs.highAvailability === "Enabled" ? ", with a replica" : ""}`,
  "azure-native:eventhub:Namespace": kafka,
  "azure-native:servicebus:Namespace": queues,
};

/** Units that a namespace has to itself. */
export const unitsOf = ({ inputs }: Placed) => numberAt(inputs, "sku", "capacity");
