import { createWriteStream, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { server, type Server } from "../../lib/child.ts";
import { BackupError, messageOf } from "../../lib/errors.ts";
import type { Facts } from "../../lib/facts.ts";
import type { Run, Scratch } from "../../lib/kind.ts";
import { RedisConnection, type RedisLogin } from "./connection.ts";
import { handOver } from "./hand-over.ts";
import { RdbReader } from "./rdb.ts";
import type { RedisSettings } from "./settings.ts";
import { infoOf, replicationSnapshot } from "./snapshot.ts";

/** A server of its own, which takes commands of this process alone until the one in use fetches what it has. */
export function redisScratch(settings: RedisSettings, run: Run): Scratch {
  const { scratch: asked } = settings;
  if (!asked) throw new BackupError("the job does not say where to restore to: settings.scratch");
  const { folder, program, port } = asked;
  const own = join(folder, "redis");
  const remove = () => rmSync(own, { recursive: true, force: true });
  remove(); // what a run that was killed has left
  mkdirSync(own, { recursive: true, mode: 0o700 });
  let running: Server | undefined;
  const login: RedisLogin = { host: "127.0.0.1", port, password: undefined, authorityFile: undefined };
  const use = async <T>(work: (connection: RedisConnection) => Promise<T>): Promise<T> => {
    const connection = await RedisConnection.open(login, run.signal);
    try {
      return await work(connection);
    } finally {
      connection.close();
    }
  };
  return {
    restore: async (content) => {
      await pipeline(content, createWriteStream(join(own, "dump.rdb"), { mode: 0o600 }));
      // With its append-only file on, a server that starts reads that one alone, and is empty (CAP-049): it is turned on afterwards.
      const lines = ["bind 127.0.0.1", `port ${port}`, `dir ${own}`, "appendonly no", 'save ""', "dbfilename dump.rdb"];
      writeFileSync(join(own, "redis.conf"), `${lines.join("\n")}\n`);
      running = server({ command: program, args: [join(own, "redis.conf")], signal: run.signal });
      await ready(running, use, run.signal);
      await use((connection) => appendOnly(connection, run.signal));
    },
    facts: () => use(measured),
    switchOver: () => use((connection) => handOver(connection, settings, run.signal)),
    close: async () => {
      await running?.stop();
      remove();
    },
  };
}

async function ready(
  running: Server,
  use: <T>(work: (connection: RedisConnection) => Promise<T>) => Promise<T>,
  signal: AbortSignal,
): Promise<void> {
  const state: { ended?: string } = {};
  void running.ended.then((why) => (state.ended = why));
  for (;;) {
    signal.throwIfAborted();
    if (state.ended !== undefined) throw new BackupError(`the new server ended: ${state.ended}`);
    try {
      await use((connection) => connection.ask("PING"));
      return;
    } catch (error) {
      // It answers so while it reads the file.
      if (!/LOADING|ECONNREFUSED|ended the connection/.test(messageOf(error))) throw error;
    }
    await sleep(50, undefined, { signal });
  }
}

/** Has a server keep an append-only file from now on, and waits until everything is in it. */
async function appendOnly(connection: RedisConnection, signal: AbortSignal): Promise<void> {
  await connection.ask("CONFIG", "SET", "appendonly", "yes");
  for (;;) {
    const {
      aof_rewrite_in_progress: busy,
      aof_rewrite_scheduled: due,
      aof_last_bgrewrite_status: status,
    } = await infoOf(connection, "persistence");
    if (busy === "0" && due === "0") {
      if (status !== "ok") throw new BackupError("the new server could not write its append-only file");
      return;
    }
    await sleep(50, undefined, { signal });
  }
}

async function measured(connection: RedisConnection): Promise<Facts> {
  const reader = new RdbReader();
  reader.resume();
  await pipeline(replicationSnapshot(connection), reader);
  return reader.facts();
}
