import assert from "node:assert/strict";
import { resolveWorkload } from "../../../../components/workload/resolve.ts";
import { type CanaryStrategy, defineWorkloads, type WorkloadSpec } from "../../../../components/workload/spec.ts";
import { least } from "./fixture.ts";

const probe = (port: string) => ({ path: "/health", port });
const canary = (changes: Partial<CanaryStrategy>): CanaryStrategy => ({
  kind: "canary",
  route: "api",
  steps: [{ weight: 10, pauseSeconds: 60 }],
  analysis: { prometheus: "http://prometheus:9090", failureRatio: "x", maxFailureRatio: 0.01, intervalSeconds: 30 },
  ...changes,
});
const analysis = canary({}).analysis;
const images = { blue: least.image, green: least.image };
const portName = "a name of at most 15 of a-z, 0-9 and -, with a letter in it";

const wrong: readonly (readonly [changes: Partial<WorkloadSpec>, message: string])[] = [
  [{ ports: { http: { port: 80 } } }, "ports.http.port: expected 1024 to 65535, got 80"],
  [{ ports: { http: { port: 65536 } } }, "ports.http.port: expected 1024 to 65535, got 65536"],
  [{ ports: { http: { port: 8080.5 } } }, "ports.http.port: expected 1024 to 65535, got 8080.5"],
  [{ ports: { http_api: { port: 8080 } } }, `ports.http_api: expected ${portName}, got "http_api"`],
  [
    { ports: { "an-endless-name1": { port: 8080 } } },
    `ports.an-endless-name1: expected ${portName}, got "an-endless-name1"`,
  ],
  [{ ports: { "8080": { port: 8080 } } }, `ports.8080: expected ${portName}, got "8080"`],
  [{ replicas: 0 }, "replicas: expected a whole number of at least 1, got 0"],
  [{ replicas: 1.5 }, "replicas: expected a whole number of at least 1, got 1.5"],
  [{ autoscale: { max: 2 } }, "autoscale.max: expected a whole number of more than replicas (2), got 2"],
  [{ autoscale: { max: 2.5 } }, "autoscale.max: expected a whole number of more than replicas (2), got 2.5"],
  [
    { autoscale: { name: "Api", max: 6 } },
    'autoscale.name: expected at most 63 of a-z, 0-9 and "-", as DNS-1123 asks, got "Api"',
  ],
  [{ autoscale: { max: 6, cpuPercent: 0 } }, "autoscale.cpuPercent: expected a whole number from 1 to 100, got 0"],
  [{ autoscale: { max: 6, cpuPercent: 101 } }, "autoscale.cpuPercent: expected a whole number from 1 to 100, got 101"],
  [
    { autoscale: { max: 6, memoryPercent: 0.8 } },
    "autoscale.memoryPercent: expected a whole number from 1 to 100, got 0.8",
  ],
  [
    { autoscale: { max: 6, scaleDownStabilizationSeconds: 3601 } },
    "autoscale.scaleDownStabilizationSeconds: expected a whole number from 0 to 3600, got 3601",
  ],
  [{ probes: { ...least.probes, startup: probe("x") } }, 'probes.startup.port: expected one of http, got "x"'],
  [{ probes: { ...least.probes, readiness: probe("x") } }, 'probes.readiness.port: expected one of http, got "x"'],
  [{ probes: { ...least.probes, liveness: probe("x") } }, 'probes.liveness.port: expected one of http, got "x"'],
  [{ metrics: { port: "m", path: "/metrics", intervalSeconds: 10 } }, 'metrics.port: expected one of http, got "m"'],
  [{ userId: 0 }, "userId: expected a user id above 0, got 0"],
  [{ groupId: 0 }, "groupId: expected a group id above 0, got 0"],
  [
    { strategy: { kind: "rolling", suffix: "Primary" } },
    'strategy.suffix: expected at most 63 of a-z, 0-9 and "-", as DNS-1123 asks, got "Primary"',
  ],
  [{ preStopSeconds: 30 }, "terminationGraceSeconds: expected more than preStopSeconds (30), got 30"],
  [{ terminationGraceSeconds: 5 }, "terminationGraceSeconds: expected more than preStopSeconds (5), got 5"],
  [{ container: "app_cp" }, 'container: expected at most 63 of a-z, 0-9 and "-", as DNS-1123 asks, got "app_cp"'],
  [{ strategy: canary({ steps: [] }) }, "strategy.steps: expected at least one step, got []"],
  [
    { strategy: canary({ steps: [{ weight: 0, pauseSeconds: 1 }] }) },
    "strategy.steps[0].weight: expected more than 0 and less than 100, got 0",
  ],
  [
    {
      strategy: canary({
        steps: [
          { weight: 50, pauseSeconds: 1 },
          { weight: 25, pauseSeconds: 1 },
        ],
      }),
    },
    "strategy.steps[1].weight: expected more than 50 and less than 100, got 25",
  ],
  [
    { strategy: canary({ steps: [{ weight: 100, pauseSeconds: 1 }] }) },
    "strategy.steps[0].weight: expected more than 0 and less than 100, got 100",
  ],
  [
    { strategy: canary({ steps: [{ weight: 10, pauseSeconds: 0 }] }) },
    "strategy.steps[0].pauseSeconds: expected more than 0, got 0",
  ],
  [{ strategy: canary({ deadlineSeconds: 0 }) }, "strategy.deadlineSeconds: expected more than 0, got 0"],
  [
    { strategy: { kind: "blue-green", active: "blue", idle: "cold", images, deadlineSeconds: 0 } },
    "strategy.deadlineSeconds: expected more than 0, got 0",
  ],
  [
    { strategy: canary({ analysis: { ...analysis, maxFailureRatio: 1 } }) },
    "strategy.analysis.maxFailureRatio: expected more than 0 and less than 1, got 1",
  ],
];

