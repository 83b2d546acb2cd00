import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Receipt, receiptSchema } from "../../../../operations/lib/receipt.ts";
import { loopback } from "../../../../sandbox/lib/ports.ts";
import type { PostgresPrograms } from "../../../../sandbox/lib/postgres-programs.ts";
import { type DrillJob, DrillPlace, type LocalDrill, type LocalDrillOptions } from "../place.ts";
import { WriteLoad } from "./load.ts";
import { databaseName, ownerName, type PostgresServer } from "./server.ts";
import { useShop } from "./shop-server.ts";

export const postgresDrill: LocalDrill = {
  summary: "pg_dump under load, kill -9, everything removed, pg_restore into another server, every row compared",
  run: (options) => DrillPlace.use(options.to, options.report, (place) => run(place, options)),
};

function run(place: DrillPlace, { report, mebibytes = 8 }: LocalDrillOptions): Promise<Receipt> {
  return useShop(place, { mebibytes, report }, async ({ programs, server, client }) => {
    const load = new WriteLoad(client, 5);
    const job = dumpJob(place, server, programs);
    await place.program("backup", job);
    await server.kill();
    await load.stop();
    report(`Killed under load, after write ${load.last?.id ?? 0} was acknowledged`);
    return receiptSchema.parse(JSON.parse(await place.program("drill", job)));
  });
}

/** The job of a dump, as the cluster has it, with a server of its own to restore into. */
export function dumpJob(
  place: Pick<DrillPlace, "folder">,
  server: PostgresServer,
  { programs, userId }: PostgresPrograms,
): DrillJob {
  const passwordFile = join(place.folder, "password");
  writeFileSync(passwordFile, `${server.password}\n`, { mode: 0o600 });
  const folder = join(place.folder, "scratch");
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  return {
    kind: "postgres",
    instance: databaseName,
    objectives: { rtoSeconds: 15 * 60, rpoSeconds: 26 * 3600 },
    settings: {
      host: loopback,
      port: server.port,
      database: databaseName,
      user: ownerName,
      passwordFile,
      programs,
      scratch: { type: "server", folder, userId },
    },
  };
}
