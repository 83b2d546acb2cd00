import type { ActionGroupArgs } from "@pulumi/azure-native/monitor/actionGroup.js";
import type { ActivityLogAlertArgs } from "@pulumi/azure-native/monitor/activityLogAlert.js";
import type { MetricAlertArgs } from "@pulumi/azure-native/monitor/metricAlert.js";
import { actionGroup, refersTo } from "../../lib/azure/resources.ts";
import { type Given, isNot, isSet } from "../../lib/demands.ts";
import { type ResourceType, rule } from "../../lib/rule.ts";
import type { Resource, Stack } from "../../lib/stack.ts";
import { missing, stackRule, type StackViolation } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";

const metricAlert = "azure-native:monitor:MetricAlert" as ResourceType<Given<MetricAlertArgs>>;
const activityAlert = "azure-native:monitor:ActivityLogAlert" as ResourceType<Given<ActivityLogAlertArgs>>;

export const actions = rule({
  name: "az-alarm-actions",
  severity: "high",
  level: "M",
  description: "An alarm must tell somebody: without a group that has receivers it is seen by who looks for it.",
  remediationSteps: "Set actions to a group, give the group a receiver, and leave both enabled.",
  framework: guides("FTE-049"),
  tags: ["nist-800-53:SI-4"],
  requirements: ["FTE-049", "ECO-050"],
  on: [metricAlert, activityAlert, actionGroup],
  check: (
    alarm: Given<Omit<MetricAlertArgs, "actions"> & Pick<ActivityLogAlertArgs, "actions">> & Given<ActionGroupArgs>,
    { type },
  ) =>
    allOf(
      () => isNot("enabled", alarm.enabled, false, true),
      () => {
        if (type === activityAlert) return isSet("actions.actionGroups", alarm.actions?.actionGroups, "a group");
        if (type === metricAlert) return isSet("actions", alarm.actions, "a group");
        const receivers: readonly unknown[] = Object.entries(alarm).flatMap(([key, value]): unknown[] =>
          key.endsWith("Receivers") && Array.isArray(value) ? value : [],
        );
        return isSet("emailReceivers", receivers, "somebody who is told");
      },
    ),
});

/** What tells in each region that one of its resources is away, and once for the stack that Azure itself is. */
export const health = stackRule({
  name: "az-health-alarm",
  severity: "high",
  level: "Mp",
  description: "People must hear from Azure when one of its services, or a resource of a region, is away.",
  remediationSteps:
    "Make an ActivityLogAlert of the group of resources on ResourceHealth, and one of the subscription on ServiceHealth.",
  framework: guides("FTE-049"),
  tags: ["nist-800-53:SI-4"],
  requirements: ["FTE-049", "ECO-050"],
  on: ["azure-native:resources:ResourceGroup"],
  check: (subject, stack) => {
    const toldOf = (category: string) =>
      stack.all(activityAlert).filter(({ props }) => props.condition?.allOf?.some((one) => one?.equals === category));
    return allOf(
      () =>
        toldOf("ResourceHealth").some((one) => refersTo(one, "scopes", subject))
          ? []
          : [missing(activityAlert, "one on the ResourceHealth of this group")],
      () => (toldOf("ServiceHealth").length > 0 ? [] : [missing(activityAlert, "one on ServiceHealth")]),
      () =>
        collect(
          stack.all(activityAlert).filter((one) => refersTo(one, "resourceGroupName", subject)),
          (one) =>
            one.propertyDependencies["actions"]?.some(({ type }) => type === actionGroup)
              ? []
              : [missing(actionGroup, "one that alarms of this group of resources tell")],
        ),
    );
  },
});

interface Watched {
  readonly version?: string;
  readonly geoDataReplication?: unknown;
}

/** The metrics that fill up, or fall behind, before a store stops to serve; the same names as Azure Monitor's. */
const metricsOf: Readonly<Record<string, (store: Resource<Watched>) => readonly string[]>> = {
  "azure-native:dbforpostgresql:Server": ({ propertyDependencies }) => [
    "storage_percent",
    "cpu_percent",
    ...(propertyDependencies["sourceServerResourceId"]?.length ? ["physical_replication_delay_in_seconds"] : []),
  ],
  "azure-native:mongocluster:MongoCluster": () => ["StoragePercent", "CpuPercent"],
  "azure-native:redisenterprise:RedisEnterprise": () => ["usedmemorypercentage", "serverLoad"],
  "azure-native:servicebus:Namespace": ({ props }) => [
    "ThrottledRequests",
    "DeadletteredMessages",
    ...(props.geoDataReplication ? ["ReplicationLagDuration"] : []),
  ],
  "azure-native:eventhub:Namespace": () => ["ThrottledRequests", "NamespaceCpuUsage"],
  "azure-native:trafficmanager:Profile": () => ["ProbeAgentCurrentEndpointStateByProfileResourceId"],
};

export const stores = stackRule({
  name: "az-store-alarm",
  severity: "high",
  level: "Mp",
  description: "People must hear of a store that fills up or falls behind, and of a place that a host lost, in time.",
  remediationSteps: "Make a MetricAlert with the store among its scopes, on the metric that is named.",
  framework: guides("FTE-049"),
  tags: ["nist-800-53:CP-9", "nist-800-53:SI-4"],
  requirements: ["FTE-049", "ECO-050"],
  on: Object.keys(metricsOf),
  check: (subject: Resource<Watched>, stack): readonly StackViolation[] => {
    const watched = watchedOf(subject, stack);
    return collect(metricsOf[subject.type]?.(subject), (metric) =>
      watched.has(metric) ? [] : [missing(metricAlert, `one on its ${metric}`)],
    );
  },
});

/** The metrics of a store that alarms are on. */
function watchedOf(store: Resource, stack: Stack): ReadonlySet<string> {
  const alarms = stack.all(metricAlert).filter((one) => refersTo(one, "scopes", store));
  return new Set(
    alarms.flatMap(({ props: { criteria } }) =>
      criteria && "allOf" in criteria ? (criteria.allOf ?? []).flatMap((one) => one?.metricName ?? []) : [],
    ),
  );
}

export default [actions, health, stores];
