import { backupJobs, every, type Loss, nameOf, volumes } from "../claims.ts";
import { at, type Estate, listAt, numberAt, ofType, type Placed, textAt } from "../estate.ts";
import { backupAccounts, isLocked, lockedDays, sources } from "./claims.ts";
import { lossOfPrimary } from "./loss-of-primary.ts";
import { machines, poolsOf } from "./paid.ts";
import { copiesOf, isCopy } from "./stores.ts";

/** Everything that the page says of losses; the figures are the stack's own. */
export function lossesOf(estate: Estate): Loss[] {
  return [zone(estate), lossOfPrimary(estate), replica(estate), standby(estate), store(estate)];
}

function zone(estate: Estate): Loss {
  const [cluster] = ofType(estate, "azure-native:containerservice:ManagedCluster");
  if (cluster === undefined) throw new Error("the stack has no cluster whose machines could be counted");
  const zones = poolsOf(cluster).length;
  const least = machines(cluster, "minCount") / zones;
  const servers = ofType(estate, "azure-native:dbforpostgresql:Server");
  const writers = servers.filter((one) => !isCopy(one));
  const messaging = ["azure-native:eventhub:Namespace", "azure-native:servicebus:Namespace"];
  const caches = ofType(estate, "azure-native:redisenterprise:RedisEnterprise");
  const documents = ofType(estate, "azure-native:mongocluster:MongoCluster").filter(
    ({ inputs }) => at(inputs, "properties", "createMode") !== "GeoReplica",
  );
  return {
    title: "A zone",
    claims: [
      {
        says: `Machines: ${least} of at least ${least * zones} in the region, until the pools of the other zones have grown. The gateway at the edge and the addresses that pods go out by are in each of ${zones} zones.`,
        holds:
          every(ofType(estate, cluster.type), ({ inputs }) => isSpread(inputs, zones, least)) &&
          inEachZone(estate, zones),
      },
      {
        says: `PostgreSQL: nothing that was committed. The standby of a writer is in another zone, has [each commit as well](${sources.postgresZones}), and takes over by itself. Servers that only read have none: one that was in the zone is away until it is back.`,
        holds: every(writers, ({ inputs }) => at(inputs, "highAvailability", "mode") === "ZoneRedundant"),
      },
      {
        says: `Documents: nothing that was acknowledged. [The standby](${sources.documentZones}) is in another zone where the region has room for it, and takes over by itself.`,
        // What it is set to stands beside a secret, and is one in what is rendered: the rule az-mongo-zone-ha holds the value.
        holds: every(
          documents,
          ({ inputs }) => at(inputs, "properties", "highAvailability", "targetMode") !== undefined,
        ),
      },
      {
        says: "Kafka and queues: nothing that was acknowledged. Namespaces are in all zones.",
        holds: every(
          estate.cloud.filter(({ type }) => messaging.includes(type)),
          ({ inputs }) => inputs.zoneRedundant === true,
        ),
      },
      {
        says: "Caches: the last writes, which a node had not passed on when it went; the replica in another zone takes over by itself.",
        holds: every(caches, ({ inputs }) => inputs.highAvailability === "Enabled"),
      },
      {
        says: "cap: a Redis node that was in the zone starts in another one, with its volume, which is in all of them.",
        holds: every(volumes(estate), (one) => isInAllZones(estate, one)),
      },
    ],
  };
}

const isSpread = (cluster: Placed["inputs"], zones: number, least: number) => {
  const pools = listAt(cluster, "agentPoolProfiles");
  const taken = new Set(pools.flatMap((pool) => listAt(pool, "availabilityZones")));
  return (
    taken.size === zones &&
    every(pools, (pool) => listAt(pool, "availabilityZones").length === 1 && numberAt(pool, "minCount") === least)
  );
};

const inEachZone = (estate: Estate, zones: number) =>
  ["azure-native:network:ApplicationGateway", "azure-native:network:PublicIPAddress"].every((type) =>
    every(ofType(estate, type), ({ inputs }) => listAt(inputs, "zones").length === zones),
  );

/** Whether the disk that an object has its volume on is in all zones. */
const isInAllZones = ({ objects }: Estate, { region, inputs }: Placed) => {
  const asked = at(inputs, "spec", "volumeClaimTemplates", 0, "spec", "storageClassName");
  return objects.some(
    (one) =>
      one.region === region &&
      one.type.endsWith(":StorageClass") &&
      at(one.inputs, "metadata", "name") === asked &&
      at(one.inputs, "parameters", "skuName") === "Premium_ZRS",
  );
};

