import assert from "node:assert/strict";
import { parseConfig } from "../../../config/parse.ts";
import { fireflyHost } from "../../../systems/firefly-routes.ts";
import { rawConfig } from "../../lib/graph.ts";
import { record, withValue } from "../../lib/json.ts";

const image = "an image: registry, repository, tag and digest";
const release = "mode rolling, blue-green or canary, and its images";
const unknownKey = "unknown key; remove it or correct its name";
const instances = (least: number) => `expected a whole number from ${least} to 40 (instances)`;

/** Path of a setting, a value for it, and what the message says of it; `undefined` takes it away. */
const wrong: readonly (readonly [path: string, value: unknown, message: string])[] = [
  ["apiKey", "secret", unknownKey],
  ["release", undefined, `expected ${release}, got nothing`],
  ["release.mode", "recreate", `expected ${release}, got "recreate"`],
  ["release.active", "red", 'expected one of blue, green, got "red"'],
  ["release.active", undefined, "expected one of blue, green, got nothing"],
  ["release.deadlineSeconds", 0, "expected a whole number from 1 to 3600 (seconds), got 0"],
  ["release.idle", "hot", 'expected one of warm, cold, got "hot"'],
  ["release.green", undefined, `expected ${image}, got nothing`],
  ["release.image", {}, unknownKey],
  ["release.blue.tag", "latest", 'expected a version tag, and not latest, got "latest"'],
  ["migrationImage", undefined, `expected ${image}, got nothing`],
  ["profile", "fast", 'expected one of standard, tuned, got "fast"'],
  ["maxReplicas", 1, `${instances(2)}, got 1`],
  ["maxReplicas", 41, `${instances(2)}, got 41`],
  ["minReplicas", 0, `${instances(1)}, got 0`],
  ["circuitBreaker", "on", 'expected true or false, got "on"'],
  ["apiPath", "api", 'expected a path that starts with "/", got "api"'],
  ["jwt", undefined, "expected the issuer and the audience of the tokens, got nothing"],
  ["jwt.issuer", "http://login.example.com", 'expected an https URL, got "http://login.example.com"'],
  ["jwt.audience", "a b", 'expected an audience without spaces, got "a b"'],
  ["executionsMetric", "saga-total", 'expected the name of a metric, got "saga-total"'],
  ["apiKeyVersion", 0, "expected a whole number from 1 to 1000000 (version), got 0"],
  ["databasePasswordVersion", "2", 'expected a whole number from 1 to 1000000 (version), got "2"'],
  ["brokerCredentialVersion", 1.5, "expected a whole number from 1 to 1000000 (version), got 1.5"],
  ["cachePasswordVersion", -1, "expected a whole number from 1 to 1000000 (version), got -1"],
];

describe("settings of firefly", () => {
  for (const [field, value, message] of wrong) {
    it(`refuse ${field} = ${value === undefined ? "nothing" : JSON.stringify(value)} with one line`, async () => {
      const raw = withValue(await rawConfig("prod"), ["firefly", ...field.split(".")], value);
      assert.throws(() => parseConfig("prod", raw), { message: `stack prod: plumbline:firefly.${field}: ${message}` });
    });
  }

  it("have defaults for what the guide names, and none for what it leaves open", async () => {
    const given = await rawConfig("prod");
    const { firefly } = parseConfig("prod", given);
    const fromFile = Object.keys(record(given.firefly));
    const defaults = Object.entries(firefly ?? {}).filter(([key]) => !fromFile.includes(key));
    assert.deepEqual(Object.fromEntries(defaults), {
      profile: "standard",
      maxReplicas: 10,
      circuitBreaker: true,
      apiPath: "/api",
      executionsMetric: "saga_executions_total",
      apiKeyVersion: 1,
      databasePasswordVersion: 1,
      brokerCredentialVersion: 1,
      cachePasswordVersion: 1,
    });
    assert.deepEqual(firefly?.release.mode === "blue-green" && firefly.release.idle, "cold");
  });

  it("are missing where a stack deploys the system without them", async () => {
    const raw = { ...(await rawConfig("prod")), systems: ["firefly"], firefly: undefined };
    assert.throws(() => parseConfig("prod", raw), {
      message: "stack prod: plumbline:firefly: expected the settings of firefly, which the stack deploys, got nothing",
    });
  });

  it("put the host below the stack's domain", () => {
    assert.equal(fireflyHost("example.com"), "firefly.example.com");
  });
});

describe("a canary of firefly", () => {
  const canary = async (settings: Record<string, unknown>) => {
    const raw = await rawConfig("staging");
    const given = record(record(raw.firefly).release);
    return withValue(raw, ["firefly", "release"], { ...given, ...settings });
  };

  it("takes the guide's pauses, looks every minute and waits ten for its pods, unless it is told otherwise", async () => {
    const { firefly } = parseConfig("staging", await rawConfig("staging"));
    assert.ok(firefly?.release.mode === "canary");
    const { pauseSeconds, analysisSeconds, deadlineSeconds } = firefly.release;
    assert.deepEqual([pauseSeconds, analysisSeconds, deadlineSeconds], [600, 60, 600]);
  });

  for (const [field, value, most] of [
    ["pauseSeconds", 0, 86_400],
    ["pauseSeconds", 86_401, 86_400],
    ["analysisSeconds", 0, 3600],
    ["analysisSeconds", 3601, 3600],
    ["deadlineSeconds", 0, 3600],
    ["deadlineSeconds", 3601, 3600],
  ] as const) {
    it(`refuses ${field} = ${value} with one line`, async () => {
      const raw = await canary({ [field]: value });
      const allowed = `a whole number from 1 to ${most} (seconds)`;
      assert.throws(() => parseConfig("staging", raw), {
        message: `stack staging: plumbline:firefly.release.${field}: expected ${allowed}, got ${value}`,
      });
    });
  }
});

describe("zones of a cluster", () => {
  for (const [zones, where, message] of [
    [[], "zones", "expected at least one zone, got []"],
    ["us-east-1a", "zones", 'expected a list of zones, got "us-east-1a"'],
    [["us_east"], "zones[0]", 'expected the name of a zone, got "us_east"'],
  ] as const) {
    it(`refuse ${JSON.stringify(zones)} with one line`, async () => {
      const raw = withValue(await rawConfig("dev"), ["cluster", "zones"], zones);
      assert.throws(() => parseConfig("dev", raw), {
        message: `stack dev: plumbline:cluster.${where}: ${message}`,
      });
    });
  }
});
