import type { NamespaceArgs as EventsArgs } from "@pulumi/azure-native/eventhub/namespace.js";
import type { NamespaceNetworkRuleSetArgs } from "@pulumi/azure-native/eventhub/namespaceNetworkRuleSet.js";
import type { NamespaceArgs } from "@pulumi/azure-native/servicebus/namespace.js";
import type { QueueArgs } from "@pulumi/azure-native/servicebus/queue.js";
import { modernTls } from "../../lib/azure/standards.ts";
import { between, type Given, is, isNot, isSet, oneOf } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";

const bus = ["azure-native:servicebus:Namespace"];
const events = ["azure-native:eventhub:Namespace"];
type Bus = Given<NamespaceArgs>;
type Events = Given<EventsArgs>;

export const busLocalAuth = rule({
  name: "az-sb-local-auth-off",
  severity: "high",
  level: "Mp",
  description: "A message bus must be used with identities, and not with keys that everybody shares.",
  remediationSteps: "Set disableLocalAuth, and assign roles to workload identities.",
  framework: guides("FTE-015"),
  tags: ["ckv:CKV_AZURE_203"],
  requirements: ["FTE-015", "FTE-025"],
  on: bus,
  check: ({ disableLocalAuth }: Bus) => is("disableLocalAuth", disableLocalAuth, true),
});

export const busTls = rule({
  name: "az-sb-tls12",
  severity: "high",
  level: "R",
  description: "A message bus must speak TLS 1.2 or newer alone.",
  remediationSteps: "Set minimumTlsVersion to 1.2.",
  framework: guides("FTE-022"),
  tags: ["ckv:CKV_AZURE_205"],
  requirements: ["FTE-020", "FTE-022"],
  on: bus,
  check: ({ minimumTlsVersion }: Bus) => oneOf("minimumTlsVersion", minimumTlsVersion, modernTls),
});

export const busPublicOff = rule({
  name: "az-sb-public-off",
  severity: "high",
  level: "Mp",
  description: "A message bus must be reached through private endpoints alone.",
  remediationSteps: "Set publicNetworkAccess to Disabled, and make a PrivateEndpoint.",
  framework: guides("FTE-013"),
  tags: ["ckv:CKV_AZURE_204"],
  requirements: ["FTE-013"],
  on: bus,
  check: ({ publicNetworkAccess }: Bus) => is("publicNetworkAccess", publicNetworkAccess, "Disabled"),
});

export const busCmk = rule({
  name: "az-sb-cmk",
  severity: "medium",
  level: "Mp",
  description: "A message bus must be encrypted with a key of ours, and a second time by Azure.",
  remediationSteps: "Set encryption.keyVaultProperties and encryption.requireInfrastructureEncryption.",
  framework: guides("FTE-022"),
  tags: ["ckv:CKV_AZURE_199", "ckv:CKV_AZURE_201"],
  requirements: ["FTE-019", "FTE-022"],
  on: bus,
  check: ({ encryption }: Bus) =>
    allOf(
      () => isSet("encryption.keyVaultProperties", encryption?.keyVaultProperties, "the key and its vault"),
      () => is("encryption.requireInfrastructureEncryption", encryption?.requireInfrastructureEncryption, true),
    ),
});

/** As of queues on AWS: after one attempt it may be a consumer's bad minute, and more than ten block the others. */
export const deadLetters = rule({
  name: "az-sb-dlq",
  severity: "high",
  level: "M",
  description: "What a queue cannot deliver must go to its dead letters, after three to ten attempts or at its end.",
  remediationSteps: "Set deadLetteringOnMessageExpiration, and maxDeliveryCount to 3 to 10.",
  framework: guides("FTE-009"),
  tags: [],
  requirements: ["FTE-009"],
  on: ["azure-native:servicebus:Queue"],
  check: ({ deadLetteringOnMessageExpiration, maxDeliveryCount }: Given<QueueArgs>) =>
    allOf(
      () => is("deadLetteringOnMessageExpiration", deadLetteringOnMessageExpiration, true),
      // Ten where nothing is said.
      () => between("maxDeliveryCount", maxDeliveryCount ?? 10, 3, 10),
    ),
});

