import { MetricAlert } from "@pulumi/azure-native/monitor/metricAlert.js";
import type * as pulumi from "@pulumi/pulumi";
import { type AzureScope, azureWhere } from "../core/azure-scope.ts";
import type { Identity } from "../core/labels.ts";

export interface MetricAlarmArgs {
  readonly scope: AzureScope;
  readonly identity: Identity;
  /** What is wrong when it fires, for whoever reads of it. */
  readonly description: string;
  /** Resource that is measured, by its id. */
  readonly resourceId: pulumi.Input<string>;
  /** Type of that resource. */
  readonly namespace: string;
  /** What is measured, by the id that Azure Monitor has for it. */
  readonly metric: string;
  /** Dimension whose values are looked at one by one. @default - all of them together */
  readonly eachOf?: string;
  readonly fires: {
    /** What becomes of the values in the time that is looked back at. */
    readonly aggregation: "Minimum" | "Maximum" | "Average" | "Total";
    readonly operator: "GreaterThan" | "LessThan";
    readonly threshold: number;
  };
  /** How long it looks back, each minute anew. */
  readonly minutes: 1 | 5;
  /** Ids of the groups that hear of it, and of its end. @default [] */
  readonly groups?: readonly pulumi.Input<string>[];
}

/** An alarm on something that Azure measures. It says nothing while nothing is measured: whether a resource is there at all is another alarm's. */
export function metricAlarm(parent: pulumi.Resource, name: string, args: MetricAlarmArgs): MetricAlert {
  const { scope, identity, description, resourceId, namespace, metric, eachOf, fires, minutes, groups = [] } = args;
  const { resourceGroupName, tags } = azureWhere(scope, identity);
  return new MetricAlert(
    name,
    {
      resourceGroupName,
      tags,
      location: "global",
      description,
      enabled: true,
      // Error; critical is for what nobody can work with.
      severity: 1,
      scopes: [resourceId],
      evaluationFrequency: "PT1M",
      windowSize: `PT${minutes}M`,
      autoMitigate: true,
      criteria: {
        odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
        allOf: [
          {
            criterionType: "StaticThresholdCriterion",
            name: "threshold",
            metricName: metric,
            metricNamespace: namespace,
            operator: fires.operator,
            threshold: fires.threshold,
            timeAggregation: fires.aggregation,
            ...(eachOf !== undefined && { dimensions: [{ name: eachOf, operator: "Include", values: ["*"] }] }),
          },
        ],
      },
      actions: groups.map((actionGroupId) => ({ actionGroupId })),
    },
    { parent },
  );
}
