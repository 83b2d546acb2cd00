import { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Identity } from "../core/labels.ts";
import { tagsFor } from "../core/tags.ts";

export interface RotationAlarmArgs {
  readonly identity: Identity;
  /** Name of the function that Secrets Manager calls. */
  readonly functionName: string;
  /** Topic that hears of it. */
  readonly topicArn: string;
}

/**
 * Tells people that a secret was not replaced. Secrets Manager calls the function and waits for it, and tries again by itself: there is no queue
 * of failed calls to look at, and its own event of a failure reaches nobody in an account without a trail of CloudTrail. What the function
 * measures is always there.
 */
export function rotationAlarm(parent: pulumi.Resource, name: string, args: RotationAlarmArgs): MetricAlarm {
  const { identity, functionName, topicArn } = args;
  const measured = (id: string, metricName: string) => ({
    id,
    metric: {
      namespace: "AWS/Lambda",
      metricName,
      dimensions: { FunctionName: functionName },
      stat: "Sum",
      period: 300,
    },
  });
  return new MetricAlarm(
    name,
    {
      alarmDescription: `${identity.system} ${identity.component}: a secret was not replaced (errors of ${functionName}, or calls that it had no room for); its log says which`,
      metricQueries: [
        { id: "failed", expression: "FILL(errors, 0) + FILL(throttles, 0)", label: "Failed", returnData: true },
        measured("errors", "Errors"),
        measured("throttles", "Throttles"),
      ],
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      // One failure in the last hour: it is tried again and again, and people hear once.
      evaluationPeriods: 12,
      datapointsToAlarm: 1,
      // Most of the time nobody calls it.
      treatMissingData: "notBreaching",
      // No failure any more is no success yet, so that nobody is told that all is well.
      alarmActions: [topicArn],
      tags: tagsFor(identity),
    },
    { parent },
  );
}
