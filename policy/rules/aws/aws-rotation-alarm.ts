import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import type { FunctionArgs } from "@pulumi/aws/lambda/function.js";
import type { PermissionArgs } from "@pulumi/aws/lambda/permission.js";
import { regionOf } from "../../lib/aws/regions.ts";
import type { Given } from "../../lib/demands.ts";
import type { ResourceType } from "../../lib/rule.ts";
import type { Resource } from "../../lib/stack.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";

type Alarm = Given<MetricAlarmArgs>;
const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm" as ResourceType<Alarm>;
const permission = "aws:lambda/permission:Permission" as ResourceType<Given<PermissionArgs>>;
type Called = Given<FunctionArgs>;

export default stackRule({
  name: "aws-rotation-alarm",
  severity: "high",
  level: "Mp",
  description: "Somebody must hear of it when the function that replaces secrets fails: the old values stay in use.",
  remediationSteps: "Make a MetricAlarm, in the function's region, on its Errors, with the function's name.",
  framework: guides("FTE-024"),
  tags: ["nist-800-53:IA-5", "nist-800-53:SI-4"],
  requirements: ["FTE-024"],
  on: ["aws:lambda/function:Function"],
  check: (subject: Resource<Called>, stack, { notApplicable }) => {
    const name = () => subject.props.name;
    const rotates = stack
      .companions(subject, permission, "function", () => [name()])
      .some(({ props }) => props.principal === "secretsmanager.amazonaws.com");
    if (!rotates) return notApplicable("Secrets Manager does not call it");
    const isWatched = stack
      .all(alarm)
      .some((each) => regionOf(each) === regionOf(subject) && errorsOf(each.props).includes(name() ?? ""));
    return isWatched ? [] : [missing(alarm, "one on its Errors")];
  },
});

/** Names of the functions whose errors an alarm is on, by itself or in one of its queries. */
function errorsOf({ metricName, dimensions, metricQueries }: Alarm): unknown[] {
  const queried = (metricQueries ?? []).map((query) => query?.metric);
  return [{ metricName, dimensions }, ...queried]
    .filter((each) => each?.metricName === "Errors")
    .map((each) => each?.dimensions?.["FunctionName"]);
}
