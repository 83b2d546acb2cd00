import type * as pulumi from "@pulumi/pulumi";
import { queryAlarm, type QueryAlarmArgs, type ServiceMetric } from "./query-alarm.ts";
import { busyPercent, mostPercent } from "./use.ts";

/** What people read, a metric in percent, and the most that is well. */
interface Measure extends ServiceMetric {
  readonly says: string;
  readonly above: number;
}

/** Of each node of a cache, by its own name. */
const ofNode = { namespace: "AWS/ElastiCache", of: "CacheClusterId" } as const;

/** Of the busiest instance of a cluster. */
const processorsOf = (namespace: "AWS/RDS" | "AWS/DocDB"): Measure => ({
  says: "processors",
  namespace,
  metric: "CPUUtilization",
  of: "DBClusterIdentifier",
  above: busyPercent,
});

/**
 * What fills or wears out a store, by what is appended to the name of the store. Volumes of Aurora and DocumentDB grow by themselves. Copies
 * have an alarm on their lag besides.
 */
const kinds = {
  cache: {
    memory: { ...ofNode, says: "memory", metric: "DatabaseMemoryUsagePercentage", above: mostPercent },
    // A server works in one thread, which is busy long before all processors are.
    load: { ...ofNode, says: "server load", metric: "EngineCPUUtilization", above: busyPercent },
  },
  aurora: { processors: processorsOf("AWS/RDS") },
  documents: { processors: processorsOf("AWS/DocDB") },
} as const satisfies Record<string, Readonly<Record<string, Measure>>>;

export interface StoreAlarmsArgs extends Pick<QueryAlarmArgs, "identity" | "place" | "names"> {
  readonly kind: keyof typeof kinds;
}

/** Tells people when a store has been filled or busy beyond its measure for several minutes. */
export function storeAlarms(parent: pulumi.Resource, name: string, args: StoreAlarmsArgs): void {
  const { kind, ...about } = args;
  const measures: Readonly<Record<string, Measure>> = kinds[kind];
  for (const [id, { says, above, ...measure }] of Object.entries(measures)) {
    queryAlarm(parent, `${name}-${id}-alarm`, { ...about, id, says: `${says} above ${above} %`, measure, above });
  }
}
