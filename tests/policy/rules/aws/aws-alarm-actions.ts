import { resource } from "../../lib/cases.ts";

const alarm = resource("aws:cloudwatch/metricAlarm:MetricAlarm", {
  metricName: "AuroraReplicaLagMaximum",
  alarmActions: ["arn:aws:sns:us-east-1:012345678901:prod-alarms"],
});

export default [
  ...alarm("a topic", {}),
  ...alarm("a topic, switched on", { "/actionsEnabled": true }),
  ...alarm("nobody", { "/alarmActions": undefined }, ["alarmActions: expected the ARN of a topic, found nothing"]),
  ...alarm("an empty list", { "/alarmActions": [] }, ["alarmActions: expected the ARN of a topic, found []"]),
  ...alarm("a topic, switched off", { "/actionsEnabled": false }, ["actionsEnabled: expected true, found false"]),
];
