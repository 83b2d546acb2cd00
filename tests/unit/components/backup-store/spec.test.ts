import assert from "node:assert/strict";
import { type BackupStoreArgs, resolveBackupStore } from "../../../../components/backup-store/spec.ts";
import { storeArgs } from "./fixture.ts";

const refusals: [string, Partial<BackupStoreArgs>, string][] = [
  [
    "a system that is no DNS label",
    { systems: { my_shop: { prefixes: {} } } },
    'systems.my_shop: expected at most 63 of a-z, 0-9 and "-", as DNS-1123 asks, got "my_shop"',
  ],
  [
    "a system by the administrator's name",
    { systems: { root: { prefixes: {} } } },
    'systems.root: expected another name, got "root"',
  ],
  [
    "a bucket in capitals",
    { systems: { shop: { bucket: "Shop", prefixes: {} } } },
    'systems.shop.bucket: expected at most 63 of a-z, 0-9 and "-", as DNS-1123 asks, got "Shop"',
  ],
  [
    "one bucket for two systems",
    { systems: { shop: { bucket: "all", prefixes: {} }, desk: { bucket: "all", prefixes: {} } } },
    'systems: expected a bucket of its own for each, got "all"',
  ],
  [
    "a folder that leads out of the bucket",
    { systems: { shop: { prefixes: { "../desk": {} } } } },
    'systems.shop.prefixes.../desk: expected a-z, 0-9, - and _ between slashes, got "../desk"',
  ],
  [
    "a folder with a slash at its end",
    { systems: { shop: { prefixes: { "dumps/": {} } } } },
    'systems.shop.prefixes.dumps/: expected a-z, 0-9, - and _ between slashes, got "dumps/"',
  ],
  [
    "no retention",
    { systems: { shop: { prefixes: { dumps: { retentionDays: 0 } } } } },
    "systems.shop.prefixes.dumps.retentionDays: expected a whole number from 1 to 3660 (days), got 0",
  ],
  ["too long a time", { undeleteDays: 91 }, "undeleteDays: expected a whole number from 1 to 90 (days), got 91"],
];

describe("the arguments of a backup store", () => {
  it("have defaults", () => {
    assert.deepEqual(resolveBackupStore("store", storeArgs), {
      ...storeArgs,
      systems: {
        shop: { ...storeArgs.systems.shop, bucket: "shop-backups", namespace: "shop" },
        desk: storeArgs.systems.desk,
      },
      undeleteDays: 7,
      resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { cpu: "2", memory: "2Gi" } },
    });
  });

  for (const [what, changes, message] of refusals) {
    it(`refuse ${what}`, () => {
      assert.throws(() => resolveBackupStore("store", { ...storeArgs, ...changes }), {
        message: `backup store store: ${message}`,
      });
    });
  }
});
