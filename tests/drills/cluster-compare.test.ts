import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { merged } from "../../cli/lib/drill/cluster/drill.ts";
import { charts } from "../../components/platform/catalogue.ts";
import type { KubeObject } from "../../operations/cluster/api.ts";
import { comparable, differences } from "../../operations/cluster/coverage.ts";
import { type ClusterFindings, clusterReceipt } from "../../operations/cluster/receipt.ts";
import { assertRestorable, scheduleLabel, type VeleroBackup } from "../../operations/cluster/velero.ts";
import { BackupError } from "../../operations/lib/errors.ts";
import { receiptSchema } from "../../operations/lib/receipt.ts";
import { projectRoot } from "../../sandbox/lib/paths.ts";

const service = (fields: KubeObject): KubeObject => ({
  metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
  spec: { type: "ClusterIP", clusterIP: "10.96.0.7", clusterIPs: ["10.96.0.7"], ports: [{ port: 80 }] },
  ...fields,
});

const compare = (was: KubeObject, is: KubeObject) =>
  differences(new Map([["services shop/web", comparable(was)]]), new Map([["services shop/web", comparable(is)]]));

describe("what a restore of a cluster is compared by", () => {
  it("passes what the API server and Velero write into each copy anew", () => {
    const restored = service({
      metadata: {
        name: "web",
        namespace: "shop",
        uid: "other",
        resourceVersion: "9",
        labels: { app: "web", "velero.io/backup-name": "b", "velero.io/restore-name": "r" },
      },
      spec: { type: "ClusterIP", clusterIP: "10.96.0.9", clusterIPs: ["10.96.0.9"], ports: [{ port: 80 }] },
      status: { loadBalancer: {} },
    });
    assert.deepEqual(compare(service({}), restored), []);
  });

  it("tells another value by its path, and whether a Service has an address at all", () => {
    const headless = { type: "ClusterIP", clusterIP: "None", ports: [{ port: 80 }] };
    assert.deepEqual(compare(service({}), service({ spec: headless })), [
      "services shop/web: spec.clusterIP is otherwise",
    ]);
    const relabelled = service({ metadata: { name: "web", namespace: "shop", labels: {} } });
    assert.deepEqual(compare(service({}), relabelled), ["services shop/web: metadata.labels.app is otherwise"]);
  });

  it("tells what is missing, and what was not there before", () => {
    const one = new Map([["secrets shop/a", {}]]);
    const other = new Map([["secrets shop/b", {}]]);
    assert.deepEqual(differences(one, other), [
      "secrets shop/a: it is missing",
      "secrets shop/b: it was not there before",
    ]);
  });
});

const schedule = {
  name: "daily-backup",
  labels: {},
  template: { storageLocation: "default" },
  location: "default",
  coverage: { includedNamespaces: ["shop"], labelSelector: { matchLabels: {} }, excludedResources: [] },
};

const backup = (labels: Record<string, string>, namespaces: string[], phase: string): VeleroBackup => ({
  metadata: { name: "b", labels },
  spec: { includedNamespaces: namespaces },
  status: { phase, validationErrors: [], errors: 0, warnings: 0 },
});

describe("a backup of a cluster that is to be restored", () => {
  const own = { [scheduleLabel]: "daily-backup" };

  it("is a whole one of the schedule", () => {
    assert.doesNotThrow(() => assertRestorable(schedule, backup(own, ["shop"], "Completed")));
  });

  for (const [what, given, message] of [
    [
      "another schedule's",
      backup({ [scheduleLabel]: "other" }, ["shop"], "Completed"),
      "the backup b is of other, of shop, not of daily-backup: nothing is restored",
    ],
    [
      "somebody's own",
      backup({}, [], "Completed"),
      "the backup b is of no schedule, of all namespaces, not of daily-backup: nothing is restored",
    ],
    [
      "another namespace's",
      backup(own, ["bank"], "Completed"),
      "the backup b is of daily-backup, of bank, not of daily-backup: nothing is restored",
    ],
    [
      "a partial one",
      backup(own, ["shop"], "PartiallyFailed"),
      "the backup b is PartiallyFailed and not whole: nothing is restored",
    ],
  ] as const) {
    it(`is not ${what}`, () => {
      assert.throws(() => assertRestorable(schedule, given), new BackupError(message));
    });
  }
});

