import type { CommunicationServiceArgs } from "@pulumi/azure-native/communication/communicationService.js";
import type { RegistryArgs } from "@pulumi/azure-native/containerregistry/registry.js";
import type { WorkspaceArgs } from "@pulumi/azure-native/operationalinsights/workspace.js";
import type { ProfileArgs } from "@pulumi/azure-native/trafficmanager/profile.js";
import { eachOpening } from "../../lib/azure/openings.ts";
import { cisAzure } from "../../lib/azure/standards.ts";
import { atLeast, atLeastItems, atMost, type Given, is, isNot, isSet } from "../../lib/demands.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

export const failover = rule({
  name: "az-tm-failover",
  severity: "high",
  level: "Mp",
  description:
    "A host must have two places, and the loss of one must be noticed within half a minute and believed within another.",
  remediationSteps:
    "Give two endpoints or more, dnsConfig.ttl of 60 or less, and monitorConfig with intervalInSeconds 10 and 3 failures or less.",
  framework: guides("FTE-048"),
  tags: [],
  requirements: ["FTE-048", "FTE-051", "CAP-067", "ECO-047", "ECO-049"],
  on: ["azure-native:trafficmanager:Profile"],
  check: ({ endpoints, dnsConfig, monitorConfig }: Given<ProfileArgs>) =>
    allOf(
      () => atLeastItems("endpoints", endpoints, 2, "places"),
      () => atMost("dnsConfig.ttl", dnsConfig?.ttl, 60),
      () => is("monitorConfig.protocol", monitorConfig?.protocol, "HTTPS"),
      () => is("monitorConfig.intervalInSeconds", monitorConfig?.intervalInSeconds, 10),
      () => atMost("monitorConfig.toleratedNumberOfFailures", monitorConfig?.toleratedNumberOfFailures ?? 3, 3),
      // A place that always serves is named whatever its probes say.
      () =>
        collect(endpoints, ({ alwaysServe }, index) =>
          isNot(`endpoints[${index}].alwaysServe`, alwaysServe, "Enabled", "Disabled"),
        ),
    ),
});

const groups = ["azure-native:network:NetworkSecurityGroup", "azure-native:network:SecurityRule"];

export const noAdminWorld = rule({
  name: "az-nsg-no-admin-world",
  severity: "critical",
  level: "M!",
  description: "The ports of SSH and of remote desktops must not be open to the whole internet.",
  remediationSteps: "Remove the rule: nodes are reached by run commands and Bastion, and through no port.",
  framework: cisAzure("7.2"),
  tags: ["cis-azure-6.0:7.1", "cis-azure-6.0:7.2", "trivy:AZU-0047", "trivy:AZU-0048", "trivy:AZU-0050"],
  requirements: ["FTE-013", "CAP-004"],
  on: groups,
  check: (props: object, { type }) =>
    eachOpening(type, props, ({ path, world, opens }) =>
      opens([22, 3389]) ? [{ path, expected: "a range of our own for ports 22 and 3389", found: show(world) }] : [],
    ),
});

/** PostgreSQL and its pooler, Redis in both forms, Kafka of Event Hubs, MongoDB in both forms, AMQP. */
const dataPorts = [5432, 6432, 6379, 6380, 10_000, 9093, 27_017, 10_260, 5671, 5672];

export const noDataPortWorld = rule({
  name: "az-nsg-no-data-port-world",
  severity: "critical",
  level: "M!",
  description: "The ports of data stores must not be open to the whole internet.",
  remediationSteps: "Name the range or the group of those who may.",
  framework: guides("FTE-013"),
  tags: [],
  requirements: ["FTE-013", "ECO-033", "CAP-004", "ONB-008"],
  on: groups,
  check: (props: object, { type }) =>
    eachOpening(type, props, ({ path, world, opens }) =>
      opens(dataPorts) ? [{ path, expected: "a range of our own for ports of data stores", found: show(world) }] : [],
    ),
});

type Registry = Given<RegistryArgs>;

