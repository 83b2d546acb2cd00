import type { CloudSettings } from "../cloud/cloud.ts";
import type { ClassShape } from "../cloud/sdk.ts";
import type { Failure } from "../lib/provider.ts";
import { hasUnknowns, isObject, isUnknown, unknown } from "../lib/values.ts";
import type { Json, JsonObject } from "../lib/values.ts";

/** The account of a provider that names none: the one of the documentation. */
const defaultAccount = "123456789012";

/** Credentials, proxies and retries are of no use to a simulation, and do no harm. */
const ignored = [
  "accessKey",
  "assumeRoleWithWebIdentity",
  "assumeRoles",
  "customCaBundle",
  "forbiddenAccountIds",
  "httpProxy",
  "httpsProxy",
  "insecure",
  "maxRetries",
  "noProxy",
  "profile",
  "retryMode",
  "s3UsEast1RegionalEndpoint",
  "secretKey",
  "sharedConfigFiles",
  "sharedCredentialsFiles",
  "skipCredentialsValidation",
  "skipMetadataApiCheck",
  "skipRegionValidation",
  "skipRequestingAccountId",
  "stsRegion",
  "token",
  "userAgents",
  "version",
];
const honoured = ["allowedAccountIds", "defaultTags", "ignoreTags", "region"];

/** What is wrong with the configuration of a provider. */
export function configFailures(config: JsonObject): readonly Failure[] {
  const failures = Object.keys(config)
    .filter((name) => !name.startsWith("__") && !honoured.includes(name) && !ignored.includes(name))
    .map((name) => ({ property: name, reason: `${name} is not supported by the sandbox` }));
  if (regionOf(config) === undefined) {
    failures.push({ property: "region", reason: "region is required: set aws:region, or the provider's region" });
  }
  return failures;
}

/** @throws when there is no region */
export function settingsOf(config: JsonObject): CloudSettings {
  const region = regionOf(config);
  if (region === undefined) throw new Error("the aws provider has no region: set aws:region, or the provider's region");
  const account = accountOf(config);
  const placeOf = (shape: ClassShape, inputs: JsonObject) => {
    const own = inputs["region"];
    const isRegional = shape.inputs.has("region");
    return { account, region: !isRegional ? "global" : typeof own === "string" && !isUnknown(own) ? own : region };
  };
  return {
    place: { account, region },
    placeOf,
    complete: (shape, inputs) =>
      shape.computed.includes("tagsAll") ? { ...inputs, tagsAll: tagsAll(config, inputs["tags"]) } : inputs,
  };
}

/** The provider's tags and the resource's own, which go first. */
function tagsAll(config: JsonObject, tags: Json | undefined): Json {
  const defaults = property(config["defaultTags"], "tags");
  const all = { ...(isObject(defaults) ? defaults : {}), ...(isObject(tags) ? tags : {}) };
  if (hasUnknowns(all) || isUnknown(tags)) return unknown;
  const ignoredTags = structured(config["ignoreTags"]);
  const keys = texts(property(ignoredTags, "keys"));
  const prefixes = texts(property(ignoredTags, "keyPrefixes"));
  const isKept = (key: string) => !keys.includes(key) && !prefixes.some((prefix) => key.startsWith(prefix));
  return Object.fromEntries(Object.entries(all).filter(([key]) => isKept(key)));
}

function regionOf(config: JsonObject): string | undefined {
  const region = config["region"] ?? process.env["AWS_REGION"] ?? process.env["AWS_DEFAULT_REGION"];
  return typeof region === "string" && region !== "" ? region : undefined;
}

function accountOf(config: JsonObject): string {
  return texts(structured(config["allowedAccountIds"]))[0] ?? defaultAccount;
}

const property = (value: Json | undefined, name: string): Json | undefined => {
  const object = structured(value);
  return isObject(object) ? object[name] : undefined;
};

const texts = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

/** Configuration values that are no texts travel as JSON. */
function structured(value: Json | undefined): Json | undefined {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return undefined;
  }
}
