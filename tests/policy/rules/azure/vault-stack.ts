import { stack } from "../../lib/stack-cases.ts";

const log = (category: string) => ({ category, enabled: true });
const controlPlane = [
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "cloud-controller-manager",
  "guard",
];
const subscription = "azure-native:eventgrid:SystemTopicEventSubscription";
const nearExpiry = "Microsoft.KeyVault.SecretNearExpiry";
const expired = "Microsoft.KeyVault.SecretExpired";
const unheard = (event: string) =>
  `vault: ${subscription}: expected one of this vault that tells a group of ${event}, found nothing`;
const at = stack([
  {
    type: "azure-native:keyvault:Vault",
    name: "vault",
    props: { properties: { publicNetworkAccess: "Disabled", networkAcls: { defaultAction: "Deny" } } },
  },
  {
    type: "azure-native:network:PrivateEndpoint",
    name: "endpoint",
    props: { privateLinkServiceConnections: [{ groupIds: ["vault"] }] },
    refs: { privateLinkServiceConnections: ["vault"] },
  },
  {
    type: "azure-native:monitor:DiagnosticSetting",
    name: "vault-logs",
    props: { logs: [log("AuditEvent")] },
    refs: { resourceUri: ["vault"] },
  },
  {
    type: "azure-native:keyvault:Secret",
    name: "secret",
    props: { secretName: "password" },
    refs: { vaultName: ["vault"] },
  },
  { type: "azure-native:monitor:ActionGroup", name: "on-call", props: { enabled: true } },
  {
    type: "azure-native:eventgrid:SystemTopic",
    name: "events",
    props: { location: "eastus" },
    refs: { source: ["vault"] },
  },
  {
    type: subscription,
    name: "expiry",
    props: { filter: { includedEventTypes: [nearExpiry, expired] }, destination: { actionGroups: ["on-call"] } },
    refs: { systemTopicName: ["events"], destination: ["on-call"] },
  },
  { type: "azure-native:containerservice:ManagedCluster", name: "cluster", props: { kubernetesVersion: "1.35" } },
  {
    type: "azure-native:monitor:DiagnosticSetting",
    name: "cluster-logs",
    props: { logs: [log("kube-audit-admin"), ...controlPlane.map(log)] },
    refs: { resourceUri: ["cluster"] },
  },
  { type: "azure-native:network:NetworkSecurityGroup", name: "group", props: { securityRules: [] } },
  {
    type: "azure-native:network:Subnet",
    name: "subnet",
    props: { subnetName: "nodes", addressPrefix: "10.0.0.0/20", networkSecurityGroup: { id: "group" } },
    refs: { networkSecurityGroup: ["group"] },
  },
]);
const bare = { "/networkSecurityGroup": undefined };
const settings = "azure-native:monitor:DiagnosticSetting";

export default {
  "az-kv-expiry-heard": [
    at("heard", {}),
    at("a vault without secrets", { secret: "removed", events: "removed", expiry: "removed" }, [], {
      notApplicable: "the stack writes no secret into it",
    }),
    at("no events", { events: "removed", expiry: "removed" }, [unheard(nearExpiry), unheard(expired)]),
    at("no subscription", { expiry: "removed" }, [unheard(nearExpiry), unheard(expired)]),
    at("events of something else", { events: { set: { refs: { source: ["cluster"] } } } }, [
      unheard(nearExpiry),
      unheard(expired),
    ]),
    at("too late", { expiry: { props: { "/filter/includedEventTypes": [expired] } } }, [unheard(nearExpiry)]),
    at("no group", { expiry: { props: { "/destination/actionGroups": [] } } }, [unheard(nearExpiry), unheard(expired)]),
    at("nobody", { expiry: { set: { refs: { systemTopicName: ["events"] } } } }, [
      unheard(nearExpiry),
      unheard(expired),
    ]),
  ],
  "az-kv-network": [
    at("private", {}),
    at("from networks that are named", {
      endpoint: "removed",
      vault: { props: { "/properties/publicNetworkAccess": "Enabled" } },
    }),
    at("reached by nobody", { endpoint: "removed" }, [
      "vault: azure-native:network:PrivateEndpoint: expected one of this vault, which nobody reaches otherwise, found nothing",
    ]),
    at(
      "public",
      {
        vault: {
          props: { "/properties": { publicNetworkAccess: "Enabled", networkAcls: { defaultAction: "Allow" } } },
        },
      },
      ['vault: properties.networkAcls.defaultAction: expected "Deny", found "Allow"'],
    ),
  ],
  "az-kv-diagnostics": [
    at("written down", {}),
    at("every log", { "vault-logs": { props: { "/logs": [{ categoryGroup: "allLogs", enabled: true }] } } }),
    at("not written down", { "vault-logs": "removed" }, [
      `vault: ${settings}: expected one of this vault, found nothing`,
    ]),
    at("switched off", { "vault-logs": { props: { "/logs/0/enabled": false } } }, [
      `vault: ${settings}.logs: expected AuditEvent or audit or allLogs, found []`,
    ]),
  ],
  "az-aks-monitoring": [
    at("written down", {}),
    at("not written down", { "cluster-logs": "removed" }, [
      `cluster: ${settings}: expected one of this cluster, found nothing`,
    ]),
    at("no audit log", { "cluster-logs": { props: { "/logs": controlPlane.map(log) } } }, [
      `cluster: ${settings}.logs: expected kube-audit-admin or kube-audit or audit or allLogs, found ${JSON.stringify(controlPlane)}`,
    ]),
    at("an audit log alone", { "cluster-logs": { props: { "/logs": [log("kube-audit-admin")] } } }, [
      ...controlPlane.map(
        (category) => `cluster: ${settings}.logs: expected ${category} or allLogs, found ["kube-audit-admin"]`,
      ),
    ]),
  ],
  "az-subnet-has-nsg": [
    at("a group", {}),
    at("a group of another stack", {
      subnet: { set: { refs: {} }, props: { "/networkSecurityGroup": { id: "/subscriptions/s/group" } } },
    }),
    at(
      "a subnet that takes none",
      { subnet: { set: { refs: {} }, props: { ...bare, "/subnetName": "GatewaySubnet" } } },
      [],
      {
        notApplicable: "Azure takes no group there",
      },
    ),
    at("no group", { subnet: { set: { refs: {} }, props: bare } }, [
      "subnet: networkSecurityGroup.id: expected a network security group, found nothing",
    ]),
  ],
};
