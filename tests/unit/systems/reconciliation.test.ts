import assert from "node:assert/strict";
import { parseConfig } from "../../../config/parse.ts";
import { reconciliationHosts } from "../../../systems/reconciliation-settings.ts";
import { rawConfig } from "../../lib/graph.ts";
import { record, withValue } from "../../lib/json.ts";

const image = "an image: registry, repository, tag and digest";
const service = (name: string) => `the ${name}: port, readinessPath, livenessPath and optionally minReplicas`;
const unknownKey = "unknown key; remove it or correct its name";
const path = 'a path that starts with "/"';

/** Path of a setting, a value for it, and what the message says of it; `undefined` takes it away. */
const wrong: readonly (readonly [path: string, value: unknown, message: string])[] = [
  ["jwtSecret", "your-super-secret-jwt-key", unknownKey],
  ["corsOrigin", "*", unknownKey],
  ["images", undefined, "expected the images of backend and frontend, got nothing"],
  ["images.frontend", undefined, `expected ${image}, got nothing`],
  ["images.backend.tag", "latest", 'expected a version tag, and not latest, got "latest"'],
  ["backend", undefined, `expected ${service("backend")}, got nothing`],
  ["frontend", undefined, `expected ${service("frontend")}, got nothing`],
  ["backend.port", 80, "expected a whole number from 1024 to 65535 (port), got 80"],
  ["backend.readinessPath", "ready", `expected ${path}, got "ready"`],
  ["backend.livenessPath", undefined, `expected ${path}, got nothing`],
  ["frontend.livenessPath", "/a b", `expected ${path}, got "/a b"`],
  ["backend.minReplicas", 0, "expected a whole number from 1 to 9 (replicas), got 0"],
  ["backend.minReplicas", 10, "expected a whole number from 1 to 9 (replicas), got 10"],
  ["frontend.minReplicas", 5, "expected a whole number from 1 to 4 (replicas), got 5"],
  ["requestsPerMinute", undefined, "expected the limits of frontend, api and websocket, got nothing"],
  ["requestsPerMinute.api", 0, "expected a whole number from 1 to 1000000 (requests per minute), got 0"],
  ["websocketIdleSeconds", 59, "expected a whole number from 60 to 86400 (seconds), got 59"],
  ["assetsPath", "assets", `expected ${path}, got "assets"`],
  ["databasePoolSize", 0, "expected a whole number from 1 to 1000 (connections), got 0"],
  ["databaseMaxConnections", 1001, "expected a whole number from 1 to 1000 (connections), got 1001"],
  ["slowStatementMs", -1, "expected a whole number from 0 to 3600000 (milliseconds), got -1"],
  ["redisPoolSize", 501, "expected a whole number from 1 to 500 (connections), got 501"],
  ["cacheTtlSeconds", undefined, "expected a whole number from 1 to 604800 (seconds), got nothing"],
  ["cacheTtlSeconds", 0, "expected a whole number from 1 to 604800 (seconds), got 0"],
  ["objectives", undefined, "expected the recovery objectives rtoSeconds and rpoSeconds, got nothing"],
  ["objectives.rtoSeconds", 59, "expected a whole number from 60 to 604800 (seconds), got 59"],
  ["objectives.rpoSeconds", 119, "expected a whole number from 120 to 86400 (seconds), got 119"],
  ["jwtSecretVersion", 0, "expected a whole number from 1 to 1000000 (version), got 0"],
  ["databasePasswordVersion", "2", 'expected a whole number from 1 to 1000000 (version), got "2"'],
];

describe("settings of reconciliation", () => {
  for (const [field, value, message] of wrong) {
    it(`refuse ${field} = ${value === undefined ? "nothing" : JSON.stringify(value)} with one line`, async () => {
      const raw = withValue(await rawConfig("prod"), ["reconciliation", ...field.split(".")], value);
      const shown = message === unknownKey ? unknownKey : message;
      assert.throws(() => parseConfig("prod", raw), {
        message: `stack prod: plumbline:reconciliation.${field}: ${shown}`,
      });
    });
  }

  it("have defaults for what the guide names, and none for what it leaves open", async () => {
    const given = await rawConfig("prod");
    const { reconciliation } = parseConfig("prod", given);
    const fromFile = Object.keys(record(given.reconciliation));
    const defaults = Object.entries(reconciliation ?? {}).filter(([key]) => !fromFile.includes(key));
    assert.deepEqual(Object.fromEntries(defaults), {
      websocketIdleSeconds: 3600,
      assetsPath: "/assets",
      databasePoolSize: 20,
      databaseMaxConnections: 50,
      slowStatementMs: 1000,
      redisPoolSize: 10,
      jwtSecretVersion: 1,
      databasePasswordVersion: 1,
      redisPasswordVersion: 1,
    });
  });

  it("are missing where a stack deploys the system without them", async () => {
    const raw = { ...(await rawConfig("prod")), systems: ["reconciliation"], reconciliation: undefined };
    assert.throws(() => parseConfig("prod", raw), {
      message:
        "stack prod: plumbline:reconciliation: expected the settings of reconciliation, which the stack deploys, got nothing",
    });
  });

  it("put the three hosts below the stack's domain", () => {
    assert.deepEqual(reconciliationHosts("example.com"), {
      frontend: "reconciliation.example.com",
      api: "api.reconciliation.example.com",
      websocket: "ws.reconciliation.example.com",
    });
  });
});
