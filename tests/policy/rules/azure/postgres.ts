import { resource } from "../../lib/cases.ts";

const server = resource("azure-native:dbforpostgresql:Server", {
  createMode: "Default",
  network: { publicNetworkAccess: "Disabled" },
  backup: { geoRedundantBackup: "Enabled", backupRetentionDays: 35 },
  highAvailability: { mode: "ZoneRedundant" },
  authConfig: { activeDirectoryAuth: "Enabled", passwordAuth: "Enabled" },
  dataEncryption: { type: "AzureKeyVault", primaryKeyURI: "https://vault.example.net/keys/data" },
});
const firewall = resource("azure-native:dbforpostgresql:FirewallRule", {
  startIpAddress: "203.0.113.10",
  endIpAddress: "203.0.113.10",
});

export default {
  "az-pg-public-off": [
    ...server("private", {}),
    ...server("in a subnet of its own", { "/network": { delegatedSubnetResourceId: "subnet-1" } }),
    ...server("public", { "/network/publicNetworkAccess": "Enabled" }, [
      'network.publicNetworkAccess: expected "Disabled", found "Enabled"',
    ]),
    ...server("nothing said", { "/network": undefined }, [
      'network.publicNetworkAccess: expected "Disabled", found nothing',
    ]),
  ],
  "az-pg-no-open-firewall": [
    ...firewall("one address", {}),
    ...firewall("all that anybody has in Azure", { "/startIpAddress": "0.0.0.0", "/endIpAddress": "0.0.0.0" }, [
      'startIpAddress: expected a range of our own, found "0.0.0.0" to "0.0.0.0"',
    ]),
    ...firewall("everybody from somewhere on", { "/startIpAddress": "1.0.0.0", "/endIpAddress": "255.255.255.255" }, [
      'startIpAddress: expected a range of our own, found "1.0.0.0" to "255.255.255.255"',
    ]),
  ],
  "az-pg-geo-backup": [
    ...server("copied", {}),
    ...server("not copied", { "/backup/geoRedundantBackup": "Disabled" }, [
      'backup.geoRedundantBackup: expected "Enabled", found "Disabled"',
    ]),
  ],
  "az-pg-backup-retention": [
    ...server("35 days", {}),
    ...server("a week", { "/backup/backupRetentionDays": 7 }, [
      "backup.backupRetentionDays: expected 30 or more, found 7; write 30",
    ]),
    ...server("a week, where that is enough", { "/backup/backupRetentionDays": 7 }, [], { config: { days: 7 } }),
  ],
  "az-pg-zone-ha": [
    ...server("two zones", {}),
    ...server("one zone", { "/highAvailability/mode": "SameZone" }, [
      'highAvailability.mode: expected "ZoneRedundant", found "SameZone"',
    ]),
  ],
  "az-pg-entra-auth": [
    ...server("accounts", {}),
    ...server("passwords", { "/authConfig": undefined }, [
      'authConfig.activeDirectoryAuth: expected "Enabled", found nothing',
    ]),
  ],
  "az-pg-cmk": [
    ...server("a key of ours", {}),
    ...server("a key of Azure", { "/dataEncryption": { type: "SystemManaged" } }, [
      'dataEncryption.type: expected "AzureKeyVault", found "SystemManaged"',
      "dataEncryption.primaryKeyURI: expected the URI of a key of ours, found nothing",
    ]),
    ...server("no key", { "/dataEncryption/primaryKeyURI": "" }, [
      "dataEncryption.primaryKeyURI: expected the URI of a key of ours, found nothing",
    ]),
  ],
};
