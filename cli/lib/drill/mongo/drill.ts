import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Receipt, receiptSchema } from "../../../../operations/lib/receipt.ts";
import { ensureTestTool } from "../../../../sandbox/lib/test-tools.ts";
import { type DrillJob, DrillPlace, type LocalDrill, type LocalDrillOptions } from "../place.ts";
import { FerretServer } from "./ferret.ts";
import { fillShop, shop } from "./shop.ts";

/** Two documents, of users and of orders, and their indexes. Unit: of a MiB. */
const pairsPerMebibyte = 2_500;

export const mongoDrill: LocalDrill = {
  summary:
    "mongodump with its oplog, then the oplog since; kill -9, mongorestore into another server, every document compared",
  run: (options) => DrillPlace.use(options.to, options.report, (place) => run(place, options)),
};

async function run(place: DrillPlace, { report, mebibytes = 1 }: LocalDrillOptions): Promise<Receipt> {
  const programs = dirname(await ensureTestTool("mongodump", report));
  await ensureTestTool("mongorestore", report);
  const folder = (name: string) => {
    const path = join(place.folder, name);
    mkdirSync(path);
    return path;
  };
  const source = await FerretServer.start({ folder: folder("source"), password: "drill", oplog: true }, report);
  const scratch = await FerretServer.start({ folder: folder("scratch") }, report);
  try {
    report(`Filling the database with about ${mebibytes} MiB`);
    await source.with((client) => fillShop(client.db(shop), Math.round(mebibytes * pairsPerMebibyte)));
    const connectionFile = join(place.folder, "connection");
    writeFileSync(connectionFile, source.address, { mode: 0o600 });
    const job = (mode: "full" | "increment"): DrillJob => ({
      kind: "mongo",
      instance: shop,
      objectives: { rtoSeconds: 4 * 3600, rpoSeconds: 15 * 60 },
      settings: { connectionFile, database: shop, mode, programs, scratch: { address: scratch.address } },
    });
    await place.program("backup", job("full"));
    report("Writing, and making an addition of what was written");
    await source.with((client) =>
      client
        .db(shop)
        .collection("orders")
        .deleteMany({ _id: { $type: "string" }, userId: 5 }),
    );
    // Backups are told apart by the second.
    await sleep(1_100);
    await place.program("backup", job("increment"));
    source.kill();
    report("Killed");
    return receiptSchema.parse(JSON.parse(await place.program("drill", job("full"))));
  } finally {
    await source.stop();
    await scratch.stop();
  }
}
