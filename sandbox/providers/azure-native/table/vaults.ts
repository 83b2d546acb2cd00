import { between, oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { arm, hyphenated, outputOf } from "./parts.ts";

export const vault = "azure-native:keyvault:Vault";

/** Vaults, and what is in them. */
export const vaults: Rows = {
  [vault]: arm("Microsoft.KeyVault/vaults", {
    named: ["vaultName"],
    rule: hyphenated(3, 24),
    unique: ["vaultName"],
    replaces: ["location", "properties.tenantId"],
    also: ["systemData"],
    rules: {
      "properties.softDeleteRetentionInDays": between(7, 90),
      "properties.sku.name": oneOf("standard", "premium"),
      "properties.publicNetworkAccess": oneOf("Enabled", "Disabled"),
    },
    nested: { "properties.vaultUri": "https://{vaultName}.vault.azure.net/" },
  }),
  "azure-native:keyvault:Key": arm("Microsoft.KeyVault/vaults/keys", {
    named: ["vaultName", "keyName"],
    rule: hyphenated(1, 127),
    owner: vault,
    replaces: ["properties.kty", "properties.keySize", "properties.curveName"],
    rules: { "properties.kty": oneOf("EC", "EC-HSM", "RSA", "RSA-HSM"), "properties.keySize": oneOf(2048, 3072, 4096) },
    computed: {
      attributes: () => ({ enabled: true }),
      curveName: () => "",
      keyOps: () => [],
      keySize: () => 3072,
      keyUri: "https://{vaultName}.vault.azure.net/keys/{keyName}",
      keyUriWithVersion: "https://{vaultName}.vault.azure.net/keys/{keyName}/{hex:32}",
      kty: () => "RSA-HSM",
      location: (facts) => outputOf(facts, vault, "name", "vaultName", "location"),
      releasePolicy: () => ({}),
      rotationPolicy: () => ({}),
    },
  }),
  "azure-native:keyvault:Secret": arm("Microsoft.KeyVault/vaults/secrets", {
    named: ["vaultName", "secretName"],
    rule: hyphenated(1, 127),
    owner: vault,
    computed: { location: (facts) => outputOf(facts, vault, "name", "vaultName", "location") },
    nested: { "properties.secretUri": "https://{vaultName}.vault.azure.net/secrets/{secretName}" },
  }),
};
