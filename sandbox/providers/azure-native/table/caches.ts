import { createHash } from "node:crypto";
import type { CloudFunction } from "../../cloud/cloud.ts";
import { oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { textOf } from "../../cloud/text.ts";
import { arm, hyphenated, identityId } from "./parts.ts";

const cluster = "azure-native:redisenterprise:RedisEnterprise";
const database = "azure-native:redisenterprise:Database";

/** Azure Managed Redis. */
export const caches: Rows = {
  [cluster]: arm("Microsoft.Cache/redisEnterprise", {
    named: ["clusterName"],
    rule: hyphenated(1, 60),
    unique: ["clusterName"],
    replaces: ["location"],
    also: ["privateEndpointConnections", "provisioningState"],
    needs: {
      "identity.userAssignedIdentities.*": identityId,
      "encryption.customerManagedKeyEncryption.keyEncryptionKeyIdentity.userAssignedIdentityResourceId": identityId,
    },
    rules: {
      highAvailability: oneOf("Enabled", "Disabled"),
      minimumTlsVersion: oneOf("1.2"),
      publicNetworkAccess: oneOf("Enabled", "Disabled"),
    },
    computed: {
      hostName: "{clusterName}.{location}.redis.azure.net",
      kind: () => "v2",
      redisVersion: () => "7.4",
      redundancyMode: () => "ZR",
      resourceState: () => "Running",
    },
  }),
  [database]: arm("Microsoft.Cache/redisEnterprise/databases", {
    named: ["clusterName", "databaseName"],
    owner: cluster,
    // Only one without shards can be given some.
    replaces: ["geoReplication.groupNickname", "modules", "port"],
    also: ["provisioningState", "systemData"],
    rules: {
      databaseName: oneOf("default"),
      accessKeysAuthentication: oneOf("Enabled", "Disabled"),
      clientProtocol: oneOf("Encrypted", "Plaintext"),
      clusteringPolicy: oneOf("EnterpriseCluster", "NoCluster", "OSSCluster"),
      deferUpgrade: oneOf("Deferred", "NotDeferred"),
      evictionPolicy: oneOf(
        "AllKeysLFU",
        "AllKeysLRU",
        "AllKeysRandom",
        "NoEviction",
        "VolatileLFU",
        "VolatileLRU",
        "VolatileRandom",
        "VolatileTTL",
      ),
      "persistence.aofFrequency": oneOf("1s", "always"),
      "persistence.rdbFrequency": oneOf("1h", "6h", "12h"),
    },
    computed: { redisVersion: () => "7.4", resourceState: () => "Running" },
  }),
};

/** The passwords of a database, as Azure hands them out: the same for the same one. */
export const databaseKeys: CloudFunction = (args, { account, store }) => {
  const [group, name, own] = ["resourceGroupName", "clusterName", "databaseName"].map((field) => textOf(args[field]));
  const path = `/resourceGroups/${group ?? ""}/providers/Microsoft.Cache/redisEnterprise/${name ?? ""}/databases/${own ?? ""}`;
  const found = store.list(account, database).find(({ id }) => id.endsWith(path));
  if (!found) throw new Error(`the cache ${name ?? ""} has no database ${own ?? ""}`);
  const key = (which: string) => createHash("sha256").update(`${found.id}/${which}`).digest("base64");
  return { primaryKey: key("primary"), secondaryKey: key("secondary") };
};
