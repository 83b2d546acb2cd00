import { pipeline } from "node:stream/promises";
import { output } from "../../lib/child.ts";
import { defineKind, type Dump, type Run } from "../../lib/kind.ts";
import { RedisConnection } from "./connection.ts";
import { RdbReader } from "./rdb.ts";
import { redisScratch } from "./scratch.ts";
import { loginOf, type RedisSettings, redisSettings } from "./settings.ts";
import { infoOf, replicationSnapshot, saveAndWait } from "./snapshot.ts";

/** One node of Redis, by the snapshot that it sends to replicas. */
export const redis = defineKind("redis", redisSettings, (settings, run) => ({
  tools: async (): Promise<Readonly<Record<string, string>>> => {
    // Who only dumps needs no server of its own, and a drill does not reach the one in use.
    if (!settings.scratch) return {};
    const version = await output({ command: settings.scratch.program, args: ["--version"], signal: run.signal });
    return { redis: /v=(\S+)/.exec(version)?.[1] ?? "?" };
  },
  dump: () => dump(settings, run),
  scratch: () => Promise.resolve().then(() => redisScratch(settings, run)),
}));

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
