import assert from "node:assert/strict";
import {
  ClusterBackups,
  type ClusterScheduleSpec,
  derivedKinds,
} from "../../../../components/operations/backup/cluster.ts";
import { renderComponents } from "../../../lib/component.ts";

const shop: ClusterScheduleSpec = { system: "shop", namespace: "store", cron: "0 1 * * *" };

const renderSchedule = async (name: string, spec: ClusterScheduleSpec) => {
  const rendered = await renderComponents(
    (opts) => new ClusterBackups("cluster-backups", { schedules: { [name]: spec } }, opts),
  );
  return rendered.resources.filter(({ type }) => type === "kubernetes:velero.io/v1:Schedule");
};

describe("backups of a cluster's objects", () => {
  it("are a schedule of Velero, which keeps a system's objects of every kind but derived ones for 30 days", async () => {
    const labels = {
      "app.kubernetes.io/name": "velero",
      "app.kubernetes.io/part-of": "platform",
      "app.kubernetes.io/managed-by": "plumbline",
      "plumbline.dev/owner": "platform",
      "plumbline.dev/backs-up": "shop",
    };
    const [schedule] = await renderSchedule("shop-backup", shop);
    assert.equal(schedule?.name, "cluster-backups-shop-backup");
    assert.deepEqual(schedule.inputs, {
      apiVersion: "velero.io/v1",
      kind: "Schedule",
      metadata: { name: "shop-backup", namespace: "velero", labels },
      spec: {
        schedule: "0 1 * * *",
        useOwnerReferencesInBackup: false,
        template: {
          metadata: { labels },
          includedNamespaces: ["store"],
          labelSelector: { matchLabels: { "app.kubernetes.io/part-of": "shop" } },
          excludedResources: [...derivedKinds],
          snapshotVolumes: false,
          defaultVolumesToFsBackup: false,
          storageLocation: "default",
          ttl: "720h0m0s",
        },
      },
    });
  });

  it("never take copies of what would run or count twice, or replace what the platform brings", () => {
    const kept = ["jobs.batch", "pods", "persistentvolumeclaims", "customresourcedefinitions.apiextensions.k8s.io"];
    assert.deepEqual(
      kept.filter((kind) => !derivedKinds.some((each) => each === kind)),
      [],
    );
  });

  for (const [what, name, change, message] of [
    [
      "a minute that Velero cannot read",
      "shop-backup",
      { cron: "60 1 * * *" },
      'schedule shop-backup: cron: expected five fields with a minute and an hour of every day, as "0 1 * * *", got "60 1 * * *"',
    ],
    [
      "six fields",
      "shop-backup",
      { cron: "0 0 1 * * *" },
      'schedule shop-backup: cron: expected five fields with a minute and an hour of every day, as "0 1 * * *", got "0 0 1 * * *"',
    ],
    [
      "every minute",
      "shop-backup",
      { cron: "* * * * *" },
      'schedule shop-backup: cron: expected five fields with a minute and an hour of every day, as "0 1 * * *", got "* * * * *"',
    ],
    [
      "one day of the month",
      "shop-backup",
      { cron: "0 1 1 * *" },
      'schedule shop-backup: cron: expected five fields with a minute and an hour of every day, as "0 1 * * *", got "0 1 1 * *"',
    ],
    [
      "a backup that is gone before the next",
      "shop-backup",
      { retentionHours: 12 },
      "schedule shop-backup: retentionHours: expected 24 to 8760 hours, got 12",
    ],
    [
      "a name that Kubernetes refuses",
      "Shop",
      {},
      'schedule Shop: name: expected at most 63 of a-z, 0-9 and "-", as DNS-1123 asks, got "Shop"',
    ],
  ] as const) {
    it(`refuse ${what}`, async () => {
      await assert.rejects(renderSchedule(name, { ...shop, ...change }), { message });
    });
  }
});