describe("resolveWorkload", () => {
  for (const [changes, message] of wrong) {
    it(`refuses: ${message}`, () => {
      assert.throws(() => resolveWorkload("api", { ...least, ...changes }), { message: `workload api: ${message}` });
    });
  }

  it("refuses a name that is no DNS label, as the guides' are", () => {
    assert.throws(() => resolveWorkload("app_cp", least), {
      message: 'workload app_cp: name: expected at most 63 of a-z, 0-9 and "-", as DNS-1123 asks, got "app_cp"',
    });
  });

  const resolved = resolveWorkload("api", least);
  const defaults = {
    autoscale: { name: "api", max: 6, cpuPercent: 70, memoryPercent: 80, scaleDownStabilizationSeconds: 300 },
    labels: {},
    container: "api",
    strategy: { kind: "rolling" },
    secretEnv: {},
    files: [],
    writable: ["/tmp"],
    secretMounts: [],
    userId: 10001,
    groupId: 10001,
    preStopSeconds: 5,
    terminationGraceSeconds: 30,
  };
  for (const [field, value] of Object.entries(defaults)) {
    it(`defaults ${field} to ${JSON.stringify(value)}`, () => {
      assert.deepEqual(new Map<string, unknown>(Object.entries(resolved)).get(field), value);
    });
  }

  it("defaults the group to the user", () => {
    assert.equal(resolveWorkload("api", { ...least, userId: 1001 }).groupId, 1001);
  });

  it("adds nothing else", () => {
    assert.deepEqual(
      Object.keys(resolved).sort(),
      [...new Set([...Object.keys(least), ...Object.keys(defaults)])].sort(),
    );
  });

  it("takes an explicit undefined for the default", () => {
    const autoscale = { max: 6, cpuPercent: undefined, memoryPercent: undefined };
    assert.deepEqual(resolveWorkload("api", { ...least, autoscale }).autoscale, defaults.autoscale);
  });

  it("keeps what is given", () => {
    const autoscale = {
      name: "api-hpa",
      max: 9,
      cpuPercent: 50,
      memoryPercent: "off",
      scaleDownStabilizationSeconds: 0,
    } as const;
    const given = { ...least, autoscale, preStopSeconds: 15, terminationGraceSeconds: 60, writable: [] };
    const { autoscale: scaled, preStopSeconds, terminationGraceSeconds, writable } = resolveWorkload("api", given);
    assert.deepEqual(
      { scaled, preStopSeconds, terminationGraceSeconds, writable },
      { scaled: autoscale, preStopSeconds: 15, terminationGraceSeconds: 60, writable: [] },
    );
  });
});

describe("defineWorkloads", () => {
  it("returns the workloads as they are, and lets no misspelt call compile", () => {
    const workloads = { api: { ...least, calls: ["db" as const] }, worker: { ...least, calls: ["api" as const] } };
    assert.deepEqual(defineWorkloads(["db"], workloads), workloads);
    // @ts-expect-error "dbs" is neither a workload nor a store
    defineWorkloads(["db"], { api: { ...least, calls: ["dbs" as const] } });
  });
});
