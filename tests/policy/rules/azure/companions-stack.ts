import { stack } from "../../lib/stack-cases.ts";
import type { StackSubject } from "../../lib/stack-analyzer.ts";

const at = (
  type: string,
  name: string,
  props: StackSubject["props"],
  refs: StackSubject["refs"] = {},
): StackSubject => ({
  type: `azure-native:${type}`,
  name,
  props,
  refs,
});
const settings = "azure-native:monitor:DiagnosticSetting";
const logsOf = (name: string): StackSubject =>
  at(
    "monitor:DiagnosticSetting",
    `${name}-logs`,
    { logs: [{ categoryGroup: "allLogs", enabled: true }] },
    { resourceUri: [name] },
  );

const network = stack([
  at("network:VirtualNetwork", "network", { location: "eastus" }),
  at("network:FlowLog", "flows", { enabled: true }, { targetResourceId: ["network"] }),
]);

const written = {
  account: "storage:StorageAccount",
  mail: "communication:CommunicationService",
  registry: "containerregistry:Registry",
  postgres: "dbforpostgresql:Server",
  hubs: "eventhub:Namespace",
  mongo: "mongocluster:MongoCluster",
  gateway: "network:ApplicationGateway",
  redis: "redisenterprise:Database",
  bus: "servicebus:Namespace",
  host: "trafficmanager:Profile",
} as const;
const logged = (name: keyof typeof written) => stack([at(written[name], name, { location: "eastus" }), logsOf(name)]);
const addresses = stack([
  at("network:PublicIPAddress", "front", { ddosSettings: { protectionMode: "Enabled" } }),
  logsOf("front"),
  at("network:PublicIPAddress", "way-out", { location: "eastus" }),
]);
const unwritten = (name: string) => `${name}: ${settings}: expected one of it, found nothing`;

const edge = stack([
  at("network:PublicIPAddress", "front", { ddosSettings: { protectionMode: "Enabled" } }),
  at("network:ApplicationGateway", "gateway", { location: "eastus" }, { frontendIPConfigurations: ["front"] }),
]);

const window = "azure-native:containerservice:MaintenanceConfiguration";
const cluster = stack([
  at("containerservice:ManagedCluster", "cluster", { location: "eastus" }),
  ...["aksManagedAutoUpgradeSchedule", "aksManagedNodeOSUpgradeSchedule"].map((configName) =>
    at("containerservice:MaintenanceConfiguration", configName, { configName }, { resourceName: ["cluster"] }),
  ),
]);

const images = stack([
  at("containerservice:ManagedCluster", "first", { location: "eastus" }),
  at("containerservice:ManagedCluster", "second", { location: "West US 2" }),
  at("containerregistry:Registry", "registry", { location: "eastus" }),
  at("containerregistry:Replication", "copy", { location: "westus2" }, { registryName: ["registry"] }),
]);

const blobs = stack([
  at("storage:StorageAccount", "account", { accountName: "data" }),
  at("storage:ManagementPolicy", "policy", { accountName: "data" }, { accountName: ["account"] }),
]);

export default {
  "az-vnet-flow-logs": [
    network("written down", {}),
    network("not written down", { flows: "removed" }, [
      "network: azure-native:network:FlowLog: expected one of this network, found nothing",
    ]),
    network("switched off", { flows: { props: { "/enabled": false } } }, [
      "flows: enabled: expected true, found false",
    ]),
  ],
  "az-store-diagnostics": [
    ...(Object.keys(written) as (keyof typeof written)[]).flatMap((name) => [
      logged(name)(`of ${name}`, {}),
      logged(name)(`not of ${name}`, { [`${name}-logs`]: "removed" }, [unwritten(name)]),
    ]),
    addresses("of what comes in", {}),
    addresses("not of what comes in", { "front-logs": "removed" }, [unwritten("front")]),
    logged("bus")("switched off", { "bus-logs": { props: { "/logs/0/enabled": false } } }, [
      `bus: ${settings}.logs: expected categories that are enabled, found nothing`,
    ]),
  ],
  "az-ip-ddos": [
    edge("guarded", {}),
    edge("not guarded", { front: { props: { "/ddosSettings": undefined } } }, [
      'front: ddosSettings.protectionMode: expected "Enabled", found nothing',
    ]),
    edge("no address of the stack", { gateway: { set: { refs: {} } } }, [
      "gateway: azure-native:network:PublicIPAddress: expected one of this gateway, found nothing",
    ]),
  ],
  "az-aks-maintenance": [
    cluster("both", {}),
    ...["aksManagedAutoUpgradeSchedule", "aksManagedNodeOSUpgradeSchedule"].map((name) =>
      cluster(`no ${name}`, { [name]: "removed" }, [`cluster: ${window}: expected ${name}, found nothing`]),
    ),
  ],
  "az-acr-replicated": [
    images("in both", {}),
    images("in one", { copy: "removed" }, [
      "registry: azure-native:containerregistry:Replication: expected one in westus2, found nothing",
    ]),
    images("one region, by its stage", { copy: "removed" }, [], {
      config: { copies: false },
      notApplicable: "the stack is in one region, by its stage",
    }),
  ],
  "az-storage-lifecycle": [
    blobs("a policy", {}),
    blobs("none", { policy: "removed" }, [
      "account: azure-native:storage:ManagementPolicy: expected one of this account, found nothing",
    ]),
  ],
};
