import assert from "node:assert/strict";
import { backupTiers, type BackupVaultArgs, resolveBackupVault } from "../../../../components/backup-vault/spec.ts";
import { vaultArgs } from "./fixture.ts";

const refused = (change: Partial<BackupVaultArgs>, message: string) => {
  assert.throws(() => resolveBackupVault("v", { ...vaultArgs, ...change }), { message: `backup vault v: ${message}` });
};

describe("a vault for backups, resolved", () => {
  it("has the guide's four tiers (ECO-040), and a week to undo its lock", () => {
    const { tiers, graceDays } = resolveBackupVault("v", vaultArgs);
    assert.deepEqual([tiers, graceDays], [["daily", "weekly", "monthly", "yearly"], 7]);
    assert.deepEqual(
      Object.values(backupTiers).map(({ retentionDays }) => retentionDays),
      [30, 84, 365, 2557],
    );
  });

  it("is refused without a store, a tier or a time of grace", () => {
    refused({ stores: {} }, "stores: expected at least one store, got {}");
    refused({ tiers: [] }, "tiers: expected some of daily, weekly, monthly, yearly, got []");
    for (const graceDays of [2, 31, 3.5]) {
      refused({ graceDays }, `graceDays: expected a whole number from 3 to 30, got ${String(graceDays)}`);
    }
    const store = vaultArgs.stores.orders;
    assert.ok(store);
    refused(
      { stores: { Orders: store } },
      'stores: expected names of a-z, 0-9 and -, at most 30 characters, got "Orders"',
    );
  });
});
