import type { MetricAlert } from "@pulumi/azure-native/monitor/metricAlert.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AzureScope } from "../core/azure-scope.ts";
import type { Identity } from "../core/labels.ts";
import { alarmGroupId } from "./azure-alarm-group.ts";
import { mostLagSeconds } from "./lag.ts";
import { metricAlarm } from "./azure-metric-alarm.ts";

/**
 * How late copies are, as a service of Azure measures it, in seconds. Clusters of MongoDB and caches tell nothing of it, and the records of event
 * streams are not copied.
 */
const metrics = {
  /** A region's copy of a server, by the copy itself. */
  "postgres-region": {
    namespace: "Microsoft.DBforPostgreSQL/flexibleServers",
    metric: "physical_replication_delay_in_seconds",
  },
  /** The copy of a namespace of queues, each queue for itself. */
  "queue-region": {
    namespace: "Microsoft.ServiceBus/namespaces",
    metric: "ReplicationLagDuration",
    eachOf: "EntityName",
  },
} as const;

export interface AzureLagAlarmArgs {
  readonly identity: Identity;
  readonly scope: AzureScope;
  readonly what: keyof typeof metrics;
  /** What is measured, by its id. */
  readonly resourceId: pulumi.Input<string>;
}

/** Tells people when a copy falls behind what it copies for several minutes, in none of which it caught up: a fail-over would lose so much. */
export function azureLagAlarm(parent: pulumi.Resource, name: string, args: AzureLagAlarmArgs): MetricAlert {
  const { identity, scope, what, resourceId } = args;
  return metricAlarm(parent, name, {
    scope,
    identity,
    description: `${identity.system} ${identity.component}: a copy is more than ${mostLagSeconds} s behind`,
    resourceId,
    ...metrics[what],
    fires: { aggregation: "Minimum", operator: "GreaterThan", threshold: mostLagSeconds },
    minutes: 5,
    groups: [alarmGroupId(scope)],
  });
}
