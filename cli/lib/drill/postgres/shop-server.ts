import { join } from "node:path";
import type pg from "pg";
import type { Report } from "../../../../sandbox/lib/failure.ts";
import { ensurePostgres, type PostgresPrograms } from "../../../../sandbox/lib/postgres-programs.ts";
import type { DrillPlace } from "../place.ts";
import { PostgresServer } from "./server.ts";
import { fillShop } from "./shop.ts";

/** A server of a place's own, and the shop in it. */
export interface ShopServer {
  readonly programs: PostgresPrograms;
  readonly server: PostgresServer;
  /** A session of the owner, which ends with the server. */
  readonly client: pg.Client;
}

/**
 * Starts a server, fills it, and stops it after the work.
 *
 * @param mebibytes About how much content the shop has.
 * @throws Failure if PostgreSQL cannot be had or does not start
 */
export async function useShop<T>(
  place: Pick<DrillPlace, "folder">,
  { mebibytes, report }: { readonly mebibytes: number; readonly report: Report },
  work: (shop: ShopServer) => Promise<T>,
): Promise<T> {
  const programs = await ensurePostgres(report);
  const server = await PostgresServer.start(join(place.folder, "primary"), programs);
  try {
    report(`Filling the database with about ${mebibytes} MiB`);
    const client = await server.connect();
    await fillShop(client, mebibytes);
    try {
      return await work({ programs, server, client });
    } finally {
      // A server that was killed has ended it already.
      await client.end().catch(() => undefined);
    }
  } finally {
    await server.stop();
  }
}
