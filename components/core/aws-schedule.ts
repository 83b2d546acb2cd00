import { Schedule } from "@pulumi/aws/scheduler/schedule.js";
import * as pulumi from "@pulumi/pulumi";
import type { AwsPlace } from "./place.ts";

/** A call of an API of AWS at its time. */
export interface ScheduledCall {
  readonly place: Pick<AwsPlace, "partition">;
  readonly description: string;
  /** When, as EventBridge Scheduler has it: `cron(0 2 ? * SUN *)`. UTC. */
  readonly at: string;
  /** Service and operation, such as `eks:updateNodegroupVersion`. */
  readonly call: `${string}:${string}`;
  /** Parameters of the operation, under the names that its API has for them. */
  readonly input: Readonly<Record<string, pulumi.Input<string>>>;
  /** Role that may do it, and the policies which let it. */
  readonly role: { readonly arn: pulumi.Output<string>; readonly policies: readonly pulumi.Resource[] };
}

/** Makes the call at its time and at no other; one that fails is tried again for a quarter of an hour. */
export function scheduledCall(parent: pulumi.Resource, name: string, scheduled: ScheduledCall): Schedule {
  const { place, description, at, call, input, role } = scheduled;
  return new Schedule(
    name,
    {
      description,
      scheduleExpression: at,
      scheduleExpressionTimezone: "UTC",
      // Later would be outside of the window.
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: `arn:${place.partition}:scheduler:::aws-sdk:${call}`,
        roleArn: role.arn,
        input: pulumi.jsonStringify(input),
        retryPolicy: { maximumEventAgeInSeconds: 900, maximumRetryAttempts: 3 },
      },
    },
    { parent, dependsOn: [...role.policies] },
  );
}
