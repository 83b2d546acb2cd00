import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import { fsbp } from "../../lib/aws/standards.ts";
import { type Given, isNot, isSet } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";
import { allOf } from "../../lib/unknown.ts";

export default rule({
  name: "aws-alarm-actions",
  severity: "high",
  level: "M",
  description: "An alarm must tell somebody: without an action that is switched on it is seen by who looks for it.",
  remediationSteps: "Set alarmActions to the ARN of a topic, and leave actionsEnabled out.",
  framework: fsbp("CloudWatch.15"),
  tags: ["fsbp:CloudWatch.15", "fsbp:CloudWatch.17", "ckv:CKV_AWS_319", "nist-800-53:SI-4"],
  requirements: ["FTE-049", "ECO-050"],
  on: ["aws:cloudwatch/metricAlarm:MetricAlarm"],
  check: ({ actionsEnabled, alarmActions: actions }: Given<MetricAlarmArgs>) =>
    allOf(
      () => isSet("alarmActions", actions, "the ARN of a topic"),
      // True is what CloudWatch takes where nothing is said.
      () => isNot("actionsEnabled", actionsEnabled, false, true),
    ),
});
