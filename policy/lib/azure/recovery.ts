import type { ServerArgs } from "@pulumi/azure-native/dbforpostgresql/server.js";
import type { NamespaceArgs } from "@pulumi/azure-native/eventhub/namespace.js";
import type { MongoClusterArgs } from "@pulumi/azure-native/mongocluster/mongoCluster.js";
import type { Given } from "../demands.ts";
import { savedSeconds } from "../kubernetes/stores.ts";
import {
  alerted,
  type Assumptions,
  type Deployed,
  inBackup,
  noCopy,
  ofCopy,
  promotion,
  type Recovery,
  replacement,
  warmUp,
} from "../recovery.ts";
import type { ResourceType } from "../rule.ts";
import type { Resource, Stack } from "../stack.ts";
import { tagsOf } from "../tags.ts";
import { locationOf, refersTo } from "./resources.ts";

type Server = Given<ServerArgs>;
type Documents = Given<MongoClusterArgs>;
type Hubs = Given<NamespaceArgs>;

/** Servers of Azure Database for PostgreSQL. */
export const flexibleServer = "azure-native:dbforpostgresql:Server" as ResourceType<Server>;
/** Clusters of Azure Cosmos DB for MongoDB vCore. */
export const documentCluster = "azure-native:mongocluster:MongoCluster" as ResourceType<Documents>;
/** Namespaces of Event Hubs. */
export const hubNamespace = "azure-native:eventhub:Namespace" as ResourceType<Hubs>;

const pairing = "azure-native:eventhub:DisasterRecoveryConfig" as ResourceType;
const source = "sourceServerResourceId";
const partner = "partnerNamespace";

/** Whether a server or a cluster has its data from another one, or a namespace its topics. */
export function isAzureCopy(store: Resource, stack: Stack): boolean {
  const { type, props, propertyDependencies } = store;
  if (type === flexibleServer) return (propertyDependencies[source] ?? []).length > 0;
  if (type === documentCluster) return (props as Documents).properties?.replicaParameters !== undefined;
  return type === hubNamespace && stack.all(pairing).some((one) => refersTo(one, partner, store));
}

/** Whether a store of another region is made of this one, by the property that says so. */
const isCopied = <Props extends object>(store: Resource<Props>, stack: Stack, property: string): boolean =>
  stack.all(store.type).some((other) => refersTo(other, property, store) && locationOf(other) !== locationOf(store));

const afterAlert = (assume: Assumptions, loss: Recovery["loss"]): Recovery => ({
  from: "the loss of the region",
  time: [alerted(assume), promotion(assume), warmUp(assume)],
  loss,
});

/** A standby that has every commit, logs in the backups every five minutes, and copies in other regions that people promote. */
export function recoverServer(store: Resource<Server>, { stack, assume, regions }: Deployed): Recovery[] {
  const { highAvailability, backup } = store.props;
  const standby = highAvailability?.mode === "ZoneRedundant";
  const saved: Recovery["loss"] = (backup?.backupRetentionDays ?? 0) > 0 ? inBackup : "no backup is kept";
  const zone: Recovery = {
    from: "the loss of a zone",
    time: [standby ? promotion(assume) : replacement(assume), warmUp(assume)],
    loss: standby ? [] : saved,
  };
  const mistake: Recovery = { from: "a write that destroys data", time: [], loss: saved };
  if (!regions) return [zone, mistake];
  return [zone, mistake, afterAlert(assume, ofCopy(assume, isCopied(store, stack, source)))];
}

/** A standby that has every write, the service's own backups of 35 days, and a copy in another region that people promote. */
export function recoverDocuments(store: Resource<Documents>, { stack, assume, regions }: Deployed): Recovery[] {
  const mode = store.props.properties?.highAvailability?.targetMode;
  const standby = mode === "ZoneRedundantPreferred" || mode === "SameZone";
  const zone: Recovery = {
    from: "the loss of a zone",
    time: [standby ? promotion(assume) : replacement(assume), warmUp(assume)],
    loss: mode === "ZoneRedundantPreferred" ? [] : inBackup,
  };
  const mistake: Recovery = { from: "a write that destroys data", time: [], loss: inBackup };
  if (!regions) return [zone, mistake];
  return [zone, mistake, afterAlert(assume, ofCopy(assume, isCopied(store, stack, "properties")))];
}

/** Three zones; to another region go the topics alone, and the records as far as a job has saved them and Azure has copied what it wrote. */
export function recoverHubs(store: Resource<Hubs>, { stack, assume, regions }: Deployed): Recovery[] {
  const zones = store.props.zoneRedundant === true;
  const zone: Recovery = {
    from: "the loss of a zone",
    time: [zones ? promotion(assume) : replacement(assume), warmUp(assume)],
    loss: zones ? [] : "it is in one zone",
  };
  if (!regions) return [zone];
  const { system = "", component = "" } = tagsOf(store.props, store.provider);
  const seconds = savedSeconds(stack, String(system), String(component));
  const saved =
    seconds === undefined
      ? noCopy
      : [
          { what: "until the next backup", seconds },
          { what: "for the upload", seconds: assume.uploadSeconds },
          { what: "until Azure has copied it", seconds: assume.blobCopySeconds },
        ];
  return [zone, afterAlert(assume, saved)];
}
