import { between, matching, oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { arm, exists, hyphenated, instant, outputOf } from "./parts.ts";
import { vault } from "./vaults.ts";

const group = "azure-native:monitor:ActionGroup";
const topic = "azure-native:eventgrid:SystemTopic";

/** Who hears of what is wrong or ends, and of what. */
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
  [topic]: arm("Microsoft.EventGrid/systemTopics", {
    named: ["systemTopicName"],
    rule: hyphenated(3, 50),
    // A resource has one.
    unique: ["source"],
    replaces: ["location", "source", "topicType"],
    also: ["provisioningState", "systemData"],
    needs: { source: exists(vault) },
    computed: { metricResourceId: "{uuid}" },
  }),
  "azure-native:eventgrid:SystemTopicEventSubscription": arm("Microsoft.EventGrid/systemTopics/eventSubscriptions", {
    named: ["systemTopicName", "eventSubscriptionName"],
    rule: hyphenated(3, 64),
    owner: topic,
    also: ["provisioningState", "systemData"],
    needs: { "destination.actionGroups.*": exists(group) },
    rules: {
      "destination.severity": oneOf("Sev0", "Sev1", "Sev2", "Sev3", "Sev4"),
      eventDeliverySchema: oneOf("EventGridSchema", "CustomInputSchema", "CloudEventSchemaV1_0"),
    },
    computed: { topic: (facts) => outputOf(facts, topic, "name", "systemTopicName", "id") },
  }),
};
