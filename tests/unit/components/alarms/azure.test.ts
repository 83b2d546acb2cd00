import assert from "node:assert/strict";
import {
  AzureAlarmGroup,
  type AzureAlarmGroupArgs,
  alarmGroupId,
} from "../../../../components/alarms/azure-alarm-group.ts";
import { azureLagAlarm, type AzureLagAlarmArgs } from "../../../../components/alarms/azure-lag-alarm.ts";
import {
  azureScope,
  foundOnAzure,
  registeredOnAzure,
  renderAzure,
  resourceId,
  subscriptionId,
} from "../../../lib/azure.ts";
import { Holder } from "../../../lib/holder.ts";

const subscription = `/subscriptions/${subscriptionId}`;
const groupId = resourceId("Microsoft.Insights/actionGroups", "prod-platform-alarms");

describe("the group of alarms of a region of Azure", () => {
  const build = (change: Partial<AzureAlarmGroupArgs> = {}) =>
    renderAzure((opts) => new AzureAlarmGroup("alarms", { scope: azureScope(), ...change }, opts));

  it("is known by its name beforehand, and heard by who is told in the settings", async () => {
    const rendered = await build({ recipient: "oncall@example.com" });
    const { actionGroupName, emailReceivers, enabled, groupShortName } = foundOnAzure(
      rendered,
      "monitor:ActionGroup",
      "alarms",
    ).inputs;
    assert.deepEqual(
      [actionGroupName, emailReceivers, enabled, groupShortName],
      [
        "prod-platform-alarms",
        [{ name: "on-call", emailAddress: "oncall@example.com", useCommonAlertSchema: true }],
        true,
        "plumbline",
      ],
    );
    assert.equal(alarmGroupId(azureScope()), groupId);
    assert.deepEqual(foundOnAzure(await build(), "monitor:ActionGroup", "alarms").inputs.emailReceivers, []);
  });

  it("hears of resources of its region, and in the primary one of Azure's own failures", async () => {
    const primary = await build();
    assert.deepEqual(registeredOnAzure(primary), [
      "monitor:ActionGroup alarms",
      "monitor:ActivityLogAlert alarms-azure",
      "monitor:ActivityLogAlert alarms-resources",
    ]);
    const alert = (about: string) => foundOnAzure(primary, "monitor:ActivityLogAlert", `alarms-${about}`).inputs;
    assert.deepEqual(
      [alert("resources").scopes, alert("resources").condition],
      [
        [`${subscription}/resourceGroups/prod-eastus`],
        {
          allOf: [
            { field: "category", equals: "ResourceHealth" },
            {
              anyOf: [
                { field: "properties.currentHealthStatus", equals: "Degraded" },
                { field: "properties.currentHealthStatus", equals: "Unavailable" },
              ],
            },
            { field: "properties.cause", equals: "PlatformInitiated" },
          ],
        },
      ],
    );
    assert.deepEqual(
      [alert("azure").scopes, alert("azure").condition],
      [
        [subscription],
        {
          allOf: [
            { field: "category", equals: "ServiceHealth" },
            { field: "properties.incidentType", equals: "Incident" },
          ],
        },
      ],
    );
    const standby = await build({ scope: azureScope({ role: "standby", region: "germanywestcentral" }) });
    assert.deepEqual(registeredOnAzure(standby), [
      "monitor:ActionGroup alarms",
      "monitor:ActivityLogAlert alarms-resources",
    ]);
  });
});

describe("an alarm about a copy on Azure that lags", () => {
  const alarm = async (what: AzureLagAlarmArgs["what"]) => {
    const rendered = await renderAzure((opts) =>
      azureLagAlarm(new Holder("store", opts), "lag", {
        identity: { system: "shop", component: "db" },
        scope: azureScope(),
        what,
        resourceId: "/copy",
      }),
    );
    return foundOnAzure(rendered, "monitor:MetricAlert", "lag").inputs;
  };

  it("fires when a copy was a minute behind for five minutes, in each of them", async () => {
    const { tags, ...inputs } = await alarm("postgres-region");
    assert.deepEqual(tags, {
      "managed-by": "plumbline",
      stage: "prod",
      "cost-centre": "platform",
      system: "shop",
      component: "db",
      owner: "shop",
    });
    assert.deepEqual(inputs, {
      resourceGroupName: "prod-eastus",
      location: "global",
      description: "shop db: a copy is more than 60 s behind",
      enabled: true,
      severity: 1,
      scopes: ["/copy"],
      evaluationFrequency: "PT1M",
      windowSize: "PT5M",
      autoMitigate: true,
      criteria: {
        odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
        allOf: [
          {
            criterionType: "StaticThresholdCriterion",
            name: "threshold",
            metricName: "physical_replication_delay_in_seconds",
            metricNamespace: "Microsoft.DBforPostgreSQL/flexibleServers",
            operator: "GreaterThan",
            threshold: 60,
            timeAggregation: "Minimum",
          },
        ],
      },
      actions: [{ actionGroupId: groupId }],
    });
  });

  it("looks at each queue for itself", async () => {
    const found = JSON.stringify((await alarm("queue-region")).criteria);
    assert.equal(/"metricNamespace":"([^"]+)"/.exec(found)?.[1], "Microsoft.ServiceBus/namespaces");
    assert.equal(
      /"dimensions":(\[.*\]\}\])/.exec(found)?.[1],
      '[{"name":"EntityName","operator":"Include","values":["*"]}]',
    );
  });
});