function replica(estate: Estate): Loss {
  const here = nameOf(estate, "replica");
  const records = ofType(estate, "azure-native:dns:RecordSet");
  const queues = ofType(estate, "azure-native:servicebus:Namespace").filter(({ region }) => region === here);
  return {
    title: `${here}, the replica`,
    claims: [
      {
        says: `Nothing that was written to the primary. Readers that use its names (\`*-${here}\`) get no answer: these do not move, so clients go to the names without a region.`,
        holds: every(
          records.filter(({ inputs }) => textAt(inputs, "relativeRecordSetName").includes(`-${here}`)),
          ({ inputs }) => inputs.recordType === "A",
        ),
      },
      {
        says: `What its own caches and Redis nodes of cap had, as in the primary. Its own queues have a copy in ${nameOf(estate, "standby")}.`,
        holds: every(queues, (one) => copiesOf(one).join() === nameOf(estate, "standby")),
      },
    ],
  };
}

function standby(estate: Estate): Loss {
  const [here, primary] = [nameOf(estate, "standby"), nameOf(estate, "primary")];
  const profiles = ofType(estate, "azure-native:trafficmanager:Profile");
  const queues = ofType(estate, "azure-native:servicebus:Namespace").filter(({ region }) => region === here);
  return {
    title: `${here}, the standby`,
    claims: [
      {
        says: "Nothing that users notice. Names have nowhere to move to: a loss of the primary at the same time is a promotion of the replica by hand, and a change of DNS.",
        holds: every(profiles, ({ inputs }) => listAt(inputs, "endpoints").length === 2),
      },
      {
        says: `The copies of documents, of Kafka's topics and of the others' queues, until they are made anew; the replica has a copy of PostgreSQL, too. Its own queues have a copy in ${primary}.`,
        holds: every(queues, (one) => copiesOf(one).join() === primary),
      },
    ],
  };
}

function store(estate: Estate): Loss {
  const servers = ofType(estate, "azure-native:dbforpostgresql:Server");
  const days = Math.min(...servers.map(({ inputs }) => numberAt(inputs, "backup", "backupRetentionDays")));
  const vaults = ofType(estate, "azure-native:dataprotection:BackupVault");
  const saved = ofType(estate, "azure-native:dataprotection:BackupInstance");
  const documents = ofType(estate, "azure-native:mongocluster:MongoCluster");
  const databases = ofType(estate, "azure-native:redisenterprise:Database");
  const accounts = ofType(estate, "azure-native:storage:StorageAccount");
  const locked = (purpose: string) =>
    Math.min(...accounts.filter(({ inputs }) => at(inputs, "tags", "purpose") === purpose).map(lockedDays));
  return {
    title: "A store, by a mistake or an attack",
    claims: [
      {
        says: `PostgreSQL: copies follow the mistake. Recovery to any moment of ${days} days, up to the last minutes, makes a new server; so does a recovery point of a locked vault, once a week. Deletion is refused as long as a lock is on it.`,
        holds:
          saved.length === servers.filter((one) => !isCopy(one)).length &&
          every(
            vaults,
            ({ inputs }) => at(inputs, "properties", "securitySettings", "immutabilitySettings", "state") === "Locked",
          ) &&
          every(servers, ({ inputs }) => isLocked(estate, textAt(inputs, "serverName"))),
      },
      {
        says: `Documents: likewise, by the service's own [backups](${sources.documentBackups}) of 35 days, and by the dump of each night. Deletion is refused as long as a lock is on it.`,
        holds:
          backupJobs(estate, "ecommerce").some(({ name }) => name.includes("mongodb-backup")) &&
          every(documents, ({ inputs }) => isLocked(estate, textAt(inputs, "mongoClusterName"))),
      },
      {
        says: "Caches: all of it. What they keep on disk is for a restart, and nothing saves it elsewhere.",
        holds: every(databases, ({ inputs }) => at(inputs, "persistence", "aofEnabled") === true),
      },
      {
        says: "Kafka: records since the last backup, which jobs make every few minutes. Queues: what was in them; copies follow. The Redis nodes of cap: what was written since the backup of the night.",
        holds:
          backupJobs(estate, "onboarding").some(({ name }) => name.includes("kafka-backup-increment")) &&
          backupJobs(estate, "cap").length === 2 * estate.regions.length,
      },
      {
        says: `Blobs: nothing of the last ${locked("backup")} days of backups, and of the last ${locked("audit")} of audit logs: for that time nobody can change or delete a version. Of older backups, what lifecycle rules keep can be deleted by who may delete versions.`,
        holds: backupAccounts(estate).length > 0 && locked("backup") > 0 && locked("audit") > 0,
      },
    ],
  };
}
