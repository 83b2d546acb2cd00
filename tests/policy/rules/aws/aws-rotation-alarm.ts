import { stack } from "../../lib/stack-cases.ts";

const region = (name: string) => ({ cloud: "aws", provider: { name: `aws-${name}`, region: name } });
const [east, west] = [region("us-east-1"), region("us-west-2")];

const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const dimensions = { FunctionName: "prod-rotation" };
const at = stack([
  { type: "aws:lambda/function:Function", name: "rotation", props: { name: "prod-rotation" }, ...east },
  {
    type: "aws:lambda/permission:Permission",
    name: "caller",
    props: { principal: "secretsmanager.amazonaws.com" },
    refs: { function: ["rotation"] },
    ...east,
  },
  { type: "aws:lambda/function:Function", name: "resize", props: { name: "prod-resize" }, ...east },
  {
    type: alarm,
    name: "failed",
    props: {
      metricQueries: [
        { id: "failed", expression: "FILL(errors, 0)" },
        { id: "errors", metric: { metricName: "Errors", dimensions } },
      ],
    },
    ...east,
  },
]);
const wrong = [`rotation: ${alarm}: expected one on its Errors, found nothing`];
const metric = "/metricQueries/1/metric";

export default [
  at("the function's errors are watched, and those of others are not asked for", {}),
  at("by a metric of the alarm's own", {
    failed: { props: { "/metricQueries": undefined, "/metricName": "Errors", "/dimensions": dimensions } },
  }),
  at("nobody watches", { failed: "removed" }, wrong),
  at(
    "another function's errors",
    { failed: { props: { [`${metric}/dimensions/FunctionName`]: "prod-resize" } } },
    wrong,
  ),
  at("another metric", { failed: { props: { [`${metric}/metricName`]: "Duration" } } }, wrong),
  at("in another region", { failed: { set: west } }, wrong),
];
