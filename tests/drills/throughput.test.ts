import { strict as assert } from "node:assert";
import { backupThroughput } from "../../cli/lib/bench/backup.ts";
import { silent } from "../../sandbox/lib/failure.ts";

describe("the comparison of backups with pg_dump | gzip", () => {
  it("measures both in the same run: smaller backups, bounded memory, and how fast they are", async () => {
    const { mebibytes, stored, backup, restore, mostMemory } = await backupThroughput({
      mebibytes: 16,
      rounds: 1,
      report: silent,
    });
    assert.ok(mebibytes > 10 && mebibytes < 30, `${mebibytes} MiB`);
    assert.ok(stored.ours <= stored.plain, `${stored.ours} of the dump, and plain ${stored.plain}`);
    for (const { ours, plain, ratio } of [backup, restore]) {
      // Each of them is rounded.
      assert.ok(Math.abs(ratio - ours / plain) < 0.05, `${ratio} is not ${ours} of ${plain}`);
    }
    for (const [what, most] of Object.entries(mostMemory)) assert.ok(most > 20 && most < 512, `${what}: ${most} MiB`);
  });
});
