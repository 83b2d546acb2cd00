import { chownSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { output, server, type Server } from "../../lib/child.ts";
import { BackupError, messageOf } from "../../lib/errors.ts";
import type { Run } from "../../lib/kind.ts";
import { type Login, type PostgresSettings, programOf } from "./settings.ts";

/** How long a new server may take until it answers. Unit: seconds. */
const startWithin = 60;

/** A server that listens on a socket alone, in a folder that is removed with it. */
export interface ScratchServer {
  readonly login: Login;
  readonly stop: () => Promise<void>;
}

/** A new server: what is in it is thrown away, so that it need not wait for the disk. */
export async function scratchServer(
  settings: PostgresSettings,
  { folder, userId }: { readonly folder: string; readonly userId?: number | undefined },
  { signal, log }: Pick<Run, "signal" | "log">,
): Promise<ScratchServer> {
  const own = join(folder, "postgres");
  const data = join(own, "data");
  const user = process.getuid?.() === 0 ? userId : undefined;
  const remove = () => rmSync(own, { recursive: true, force: true });
  remove(); // what a run that was killed has left
  mkdirSync(own, { recursive: true, mode: 0o700 });
  if (user !== undefined) chownSync(own, user, user);
  const common = { signal, user, cwd: own, env: { LC_ALL: "C.UTF-8", TZ: "UTC" } };
  let running: Server | undefined;
  try {
    const initialize = [
      "--pgdata",
      data,
      "--username",
      settings.user,
      "--encoding",
      "UTF8",
      "--auth",
      "trust",
      "--no-sync",
    ];
    await output({
      ...common,
      command: programOf(settings, "initdb"),
      args: [...initialize, "--locale-provider", "libc", "--locale", "C.UTF-8"],
    });
    const options = {
      listen_addresses: "",
      unix_socket_directories: own,
      fsync: "off",
      synchronous_commit: "off",
      full_page_writes: "off",
      max_wal_size: "4GB",
      maintenance_work_mem: "256MB",
      autovacuum: "off",
    };
    const flags = Object.entries(options).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    running = server({ ...common, command: programOf(settings, "postgres"), args: ["-D", data, ...flags] });
    const login = { host: own, port: 5432, user: settings.user, password: undefined, authorityFile: undefined };
    await ready(settings, login, running, signal);
    log(`A server of its own answers in ${own}`);
    const started = running;
    // Fast: sessions end, and nothing is kept anyway.
    return { login, stop: () => started.stop("SIGINT").finally(remove) };
  } catch (error) {
    await running?.stop("SIGQUIT");
    remove();
    throw error;
  }
}

async function ready(settings: PostgresSettings, login: Login, running: Server, signal: AbortSignal): Promise<void> {
  const asks = ["--host", login.host, "--username", login.user, "--dbname", "postgres", "--quiet"];
  let ended: string | undefined;
  void running.ended.then((why) => (ended = why));
  let last: unknown;
  for (let tries = 0; tries < startWithin * 10; tries += 1) {
    if (ended !== undefined) throw new BackupError(`the new server ended: ${ended}`);
    try {
      await output({ command: programOf(settings, "pg_isready"), args: asks, signal });
      return;
    } catch (error) {
      signal.throwIfAborted();
      last = error;
    }
    await sleep(100, undefined, { signal });
  }
  throw new BackupError(`the new server does not answer within ${startWithin} s: ${messageOf(last)}`);
}
