import type { DatabaseAccountArgs } from "@pulumi/azure-native/cosmosdb/databaseAccount.js";
import type { FirewallRuleArgs } from "@pulumi/azure-native/mongocluster/firewallRule.js";
import type { MongoClusterArgs } from "@pulumi/azure-native/mongocluster/mongoCluster.js";
import { everyAddress } from "../../lib/azure/ranges.ts";
import { atLeastItems, type Given, is, isSet, oneOf } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

const on = ["azure-native:cosmosdb:DatabaseAccount"];
const mongo = ["azure-native:mongocluster:MongoCluster"];
type Account = Given<DatabaseAccountArgs>;
type Mongo = Given<MongoClusterArgs>;

export const publicOff = rule({
  name: "az-cosmos-public-off",
  severity: "critical",
  level: "M!",
  description: "A document database must not be open to the whole internet.",
  remediationSteps: "Set publicNetworkAccess to Disabled, or filter by networks.",
  framework: guides("FTE-013"),
  tags: ["ckv:CKV_AZURE_99", "ckv:CKV_AZURE_101"],
  requirements: ["FTE-013", "ECO-033"],
  on,
  check: ({ publicNetworkAccess, isVirtualNetworkFilterEnabled, virtualNetworkRules, ipRules }: Account) => {
    const filtered = isVirtualNetworkFilterEnabled === true && (virtualNetworkRules?.length ?? 0) > 0;
    const ranges = ipRules?.map((each) => each?.ipAddressOrRange) ?? [];
    const open = ranges.some((range) => range === "0.0.0.0" || range === "0.0.0.0/0");
    if (publicNetworkAccess === "Disabled" || (filtered && !open)) return [];
    const expected = '"Disabled", or networks in virtualNetworkRules';
    return [{ path: "publicNetworkAccess", expected, found: show(publicNetworkAccess), fix: "Disabled" }];
  },
});

export const localAuth = rule({
  name: "az-cosmos-local-auth-off",
  severity: "high",
  level: "M",
  description: "A document database must be used with identities, and not with keys that everybody shares.",
  remediationSteps: "Set disableLocalAuth, and assign roles to workload identities.",
  framework: guides("FTE-015"),
  tags: ["ckv:CKV_AZURE_140"],
  requirements: ["FTE-015", "FTE-025"],
  on,
  check: ({ disableLocalAuth }: Account) => is("disableLocalAuth", disableLocalAuth, true),
});

export const continuousBackup = rule({
  name: "az-cosmos-continuous-backup",
  severity: "high",
  level: "Mp",
  description: "Each second of a document database must be there to have back.",
  remediationSteps: "Set backupPolicy to { type: Continuous }.",
  framework: guides("ECO-043"),
  tags: ["prowler:cosmosdb_account_backup_policy_continuous"],
  requirements: ["ECO-037", "ECO-043"],
  on,
  check: ({ backupPolicy }: Account) => is("backupPolicy.type", backupPolicy?.type, "Continuous"),
});

export const failover = rule({
  name: "az-cosmos-failover",
  severity: "high",
  level: "Mp",
  description: "A document database must be in two regions, and move by itself.",
  remediationSteps: "Give two locations or more, and set enableAutomaticFailover.",
  framework: guides("ECO-050"),
  tags: ["prowler:cosmosdb_account_automatic_failover_enabled"],
  requirements: ["ECO-045", "ECO-050"],
  on,
  check: ({ enableAutomaticFailover, locations }: Account) =>
    allOf(
      () => is("enableAutomaticFailover", enableAutomaticFailover, true),
      () => atLeastItems("locations", locations, 2, "regions"),
    ),
});

export const tls = rule({
  name: "az-cosmos-tls12",
  severity: "high",
  level: "R",
  description: "A document database must speak TLS 1.2 alone.",
  remediationSteps: "Set minimalTlsVersion to Tls12.",
  framework: guides("ECO-036"),
  tags: ["prowler:cosmosdb_account_minimum_tls_version"],
  requirements: ["FTE-020", "ECO-026", "ECO-036"],
  on,
  check: ({ minimalTlsVersion }: Account) => is("minimalTlsVersion", minimalTlsVersion, "Tls12"),
});

export const keyMetadata = rule({
  name: "az-cosmos-no-key-metadata-writes",
  severity: "low",
  level: "A",
  description: "Who has a key of a document database should not be able to change what it is like.",
  remediationSteps: "Set disableKeyBasedMetadataWriteAccess.",
  framework: guides("FTE-015"),
  tags: ["ckv:CKV_AZURE_132"],
  requirements: ["FTE-015"],
  on,
  check: ({ disableKeyBasedMetadataWriteAccess: off }: Account) => is("disableKeyBasedMetadataWriteAccess", off, true),
});

export const cmk = rule({
  name: "az-cosmos-cmk",
  severity: "medium",
  level: "Mp",
  description: "A document database must be encrypted with a key of ours.",
  remediationSteps: "Set keyVaultKeyUri, which can be had from the beginning alone.",
  framework: guides("FTE-019"),
  tags: ["ckv:CKV_AZURE_100"],
  requirements: ["FTE-019", "ECO-036"],
  on,
  check: ({ keyVaultKeyUri }: Account) => isSet("keyVaultKeyUri", keyVaultKeyUri, "the URI of a key of ours"),
});

export const mongoPublicOff = rule({
  name: "az-mongo-public-off",
  severity: "critical",
  level: "M!",
  description: "A cluster of MongoDB must be reached through private endpoints alone.",
  remediationSteps: "Set properties.publicNetworkAccess to Disabled, and make a PrivateEndpoint.",
  framework: guides("FTE-013"),
  tags: [],
  requirements: ["FTE-013", "ECO-005", "ECO-033"],
  on: mongo,
  check: ({ properties }: Mongo) => is("properties.publicNetworkAccess", properties?.publicNetworkAccess, "Disabled"),
});

export const mongoFirewall = rule({
  name: "az-mongo-no-open-firewall",
  severity: "critical",
  level: "M!",
  description: "The firewall of a cluster of MongoDB must let in neither everybody nor everything in Azure.",
  remediationSteps: "Remove the rule, and reach the cluster through a private endpoint.",
  framework: guides("FTE-013"),
  tags: [],
  requirements: ["FTE-013", "ECO-033"],
  on: ["azure-native:mongocluster:FirewallRule"],
  check: ({ properties }: Given<FirewallRuleArgs>) =>
    everyAddress("properties.", properties?.startIpAddress, properties?.endIpAddress),
});

/** A copy of another cluster has no standby of its own: it is one. */
export const mongoZones = rule({
  name: "az-mongo-zone-ha",
  severity: "high",
  level: "Mp",
  description: "A cluster of MongoDB must have a standby in another zone that takes over.",
  remediationSteps: "Set properties.highAvailability.targetMode to ZoneRedundantPreferred.",
  framework: guides("ECO-005"),
  tags: [],
  requirements: ["ECO-005"],
  on: mongo,
  check: ({ properties }: Mongo, { notApplicable }) => {
    if (properties?.replicaParameters) return notApplicable("it is itself a copy");
    const path = "properties.highAvailability.targetMode";
    return oneOf(path, properties?.highAvailability?.targetMode, ["ZoneRedundantPreferred"]);
  },
});

export default [
  publicOff,
  localAuth,
  continuousBackup,
  failover,
  tls,
  keyMetadata,
  cmk,
  mongoPublicOff,
  mongoFirewall,
  mongoZones,
];
