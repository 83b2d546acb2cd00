import { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Identity } from "../core/labels.ts";
import type { AwsPlace } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { mostLagSeconds } from "./lag.ts";

/** How late copies are, as a service of AWS measures it. */
const metrics = {
  /** Readers of a cluster of Aurora, behind its writer. */
  "aurora-readers": { namespace: "AWS/RDS", metric: "AuroraReplicaLagMaximum", of: "DBClusterIdentifier", unit: 1000 },
  /** A region's copy of a cluster of Aurora, behind the primary region. */
  "aurora-region": {
    namespace: "AWS/RDS",
    metric: "AuroraGlobalDBReplicationLag",
    of: "DBClusterIdentifier",
    unit: 1000,
  },
  "documents-readers": {
    namespace: "AWS/DocDB",
    metric: "DBClusterReplicaLagMaximum",
    of: "DBClusterIdentifier",
    unit: 1000,
  },
  "documents-region": {
    namespace: "AWS/DocDB",
    metric: "GlobalClusterReplicationLag",
    of: "DBClusterIdentifier",
    unit: 1000,
  },
  /** Replicas of a cache, each by its own name. */
  "cache-replicas": { namespace: "AWS/ElastiCache", metric: "ReplicationLag", of: "CacheClusterId", unit: 1 },
  "stream-region": { namespace: "AWS/Kafka", metric: "ReplicationLatency", of: "ReplicatorName", unit: 1000 },
} as const;

/** Minutes in a row, of which a short burst of writes has fewer. */
const minutes = 5;

export interface LagAlarmArgs {
  readonly identity: Identity;
  readonly place: Pick<AwsPlace, "alarmTopicArn">;
  readonly what: keyof typeof metrics;
  /** What is measured, by the names that the service knows it by. */
  readonly names: readonly [string, ...string[]];
}

/**
 * Tells people when a copy falls behind what it copies for several minutes: a fail-over would lose so much. It asks for the worst of all series
 * of the names, whatever else the service tells apart in them.
 */
export function lagAlarm(parent: pulumi.Resource, name: string, args: LagAlarmArgs): MetricAlarm {
  const { identity, place, what, names } = args;
  const { namespace, metric, of, unit } = metrics[what];
  const where = names.map((one) => `${of} = '${one}'`).join(" OR ");
  return new MetricAlarm(
    name,
    {
      alarmDescription: `${identity.system} ${identity.component}: a copy is more than ${mostLagSeconds} s behind (${metric} of ${names.join(", ")})`,
      metricQueries: [
        {
          id: "lag",
          expression: `SELECT MAX("${metric}") FROM "${namespace}" WHERE ${where}`,
          period: 60,
          returnData: true,
        },
      ],
      comparisonOperator: "GreaterThanThreshold",
      threshold: mostLagSeconds * unit,
      evaluationPeriods: minutes,
      datapointsToAlarm: minutes,
      // A copy that is not measured may be none.
      treatMissingData: "breaching",
      alarmActions: [place.alarmTopicArn],
      okActions: [place.alarmTopicArn],
      tags: tagsFor(identity),
    },
    { parent },
  );
}
