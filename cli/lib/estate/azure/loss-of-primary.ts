import { worstFailoverSeconds } from "../../../../components/dns/spec.ts";
import { backupJobs, every, type Loss, nameOf, volumes } from "../claims.ts";
import { at, type Estate, listAt, numberAt, ofType, type Placed, textAt } from "../estate.ts";
import { backupAccounts, onlyIn, sources } from "./claims.ts";
import { copiesOf, isCopy } from "./stores.ts";

/** The largest loss that the stack is made for. */
export function lossOfPrimary(estate: Estate): Loss {
  const [here, there] = [nameOf(estate, "primary"), nameOf(estate, "standby")];
  const profiles = ofType(estate, "azure-native:trafficmanager:Profile");
  const [worst = 0] = profiles.map(({ inputs }) => switchSeconds(inputs)).sort((a, b) => b - a);
  const servers = ofType(estate, "azure-native:dbforpostgresql:Server");
  const copies = servers.filter((one) => isCopy(one) && one.region === there);
  const documents = ofType(estate, "azure-native:mongocluster:MongoCluster");
  const hubs = ofType(estate, "azure-native:eventhub:Namespace");
  const queues = ofType(estate, "azure-native:servicebus:Namespace").filter(({ region }) => region === here);
  const behind = Math.max(...queues.map((one) => numberAt(one.inputs, "geoDataReplication", behindField)));
  const caches = ofType(estate, "azure-native:redisenterprise:Database");
  const accounts = backupAccounts(estate);
  const vaults = ofType(estate, "azure-native:dataprotection:BackupVault");
  const single = onlyIn(estate, here);
  return {
    title: `${here}, the primary`,
    claims: [
      {
        says: `Reachability: names move to ${there} within ${worst} s at worst (failed probes, the last one's wait, the servers of Traffic Manager, and answers that are kept), for clients that keep answers no longer than they may. It promotes no database: until somebody does, ${there} answers reads.`,
        holds: worst > 0 && every(profiles, ({ inputs }) => targetsOf(inputs).join() === [here, there].join()),
      },
      {
        says: `PostgreSQL: commits of the last moments. [The copy is asynchronous](${sources.postgresCopies}), and becomes the writer when somebody promotes it, under the name that clients have; an alarm of each region tells when it lags for minutes.`,
        holds:
          copies.length === servers.filter((one) => !isCopy(one)).length &&
          every(copies, ({ inputs }) => isFollowed(estate, inputs)) &&
          every(copies, (one) => alarmed(estate, one, "physical_replication_delay_in_seconds")),
      },
      {
        says: `Documents: likewise. [The copy](${sources.documents}) in ${there} is promoted by hand, and clients keep their address.`,
        holds: every(
          documents.filter(({ region }) => region === here),
          ({ inputs }) =>
            documents.some((one) => one.region === there && isCopyOf(one, textAt(inputs, "mongoClusterName"))),
        ),
      },
      {
        says: `Kafka: records that were not read yet, but for those of the backups. Pairing copies [topics, and no records](${sources.kafka}); jobs save the records every few minutes, and who promotes ${there} puts back what Azure has copied of them, which is minutes behind as a rule, with no bound.`,
        holds:
          every(
            hubs.filter(({ region }) => region === here),
            ({ inputs }) => paired(estate, textAt(inputs, "namespaceName"), there),
          ) && backupJobs(estate, "onboarding").some(({ name }) => name.includes("kafka-backup-increment")),
      },
      {
        says: `Queues: messages of the last moments, and of ${behind / 60} minutes at most: a namespace whose [copy](${sources.queues}) is further behind takes none. Somebody promotes the copy in ${there}, an alarm having told of its lag.`,
        holds:
          every(queues, (one) => copiesOf(one).join() === there) &&
          every(queues, (one) => alarmed(estate, one, "ReplicationLagDuration")),
      },
      {
        says: "Caches: all of it. Those elsewhere have filled with what their own region read, and sessions begin anew.",
        holds: every(caches, ({ inputs }) => inputs.geoReplication === undefined),
      },
      {
        says: `cap: the two Redis nodes are each region's own. Of ${here}'s, the backups of each night are in the copy of its account; what was written since the last one comes back with the region and its volumes, or not at all.`,
        holds:
          volumes(estate).length === 2 * estate.regions.length &&
          backupJobs(estate, "cap").filter(({ region }) => region === here).length === 2,
      },
      {
        says: `Backups: recovery to a point in time. Left are what Azure copies to the region that it pairs with ${here}: blobs, which can be [read there](${sources.blobs}) at once and are minutes behind as a rule, with no bound; backups of PostgreSQL, which [become new servers](${sources.postgresBackups}) there; and the vaults' recovery points, whose restores there are switched on.`,
        holds:
          every(accounts, ({ inputs }) => at(inputs, "sku", "name") === "Standard_RAGZRS") &&
          every(
            servers.filter((one) => !isCopy(one)),
            ({ inputs }) => at(inputs, "backup", "geoRedundantBackup") === "Enabled",
          ) &&
          every(
            vaults,
            ({ inputs }) =>
              at(inputs, "properties", "featureSettings", "crossRegionRestoreSettings", "state") === "Enabled",
          ),
      },
      {
        says: `Credentials: ${single.length} secrets that no other vault has: administrators of databases and of documents. Set them anew after a promotion; the applications' are in the vault of every region.`,
        holds: every(single, ({ name }) => name.endsWith("-administrator")),
      },
      {
        says: `Changes: groups of resources are kept in their region, whose requests Azure [answers from another one](${sources.control}) meanwhile. Copies of documents are in the group of ${here}, since Azure wants them there. The state of this stack is [apart from all of it](state.md).`,
        holds: documents.length === 2 && new Set(documents.map(({ inputs }) => inputs.resourceGroupName)).size === 1,
      },
    ],
  };
}

