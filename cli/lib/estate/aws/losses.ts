import { backupJobs, every, type Loss, nameOf, volumes } from "../claims.ts";
import { at, type Estate, listAt, numberAt, ofType, type Placed, textAt } from "../estate.ts";
import { sources } from "./claims.ts";
import { lossOfPrimary } from "./loss-of-primary.ts";

/** Everything that the page says of losses; the figures are the stack's own. */
export function lossesOf(estate: Estate): Loss[] {
  return [zone(estate), lossOfPrimary(estate), replica(estate), standby(estate), store(estate)];
}

function zone(estate: Estate): Loss {
  const caches = ofType(estate, "aws:elasticache/replicationGroup:ReplicationGroup");
  const settings = ofType(estate, "aws:msk/configuration:Configuration");
  const clusters = [...ofType(estate, "aws:rds/cluster:Cluster"), ...ofType(estate, "aws:docdb/cluster:Cluster")];
  const members = estate.cloud.filter(({ type }) => type.includes("/clusterInstance:"));
  const groups = ofType(estate, "aws:eks/nodeGroup:NodeGroup");
  const least = numberAt(groups[0]?.inputs, "scalingConfig", "minSize");
  const zones = groups.length / estate.regions.length;
  const ofOneZone = ({ inputs }: Placed) =>
    listAt(inputs, "subnetIds").length === 1 && numberAt(inputs, "scalingConfig", "minSize") === least;
  return {
    title: "A zone",
    claims: [
      {
        says: `Machines: ${least} of at least ${least * zones} in the region, until the groups of the other zones have grown. The load balancer and the ways out are in each of ${zones} zones.`,
        holds: every(groups, ofOneZone) && inEachZone(estate, zones),
      },
      {
        says: `PostgreSQL and documents: nothing that was committed. Storage is in three zones ([Aurora](${sources.auroraZones}), [DocumentDB](${sources.documentZones})), and a reader becomes the writer.`,
        holds: every(clusters, ({ name }) => members.filter((one) => one.name.startsWith(`${name}-`)).length > 1),
      },
      {
        says: "Kafka: nothing that a producer with `acks=all` was told is written, since two of three brokers have it.",
        holds: every(settings, ({ inputs }) => {
          const properties = textAt(inputs, "serverProperties").split("\n");
          return properties.includes("default.replication.factor=3") && properties.includes("min.insync.replicas=2");
        }),
      },
      {
        says: "Caches: the last writes, which a node had not passed on when it went; another node takes over by itself.",
        holds: every(
          caches,
          ({ inputs }) => inputs.multiAzEnabled === true && inputs.automaticFailoverEnabled === true,
        ),
      },
      {
        says: "cap: a Redis node whose volume is in that zone is away until the zone is back, with what its append-only file had.",
        holds: every(volumes(estate), ({ inputs }) => numberAt(inputs, "spec", "replicas") === 1),
      },
    ],
  };
}

const inEachZone = (estate: Estate, zones: number) => {
  const ways = ofType(estate, "aws:ec2/natGateway:NatGateway");
  const balancers = ofType(estate, "aws:lb/loadBalancer:LoadBalancer");
  return (
    estate.regions.every(({ name }) => ways.filter(({ region }) => region === name).length === zones) &&
    every(balancers, ({ inputs }) => listAt(inputs, "subnets").length === zones)
  );
};

function replica(estate: Estate): Loss {
  const here = nameOf(estate, "replica");
  const records = ofType(estate, "aws:route53/record:Record");
  return {
    title: `${here}, the replica`,
    claims: [
      {
        says: `Nothing that was written to the primary. Readers that use its names (\`*-${here}\`) get no answer: these do not move, so clients go to the names without a region.`,
        holds: every(
          records.filter(({ inputs }) => textAt(inputs, "name").includes(`-${here}.`)),
          ({ inputs }) => listAt(inputs, "failoverRoutingPolicies").length === 0,
        ),
      },
      {
        says: "What its own queues, caches and Redis nodes of cap had, as in the primary.",
        holds: ofType(estate, "aws:sqs/queue:Queue").some(({ region }) => region === here),
      },
    ],
  };
}

