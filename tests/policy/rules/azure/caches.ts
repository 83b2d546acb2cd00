import { resource } from "../../lib/cases.ts";

const tls = { minimumTlsVersion: "1.2", publicNetworkAccess: "Disabled" };
const redis = resource("azure-native:redis:Redis", {
  ...tls,
  enableNonSslPort: false,
  zones: ["1", "2"],
  redisConfiguration: { rdbBackupEnabled: "true" },
});
const managed = resource("azure-native:redisenterprise:RedisEnterprise", {
  ...tls,
  highAvailability: "Enabled",
  encryption: { customerManagedKeyEncryption: { keyEncryptionKeyUrl: "https://vault.example.net/keys/data/1" } },
});
const database = resource("azure-native:redisenterprise:Database", {
  clientProtocol: "Encrypted",
  persistence: { rdbEnabled: true, rdbFrequency: "1h" },
});
const unsaved = "expected snapshots or an append-only file, found nothing; write true";

export default {
  "az-redis-tls12": [
    ...[redis, managed].flatMap((one) => [
      ...one("TLS 1.2", {}),
      ...one("nothing said", { "/minimumTlsVersion": undefined }, ['minimumTlsVersion: expected "1.2", found nothing']),
      ...one("old TLS", { "/minimumTlsVersion": "1.1" }, ['minimumTlsVersion: expected "1.2", found "1.1"']),
    ]),
    ...redis("plain text beside it", { "/enableNonSslPort": true }, ["enableNonSslPort: expected false, found true"]),
    ...database("encrypted", {}),
    ...database("the default", { "/clientProtocol": undefined }),
    ...database("plain text", { "/clientProtocol": "Plaintext" }, [
      'clientProtocol: expected "Encrypted", found "Plaintext"',
    ]),
  ],
  "az-redis-public-off": [redis, managed].flatMap((one) => [
    ...one("private", {}),
    ...one("public", { "/publicNetworkAccess": "Enabled" }, [
      'publicNetworkAccess: expected "Disabled", found "Enabled"',
    ]),
  ]),
  "az-redis-cmk": [
    ...managed("a key of ours", {}),
    ...managed("a key of Azure", { "/encryption": undefined }, [
      "encryption.customerManagedKeyEncryption.keyEncryptionKeyUrl: expected the URL of a key of ours, found nothing",
    ]),
  ],
  "az-redis-durable": [
    ...redis("zones, and snapshots", {}),
    ...redis("zones, and a file", { "/redisConfiguration": { aofBackupEnabled: "true" } }),
    ...redis("one zone", { "/zones": ["1"] }, ["zones: expected 2 zones or more, found 1"]),
    ...redis("memory alone", { "/redisConfiguration": undefined }, [`redisConfiguration.rdbBackupEnabled: ${unsaved}`]),
    ...managed("highly available", {}),
    ...managed("the default", { "/highAvailability": undefined }),
    ...managed("one node", { "/highAvailability": "Disabled" }, [
      'highAvailability: expected "Enabled", found "Disabled"',
    ]),
    ...database("snapshots", {}),
    ...database("a file", { "/persistence": { aofEnabled: true } }),
    ...database("memory alone", { "/persistence": undefined }, [`persistence.rdbEnabled: ${unsaved}`]),
  ],
};
