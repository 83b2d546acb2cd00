import { resource } from "../../lib/cases.ts";
import { stack } from "../../lib/stack-cases.ts";
import type { StackSubject } from "../../lib/stack-analyzer.ts";

const metric = resource("azure-native:monitor:MetricAlert", { enabled: true, actions: [{ actionGroupId: "g" }] });
const activity = resource("azure-native:monitor:ActivityLogAlert", {
  enabled: true,
  actions: { actionGroups: [{ actionGroupId: "g" }] },
});
const group = resource("azure-native:monitor:ActionGroup", {
  enabled: true,
  groupShortName: "plumbline",
  emailReceivers: [{ emailAddress: "on-call@example.com" }],
});
const off = ["enabled: expected true, found false"];

const metricAlert = "azure-native:monitor:MetricAlert";
const activityAlert = "azure-native:monitor:ActivityLogAlert";
const toldOf = (name: string, category: string, refs: StackSubject["refs"]): StackSubject => ({
  type: activityAlert,
  name,
  props: { condition: { allOf: [{ field: "category", equals: category }] } },
  refs: { resourceGroupName: ["here"], actions: ["on-call"], ...refs },
});
const region = stack([
  { type: "azure-native:resources:ResourceGroup", name: "here", props: { location: "eastus" } },
  { type: "azure-native:monitor:ActionGroup", name: "on-call", props: { enabled: true } },
  toldOf("resources", "ResourceHealth", { scopes: ["here"] }),
  toldOf("azure", "ServiceHealth", {}),
]);

const stores = {
  postgres: ["dbforpostgresql:Server", "storage_percent", "cpu_percent"],
  mongo: ["mongocluster:MongoCluster", "StoragePercent", "CpuPercent"],
  redis: ["redisenterprise:RedisEnterprise", "usedmemorypercentage", "serverLoad"],
  bus: ["servicebus:Namespace", "ThrottledRequests", "DeadletteredMessages"],
  hubs: ["eventhub:Namespace", "ThrottledRequests", "NamespaceCpuUsage"],
  host: ["trafficmanager:Profile", "ProbeAgentCurrentEndpointStateByProfileResourceId"],
} as const;
const alarm = (store: string, metricName: string): StackSubject => ({
  type: metricAlert,
  name: `${store}-${metricName}`,
  props: { criteria: { allOf: [{ metricName }] } },
  refs: { scopes: [store] },
});
const watched = (name: keyof typeof stores) => {
  const [type, ...metrics] = stores[name];
  const props = { location: "eastus" };
  return stack([{ type: `azure-native:${type}`, name, props }, ...metrics.map((each) => alarm(name, each))]);
};
const unwatched = (store: string, metricName: string) =>
  `${store}: ${metricAlert}: expected one on its ${metricName}, found nothing`;

export default {
  "az-alarm-actions": [
    ...metric("somebody", {}),
    ...metric("nobody", { "/actions": [] }, ["actions: expected a group, found []"]),
    ...metric("off", { "/enabled": false }, off),
    ...activity("somebody", {}),
    ...activity("nobody", { "/actions": undefined }, ["actions.actionGroups: expected a group, found nothing"]),
    ...activity("off", { "/enabled": false }, off),
    ...group("somebody", {}),
    ...group("another way", { "/emailReceivers": undefined, "/webhookReceivers": [{ serviceUri: "https://a" }] }),
    ...group("nobody", { "/emailReceivers": undefined }, ["emailReceivers: expected somebody who is told, found []"]),
    ...group("off", { "/enabled": false }, off),
  ],
  "az-health-alarm": [
    region("both", {}),
    region("none of the region", { resources: "removed" }, [
      `here: ${activityAlert}: expected one on the ResourceHealth of this group, found nothing`,
    ]),
    region("of another region", { resources: { set: { refs: { actions: ["on-call"] } } } }, [
      `here: ${activityAlert}: expected one on the ResourceHealth of this group, found nothing`,
    ]),
    region("none of Azure", { azure: "removed" }, [
      `here: ${activityAlert}: expected one on ServiceHealth, found nothing`,
    ]),
    region("nobody is told", { azure: { set: { refs: { resourceGroupName: ["here"] } } } }, [
      "here: azure-native:monitor:ActionGroup: expected one that alarms of this group of resources tell, found nothing",
    ]),
  ],
  "az-store-alarm": [
    ...(Object.keys(stores) as (keyof typeof stores)[]).flatMap((name) => [
      watched(name)(`each of ${name}`, {}),
      ...stores[name]
        .slice(1)
        .map((each) =>
          watched(name)(`none on ${each} of ${name}`, { [`${name}-${each}`]: "removed" }, [unwatched(name, each)]),
        ),
    ]),
    watched("bus")("how late a copy is", { bus: { props: { "/geoDataReplication": { locations: [] } } } }, [
      unwatched("bus", "ReplicationLagDuration"),
    ]),
    watched("postgres")(
      "how late a replica is",
      {},
      ["storage_percent", "cpu_percent", "physical_replication_delay_in_seconds"].map((each) =>
        unwatched("copy", each),
      ),
      {
        plus: [
          {
            type: "azure-native:dbforpostgresql:Server",
            name: "copy",
            props: { location: "westus2" },
            refs: { sourceServerResourceId: ["postgres"] },
          },
        ],
      },
    ),
  ],
};