export const registry = rule({
  name: "az-acr-private-signed-in",
  severity: "high",
  level: "M",
  description: "A registry must be used with identities alone through private endpoints, and be in several zones.",
  remediationSteps:
    "Leave adminUserEnabled and anonymousPullEnabled off, set publicNetworkAccess to Disabled, and sku.name to Premium.",
  framework: guides("REC-016"),
  tags: ["ckv:CKV_AZURE_137", "ckv:CKV_AZURE_138", "ckv:CKV_AZURE_233"],
  requirements: ["REC-016", "ECO-032"],
  on: ["azure-native:containerregistry:Registry"],
  check: ({ adminUserEnabled, anonymousPullEnabled, publicNetworkAccess, sku, zoneRedundancy }: Registry) =>
    allOf(
      () => isNot("adminUserEnabled", adminUserEnabled, true, false),
      () => isNot("anonymousPullEnabled", anonymousPullEnabled, true, false),
      () => is("publicNetworkAccess", publicNetworkAccess, "Disabled"),
      () => is("sku.name", sku?.name, "Premium"),
      () => isNot("zoneRedundancy", zoneRedundancy, "Disabled", "Enabled"),
    ),
});

export const registryCmk = rule({
  name: "az-acr-cmk",
  severity: "medium",
  level: "Mp",
  description: "Images must be encrypted with a key of ours, and not be carried out of the registry.",
  remediationSteps:
    "Set encryption with a key, which can be had from the beginning alone, and policies.exportPolicy to disabled.",
  framework: guides("FTE-019"),
  tags: ["ckv:CKV_AZURE_237"],
  requirements: ["FTE-019", "ECO-032"],
  on: ["azure-native:containerregistry:Registry"],
  check: ({ encryption, policies }: Registry) =>
    allOf(
      () => is("encryption.status", encryption?.status, "enabled"),
      () => isSet("encryption.keyVaultProperties", encryption?.keyVaultProperties, "the key and its vault"),
      () => is("policies.exportPolicy.status", policies?.exportPolicy?.status, "disabled"),
    ),
});

/** As the log groups of AWS: what tells who did what is in the archive for seven years (FTE-079). */
export const logRetention = rule({
  name: "az-logs-retention",
  severity: "medium",
  level: "M",
  description: "A workspace must keep logs long enough to look at what happened.",
  remediationSteps: "Set retentionInDays.",
  framework: guides("FTE-081"),
  tags: [],
  requirements: ["CAP-015", "CAP-065", "FTE-081"],
  on: ["azure-native:operationalinsights:Workspace"],
  thresholds: {
    days: threshold<number>({
      description: "Days that logs are kept at least.",
      type: "integer",
      values: { dev: 30, staging: 30, prod: 90, "prod-azure": 90 },
    }),
  },
  check: ({ retentionInDays }: Given<WorkspaceArgs>, { config }) =>
    // Thirty where nothing is said.
    atLeast("retentionInDays", retentionInDays ?? 30, config.days),
});

export const logsLocalAuth = rule({
  name: "az-logs-local-auth-off",
  severity: "medium",
  level: "Mp",
  description: "Logs must be written and read with identities, and not with keys that everybody shares.",
  remediationSteps: "Set features.disableLocalAuth.",
  framework: guides("FTE-015"),
  tags: [],
  requirements: ["FTE-015", "CAP-063"],
  on: ["azure-native:operationalinsights:Workspace"],
  check: ({ features }: Given<WorkspaceArgs>) => is("features.disableLocalAuth", features?.disableLocalAuth, true),
});

export const mailLocalAuth = rule({
  name: "az-communication-local-auth-off",
  severity: "high",
  level: "Mp",
  description: "Mail must be sent with identities, and not with keys that everybody shares.",
  remediationSteps: "Set disableLocalAuth, and assign roles to workload identities.",
  framework: guides("FTE-015"),
  tags: [],
  requirements: ["FTE-015"],
  on: ["azure-native:communication:CommunicationService"],
  check: ({ disableLocalAuth }: Given<CommunicationServiceArgs>) => is("disableLocalAuth", disableLocalAuth, true),
});

export default [
  failover,
  noAdminWorld,
  noDataPortWorld,
  registry,
  registryCmk,
  logRetention,
  logsLocalAuth,
  mailLocalAuth,
];
