import assert from "node:assert/strict";
import { derivedKinds } from "../../components/operations/backup/cluster.ts";
import { graphOf, objectsOf, stacks } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";

/** Name, time and namespace of each system's schedule. */
const expected = {
  "cap-backup": ["0 1 * * *", "cap", "cap"],
  "daily-backup": ["30 2 * * *", "reconciliation", "reconciliation"],
  "ecommerce-backup": ["0 1 * * *", "ecommerce", "ecommerce"],
  "onboarding-backup": ["0 1 * * *", "onboarding", "onboarding"],
  "transactional-engine-backup": ["0 1 * * *", "firefly", "production"],
} as const;

/** Kinds of the program's objects that a backup leaves out on purpose. */
const leftOut = ["Job", "Namespace"];

describe("backups of a stack's objects", () => {
  for (const stack of stacks) {
    it(`in ${stack} have a schedule for each system in every cluster, kept for 720 hours`, async () => {
      const objects = objectsOf(await graphOf(stack));
      const schedules = objects.filter(({ kind }) => kind === "Schedule");
      const clusters = [...new Set(schedules.map(({ resource }) => resource.provider))];
      assert.deepEqual(clusters, [...new Set(objects.map(({ resource }) => resource.provider))]);
      for (const cluster of clusters) {
        const found = schedules.filter(({ resource }) => resource.provider === cluster);
        const told = found.map(({ name, namespace, labels, body }) => {
          const template = at(body, "spec", "template");
          assert.equal(namespace, "velero");
          assert.equal(at(template, "ttl"), "720h0m0s");
          assert.equal(at(template, "storageLocation"), "default");
          const system = labels["plumbline.dev/backs-up"];
          assert.deepEqual(at(template, "labelSelector"), { matchLabels: { "app.kubernetes.io/part-of": system } });
          return [name, [at(body, "spec", "schedule"), system, ...list(at(template, "includedNamespaces"))]];
        });
        assert.deepEqual(Object.fromEntries(told), expected);
      }
    });

    it(`in ${stack} reach every object in the namespaces of the systems, but what would run or be made again`, async () => {
      const objects = objectsOf(await graphOf(stack));
      const owners = new Map<string, string>(
        Object.values(expected).map(([, system, namespace]) => [namespace, system]),
      );
      const missed = objects.filter(({ kind, namespace = "", labels }) => {
        const owner = owners.get(namespace);
        return owner !== undefined && !leftOut.includes(kind) && labels["app.kubernetes.io/part-of"] !== owner;
      });
      assert.deepEqual(
        missed.map(({ kind, namespace, name }) => `${kind} ${namespace ?? ""}/${name}`),
        [],
      );
      assert.ok(derivedKinds.includes("jobs.batch"));
      const inside = objects.filter(({ namespace = "" }) => owners.has(namespace));
      assert.ok(inside.length > 200, `${inside.length} objects`);
    });

    it(`in ${stack} are watched by alerts on each schedule`, async () => {
      const rules = objectsOf(await graphOf(stack)).filter(({ name }) => name === "cluster-backups");
      assert.ok(rules.length > 0);
      for (const { body } of rules) {
        const alerts = list(at(body, "spec", "groups", 0, "rules")).map(record);
        const failed = alerts.filter(({ alert }) => alert === "ClusterBackupFailed").map(({ expr }) => expr);
        const names = Object.keys(expected);
        assert.deepEqual(
          failed,
          names.map((name) => `velero_backup_last_status{schedule="${name}"} == 0`),
        );
      }
    });
  }
});
