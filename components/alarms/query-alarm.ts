import { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Identity } from "../core/labels.ts";
import type { AwsPlace } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";

/** Minutes in a row, of which a short burst of work has fewer. */
const minutes = 5;

/** A number that a service of AWS tells CloudWatch of what it runs. */
export interface ServiceMetric {
  readonly namespace: string;
  readonly metric: string;
  /** Dimension that has the name of what is measured. */
  readonly of: string;
}

export interface QueryAlarmArgs {
  readonly identity: Identity;
  readonly place: Pick<AwsPlace, "alarmTopicArn">;
  /** Name of the query within the alarm. */
  readonly id: string;
  /** What people read. */
  readonly says: string;
  readonly measure: ServiceMetric;
  /** What is measured, by the names that the service knows it by. */
  readonly names: readonly [string, ...string[]];
  /** In the metric's own unit. */
  readonly above: number;
}

/**
 * Tells people when a number has been too high for several minutes. It asks for the highest of all series of the names, whatever else the
 * service tells apart in them.
 */
export function queryAlarm(parent: pulumi.Resource, name: string, args: QueryAlarmArgs): MetricAlarm {
  const { identity, place, id, says, names, above } = args;
  const { namespace, metric, of } = args.measure;
  const where = names.map((one) => `${of} = '${one}'`).join(" OR ");
  return new MetricAlarm(
    name,
    {
      alarmDescription: `${identity.system} ${identity.component}: ${says} (${metric} of ${names.join(", ")})`,
      metricQueries: [
        {
          id,
          expression: `SELECT MAX("${metric}") FROM "${namespace}" WHERE ${where}`,
          period: 60,
          returnData: true,
        },
      ],
      comparisonOperator: "GreaterThanThreshold",
      threshold: above,
      evaluationPeriods: minutes,
      datapointsToAlarm: minutes,
      // What is not measured may not be there.
      treatMissingData: "breaching",
      alarmActions: [place.alarmTopicArn],
      okActions: [place.alarmTopicArn],
      tags: tagsFor(identity),
    },
    { parent },
  );
}
