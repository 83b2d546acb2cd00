import { resource } from "../../lib/cases.ts";

const account = resource("azure-native:cosmosdb:DatabaseAccount", {
  publicNetworkAccess: "Disabled",
  disableLocalAuth: true,
  disableKeyBasedMetadataWriteAccess: true,
  backupPolicy: { type: "Continuous" },
  enableAutomaticFailover: true,
  locations: [{ locationName: "eastus" }, { locationName: "westus2" }],
  minimalTlsVersion: "Tls12",
  keyVaultKeyUri: "https://vault.example.net/keys/data",
});
const filtered = {
  "/publicNetworkAccess": "Enabled",
  "/isVirtualNetworkFilterEnabled": true,
  "/virtualNetworkRules": [{ id: "subnet-1" }],
};
const open =
  'publicNetworkAccess: expected "Disabled", or networks in virtualNetworkRules, found "Enabled"; write "Disabled"';

const mongo = resource("azure-native:mongocluster:MongoCluster", {
  properties: { publicNetworkAccess: "Disabled", highAvailability: { targetMode: "ZoneRedundantPreferred" } },
});
const firewall = resource("azure-native:mongocluster:FirewallRule", {
  properties: { startIpAddress: "203.0.113.10", endIpAddress: "203.0.113.20" },
});

export default {
  "az-cosmos-public-off": [
    ...account("private", {}),
    ...account("filtered by networks", filtered),
    ...account("public", { "/publicNetworkAccess": "Enabled" }, [open]),
    ...account("filtered, and open to all in Azure", { ...filtered, "/ipRules": [{ ipAddressOrRange: "0.0.0.0" }] }, [
      open,
    ]),
  ],
  "az-cosmos-local-auth-off": [
    ...account("identities", {}),
    ...account("keys", { "/disableLocalAuth": undefined }, ["disableLocalAuth: expected true, found nothing"]),
  ],
  "az-cosmos-continuous-backup": [
    ...account("each second", {}),
    ...account("each four hours", { "/backupPolicy/type": "Periodic" }, [
      'backupPolicy.type: expected "Continuous", found "Periodic"',
    ]),
  ],
  "az-cosmos-failover": [
    ...account("two regions", {}),
    ...account("one region", { "/locations/1": undefined }, ["locations: expected 2 regions or more, found 1"]),
    ...account("by hand", { "/enableAutomaticFailover": undefined }, [
      "enableAutomaticFailover: expected true, found nothing",
    ]),
  ],
  "az-cosmos-tls12": [
    ...account("TLS 1.2", {}),
    ...account("nothing said", { "/minimalTlsVersion": undefined }, [
      'minimalTlsVersion: expected "Tls12", found nothing',
    ]),
    ...account("old TLS", { "/minimalTlsVersion": "Tls" }, ['minimalTlsVersion: expected "Tls12", found "Tls"']),
  ],
  "az-cosmos-no-key-metadata-writes": [
    ...account("off", {}),
    ...account("on", { "/disableKeyBasedMetadataWriteAccess": false }, [
      "disableKeyBasedMetadataWriteAccess: expected true, found false",
    ]),
  ],
  "az-cosmos-cmk": [
    ...account("a key of ours", {}),
    ...account("a key of Azure", { "/keyVaultKeyUri": undefined }, [
      "keyVaultKeyUri: expected the URI of a key of ours, found nothing",
    ]),
  ],
  "az-mongo-public-off": [
    ...mongo("private", {}),
    ...mongo("public", { "/properties/publicNetworkAccess": "Enabled" }, [
      'properties.publicNetworkAccess: expected "Disabled", found "Enabled"',
    ]),
  ],
  "az-mongo-no-open-firewall": [
    ...firewall("a range", {}),
    ...firewall(
      "all that anybody has in Azure",
      { "/properties": { startIpAddress: "0.0.0.0", endIpAddress: "0.0.0.0" } },
      ['properties.startIpAddress: expected a range of our own, found "0.0.0.0" to "0.0.0.0"'],
    ),
  ],
  "az-mongo-zone-ha": [
    ...mongo("two zones", {}),
    ...mongo("one zone", { "/properties/highAvailability/targetMode": "SameZone" }, [
      'properties.highAvailability.targetMode: expected "ZoneRedundantPreferred", found "SameZone"',
    ]),
    ...mongo("no standby", { "/properties/highAvailability": undefined }, [
      'properties.highAvailability.targetMode: expected "ZoneRedundantPreferred", found nothing',
    ]),
  ],
};
