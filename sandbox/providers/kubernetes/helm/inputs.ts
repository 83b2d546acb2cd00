import { isObject } from "../../lib/values.ts";
import type { JsonObject } from "../../lib/values.ts";
import { inputFailures, withDefaults } from "../../lib/inputs.ts";
import type { InputSpecs } from "../../lib/inputs.ts";
import type { Failure } from "../../lib/provider.ts";

/** What the official provider fills in: the zero of every switch and text, and its own wait. */
const off = { type: "boolean", default: false } as const;
const empty = { type: "string", default: "" } as const;

const inputs: InputSpecs = {
  allowNullValues: off,
  atomic: off,
  chart: { type: "string", required: true },
  cleanupOnFail: off,
  createNamespace: off,
  dependencyUpdate: off,
  description: empty,
  devel: off,
  disableCRDHooks: off,
  disableOpenapiValidation: off,
  disableWebhooks: off,
  forceUpdate: off,
  keyring: empty,
  lint: off,
  maxHistory: { type: "integer", min: 0 },
  name: { type: "string" },
  namespace: { type: "string" },
  postrender: empty,
  recreatePods: off,
  renderSubchartNotes: off,
  replace: off,
  repositoryOpts: { type: "map" },
  resetValues: off,
  reuseValues: off,
  skipAwait: off,
  skipCrds: off,
  takeOwnership: off,
  timeout: { type: "integer", min: 0 },
  values: { type: "object", default: {} },
  verify: off,
  version: empty,
  waitForJobs: off,
};

const repository: InputSpecs = {
  caFile: empty,
  certFile: empty,
  keyFile: empty,
  password: empty,
  repo: empty,
  username: empty,
};

/** Seconds that a release may take to get ready. */
const defaultTimeout = 300;

/** Written by the SDK for the provider's sake, and not kept by it. */
const notKept = ["compat", "manifest", "resourceNames", "status"];

/** Files and programs of the machine, which would have to be read or run. */
const unsupported = ["valueYamlFiles"];

/** The inputs as the official provider keeps them, but for the name, and what is wrong with them. */
export function releaseInputs(
  news: JsonObject,
  defaultNamespace: string,
): { inputs: JsonObject; failures: readonly Failure[] } {
  const given = Object.fromEntries(Object.entries(news).filter(([key]) => !notKept.includes(key)));
  const refused = unsupported.flatMap((property) =>
    given[property] === undefined
      ? []
      : [{ property, reason: `${property} is not supported by the sandbox; use values` }],
  );
  const rest = Object.fromEntries(Object.entries(given).filter(([key]) => !unsupported.includes(key)));
  const options = rest["repositoryOpts"];
  const failures = [...refused, ...described(inputFailures(inputs, rest), "")];
  if (isObject(options)) failures.push(...described(inputFailures(repository, options), "repositoryOpts."));
  if (rest["chart"] === "") failures.push({ property: "chart", reason: "chart is required: the name of a chart" });
  const complete = withDefaults(inputs, rest);
  const namespace = complete["namespace"];
  return {
    inputs: {
      ...complete,
      namespace: namespace === undefined || namespace === "" ? defaultNamespace : namespace,
      ...(complete["timeout"] === undefined && complete["skipAwait"] !== true && { timeout: defaultTimeout }),
      ...(isObject(options) && { repositoryOpts: withDefaults(repository, options) }),
    },
    failures,
  };
}

const described = (failures: readonly Failure[], prefix: string): Failure[] =>
  failures.map(({ property, reason }) => ({
    property: `${prefix}${property}`,
    reason: `${prefix}${property} ${reason}`,
  }));
