import { createHash } from "node:crypto";
import type { CloudFunction } from "../../cloud/cloud.ts";
import { between, oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { textOf } from "../../cloud/text.ts";
import { arm, exists, hyphenated, identityId, outputOf, settingOf } from "./parts.ts";

const namespace = "azure-native:eventhub:Namespace";
const rule = "azure-native:eventhub:NamespaceAuthorizationRule";

/** Event Hubs. */
export const events: Rows = {
  [namespace]: arm("Microsoft.EventHub/namespaces", {
    named: ["namespaceName"],
    rule: hyphenated(6, 50),
    unique: ["namespaceName"],
    replaces: ["location", "sku.name", "zoneRedundant", "clusterArmId", "encryption.requireInfrastructureEncryption"],
    also: ["createdAt", "privateEndpointConnections", "provisioningState", "status", "systemData", "updatedAt"],
    needs: { "identity.userAssignedIdentities.*": identityId },
    rules: {
      "sku.name": oneOf("Basic", "Standard", "Premium"),
      "sku.capacity": between(1, 40),
      minimumTlsVersion: oneOf("1.0", "1.1", "1.2"),
      publicNetworkAccess: oneOf("Enabled", "Disabled", "SecuredByPerimeter"),
    },
    computed: {
      metricId: "{account}:{namespaceName}",
      serviceBusEndpoint: "https://{namespaceName}.servicebus.windows.net:443/",
    },
  }),
  "azure-native:eventhub:NamespaceNetworkRuleSet": {
    ...settingOf("Microsoft.EventHub/namespaces/networkRuleSets", {
      named: ["namespaceName", "networkRuleSetName"],
      owner: namespace,
      also: ["systemData"],
      rules: { defaultAction: oneOf("Allow", "Deny"), publicNetworkAccess: oneOf("Enabled", "Disabled") },
      computed: {
        location: (facts) => outputOf(facts, namespace, "name", "namespaceName", "location"),
        name: () => "default",
      },
    }),
    // There is one, and nobody names it.
    id: "/subscriptions/{account}/resourceGroups/{resourceGroupName}/providers/Microsoft.EventHub/namespaces/{namespaceName}/networkRuleSets/default",
    name: false,
  },
  "azure-native:eventhub:EventHub": arm("Microsoft.EventHub/namespaces/eventhubs", {
    named: ["namespaceName", "eventHubName"],
    rule: { max: 256, pattern: /^[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?$/ },
    owner: namespace,
    replaces: ["retentionDescription.cleanupPolicy"],
    also: ["createdAt", "systemData", "updatedAt"],
    rules: {
      partitionCount: between(1, 1024),
      "retentionDescription.cleanupPolicy": oneOf("Compact", "Delete"),
      "retentionDescription.retentionTimeInHours": between(1, 2160),
    },
    computed: {
      location: (facts) => outputOf(facts, namespace, "name", "namespaceName", "location"),
      partitionIds: ({ inputs }) =>
        Array.from({ length: Number(inputs["partitionCount"] ?? 4) }, (_, id) => String(id)),
    },
  }),
  "azure-native:eventhub:DisasterRecoveryConfig": arm("Microsoft.EventHub/namespaces/disasterRecoveryConfigs", {
    named: ["namespaceName", "alias"],
    rule: hyphenated(6, 50),
    owner: namespace,
    replaces: ["partnerNamespace"],
    also: ["provisioningState", "systemData"],
    unique: ["alias"],
    needs: { partnerNamespace: exists(namespace) },
    computed: {
      location: (facts) => outputOf(facts, namespace, "name", "namespaceName", "location"),
      pendingReplicationOperationsCount: () => 0,
      role: () => "Primary",
    },
  }),
  [rule]: arm("Microsoft.EventHub/namespaces/authorizationRules", {
    named: ["namespaceName", "authorizationRuleName"],
    rule: { max: 50 },
    owner: namespace,
    also: ["systemData"],
    rules: { "rights.*": oneOf("Listen", "Manage", "Send") },
    computed: { location: (facts) => outputOf(facts, namespace, "name", "namespaceName", "location") },
  }),
};

/** The keys of a rule, as Azure hands them out: the same for the same rule. */
export const namespaceKeys: CloudFunction = (args, { account, store }) => {
  const place = `/resourceGroups/${textOf(args["resourceGroupName"])}/providers/Microsoft.EventHub/namespaces/${textOf(args["namespaceName"])}`;
  const name = textOf(args["authorizationRuleName"]);
  const found = store.list(account, rule).find(({ id }) => id.endsWith(`${place}/authorizationRules/${name}`));
  if (!found) throw new Error(`${place.split("/").at(-1) ?? ""} has no rule ${name}`);
  const host = `${textOf(args["namespaceName"])}.servicebus.windows.net`;
  const key = (which: string) => createHash("sha256").update(`${found.id}/${which}`).digest("base64");
  const text = (which: string) => `Endpoint=sb://${host}/;SharedAccessKeyName=${name};SharedAccessKey=${key(which)}`;
  return {
    aliasPrimaryConnectionString: "",
    aliasSecondaryConnectionString: "",
    keyName: name,
    primaryConnectionString: text("primary"),
    primaryKey: key("primary"),
    secondaryConnectionString: text("secondary"),
    secondaryKey: key("secondary"),
  };
};
