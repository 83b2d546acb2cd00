import { textOf } from "../../cloud/text.ts";
import { between, matching, oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { exists } from "./parts.ts";

/** A service takes a role that it makes itself. */
const ownRole =
  "arn:aws:iam::{account}:role/aws-service-role/{serviceNamespace}.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling";

/** Application Auto Scaling, what a group of machines is attached to, and what is done by the clock. */
export const scaling: Rows = {
  "aws:autoscaling/attachment:Attachment": {
    id: "{autoscalingGroupName}-{hex:26}",
    replaces: ["autoscalingGroupName", "elb", "lbTargetGroupArn"],
    unique: ["autoscalingGroupName", "lbTargetGroupArn"],
    needs: { lbTargetGroupArn: exists("aws:lb/targetGroup:TargetGroup", "arn") },
    rules: { autoscalingGroupName: matching(/^\S{1,255}$/, "the name of a group of machines") },
  },
  "aws:appautoscaling/target:Target": {
    id: "{resourceId}",
    name: false,
    replaces: ["resourceId", "scalableDimension", "serviceNamespace"],
    unique: ["resourceId", "scalableDimension", "serviceNamespace"],
    rules: { maxCapacity: between(0, 2147483647), minCapacity: between(0, 2147483647) },
    validate: ({ maxCapacity, minCapacity }) =>
      Number(minCapacity) > Number(maxCapacity) ? "minCapacity is more than maxCapacity" : undefined,
    computed: {
      arn: "arn:aws:application-autoscaling:{region}:{account}:scalable-target/{hex:32}",
      roleArn: ({ fill, inputs }) => inputs["roleArn"] ?? fill(ownRole),
    },
  },
  "aws:appautoscaling/policy:Policy": {
    id: "{name}",
    name: { property: "name", max: 255 },
    replaces: ["name", "resourceId", "scalableDimension", "serviceNamespace"],
    needs: { resourceId: exists("aws:appautoscaling/target:Target", "resourceId") },
    defaults: { policyType: "StepScaling" },
    rules: { policyType: oneOf("PredictiveScaling", "StepScaling", "TargetTrackingScaling") },
    computed: {
      alarmArns: () => [],
      arn: ({ fill, inputs }) =>
        fill("arn:aws:autoscaling:{region}:{account}:scalingPolicy:{uuid}:resource/") +
        `${textOf(inputs["serviceNamespace"])}/${textOf(inputs["resourceId"])}:policyName/${textOf(inputs["name"])}`,
    },
  },
  "aws:scheduler/schedule:Schedule": {
    id: "{groupName}/{name}",
    name: { property: "name", max: 64 },
    replaces: ["groupName", "name"],
    needs: { "target.roleArn": exists("aws:iam/role:Role", "arn") },
    defaults: { groupName: "default", scheduleExpressionTimezone: "UTC", state: "ENABLED" },
    rules: {
      "flexibleTimeWindow.mode": oneOf("FLEXIBLE", "OFF"),
      scheduleExpression: matching(/^((at|cron|rate)\(.+\))$/, "at(...), cron(...) or rate(...)"),
      state: oneOf("DISABLED", "ENABLED"),
      "target.arn": matching(
        /^arn:aws:scheduler:::aws-sdk:[a-z0-9]+:[a-z]\w+$/,
        "an API of AWS, as the Scheduler names it",
      ),
    },
    computed: { arn: "arn:aws:scheduler:{region}:{account}:schedule/{groupName}/{name}" },
  },
};
