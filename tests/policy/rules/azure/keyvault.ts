import { resource } from "../../lib/cases.ts";

const vault = resource("azure-native:keyvault:Vault", {
  properties: {
    tenantId: "00000000-0000-0000-0000-000000000000",
    enablePurgeProtection: true,
    enableRbacAuthorization: true,
    softDeleteRetentionInDays: 90,
    publicNetworkAccess: "Disabled",
    networkAcls: { defaultAction: "Deny" },
  },
});
const secret = resource("azure-native:keyvault:Secret", {
  secretName: "password",
  properties: { attributes: { expires: 1_800_000_000 } },
});
const key = resource("azure-native:keyvault:Key", {
  keyName: "data",
  properties: {
    kty: "RSA",
    attributes: { expires: 1_800_000_000 },
    rotationPolicy: {
      lifetimeActions: [
        { action: { type: "notify" }, trigger: { timeBeforeExpiry: "P30D" } },
        { action: { type: "rotate" }, trigger: { timeAfterCreate: "P90D" } },
      ],
    },
  },
});
const end = ["properties.attributes.expires: expected the time of its end, found nothing"];
const rotates = ["properties.rotationPolicy: expected a lifetime action that rotates, found nothing"];

export default {
  "az-kv-purge-protection": [
    ...vault("protected", {}),
    ...vault("not protected", { "/properties/enablePurgeProtection": undefined }, [
      "properties.enablePurgeProtection: expected true, found nothing",
    ]),
  ],
  "az-kv-soft-delete": [
    ...vault("ninety days", {}),
    ...vault("the default", { "/properties/softDeleteRetentionInDays": undefined }),
    ...vault("a week, where that is enough", { "/properties/softDeleteRetentionInDays": 7 }, [], {
      config: { days: 7 },
    }),
    ...vault("a week", { "/properties/softDeleteRetentionInDays": 7 }, [
      "properties.softDeleteRetentionInDays: expected 90 or more, found 7; write 90",
    ]),
  ],
  "az-kv-rbac": [
    ...vault("roles", {}),
    ...vault("a list", { "/properties/enableRbacAuthorization": false }, [
      "properties.enableRbacAuthorization: expected true, found false",
    ]),
  ],
  "az-kv-public-off": [
    ...vault("closed twice", {}),
    ...vault("public", { "/properties/publicNetworkAccess": undefined }, [
      'properties.publicNetworkAccess: expected "Disabled", found nothing',
    ]),
    ...vault("networks that are not named", { "/properties/networkAcls": undefined }, [
      'properties.networkAcls.defaultAction: expected "Deny", found nothing',
    ]),
  ],
  "az-kv-expiry": [
    ...[secret, key].flatMap((one) => [
      ...one("an end", {}),
      ...one("no end", { "/properties/attributes": undefined }, end),
    ]),
    ...key("an end of what each rotation makes", {
      "/properties/attributes": undefined,
      "/properties/rotationPolicy/attributes": { expiryTime: "P2Y" },
    }),
    ...key(
      "an end of rotations that do not come",
      { "/properties/attributes": undefined, "/properties/rotationPolicy": { attributes: { expiryTime: "P2Y" } } },
      end,
    ),
  ],
  "az-kv-key-rotation": [
    ...key("rotated", {}),
    ...key("a note alone", { "/properties/rotationPolicy/lifetimeActions/1": undefined }, rotates),
    ...key("nothing", { "/properties/rotationPolicy": undefined }, rotates),
  ],
};
