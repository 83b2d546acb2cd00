import type * as pulumi from "@pulumi/pulumi";
import type { AzureScope } from "../core/azure-scope.ts";
import type { Identity } from "../core/labels.ts";
import { alarmGroupId } from "./azure-alarm-group.ts";
import { metricAlarm } from "./azure-metric-alarm.ts";
import { busyPercent, mostPercent } from "./use.ts";

interface Measure {
  /** What people read. */
  readonly says: string;
  /** Id that Azure Monitor has for it. */
  readonly metric: string;
  /** Dimension whose values are looked at one by one. @default - all of them together */
  readonly eachOf?: string;
  readonly aggregation: "Average" | "Maximum" | "Total";
  readonly above: number;
}

interface Kind {
  /** Type of the resource. */
  readonly namespace: string;
  /** By what is appended to the name of the store. */
  readonly measures: Readonly<Record<string, Measure>>;
}

const percent = (says: string, metric: string, above: number): Measure => ({
  says: `${says} above ${above} %`,
  metric,
  aggregation: "Average",
  above,
});

/** Requests that were sent back, since the namespace had no room for them. */
const throttled: Measure = {
  says: "requests are throttled",
  metric: "ThrottledRequests",
  aggregation: "Total",
  above: 0,
};

/** What fills or wears out a store, as its service measures it. Copies of other regions have an alarm on their lag besides. */
const kinds = {
  cache: {
    namespace: "Microsoft.Cache/redisEnterprise",
    measures: {
      memory: percent("memory", "usedmemorypercentage", mostPercent),
      load: percent("server load", "serverLoad", busyPercent),
    },
  },
  postgres: {
    namespace: "Microsoft.DBforPostgreSQL/flexibleServers",
    measures: {
      storage: percent("storage", "storage_percent", mostPercent),
      processors: percent("processors", "cpu_percent", busyPercent),
    },
  },
  documents: {
    namespace: "Microsoft.DocumentDB/mongoClusters",
    measures: {
      storage: percent("storage", "StoragePercent", mostPercent),
      processors: percent("processors", "CpuPercent", busyPercent),
    },
  },
  stream: {
    namespace: "Microsoft.EventHub/namespaces",
    measures: { throttled, processors: percent("processors", "NamespaceCpuUsage", busyPercent) },
  },
  queue: {
    namespace: "Microsoft.ServiceBus/namespaces",
    measures: {
      throttled,
      // Dead letters are sent on to queues of their own; what is dead there as well, nobody gets any more.
      "dead-letters": {
        says: "messages that nobody gets any more",
        metric: "DeadletteredMessages",
        eachOf: "EntityName",
        aggregation: "Maximum",
        above: 0,
      },
    },
  },
} as const satisfies Record<string, Kind>;

export interface AzureStoreAlarmsArgs {
  readonly identity: Identity;
  readonly scope: AzureScope;
  readonly kind: keyof typeof kinds;
  /** The store, by its id. */
  readonly resourceId: pulumi.Input<string>;
}

/** Tells people when a store has been filled or busy beyond its measure for five minutes. */
export function azureStoreAlarms(parent: pulumi.Resource, name: string, args: AzureStoreAlarmsArgs): void {
  const { identity, scope, resourceId } = args;
  const { namespace, measures }: Kind = kinds[args.kind];
  for (const [what, { says, metric, eachOf, aggregation, above }] of Object.entries(measures)) {
    metricAlarm(parent, `${name}-${what}-alarm`, {
      scope,
      identity,
      description: `${identity.system} ${identity.component}: ${says}`,
      resourceId,
      namespace,
      metric,
      ...(eachOf !== undefined && { eachOf }),
      fires: { aggregation, operator: "GreaterThan", threshold: above },
      minutes: 5,
      groups: [alarmGroupId(scope)],
    });
  }
}