describe("the receipt of a cluster's drill", () => {
  const objects = new Map([["secrets shop/a", { data: { key: "dmFsdWU=", other: "eA==" } }]]);
  const found: ClusterFindings = {
    system: "shop",
    schedule: "daily-backup",
    store: "velero location default",
    backup: { id: "b", taken: "2026-01-31T01:00:00.000Z", bytes: 10, sha256: "0".repeat(64) },
    started: new Date("2026-02-01T01:00:00Z"),
    finished: new Date("2026-02-01T01:00:20Z"),
    steps: { restore: 3 },
    before: objects,
    after: objects,
    rtoSeconds: 4,
    rpoSeconds: 0,
    tools: {},
  };

  it("is as every kind's, and passes what came back as it was", () => {
    const { verdict, compared, reason } = receiptSchema.parse(clusterReceipt(found));
    assert.deepEqual(
      { verdict, compared, reason },
      { verdict: "passed", compared: { parts: 1, items: 2 }, reason: undefined },
    );
  });

  for (const [what, change, reason] of [
    ["something is missing", { after: new Map() }, "secrets shop/a: it is missing"],
    [
      "nothing was covered",
      { before: new Map(), after: new Map() },
      "nothing was compared: the schedule covers no object",
    ],
    ["it came to no end", { after: undefined, failure: "restore b is Failed" }, "restore b is Failed"],
    ["it took too long", { objectives: { rtoSeconds: 3, rpoSeconds: 60 } }, "the restore took 4 s of 3"],
  ] as const) {
    it(`fails where ${what}`, () => {
      const receipt = receiptSchema.parse(clusterReceipt({ ...found, ...change }));
      assert.deepEqual([receipt.verdict, receipt.reason], ["failed", reason]);
    });
  }
});

describe("the receipt of several schedules that were drilled together", () => {
  const one = (schedule: string, failure?: string) =>
    clusterReceipt({
      system: schedule,
      schedule,
      store: "velero location default",
      backup: { id: schedule, taken: "2026-01-31T01:00:00.000Z", bytes: 10, sha256: "0".repeat(64) },
      started: new Date("2026-02-01T01:00:00Z"),
      finished: new Date("2026-02-01T01:00:20Z"),
      steps: { restore: 3 },
      before: new Map([["secrets shop/a", { data: "x" }]]),
      after: new Map([["secrets shop/a", { data: "x" }]]),
      rtoSeconds: schedule.length,
      rpoSeconds: 0,
      tools: {},
      ...(failure !== undefined && { failure }),
    });

  it("has all of them, and the longest time to recover", () => {
    const { verdict, instance, backup, compared, rtoSeconds, steps } = receiptSchema.parse(
      merged([one("a"), one("bcd")]),
    );
    assert.deepEqual(
      { verdict, instance, bytes: backup?.bytes, compared, rtoSeconds, steps },
      {
        verdict: "passed",
        instance: "a+bcd",
        bytes: 20,
        compared: { parts: 2, items: 2 },
        rtoSeconds: 3,
        steps: { "a restore": 3, "bcd restore": 3 },
      },
    );
  });

  it("fails with the one that failed", () => {
    const { verdict, reason } = receiptSchema.parse(merged([one("a"), one("b", "restore b is Failed")]));
    assert.deepEqual([verdict, reason], ["failed", "b: restore b is Failed"]);
  });
});

describe("the server that drills of the cluster run", () => {
  it("is of the version that the platform installs, with the plugin that goes with it", () => {
    const module = readFileSync(join(projectRoot, "sandbox/go-tests/velero/go.mod"), "utf8");
    const values = readFileSync(join(projectRoot, "components/platform/values/operators.ts"), "utf8");
    const version = (name: string) => new RegExp(`^\\tgithub\\.com/vmware-tanzu/${name} (\\S+)`, "m").exec(module)?.[1];
    assert.equal(version("velero"), charts.velero.app);
    assert.equal(/velero\/velero-plugin-for-aws:(\S+)"/.exec(values)?.[1], version("velero-plugin-for-aws"));
  });
});
