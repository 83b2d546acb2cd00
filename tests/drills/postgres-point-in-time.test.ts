import { strict as assert } from "node:assert";
import { statSync } from "node:fs";
import { pointInTimeDrill } from "../../cli/lib/drill/postgres/point-in-time/drill.ts";
import { archiveSettings } from "../../cli/lib/drill/postgres/point-in-time/archive-settings.ts";
import type { Receipt } from "../../operations/lib/receipt.ts";
import { silent } from "../../sandbox/lib/failure.ts";

describe("PostgreSQL to a point in time, by the programs of the cluster's operator", () => {
  let receipt: Receipt;
  /** Where WAL of every instance of a machine would be, of drills that run at the same time, too. */
  const shared = () => statSync("/var/tmp/walrestore", { throwIfNoEntry: false })?.mtimeMs;
  let sharedBefore: number | undefined;

  before(async () => {
    sharedBefore = shared();
    receipt = await pointInTimeDrill.run({ to: "local", report: silent, mebibytes: 2, archiveTimeout: 5 });
  });

  it("kill -9 under load loses less than a minute of acknowledged writes, with the stack's own settings (FTE-049)", () => {
    assert.equal(receipt.reason, undefined);
    assert.equal(receipt.verdict, "passed");
    const { measurements, rpoSeconds } = receipt;
    assert.equal(measurements["archiveTimeoutSecondsOfTheStack"], 50);
    assert.equal(measurements["rpoSecondsOfTheStack"], Math.round((rpoSeconds + 45) * 1000) / 1000);
    // What was written since the last archived segment is lost: the drill kills at the worst moment.
    assert.ok(Number(measurements["writesLost"]) > 0);
    assert.ok(Number(measurements["writesAcknowledged"]) > Number(measurements["writesLost"]));
  });

  it("brings back everything at the newest point and everything as it was before a mistake, in new instances", () => {
    assert.deepEqual(receipt.differences, []);
    // Both times: the schema, a sequence, a view's content, and the tables.
    assert.equal(receipt.compared.parts, 20);
    const steps = ["back up", "restore", "compare", "restore to a time", "compare at the time"];
    assert.deepEqual(Object.keys(receipt.steps), steps);
    assert.match(receipt.backup?.sha256 ?? "", /^[0-9a-f]{64}$/);
    assert.equal(receipt.store, "s3://drill-backups/postgres/postgres-transactional-engine/");
  });

  it("fetches WAL ahead into a folder of the instance", () => assert.equal(shared(), sharedBefore));

  it("takes what a cluster of the stack is told, and has no other", async () => {
    const { cluster, parameters, archiveTimeout, jobs, parallel } = await archiveSettings("dev", "firefly");
    assert.deepEqual(
      { cluster, archiveTimeout, jobs, parallel, libraries: parameters["shared_preload_libraries"] },
      {
        cluster: "postgres-transactional-engine",
        archiveTimeout: 50,
        jobs: 2,
        parallel: 4,
        libraries: "pg_stat_statements",
      },
    );
    await assert.rejects(archiveSettings("dev", "cap"), { message: "dev has no cluster of cap that archives its WAL" });
  });

  it("is refused in one line where the store is not S3", async () => {
    await assert.rejects(pointInTimeDrill.run({ to: "azure", report: silent }), {
      message: "WAL is archived to S3 here, as clusters do: say --to aws or --to local",
    });
  });
});
