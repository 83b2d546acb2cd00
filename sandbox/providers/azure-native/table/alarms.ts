import { between, matching, oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { arm, exists, instant } from "./parts.ts";

const group = "azure-native:monitor:ActionGroup";

/** Who hears of what is wrong, and of what. */
export const alarms: Rows = {
  [group]: arm("Microsoft.Insights/actionGroups", {
    named: ["actionGroupName"],
    rule: { max: 260 },
    also: ["systemData"],
    replaces: ["location"],
    rules: { groupShortName: matching(/^.{1,12}$/, "1 to 12 characters") },
  }),
  "azure-native:monitor:ActivityLogAlert": arm("Microsoft.Insights/activityLogAlerts", {
    named: ["activityLogAlertName"],
    rule: { max: 260 },
    replaces: ["location"],
    needs: { "actions.actionGroups.*.actionGroupId": exists(group) },
  }),
  "azure-native:monitor:MetricAlert": arm("Microsoft.Insights/metricAlerts", {
    named: ["ruleName"],
    rule: { max: 260 },
    replaces: ["location"],
    needs: { "actions.*.actionGroupId": exists(group) },
    rules: {
      severity: between(0, 4),
      evaluationFrequency: oneOf("PT1M", "PT5M", "PT15M", "PT30M", "PT1H"),
      windowSize: oneOf("PT1M", "PT5M", "PT15M", "PT30M", "PT1H", "PT6H", "PT12H", "P1D"),
    },
    computed: { isMigrated: () => false, lastUpdatedTime: () => instant },
  }),
};
