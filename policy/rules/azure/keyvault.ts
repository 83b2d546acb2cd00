import type { KeyArgs } from "@pulumi/azure-native/keyvault/key.js";
import type { VaultArgs } from "@pulumi/azure-native/keyvault/vault.js";
import { cisAzure } from "../../lib/azure/standards.ts";
import { atLeast, type Given, is, isSet } from "../../lib/demands.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";

const vault = "azure-native:keyvault:Vault";
const key = "azure-native:keyvault:Key";
type Vault = Given<VaultArgs>;

/** Cannot be switched off again, so that a name that was used is gone for as long as what was in the vault. */
export const purgeProtection = rule({
  name: "az-kv-purge-protection",
  severity: "critical",
  level: "M!",
  description:
    "Nobody must be able to delete a vault for good before its time: what its keys encrypted is lost with it.",
  remediationSteps: "Set properties.enablePurgeProtection, which cannot be undone.",
  framework: guides("FTE-019"),
  tags: ["ckv:CKV_AZURE_42", "ckv:CKV_AZURE_110", "trivy:AZU-0016"],
  requirements: ["FTE-019", "FTE-025"],
  on: [vault],
  check: ({ properties }: Vault) => is("properties.enablePurgeProtection", properties?.enablePurgeProtection, true),
});

/** Days that Azure takes where nothing is said; a vault cannot be without any more. */
const standardDays = 90;

export const softDelete = rule({
  name: "az-kv-soft-delete",
  severity: "high",
  level: "M",
  description: "A deleted vault, and what was in it, must be there to have back long enough.",
  remediationSteps: "Set properties.softDeleteRetentionInDays to 90, which cannot be changed later.",
  framework: guides("FTE-025"),
  tags: ["ckv:CKV_AZURE_111"],
  requirements: ["FTE-025"],
  on: [vault],
  thresholds: {
    days: threshold<number>({
      description: "Days that a deleted vault can be had back, at least.",
      type: "integer",
      values: { dev: 7, staging: 7, prod: 90, "prod-azure": 90 },
    }),
  },
  check: ({ properties }: Vault, { config }) => {
    const days = properties?.softDeleteRetentionInDays ?? standardDays;
    return atLeast("properties.softDeleteRetentionInDays", days, config.days);
  },
});

export const rbac = rule({
  name: "az-kv-rbac",
  severity: "medium",
  level: "M",
  description: "Who may use a vault must be said by roles, and not by a list in it.",
  remediationSteps: "Set properties.enableRbacAuthorization, and assign roles.",
  framework: cisAzure("8.3.6"),
  tags: ["cis-azure-6.0:8.3.6"],
  requirements: ["FTE-015", "FTE-025"],
  on: [vault],
  check: ({ properties }: Vault) => is("properties.enableRbacAuthorization", properties?.enableRbacAuthorization, true),
});

/** Either alone keeps the internet out; where one is opened by mistake, the other does. */
export const publicOff = rule({
  name: "az-kv-public-off",
  severity: "high",
  level: "Mp",
  description: "A vault must be reached through private endpoints alone, and refuse networks that are not named.",
  remediationSteps: "Set properties.publicNetworkAccess to Disabled, and properties.networkAcls.defaultAction to Deny.",
  framework: cisAzure("8.3.8"),
  tags: ["cis-azure-6.0:8.3.8", "ckv:CKV_AZURE_109", "ckv:CKV_AZURE_189"],
  requirements: ["FTE-013", "FTE-025"],
  on: [vault],
  check: ({ properties }: Vault) =>
    allOf(
      () => is("properties.publicNetworkAccess", properties?.publicNetworkAccess, "Disabled"),
      () => is("properties.networkAcls.defaultAction", properties?.networkAcls?.defaultAction, "Deny"),
    ),
});

/** A secret has attributes as a key has. What a rotation makes ends by itself, and the first version is replaced by it. */
export const expiry = rule({
  name: "az-kv-expiry",
  severity: "low",
  level: "A",
  description: "A key or a secret should end, so that it is replaced.",
  remediationSteps:
    "Set properties.attributes.expires, in seconds since 1970, or of a key that is rotated rotationPolicy.attributes.expiryTime.",
  framework: cisAzure("8.3.1"),
  tags: [
    "cis-azure-6.0:8.3.1",
    "cis-azure-6.0:8.3.2",
    "cis-azure-6.0:8.3.3",
    "cis-azure-6.0:8.3.4",
    "ckv:CKV_AZURE_40",
    "ckv:CKV_AZURE_41",
    "trivy:AZU-0014",
    "trivy:AZU-0017",
  ],
  requirements: ["FTE-024"],
  on: ["azure-native:keyvault:Secret", key],
  check: ({ properties }: Given<KeyArgs>) =>
    rotates(properties) && properties?.rotationPolicy?.attributes?.expiryTime
      ? []
      : isSet("properties.attributes.expires", properties?.attributes?.expires, "the time of its end"),
});

export const keyRotation = rule({
  name: "az-kv-key-rotation",
  severity: "low",
  level: "A",
  description: "A key should be replaced by itself.",
  remediationSteps: "Set properties.rotationPolicy.lifetimeActions with an action of the type rotate.",
  framework: cisAzure("8.3.9"),
  tags: ["cis-azure-6.0:8.3.9"],
  requirements: ["FTE-024"],
  on: [key],
  check: ({ properties }: Given<KeyArgs>) => {
    const found = rotates(properties) ? "rotates" : undefined;
    return isSet("properties.rotationPolicy", found, "a lifetime action that rotates");
  },
});

function rotates(properties: Given<KeyArgs>["properties"]): boolean {
  const actions = properties?.rotationPolicy?.lifetimeActions ?? [];
  return actions.some((each) => String(each?.action?.type).toLowerCase() === "rotate");
}

export default [purgeProtection, softDelete, rbac, publicOff, expiry, keyRotation];
