import { resource } from "../../lib/cases.ts";

const common = { disableLocalAuth: true, minimumTlsVersion: "1.2", publicNetworkAccess: "Disabled" };
const encryption = { keyVaultProperties: [{ keyName: "messaging" }], requireInfrastructureEncryption: true };
const bus = resource("azure-native:servicebus:Namespace", {
  ...common,
  encryption,
});
const queue = resource("azure-native:servicebus:Queue", {
  deadLetteringOnMessageExpiration: true,
  maxDeliveryCount: 5,
});
const events = resource("azure-native:eventhub:Namespace", { ...common, zoneRedundant: true, encryption });
const networkRules = resource("azure-native:eventhub:NamespaceNetworkRuleSet", {
  defaultAction: "Deny",
  publicNetworkAccess: "Disabled",
});
const local = ["disableLocalAuth: expected true, found nothing"];
const open = ['publicNetworkAccess: expected "Disabled", found "Enabled"'];

export default {
  "az-sb-local-auth-off": [...bus("identities", {}), ...bus("keys", { "/disableLocalAuth": undefined }, local)],
  "az-sb-tls12": [
    ...bus("TLS 1.2", {}),
    ...bus("TLS 1.3", { "/minimumTlsVersion": "1.3" }),
    ...bus("nothing said", { "/minimumTlsVersion": undefined }, [
      'minimumTlsVersion: expected "1.2" or "1.3", found nothing; write "1.2"',
    ]),
    ...bus("old TLS", { "/minimumTlsVersion": "1.0" }, [
      'minimumTlsVersion: expected "1.2" or "1.3", found "1.0"; write "1.2"',
    ]),
  ],
  "az-sb-public-off": [...bus("private", {}), ...bus("public", { "/publicNetworkAccess": "Enabled" }, open)],
  "az-sb-cmk": [
    ...bus("a key of ours", {}),
    ...bus("a key of Azure", { "/encryption": undefined }, [
      "encryption.keyVaultProperties: expected the key and its vault, found nothing",
      "encryption.requireInfrastructureEncryption: expected true, found nothing",
    ]),
    ...bus("once", { "/encryption/requireInfrastructureEncryption": false }, [
      "encryption.requireInfrastructureEncryption: expected true, found false",
    ]),
    ...bus("no key", { "/encryption/keyVaultProperties": [] }, [
      "encryption.keyVaultProperties: expected the key and its vault, found []",
    ]),
  ],
  "az-sb-dlq": [
    ...queue("five attempts", {}),
    ...queue("the default of attempts", { "/maxDeliveryCount": undefined }),
    ...queue("gone at its end", { "/deadLetteringOnMessageExpiration": undefined }, [
      "deadLetteringOnMessageExpiration: expected true, found nothing",
    ]),
    ...queue("one attempt", { "/maxDeliveryCount": 1 }, ["maxDeliveryCount: expected 3 to 10, found 1; write 3"]),
    ...queue("a hundred attempts", { "/maxDeliveryCount": 100 }, [
      "maxDeliveryCount: expected 3 to 10, found 100; write 3",
    ]),
  ],
  "az-eh-tls12": [
    ...events("TLS 1.2", {}),
    ...events("nothing said", { "/minimumTlsVersion": undefined }, [
      'minimumTlsVersion: expected "1.2", found nothing',
    ]),
    ...events("old TLS", { "/minimumTlsVersion": "1.1" }, ['minimumTlsVersion: expected "1.2", found "1.1"']),
  ],
  "az-eh-network-rules": [
    ...networkRules("closed", {}),
    ...networkRules("who is not named", { "/defaultAction": "Allow" }, [
      'defaultAction: expected "Deny", found "Allow"',
    ]),
    ...networkRules("public", { "/publicNetworkAccess": "Enabled" }, open),
  ],
  "az-eh-cmk": [
    ...events("a key of ours", {}),
    ...events("a key of Azure", { "/encryption": undefined }, [
      "encryption.keyVaultProperties: expected the key and its vault, found nothing",
      "encryption.requireInfrastructureEncryption: expected true, found nothing",
    ]),
    ...events("once", { "/encryption/requireInfrastructureEncryption": false }, [
      "encryption.requireInfrastructureEncryption: expected true, found false",
    ]),
  ],
  "az-eh-zoned": [
    ...events("zones", {}),
    ...events("the default", { "/zoneRedundant": undefined }),
    ...events("one zone", { "/zoneRedundant": false }, ["zoneRedundant: expected true, found false"]),
  ],
  "az-eh-auth-network": [
    ...events("identities, and private", {}),
    ...events("keys", { "/disableLocalAuth": undefined }, local),
    ...events("public", { "/publicNetworkAccess": "Enabled" }, open),
  ],
};
