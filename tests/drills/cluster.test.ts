import assert from "node:assert/strict";
import { createServer } from "node:net";
import { type ClusterDrilled, drillCluster, merged } from "../../cli/lib/drill/cluster/drill.ts";
import { clusterBackupAlerts } from "../../components/operations/backup-alerts.ts";
import { receiptSchema } from "../../operations/lib/receipt.ts";
import { reportToTerminal, silent } from "../../sandbox/lib/failure.ts";
import { loopback } from "../../sandbox/lib/ports.ts";

const schedules = ["daily-backup", "transactional-engine-backup"] as const;

describe("the drill of the cluster by Velero's own server", function () {
  // On a new machine the server is built first.
  this.timeout(1_200_000);
  let drilled: ClusterDrilled;
  // A port that Velero would take for itself on every address, if it is not another one's already.
  const taken = createServer();

  before(async () => {
    taken.once("error", () => undefined).listen(8080, loopback);
    drilled = await drillCluster({ stack: "dev", schedules, to: "local", report: reportToTerminal });
  });

  after(() => taken.close());

  it("brings back every object of the namespaces that were deleted, by the schedules that the stack has", () => {
    const told = drilled.receipts.map(({ instance, system, verdict, reason, differences }) => ({
      instance,
      system,
      verdict,
      reason,
      differences,
    }));
    const passed = { verdict: "passed", reason: undefined, differences: [] };
    assert.deepEqual(told, [
      { instance: "daily-backup", system: "reconciliation", ...passed },
      { instance: "transactional-engine-backup", system: "firefly", ...passed },
    ]);
    for (const { compared } of drilled.receipts) assert.ok(compared.parts > 50, `${compared.parts} objects`);
  });

  it("leaves a receipt of each, with what was restored and how long it took", () => {
    for (const receipt of drilled.receipts) {
      const { backup, steps, rtoSeconds } = receiptSchema.parse(receipt);
      assert.deepEqual(Object.keys(steps), ["settle", "backup", "destroy", "restore", "compare"]);
      assert.ok(rtoSeconds > 0 && rtoSeconds >= (steps["restore"] ?? Infinity), `${rtoSeconds} s`);
      assert.ok(backup);
      assert.match(backup.id, new RegExp(`^${receipt.instance}-\\d{14}$`));
      assert.ok(backup.bytes > 1000, `${backup.bytes} bytes`);
      assert.match(backup.sha256, /^[0-9a-f]{64}$/);
    }
    const whole = receiptSchema.parse(merged(drilled.receipts));
    assert.deepEqual([whole.verdict, whole.system], ["passed", "reconciliation+firefly"]);
  });

  it("finds Velero telling Prometheus what the alerts ask for", () => {
    const { metrics } = drilled;
    // The status of locations comes with their next validation, minutes later.
    const asked = clusterBackupAlerts(schedules).flatMap(({ expr }) => expr.match(/velero_\w+\{[^}]*\}/g) ?? []);
    const there = (series: string) => metrics.split("\n").some((line) => line.startsWith(series));
    assert.ok(asked.length >= 6);
    assert.deepEqual(
      asked.filter((series) => !there(series)),
      [],
    );
  });

  it("says in a line what it cannot do", async () => {
    const asked = { stack: "dev", to: "local", report: silent } as const;
    await assert.rejects(drillCluster({ ...asked, schedules: ["weekly"] }), {
      message:
        "no schedule weekly: the stack has cap-backup, daily-backup, ecommerce-backup, onboarding-backup, transactional-engine-backup",
    });
    await assert.rejects(drillCluster({ ...asked, schedules, to: "azure" }), {
      message: "Velero is drilled with its plugin for S3 alone: say --to aws or --to local",
    });
  });
});
