import type { CloudSettings } from "../cloud/cloud.ts";
import type { Failure } from "../lib/provider.ts";
import type { JsonObject } from "../lib/values.ts";

/** The subscription of a provider that names none: the one of the documentation. */
const defaultSubscription = "00000000-0000-4000-8000-000000000000";

/** Credentials and ways to get them are of no use to a simulation, and do no harm. */
const ignored = [
  "auxiliaryTenantIds",
  "clientCertificatePassword",
  "clientCertificatePath",
  "clientId",
  "clientSecret",
  "disablePulumiPartnerId",
  "environment",
  "metadataHost",
  "msiEndpoint",
  "oidcAudience",
  "oidcRequestToken",
  "oidcRequestUrl",
  "oidcToken",
  "oidcTokenFilePath",
  "partnerId",
  "tenantId",
  "useDefaultAzureCredential",
  "useMsi",
  "useOidc",
  "version",
];
const honoured = ["subscriptionId"];

/** What is wrong with the configuration of a provider. */
export function configFailures(config: JsonObject): readonly Failure[] {
  return Object.keys(config)
    .filter((name) => !name.startsWith("__") && !honoured.includes(name) && !ignored.includes(name))
    .map((name) => ({ property: name, reason: `${name} is not supported by the sandbox` }));
}

/** A resource says itself where it is, and everybody finds it by its id: for the tables, there is one place in a subscription. */
export function settingsOf(config: JsonObject): CloudSettings {
  const given = config["subscriptionId"];
  const place = { account: typeof given === "string" ? given : defaultSubscription, region: "global" };
  return { place, placeOf: () => place, complete: (_, inputs) => inputs };
}
