import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Receipt, receiptSchema } from "../../../../operations/lib/receipt.ts";
import { freePorts, loopback } from "../../../../sandbox/lib/ports.ts";
import { type DrillJob, DrillPlace, type LocalDrill, type LocalDrillOptions } from "../place.ts";
import { fillRedis } from "./content.ts";
import { RedisServer } from "./server.ts";

export const redisDrill: LocalDrill = {
  summary: "a snapshot of a node with its append-only file, kill -9, restored into another node with its own",
  run: (options) => DrillPlace.use(options.to, options.report, (place) => run(place, options)),
};

async function run(place: DrillPlace, { report, mebibytes = 4 }: LocalDrillOptions): Promise<Receipt> {
  const server = await RedisServer.start(join(place.folder, "node"), report);
  try {
    report(`Filling the node with about ${mebibytes} MiB`);
    await server.use((connection) => fillRedis(connection, mebibytes));
    const job = await snapshotJob(place, server);
    await place.program("backup", job);
    await server.kill();
    report("Killed");
    return receiptSchema.parse(JSON.parse(await place.program("drill", job)));
  } finally {
    await server.stop();
  }
}

/** The job of a node, as the cluster has it. */
export async function snapshotJob(place: Pick<DrillPlace, "folder">, server: RedisServer): Promise<DrillJob> {
  const passwordFile = join(place.folder, "password");
  writeFileSync(passwordFile, `${server.password}\n`, { mode: 0o600 });
  const folder = join(place.folder, "scratch");
  mkdirSync(folder, { recursive: true });
  // The program starts it by a name alone: its libraries come with it.
  const program = join(place.folder, "redis-server");
  const variables = Object.entries(server.tool.env).map(([name, value]) => `${name}='${value}'`);
  writeFileSync(program, `#!/bin/sh\nexec env ${variables.join(" ")} '${server.tool.path}' "$@"\n`, { mode: 0o755 });
  const [port = 0] = await freePorts(1);
  return {
    kind: "redis",
    instance: "db-g1",
    objectives: { rtoSeconds: 15 * 60, rpoSeconds: 26 * 3600 },
    settings: {
      host: loopback,
      port: server.port,
      passwordFile,
      scratch: { folder, program, port, host: loopback },
    },
  };
}
