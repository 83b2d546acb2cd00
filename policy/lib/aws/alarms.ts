import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import type { Given } from "../demands.ts";
import type { ResourceType } from "../rule.ts";
import type { Resource, Stack } from "../stack.ts";
import { regionOf } from "./regions.ts";

type Alarm = Given<MetricAlarmArgs>;

export const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm" as ResourceType<Alarm>;

/** A number that CloudWatch has of a resource. */
export interface Measured {
  readonly metric: string;
  /** Whether a value of a dimension is the resource's name. */
  readonly isOf: (dimension: string) => boolean;
}

/** Whether the stack has an alarm on it, in the resource's region. */
export const isWatched = (subject: Resource, stack: Stack, measured: Measured): boolean =>
  stack.all(alarm).some((each) => watches(each.props, measured) && regionOf(each) === regionOf(subject));

/** ElastiCache names the nodes of a group after it, by number: `orders-001`, or `orders-0001-001` with several shards. */
export const isNodeOf = (group: string | null | undefined) => (dimension: string) =>
  dimension.replace(/(-\d{4})?-\d{3}$/, "") === group;

/** Whether an alarm is on a metric, named by itself, in one of its queries, or in a query's text. */
function watches({ metricName, dimensions, metricQueries }: Alarm, { metric, isOf }: Measured): boolean {
  const named = (name: string | null | undefined, of: Alarm["dimensions"]) =>
    name === metric && Object.values(of ?? {}).some((value) => typeof value === "string" && isOf(value));
  const queried = (text: string) =>
    new RegExp(`\\b${metric}\\b`).test(text) && [...text.matchAll(/'([^']*)'/g)].some(([, value = ""]) => isOf(value));
  return (
    named(metricName, dimensions) ||
    (metricQueries ?? []).some(
      (query) => named(query?.metric?.metricName, query?.metric?.dimensions) || queried(query?.expression ?? ""),
    )
  );
}
