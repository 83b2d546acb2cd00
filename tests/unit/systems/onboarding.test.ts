import assert from "node:assert/strict";
import type { OnboardingConfig } from "../../../config/onboarding.ts";
import { parseConfig } from "../../../config/parse.ts";
import { profileOf } from "../../../config/profiles.ts";
import { onboardingHost } from "../../../systems/onboarding-routes.ts";
import { listenerConcurrency } from "../../../systems/onboarding-sizes.ts";
import { rawConfig } from "../../lib/graph.ts";
import { record, withValue } from "../../lib/json.ts";

const image = "an image: registry, repository, tag and digest";
const unknownKey = "unknown key; remove it or correct its name";
const network = "a network such as 203.0.113.0/24";
const wide = "a network of a prefix of at least 8 bits, since others would let everybody in (ONB-045)";

/** Path of a setting, a value for it, and what the message says of it; `undefined` takes it away. */
const wrong: readonly (readonly [path: string, value: unknown, message: string])[] = [
  ["kafkaPassword", "secret", unknownKey],
  ["images", undefined, "expected the images of engine and migration, got nothing"],
  ["images.migration", undefined, `expected ${image}, got nothing`],
  ["images.engine.tag", "latest", 'expected a version tag, and not latest, got "latest"'],
  ["javaVersion", 11, "expected a whole number from 17 to 99 (the major version of an OpenJDK), got 11"],
  ["profile", "fast", 'expected one of standard, tuned, got "fast"'],
  ["minReplicas", 0, "expected a whole number from 1 to 9 (replicas), got 0"],
  ["minReplicas", 10, "expected a whole number from 1 to 9 (replicas), got 10"],
  ["cache", "yes", 'expected true or false, got "yes"'],
  ["readReplicas", -1, "expected a whole number from 0 to 8 (replicas), got -1"],
  ["readReplicas", 9, "expected a whole number from 0 to 8 (replicas), got 9"],
  ["adminNetworks", undefined, "expected a list of at least one network, got nothing"],
  ["adminNetworks", "203.0.113.0/24", 'expected a list of at least one network, got "203.0.113.0/24"'],
  ["callsProviders", 1, "expected true or false, got 1"],
  ["workflowTimeoutSeconds", undefined, "expected a whole number from 1 to 86400 (seconds), got nothing"],
  ["workflowTimeoutSeconds", 0, "expected a whole number from 1 to 86400 (seconds), got 0"],
  ["securityLogLevel", "TRACE", 'expected one of WARN, INFO, DEBUG, got "TRACE"'],
  ["objectives", undefined, "expected the recovery objectives rtoSeconds and rpoSeconds, got nothing"],
  ["objectives.rpoSeconds", 60, "expected a whole number from 120 to 86400 (seconds), got 60"],
  ["databasePasswordVersion", 0, "expected a whole number from 1 to 1000000 (version), got 0"],
  ["kafkaPasswordVersion", "2", 'expected a whole number from 1 to 1000000 (version), got "2"'],
  ["cachePasswordVersion", 1.5, "expected a whole number from 1 to 1000000 (version), got 1.5"],
  ["storePasswordVersion", -1, "expected a whole number from 1 to 1000000 (version), got -1"],
];

describe("settings of onboarding", () => {
  const refused = async (path: string, value: unknown, message: string) => {
    const raw = withValue(await rawConfig("prod"), ["onboarding", ...path.split(".")], value);
    assert.throws(() => parseConfig("prod", raw), { message: `stack prod: plumbline:onboarding.${message}` });
  };
  for (const [field, value, message] of wrong) {
    it(`refuse ${field} = ${value === undefined ? "nothing" : JSON.stringify(value)} with one line`, () =>
      refused(field, value, `${field}: ${message}`));
  }

  it("refuse no network of administration with one line", () =>
    refused("adminNetworks", [], `adminNetworks[0]: expected ${network}, got nothing`));

  for (const [given, message] of [
    ["everybody", `expected ${network}, got "everybody"`],
    ["203.0.113.7", `expected ${network}, got "203.0.113.7"`],
    ["203.0.113.0/33", `expected ${network}, got "203.0.113.0/33"`],
    ["0.0.0.0/0", `expected ${wide}, got "0.0.0.0/0"`],
    ["128.0.0.0/1", `expected ${wide}, got "128.0.0.0/1"`],
    ["::/0", `expected ${wide}, got "::/0"`],
  ] as const) {
    it(`refuse ${given} among the networks of administration with one line`, () =>
      refused("adminNetworks", ["10.0.0.0/8", given], `adminNetworks[1]: ${message}`));
  }

  it("have defaults for what the guide names, and none for what it leaves open", async () => {
    const given = await rawConfig("dev");
    const { onboarding } = parseConfig("dev", given);
    const fromFile = Object.keys(record(given.onboarding));
    const defaults = Object.entries(onboarding ?? {}).filter(([key]) => !fromFile.includes(key));
    assert.deepEqual(Object.fromEntries(defaults), {
      javaVersion: 17,
      profile: "standard",
      cache: false,
      callsProviders: false,
      securityLogLevel: "INFO",
      databasePasswordVersion: 1,
      kafkaPasswordVersion: 1,
      cachePasswordVersion: 1,
      storePasswordVersion: 1,
    });
    assert.deepEqual(fromFile, ["images", "adminNetworks", "workflowTimeoutSeconds", "objectives"]);
  });

  it("are missing where a stack deploys the system without them", async () => {
    const raw = { ...(await rawConfig("prod")), systems: ["onboarding"], onboarding: undefined };
    assert.throws(() => parseConfig("prod", raw), {
      message:
        "stack prod: plumbline:onboarding: expected the settings of onboarding, which the stack deploys, got nothing",
    });
  });

  it("put the host below the stack's domain", () => {
    assert.equal(onboardingHost("example.com"), "api.onboarding.example.com");
  });

  it("give each pod as many consumers that all pods of the least together do not outnumber the partitions", async () => {
    const { onboarding } = parseConfig("prod", await rawConfig("prod"));
    assert.ok(onboarding);
    for (const [profile, minReplicas, concurrency] of [
      ["standard", undefined, 2],
      ["standard", 3, 2],
      ["standard", 4, 1],
      ["standard", 9, 1],
      ["tuned", undefined, 4],
      ["tuned", 4, 3],
      ["tuned", 9, 1],
    ] as const) {
      const given: OnboardingConfig = { ...onboarding, profile, minReplicas };
      assert.equal(listenerConcurrency(given, profileOf("prod")), concurrency, `${profile} ${minReplicas}`);
    }
    assert.equal(listenerConcurrency(onboarding, profileOf("dev")), 2);
  });
});
