import assert from "node:assert/strict";
import {
  AzureAlarmGroup,
  type AzureAlarmGroupArgs,
  alarmGroupId,
} from "../../../../components/alarms/azure-alarm-group.ts";
import { azureLagAlarm, type AzureLagAlarmArgs } from "../../../../components/alarms/azure-lag-alarm.ts";
import { azureStoreAlarms, type AzureStoreAlarmsArgs } from "../../../../components/alarms/azure-store-alarms.ts";
import {
  azureScope,
  foundOnAzure,
  registeredOnAzure,
  renderAzure,
  resourceId,
  subscriptionId,
} from "../../../lib/azure.ts";
import { Holder } from "../../../lib/holder.ts";
import { at } from "../../../lib/json.ts";

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

describe("alarms about a store on Azure", () => {
  const alarms = async (kind: AzureStoreAlarmsArgs["kind"]) => {
    const rendered = await renderAzure((opts) => {
      azureStoreAlarms(new Holder("store", opts), "s", {
        identity: { system: "shop", component: "it" },
        scope: azureScope(),
        kind,
        resourceId: "/store",
      });
    });
    return registeredOnAzure(rendered).map((line) => {
      const { inputs } = foundOnAzure(rendered, "monitor:MetricAlert", line.replace("monitor:MetricAlert ", ""));
      const condition = at(inputs, "criteria", "allOf", 0);
      const says = String(inputs.description).replace("shop it: ", "");
      assert.deepEqual(
        [inputs.scopes, inputs.windowSize, inputs.actions],
        [["/store"], "PT5M", [{ actionGroupId: groupId }]],
      );
      assert.equal(at(condition, "operator"), "GreaterThan");
      return [
        says,
        ...["metricNamespace", "metricName", "timeAggregation", "threshold"].map((key) => at(condition, key)),
      ];
    });
  };

  it("fire when a cache has used more than four fifths of its memory", async () => {
    const cache = "Microsoft.Cache/redisEnterprise";
    assert.deepEqual(await alarms("cache"), [
      ["server load above 90 %", cache, "serverLoad", "Average", 90],
      ["memory above 80 %", cache, "usedmemorypercentage", "Average", 80],
    ]);
  });

  it("fire when a database is filled or busy", async () => {
    const [server, cluster] = ["Microsoft.DBforPostgreSQL/flexibleServers", "Microsoft.DocumentDB/mongoClusters"];
    assert.deepEqual(await alarms("postgres"), [
      ["processors above 90 %", server, "cpu_percent", "Average", 90],
      ["storage above 80 %", server, "storage_percent", "Average", 80],
    ]);
    assert.deepEqual(await alarms("documents"), [
      ["processors above 90 %", cluster, "CpuPercent", "Average", 90],
      ["storage above 80 %", cluster, "StoragePercent", "Average", 80],
    ]);
  });

  it("fire when a namespace sends requests back, and when nobody gets messages any more", async () => {
    const [hubs, queues] = ["Microsoft.EventHub/namespaces", "Microsoft.ServiceBus/namespaces"];
    assert.deepEqual(await alarms("stream"), [
      ["processors above 90 %", hubs, "NamespaceCpuUsage", "Average", 90],
      ["requests are throttled", hubs, "ThrottledRequests", "Total", 0],
    ]);
    assert.deepEqual(await alarms("queue"), [
      ["messages that nobody gets any more", queues, "DeadletteredMessages", "Maximum", 0],
      ["requests are throttled", queues, "ThrottledRequests", "Total", 0],
    ]);
  });
});
