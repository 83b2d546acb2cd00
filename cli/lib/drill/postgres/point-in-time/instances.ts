import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "../../../../../sandbox/lib/failure.ts";
import type { PostgresPrograms } from "../../../../../sandbox/lib/postgres-programs.ts";
import { PostgresServer } from "../server.ts";
import type { ArchiveSettings } from "./archive-settings.ts";
import type { BarmanCloud, BaseBackup } from "./barman.ts";

/** Unit: seconds. */
const mostRecovery = 300;

export interface InstanceArgs {
  readonly programs: PostgresPrograms;
  readonly settings: ArchiveSettings;
  readonly barman: BarmanCloud;
}

/** A primary that archives as the stack's clusters do. */
export function startPrimary(folder: string, { programs, settings, barman }: InstanceArgs): Promise<PostgresServer> {
  return PostgresServer.start(folder, programs, {
    settings: {
      ...settings.parameters,
      archive_mode: "on",
      archive_timeout: `${settings.archiveTimeout}s`,
      archive_command: barman.archiveCommand,
    },
    env: barman.env,
    readsAll: true,
  });
}

/**
 * A new instance from a base backup and the WAL after it; it may be written to when it is there.
 *
 * @param until what is committed later is left out; everything that was archived, where it is not given
 */
export async function recover(
  folder: string,
  backup: BaseBackup,
  { programs, settings, barman }: InstanceArgs,
  until?: string,
): Promise<PostgresServer> {
  const spool = join(folder, "spool");
  const server = await PostgresServer.prepare(folder, programs, {
    settings: {
      ...settings.parameters,
      archive_mode: "off",
      restore_command: barman.restoreCommand(spool),
      recovery_target_action: "promote",
      ...(until !== undefined && { recovery_target_time: until }),
    },
    env: barman.env,
    readsAll: true,
  });
  mkdirSync(spool, { mode: 0o700 });
  server.own(spool);
  await barman.restore(backup, server.data, folder);
  const signal = join(server.data, "recovery.signal");
  writeFileSync(signal, "");
  server.own(signal);
  await server.run();
  try {
    await promoted(server, join(folder, "postgres.log"));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

/** @throws Failure when the server ends instead, such as where the archive does not reach as far as was asked for */
async function promoted(server: PostgresServer, log: string): Promise<void> {
  const deadline = Date.now() + mostRecovery * 1000;
  for (;;) {
    const [row] = await server.query("postgres", "SELECT pg_is_in_recovery() AS recovering").catch(() => []);
    if (row?.["recovering"] === false) return;
    const fatal = readFileSync(log, "utf8")
      .match(/(?<=FATAL: {2})(?!the database system ).+/g)
      ?.at(-1);
    if (fatal !== undefined) throw new Failure(`the recovery ended: ${fatal}`);
    if (Date.now() > deadline) throw new Failure(`the recovery did not end within ${mostRecovery} s`);
    await sleep(50);
  }
}