const behindField = "maxReplicationLagDurationInSeconds";

/** Longest time of a switch, by what a profile of Traffic Manager says. Unit: seconds. */
function switchSeconds(profile: Placed["inputs"]): number {
  const intervalSeconds = numberAt(profile, "monitorConfig", "intervalInSeconds");
  if (intervalSeconds !== 10 && intervalSeconds !== 30)
    throw new Error("Traffic Manager asks every 10 or every 30 seconds");
  const failures = numberAt(profile, "monitorConfig", "toleratedNumberOfFailures") + 1;
  return worstFailoverSeconds({ intervalSeconds, failures, ttlSeconds: numberAt(profile, "dnsConfig", "ttl") });
}

/** Regions whose addresses a profile knows, the first one first. */
const targetsOf = (profile: Placed["inputs"]): string[] =>
  [...listAt(profile, "endpoints")]
    .sort((a, b) => numberAt(a, "priority") - numberAt(b, "priority"))
    .map((endpoint) => /\/resourceGroups\/[^/]*?-([a-z0-9]+)\//.exec(textAt(endpoint, "targetResourceId"))?.[1] ?? "");

/** Whether a name that moves with a promotion knows a server. */
const isFollowed = (estate: Estate, { serverName }: Placed["inputs"]) =>
  ofType(estate, "azure-native:dbforpostgresql:VirtualEndpoint").some(({ inputs }) =>
    listAt(inputs, "members").includes(serverName),
  );

/** Whether somebody hears of a metric of a resource, from the region that it is in. */
const alarmed = (estate: Estate, { region, name, inputs }: Placed, metric: string): boolean => {
  const ids = [inputs.serverName, inputs.namespaceName].filter((one) => typeof one === "string");
  if (ids.length === 0) throw new Error(`${name} has no name that an alarm could be about`);
  return ofType(estate, "azure-native:monitor:MetricAlert").some(
    (alarm) =>
      alarm.region === region &&
      at(alarm.inputs, "criteria", "allOf", 0, "metricName") === metric &&
      listAt(alarm.inputs, "actions").length > 0 &&
      listAt(alarm.inputs, "scopes").some(
        (scope) => typeof scope === "string" && ids.some((id) => scope.endsWith(`/${id}`)),
      ),
  );
};

const isCopyOf = ({ inputs }: Placed, name: string): boolean =>
  at(inputs, "properties", "createMode") === "GeoReplica" &&
  textAt(inputs, "properties", "replicaParameters", "sourceResourceId").endsWith(`/${name}`);

/** Whether a namespace of Event Hubs is paired with one of another region. */
const paired = (estate: Estate, name: string, region: string): boolean =>
  ofType(estate, "azure-native:eventhub:DisasterRecoveryConfig").some(({ inputs }) => {
    const partner = ofType(estate, "azure-native:eventhub:Namespace").find(
      (one) =>
        one.region === region && textAt(inputs, "partnerNamespace").endsWith(`/${textAt(one.inputs, "namespaceName")}`),
    );
    return inputs.namespaceName === name && partner !== undefined;
  });
