import { setTimeout as sleep } from "node:timers/promises";
import { factsOf } from "../../../../../operations/kinds/postgres/facts.ts";
import { Session } from "../../../../../operations/kinds/postgres/session.ts";
import type { Facts } from "../../../../../operations/lib/facts.ts";
import { Failure, type Report } from "../../../../../sandbox/lib/failure.ts";
import { loopback } from "../../../../../sandbox/lib/ports.ts";
import { type Acknowledged, WriteLoad } from "../load.ts";
import { databaseName, ownerName, type PostgresServer } from "../server.ts";
import type { BaseBackup } from "./barman.ts";

/** Unit: milliseconds. */
const pause = 5;

/** Somebody's mistake, which a later backup has, too. */
const mistake = `
UPDATE customers SET name = 'customer ' || (10000000 - id);
DELETE FROM orders WHERE placed >= '2026-01-01'`;

/** What the primary had before it was lost. */
export interface Lost {
  /** The moment before the mistake, as the server tells it. */
  readonly before: string;
  /** Everything, at that moment. */
  readonly factsBefore: Facts;
  /** Everything, right after the mistake. */
  readonly factsAfter: Facts;
  /** The last write that a client was told of. */
  readonly last: Acknowledged;
}

/**
 * A mistake under load, and a while later the loss of the whole instance at the worst moment: a segment of the WAL has been open for as long as
 * it may, is closed, and not archived yet.
 *
 * @param backUp called while the load runs
 */
export async function disaster(
  primary: PostgresServer,
  archiveTimeout: number,
  backUp: () => Promise<BaseBackup>,
  report: Report,
): Promise<Lost & { readonly backup: BaseBackup }> {
  const client = await primary.connect();
  try {
    const early = new WriteLoad(client, pause);
    const backup = await backUp();
    await early.stop();
    const factsBefore = await contents(primary);
    const [row] = await primary.query(databaseName, "SELECT clock_timestamp()::text AS now");
    const before = String(row?.["now"]);
    await primary.query(databaseName, mistake);
    report(`Made a mistake after ${before}`);
    const factsAfter = await contents(primary);
    const late = new WriteLoad(client, pause, early.last?.id);
    await archived(primary, archiveTimeout);
    await worstMoment(primary, archiveTimeout);
    await primary.kill();
    await late.stop();
    if (!late.last) throw new Failure("no write was acknowledged after the mistake");
    report(`Killed under load, after write ${late.last.id} was acknowledged`);
    return { backup, before, factsBefore, factsAfter, last: late.last };
  } finally {
    await client.end().catch(() => undefined);
  }
}

const segmentNow = "SELECT pg_walfile_name(pg_current_wal_insert_lsn()) AS value";

/** Waits until everything that is written by now is in the archive. */
async function archived(server: PostgresServer, archiveTimeout: number): Promise<void> {
  const segment = await ask(server, segmentNow);
  // Their names are in the order of the WAL.
  await until(
    async () => (await ask(server, "SELECT coalesce(last_archived_wal, '') AS value FROM pg_stat_archiver")) >= segment,
    archiveTimeout,
    `${segment} was not archived`,
  );
}

/** Segments that may be filled before their time, such as by what the server does after a change of many rows. */
const mostFilled = 5;

/** Waits until a segment has been closed for its age alone, and has yet to be archived. */
async function worstMoment(server: PostgresServer, archiveTimeout: number): Promise<void> {
  for (let filled = 0; filled < mostFilled; filled += 1) {
    const segment = await ask(server, segmentNow);
    const opened = performance.now();
    await until(async () => (await ask(server, segmentNow)) !== segment, archiveTimeout, `${segment} was not closed`);
    // The server counts in whole seconds.
    if (performance.now() - opened > (archiveTimeout - 1.5) * 1000) return;
  }
}

async function ask(server: PostgresServer, text: string): Promise<string> {
  const [row] = await server.query("postgres", text);
  return String(row?.["value"]);
}

async function until(isSo: () => Promise<boolean>, archiveTimeout: number, problem: string): Promise<void> {
  const seconds = archiveTimeout + 60;
  const deadline = Date.now() + seconds * 1000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Failure(`${problem} within ${seconds} s`);
    await sleep(20);
  }
}

/** What is in a server now, measured as backups measure it. */
export async function contents(server: PostgresServer): Promise<Facts> {
  const { port, password } = server;
  const session = await Session.open(
    { host: loopback, port, user: ownerName, password, authorityFile: undefined },
    databaseName,
  );
  try {
    return await factsOf(session);
  } finally {
    await session.close();
  }
}
