import type { RedisArgs } from "@pulumi/azure-native/redis/redis.js";
import type { DatabaseArgs } from "@pulumi/azure-native/redisenterprise/database.js";
import type { RedisEnterpriseArgs } from "@pulumi/azure-native/redisenterprise/redisEnterprise.js";
import { atLeastItems, type Given, is, isNot, isSet, oneOf } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";
import { show, type Violation } from "../../lib/violation.ts";

const redis = "azure-native:redis:Redis";
const managed = "azure-native:redisenterprise:RedisEnterprise";
const database = "azure-native:redisenterprise:Database";

export const tls = rule({
  name: "az-redis-tls12",
  severity: "high",
  level: "R",
  description: "A cache must speak TLS 1.2 alone.",
  remediationSteps: "Set minimumTlsVersion to 1.2, leave enableNonSslPort off, and clientProtocol at Encrypted.",
  framework: guides("FTE-020"),
  tags: ["ckv:CKV_AZURE_91", "ckv:CKV_AZURE_148"],
  requirements: ["FTE-020", "ECO-026", "ECO-055", "ONB-004", "REC-008"],
  on: [redis, managed, database],
  check: (cache: Given<RedisArgs & Pick<DatabaseArgs, "clientProtocol">>, { type }) =>
    type === database
      ? oneOf("clientProtocol", cache.clientProtocol ?? "Encrypted", ["Encrypted"])
      : allOf(
          () => oneOf("minimumTlsVersion", cache.minimumTlsVersion, ["1.2"]),
          () => isNot("enableNonSslPort", cache.enableNonSslPort, true, false),
        ),
});

export const publicOff = rule({
  name: "az-redis-public-off",
  severity: "high",
  level: "M",
  description: "A cache must be reached through private endpoints alone.",
  remediationSteps: "Set publicNetworkAccess to Disabled, and make a PrivateEndpoint.",
  framework: guides("FTE-013"),
  tags: ["ckv:CKV_AZURE_89"],
  requirements: ["FTE-013", "ECO-033"],
  on: [redis, managed],
  check: ({ publicNetworkAccess }: Given<Pick<RedisArgs, "publicNetworkAccess">>) =>
    is("publicNetworkAccess", publicNetworkAccess, "Disabled"),
});

/** Azure Managed Redis is over the zones by itself when it is highly available. */
export const durable = rule({
  name: "az-redis-durable",
  severity: "high",
  level: "Mp",
  description: "A cache must outlive the loss of a zone, and a restart.",
  remediationSteps:
    "Leave highAvailability on and switch persistence on; of the older service, name three zones and a backup.",
  framework: guides("REC-078"),
  tags: ["ckv:CKV_AZURE_230"],
  requirements: ["REC-078", "ECO-055", "CAP-018"],
  on: [redis, managed, database],
  check: (cache: Given<RedisArgs & Pick<RedisEnterpriseArgs, "highAvailability"> & DatabaseArgs>, { type }) => {
    if (type === managed) return oneOf("highAvailability", cache.highAvailability ?? "Enabled", ["Enabled"]);
    if (type === database) return persistence(cache.persistence);
    const { aofBackupEnabled, rdbBackupEnabled } = cache.redisConfiguration ?? {};
    return allOf(
      () => atLeastItems("zones", cache.zones, 2, "zones"),
      () => saved("redisConfiguration.rdbBackupEnabled", aofBackupEnabled === "true" || rdbBackupEnabled === "true"),
    );
  },
});

function persistence(given: Given<DatabaseArgs>["persistence"]): Violation[] {
  return saved("persistence.rdbEnabled", given?.aofEnabled === true || given?.rdbEnabled === true);
}

const saved = (path: string, on: boolean): Violation[] =>
  on ? [] : [{ path, expected: "snapshots or an append-only file", found: show(undefined), fix: true }];

export const cmk = rule({
  name: "az-redis-cmk",
  severity: "medium",
  level: "Mp",
  description: "What a cache writes to disks must be encrypted with a key of ours.",
  remediationSteps: "Set encryption.customerManagedKeyEncryption with the key and the identity that uses it.",
  framework: guides("FTE-019"),
  tags: [],
  requirements: ["FTE-019"],
  on: [managed],
  check: ({ encryption }: Given<RedisEnterpriseArgs>) => {
    const found = encryption?.customerManagedKeyEncryption?.keyEncryptionKeyUrl;
    return isSet("encryption.customerManagedKeyEncryption.keyEncryptionKeyUrl", found, "the URL of a key of ours");
  },
});

export default [tls, publicOff, durable, cmk];
