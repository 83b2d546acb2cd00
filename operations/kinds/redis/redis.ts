import { createWriteStream, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { server, type Server } from "../../lib/child.ts";
import { BackupError, messageOf } from "../../lib/errors.ts";
import type { Facts } from "../../lib/facts.ts";
import { defineKind, type Dump, type Run, type Scratch } from "../../lib/kind.ts";
import { RedisConnection, type RedisLogin } from "./connection.ts";
import { RdbReader } from "./rdb.ts";
import { infoOf, replicationSnapshot, saveAndWait } from "./snapshot.ts";

const redisSettings = z.strictObject({
  host: z.string().min(1),
  port: z.int().min(1).max(65_535).default(6379),
  /** @default - the server asks for none */
  passwordFile: z.string().optional(),
  /** Certificate of the authority that signed the server's. @default - no TLS */
  authorityFile: z.string().optional(),
  /** Where a backup is restored to: a server of its own. @default - no restores */
  scratch: z
    .strictObject({
      folder: z.string(),
      /** @default - what PATH finds */
      program: z.string().default("redis-server"),
      port: z.int().min(1).max(65_535),
      /** Under which the server in use finds it when it is switched to. @default - it cannot be switched to */
      address: z.string().optional(),
    })
    .optional(),
});
type RedisSettings = z.infer<typeof redisSettings>;

/** One node of Redis, by the snapshot that it sends to replicas. */
export const redis = defineKind("redis", redisSettings, (settings, run) => ({
  tools: async (): Promise<Readonly<Record<string, string>>> => {
    const connection = await RedisConnection.open(loginOf(settings), run.signal).catch(() => undefined);
    if (!connection) return {}; // a drill is of a server that is gone
    try {
      return { redis: (await infoOf(connection, "server"))["redis_version"] ?? "?" };
    } finally {
      connection.close();
    }
  },
  dump: () => dump(settings, run),
  scratch: () => Promise.resolve().then(() => scratch(settings, run)),
}));

function loginOf({ host, port, passwordFile, authorityFile }: RedisSettings): RedisLogin {
  let password: string | undefined;
  try {
    password = passwordFile === undefined ? undefined : readFileSync(passwordFile, "utf8").trimEnd();
  } catch {
    throw new BackupError(`the password file ${passwordFile ?? ""} cannot be read`);
  }
  return { host, port, password, authorityFile };
}

async function dump(settings: RedisSettings, { clock, signal, log }: Run): Promise<Dump> {
  const connection = await RedisConnection.open(loginOf(settings), signal);
  const stop = () => connection.close();
  signal.addEventListener("abort", stop, { once: true });
  try {
    // The node's own snapshot on its volume is as new then, for snapshots of the volume.
    await saveAndWait(connection, signal);
    log("Redis has written its own snapshot");
    const { redis_version: version = "?" } = await infoOf(connection, "server");
    const taken = clock.now();
    const reader = new RdbReader();
    pipeline(replicationSnapshot(connection), reader).catch((error: unknown) => {
      reader.destroy(error instanceof Error ? error : new Error(String(error)));
    });
    return {
      taken,
      content: reader,
      extension: ".rdb",
      finish: () => Promise.resolve({ facts: reader.facts(), notes: { server: version } }),
      close: () => {
        signal.removeEventListener("abort", stop);
        connection.close();
        return Promise.resolve();
      },
    };
  } catch (error) {
    connection.close();
    throw error;
  }
}

function scratch(settings: RedisSettings, run: Run): Scratch {
  const { scratch: asked } = settings;
  if (!asked) throw new BackupError("the job does not say where to restore to: settings.scratch");
  const { folder, program, port } = asked;
  const own = join(folder, "redis");
  const remove = () => rmSync(own, { recursive: true, force: true });
  remove(); // what a run that was killed has left
  mkdirSync(own, { recursive: true, mode: 0o700 });
  let running: Server | undefined;
  // It takes commands of this process alone, until it is switched to.
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
    switchOver: async () => {
      if (asked.address === undefined)
        throw new BackupError(
          "the job does not say where the server in use finds the restored one: settings.scratch.address",
        );
      const [host = "", ownPort = String(port)] = asked.address.split(":");
      const inUse = await RedisConnection.open(loginOf(settings), run.signal);
      try {
        await follow(inUse, host, ownPort, run.signal);
      } finally {
        inUse.close();
      }
      return `${settings.host}:${settings.port} has what was restored; its clients were served until it had`;
    },
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

/** The server in use becomes a replica for as long as it takes to have everything, and then itself again; it writes its own files anew. */
async function follow(inUse: RedisConnection, host: string, port: string, signal: AbortSignal): Promise<void> {
  await inUse.ask("REPLICAOF", host, port);
  try {
    for (;;) {
      const { master_link_status: link, master_sync_in_progress: busy } = await infoOf(inUse, "replication");
      if (link === "up" && busy === "0") break;
      await sleep(100, undefined, { signal });
    }
  } finally {
    await inUse.ask("REPLICAOF", "NO", "ONE");
  }
  await inUse.ask("BGREWRITEAOF").catch(() => undefined);
}
