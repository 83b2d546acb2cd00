import type { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import type * as pulumi from "@pulumi/pulumi";
import { mostLagSeconds } from "./lag.ts";
import { queryAlarm, type QueryAlarmArgs } from "./query-alarm.ts";

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

export interface LagAlarmArgs extends Pick<QueryAlarmArgs, "identity" | "place" | "names"> {
  readonly what: keyof typeof metrics;
}

/** Tells people when a copy falls behind what it copies for several minutes: a fail-over would lose so much. */
export function lagAlarm(parent: pulumi.Resource, name: string, args: LagAlarmArgs): MetricAlarm {
  const { what, ...about } = args;
  const { unit, ...measure } = metrics[what];
  const says = `a copy is more than ${mostLagSeconds} s behind`;
  return queryAlarm(parent, name, { ...about, id: "lag", says, measure, above: mostLagSeconds * unit });
}
