import { worstFailoverSeconds } from "../../../../components/dns/spec.ts";
import { backupJobs, every, type Loss, nameOf, volumes } from "../claims.ts";
import { at, type Estate, listAt, numberAt, ofType, type Placed, textAt } from "../estate.ts";
import { areCopies, sources } from "./claims.ts";

/** The largest loss that the stack is made for. */
export function lossOfPrimary(estate: Estate): Loss {
  const [here, there] = [nameOf(estate, "primary"), nameOf(estate, "standby")];
  const checks = ofType(estate, "aws:route53/healthCheck:HealthCheck");
  const moving = ofType(estate, "aws:route53/record:Record").filter(
    (one) => listAt(one.inputs, "failoverRoutingPolicies").length > 0,
  );
  const [worst = 0] = checks.map(({ inputs }) => switchSeconds(inputs, moving)).sort((a, b) => b - a);
  const queues = ofType(estate, "aws:sqs/queue:Queue");
  const kept = Math.min(...queues.map(({ inputs }) => numberAt(inputs, "messageRetentionSeconds"))) / 86_400;
  const parameters = ofType(estate, "aws:rds/clusterParameterGroup:ClusterParameterGroup");
  const plans = ofType(estate, "aws:backup/plan:Plan");
  const secrets = ofType(estate, "aws:secretsmanager/secret:Secret");
  const single = secrets.filter(({ region, inputs }) => region === here && listAt(inputs, "replicas").length === 0);
  const rules = ofType(estate, "aws:s3/bucketReplicationConfig:BucketReplicationConfig");
  const alarms = ofType(estate, "aws:cloudwatch/metricAlarm:MetricAlarm");
  const checked = alarms.filter(({ inputs }) => inputs.namespace === "AWS/Route53");
  const heard = alarms.filter(({ name, inputs }) => name.endsWith("-lag") && listAt(inputs, "alarmActions").length > 0);
  const copies = ofType(estate, "aws:rds/cluster:Cluster").filter(({ region }) => region !== here);
  const replicators = ofType(estate, "aws:msk/replicator:Replicator");
  return {
    title: `${here}, the primary`,
    claims: [
      {
        says: `Reachability: names move to ${there} within ${worst} s at worst (three failed checks, the last one's wait, the zone's servers, and answers that are kept), for clients that keep answers no longer than they may. This is Route 53's own doing, and promotes no database: until somebody does, ${there} answers reads.`,
        holds: worst > 0 && every(moving, ({ inputs }) => [here, there].includes(textAt(inputs, "setIdentifier"))),
      },
      {
        says: `PostgreSQL: commits of the last moments. The copy is asynchronous, [typically less than a second](${sources.aurora}) behind; no bound is set (\`rds.global_db_rpo\`), since one would stop writes when the copy is late; an alarm of each region tells when it lags for minutes.`,
        holds:
          areCopies(estate, "aws:rds/cluster:Cluster") &&
          every(copies, ({ region, name }) =>
            heard.some((one) => one.region === region && one.name === `${name}-lag`),
          ) &&
          every(parameters, ({ inputs }) =>
            listAt(inputs, "parameters").every((one) => at(one, "name") !== "rds.global_db_rpo"),
          ),
      },
      {
        says: `Documents: likewise, with a copy [less than a second](${sources.documents}) behind as a rule.`,
        holds: areCopies(estate, "aws:docdb/cluster:Cluster"),
      },
      {
        says: `Kafka: records that the Replicator had not copied, for which AWS [names no bound](${sources.replicator}). Consumers go on where the copied positions say, and may see records twice.`,
        holds: every(
          replicators,
          ({ region, inputs }) =>
            region !== here &&
            listAt(inputs, "replicationInfoList").every(
              (info) => at(info, "consumerGroupReplications", 0, "synchroniseConsumerGroupOffsets") === true,
            ),
        ),
      },
      {
        says: `Queues: every message in them. SQS copies nothing to other regions; they are there again with the region, unless that takes longer than ${kept} days, after which work that waits is gone.`,
        holds:
          Number.isInteger(kept) && every(estate.regions, ({ name }) => queues.some(({ region }) => region === name)),
      },
      {
        says: "Caches: all of it. Those elsewhere have filled with what their own region read, and sessions begin anew.",
        holds: every(
          ofType(estate, "aws:elasticache/replicationGroup:ReplicationGroup"),
          ({ inputs }) => inputs.globalReplicationGroupId === undefined,
        ),
      },
      {
        says: `cap: the two Redis nodes are each region's own. Of ${here}'s, the backups of each night are in ${there}; what was written since the last one comes back with the region and its volumes, or not at all.`,
        holds:
          volumes(estate).length === 2 * estate.regions.length &&
          backupJobs(estate, "cap").filter(({ region }) => region === here).length === 2 &&
          rules.some(({ region, name }) => region === here && /-cap-/.test(name)),
      },
      {
        says: `Backups: recovery to a point in time, and the vaults there. Left are daily recovery points and older tiers in the vaults of ${there}, and objects of buckets with a copy there, [99.99 % within ${behind(rules)} minutes](${sources.onTime}).`,
        holds: every(plans, ({ inputs }) =>
          listAt(inputs, "rules").every((rule) =>
            listAt(rule, "copyActions").some((copy) => textAt(copy, "destinationVaultArn").includes(`:${there}:`)),
          ),
        ),
      },
      {
        says: `Credentials: ${single.length} secrets that no region has a copy of: administrators of databases, caches, and users of Kafka. Set the administrators' anew after a promotion; the applications' are in every region.`,
        holds: every(single, ({ name }) => /-(administrator|auth)$|-user-/.test(name)),
      },
      {
        says: `Changes: the APIs that write DNS records and roles are [in us-east-1](${sources.control}), and so is the [state of this stack](state.md). What was made before goes on, answers of DNS and signing in included; alarms about the health checks are there alone, too.`,
        holds: here === "us-east-1" && every(checked, ({ region }) => region === here),
      },
    ],
  };
}

/** Longest time of a switch, by what the check and the records say. Unit: seconds. */
function switchSeconds(check: Placed["inputs"], records: readonly Placed[]): number {
  const intervalSeconds = numberAt(check, "requestInterval");
  if (intervalSeconds !== 10 && intervalSeconds !== 30) throw new Error("Route 53 asks every 10 or every 30 seconds");
  const ttlSeconds = Math.max(...records.map(({ inputs }) => numberAt(inputs, "ttl")));
  return worstFailoverSeconds({ intervalSeconds, failures: numberAt(check, "failureThreshold"), ttlSeconds });
}

const behind = (rules: readonly Placed[]) =>
  Math.max(
    ...rules.flatMap(({ inputs }) =>
      listAt(inputs, "rules").map((rule) => numberAt(rule, "destination", "replicationTime", "time", "minutes")),
    ),
  );