function standby(estate: Estate): Loss {
  const here = nameOf(estate, "standby");
  const vaults = ofType(estate, "aws:backup/vault:Vault").filter(({ region }) => region === here);
  const buckets = ofType(estate, "aws:s3/bucket:Bucket").filter(
    (one) => one.region === here && one.name.endsWith("-copy"),
  );
  return {
    title: `${here}, the standby`,
    claims: [
      {
        says: "Nothing that users notice. Names have nowhere to move to: a loss of the primary at the same time is a promotion of the replica by hand, and a change of DNS.",
        holds: ofType(estate, "aws:route53/record:Record").some(({ inputs }) => inputs.setIdentifier === here),
      },
      {
        says: `The other copy of backups: ${vaults.length} vaults and ${buckets.length} buckets. The originals are in the primary.`,
        holds: vaults.length > 0 && buckets.length > 0,
      },
    ],
  };
}

function store(estate: Estate): Loss {
  const days = (type: string) =>
    ofType(estate, type).map(({ inputs }) =>
      numberAt(inputs, type.includes("elasticache") ? "snapshotRetentionLimit" : "backupRetentionPeriod"),
    );
  const least = (type: string) => Math.min(...days(type));
  const saved = ofType(estate, "aws:backup/selection:Selection").flatMap(({ inputs }) => listAt(inputs, "resources"));
  const locks = ofType(estate, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration");
  const locked = (names: RegExp) =>
    locks
      .filter(({ name }) => names.test(name))
      .map(({ inputs }) => numberAt(inputs, "rule", "defaultRetention", "days"));
  const databases = [...ofType(estate, "aws:rds/cluster:Cluster"), ...ofType(estate, "aws:docdb/cluster:Cluster")];
  return {
    title: "A store, by a mistake or an attack",
    claims: [
      {
        says: `PostgreSQL and documents: copies follow the mistake. Recovery to any moment of ${least("aws:rds/cluster:Cluster")} or ${least("aws:docdb/cluster:Cluster")} days, up to the last minutes, makes a new cluster; so does a recovery point of a locked vault, once a day. Deletion is refused, and would leave a snapshot.`,
        holds:
          every(databases, ({ inputs }) => inputs.deletionProtection === true && inputs.skipFinalSnapshot === false) &&
          saved.length > 0,
      },
      {
        says: `Caches: writes since the daily snapshot, of which ${least("aws:elasticache/replicationGroup:ReplicationGroup")} are kept.`,
        holds: every(
          ofType(estate, "aws:elasticache/replicationGroup:ReplicationGroup"),
          ({ inputs }) => numberAt(inputs, "snapshotRetentionLimit") > 0,
        ),
      },
      {
        says: "Kafka and queues: what was in them. No vault and no job saves them. Kafka's copies elsewhere have what was written, as long as a topic keeps its records. The Redis nodes of cap: what was written since the backup of the night.",
        holds:
          every(saved, (arn) => typeof arn === "string" && arn.includes(":rds:")) &&
          backupJobs(estate, "cap").length === 2 * estate.regions.length &&
          every(backupJobs(estate, "onboarding"), ({ name }) => !name.includes("kafka")),
      },
      {
        says: `Buckets: nothing of the last ${Math.min(...locked(/^backup-store/))} days of backups, and of the last ${Math.min(...locked(/-audit-/))} of audit logs: for that time nobody can delete a version. Of older backups, what lifecycle rules keep can be deleted by who may delete versions.`,
        holds: every(locks, ({ inputs }) => at(inputs, "rule", "defaultRetention", "mode") === "COMPLIANCE"),
      },
    ],
  };
}