/** Event Hubs has no newer one yet. */
export const eventsTls = rule({
  name: "az-eh-tls12",
  severity: "high",
  level: "R",
  description: "Event hubs must speak TLS 1.2 alone.",
  remediationSteps: "Set minimumTlsVersion to 1.2.",
  framework: guides("FTE-020"),
  tags: ["ckv:CKV_AZURE_223"],
  requirements: ["FTE-020", "ONB-003"],
  on: events,
  check: ({ minimumTlsVersion }: Events) => oneOf("minimumTlsVersion", minimumTlsVersion, ["1.2"]),
});

export const eventsZoned = rule({
  name: "az-eh-zoned",
  severity: "high",
  level: "Mp",
  description: "Event hubs must be in several zones.",
  remediationSteps: "Leave zoneRedundant out, or set it; it can be had from the beginning alone.",
  framework: guides("ONB-003"),
  tags: ["ckv:CKV_AZURE_228"],
  requirements: ["ONB-003"],
  on: events,
  check: ({ zoneRedundant }: Events) => isNot("zoneRedundant", zoneRedundant, false, true),
});

export const eventsAuthNetwork = rule({
  name: "az-eh-auth-network",
  severity: "high",
  level: "Mp",
  description: "Event hubs must be used with identities, and be reached through private endpoints alone.",
  remediationSteps: "Set disableLocalAuth, and publicNetworkAccess to Disabled.",
  framework: guides("FTE-013"),
  tags: [],
  requirements: ["FTE-013", "FTE-015", "ONB-008"],
  on: events,
  check: ({ disableLocalAuth, publicNetworkAccess }: Events) =>
    allOf(
      () => is("disableLocalAuth", disableLocalAuth, true),
      () => is("publicNetworkAccess", publicNetworkAccess, "Disabled"),
    ),
});

/** Apart from the namespace's own word: who opens that one finds this one closed. */
export const eventsNetworkRules = rule({
  name: "az-eh-network-rules",
  severity: "high",
  level: "Mp",
  description: "The rules of an event hub's network must refuse who is not named.",
  remediationSteps: "Set defaultAction to Deny, and publicNetworkAccess to Disabled.",
  framework: guides("FTE-013"),
  tags: [],
  requirements: ["FTE-013", "ONB-008"],
  on: ["azure-native:eventhub:NamespaceNetworkRuleSet"],
  check: ({ defaultAction, publicNetworkAccess }: Given<NamespaceNetworkRuleSetArgs>) =>
    allOf(
      () => is("defaultAction", defaultAction, "Deny"),
      () => is("publicNetworkAccess", publicNetworkAccess, "Disabled"),
    ),
});

export const eventsCmk = rule({
  name: "az-eh-cmk",
  severity: "medium",
  level: "Mp",
  description: "Event hubs must be encrypted with a key of ours, and a second time by Azure.",
  remediationSteps: "Set encryption.keyVaultProperties and encryption.requireInfrastructureEncryption.",
  framework: guides("FTE-019"),
  tags: [],
  requirements: ["FTE-019"],
  on: events,
  check: ({ encryption }: Events) =>
    allOf(
      () => isSet("encryption.keyVaultProperties", encryption?.keyVaultProperties, "the key and its vault"),
      () => is("encryption.requireInfrastructureEncryption", encryption?.requireInfrastructureEncryption, true),
    ),
});

export default [
  busLocalAuth,
  busTls,
  busPublicOff,
  busCmk,
  deadLetters,
  eventsTls,
  eventsZoned,
  eventsAuthNetwork,
  eventsNetworkRules,
  eventsCmk,
];
