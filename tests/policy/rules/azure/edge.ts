import { resource } from "../../lib/cases.ts";

const profile = resource("azure-native:trafficmanager:Profile", {
  endpoints: [{ name: "eastus" }, { name: "germanywestcentral" }],
  dnsConfig: { relativeName: "api", ttl: 60 },
  monitorConfig: {
    protocol: "HTTPS",
    port: 443,
    path: "/healthz",
    intervalInSeconds: 10,
    toleratedNumberOfFailures: 3,
  },
});

const rule = {
  direction: "Inbound",
  access: "Allow",
  protocol: "Tcp",
  priority: 100,
  sourceAddressPrefix: "Internet",
  destinationPortRange: "443",
};
const single = resource("azure-native:network:SecurityRule", rule);
const group = resource("azure-native:network:NetworkSecurityGroup", { securityRules: [rule] });
type Change = Readonly<Record<string, string | string[] | undefined>>;
/** The same rule by itself and within a group; `RULE` in a message is where it is. */
const rules = (title: string, change: Change, says: readonly string[] = []) => {
  const at = (path: string) => says.map((text) => text.replaceAll("RULE", path));
  const within = Object.entries(change).map(([path, value]) => [`/securityRules/0${path}`, value] as const);
  return [...single(title, change, at("")), ...group(title, Object.fromEntries(within), at("securityRules[0]."))];
};
const harmless = [
  ...rules("the web", {}),
  ...rules("a range of ours", { "/sourceAddressPrefix": "10.0.0.0/8", "/destinationPortRange": "*" }),
  ...rules("what is refused", { "/access": "Deny", "/destinationPortRange": "*" }),
  ...rules("what goes out", { "/direction": "Outbound", "/destinationPortRange": "*" }),
];
const many = { "/sourceAddressPrefix": undefined, "/sourceAddressPrefixes": ["10.0.0.0/8", "0.0.0.0/0"] };
const admin = "a range of our own for ports 22 and 3389";
const data = "a range of our own for ports of data stores";

const registry = resource("azure-native:containerregistry:Registry", {
  adminUserEnabled: false,
  publicNetworkAccess: "Disabled",
  encryption: { status: "enabled", keyVaultProperties: { keyIdentifier: "https://vault.example.net/keys/images" } },
  policies: { exportPolicy: { status: "disabled" } },
  sku: { name: "Premium" },
  zoneRedundancy: "Enabled",
});
const workspace = resource("azure-native:operationalinsights:Workspace", {
  retentionInDays: 90,
  features: { disableLocalAuth: true },
});
const mail = resource("azure-native:communication:CommunicationService", { disableLocalAuth: true });

export default {
  "az-tm-failover": [
    ...profile("two places", {}),
    ...profile("the default of failures", { "/monitorConfig/toleratedNumberOfFailures": undefined }),
    ...profile("one place", { "/endpoints/1": undefined }, ["endpoints: expected 2 places or more, found 1"]),
    ...profile("five minutes", { "/dnsConfig/ttl": 300 }, ["dnsConfig.ttl: expected 60 or less, found 300; write 60"]),
    ...profile("plain text", { "/monitorConfig/protocol": "HTTP" }, [
      'monitorConfig.protocol: expected "HTTPS", found "HTTP"',
    ]),
    ...profile("each thirty seconds", { "/monitorConfig/intervalInSeconds": 30 }, [
      "monitorConfig.intervalInSeconds: expected 10, found 30",
    ]),
    ...profile("a place that is named whatever its probes say", { "/endpoints/1/alwaysServe": "Enabled" }, [
      'endpoints[1].alwaysServe: expected "Disabled", found "Enabled"',
    ]),
    ...profile("nine failures", { "/monitorConfig/toleratedNumberOfFailures": 9 }, [
      "monitorConfig.toleratedNumberOfFailures: expected 3 or less, found 9; write 3",
    ]),
  ],
  "az-nsg-no-admin-world": [
    ...harmless,
    ...rules("SSH", { "/destinationPortRange": "22" }, [
      `RULEsourceAddressPrefix: expected ${admin}, found "Internet"`,
    ]),
    ...rules("every port", { "/destinationPortRange": "*", "/sourceAddressPrefix": "*" }, [
      `RULEsourceAddressPrefix: expected ${admin}, found "*"`,
    ]),
    ...rules(
      "remote desktops among others",
      { ...many, "/destinationPortRange": undefined, "/destinationPortRanges": ["443", "3000-4000"] },
      [`RULEsourceAddressPrefixes: expected ${admin}, found "0.0.0.0/0"`],
    ),
  ],
  "az-nsg-no-data-port-world": [
    ...harmless,
    ...rules("PostgreSQL", { "/destinationPortRange": "5432" }, [
      `RULEsourceAddressPrefix: expected ${data}, found "Internet"`,
    ]),
    ...rules("Redis among others", { ...many, "/destinationPortRange": "9000-11000" }, [
      `RULEsourceAddressPrefixes: expected ${data}, found "0.0.0.0/0"`,
    ]),
  ],
  "az-acr-private-signed-in": [
    ...registry("as it should be", {}),
    ...registry("a password for everybody", { "/adminUserEnabled": true }, [
      "adminUserEnabled: expected false, found true",
    ]),
    ...registry("no password at all", { "/anonymousPullEnabled": true }, [
      "anonymousPullEnabled: expected false, found true",
    ]),
    ...registry("a small one", { "/sku/name": "Basic", "/zoneRedundancy": undefined }, [
      'sku.name: expected "Premium", found "Basic"',
    ]),
    ...registry("public", { "/publicNetworkAccess": "Enabled" }, [
      'publicNetworkAccess: expected "Disabled", found "Enabled"',
    ]),
    ...registry("one zone", { "/zoneRedundancy": "Disabled" }, [
      'zoneRedundancy: expected "Enabled", found "Disabled"',
    ]),
  ],
  "az-acr-cmk": [
    ...registry("a key of ours", {}),
    ...registry("a key of Azure", { "/encryption": undefined }, [
      'encryption.status: expected "enabled", found nothing',
      "encryption.keyVaultProperties: expected the key and its vault, found nothing",
    ]),
    ...registry("images that are carried out", { "/policies": undefined }, [
      'policies.exportPolicy.status: expected "disabled", found nothing',
    ]),
  ],
  "az-logs-local-auth-off": [
    ...workspace("identities", {}),
    ...workspace("keys", { "/features": undefined }, ["features.disableLocalAuth: expected true, found nothing"]),
  ],
  "az-communication-local-auth-off": [
    ...mail("identities", {}),
    ...mail("keys", { "/disableLocalAuth": false }, ["disableLocalAuth: expected true, found false"]),
  ],
  "az-logs-retention": [
    ...workspace("ninety days", {}),
    ...workspace("the default", { "/retentionInDays": undefined }, [
      "retentionInDays: expected 90 or more, found 30; write 90",
    ]),
    ...workspace("a month, where that is enough", { "/retentionInDays": 30 }, [], { config: { days: 30 } }),
  ],
};
