import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { BackupError } from "../../lib/errors.ts";
import type { RedisConnection } from "./connection.ts";

/** A field of INFO's text. */
export async function infoOf(connection: RedisConnection, section: string): Promise<Readonly<Record<string, string>>> {
  const text = await connection.text("INFO", section);
  const pairs = text.split("\r\n").filter((line) => line.includes(":"));
  return Object.fromEntries(pairs.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1)]));
}

/**
 * Has the server write a snapshot of its own, and waits until it has: BGSAVE answers before it begins, so that a copy made at once would be of
 * the former one (CAP-047).
 *
 * @throws BackupError when the server could not write it, such as on a full disk.
 */
export async function saveAndWait(connection: RedisConnection, signal: AbortSignal): Promise<void> {
  for (;;) {
    const { rdb_bgsave_in_progress: busy } = await infoOf(connection, "persistence");
    if (busy === "0") break;
    await sleep(100, undefined, { signal });
  }
  const before = Number(await connection.ask("LASTSAVE"));
  await connection.ask("BGSAVE", "SCHEDULE");
  // LASTSAVE tells whole seconds: within one of them it may not change, and the count of saves does.
  const saves = async () => Number((await infoOf(connection, "persistence"))["rdb_saves"] ?? "0");
  const count = await saves();
  for (;;) {
    const persistence = await infoOf(connection, "persistence");
    const {
      rdb_bgsave_in_progress: busy,
      rdb_last_bgsave_status: status,
      aof_rewrite_in_progress: rewrite,
    } = persistence;
    if (busy === "0" && rewrite === "0") {
      if (status !== "ok")
        throw new BackupError("Redis could not write its snapshot: see its log, and the space on its volume");
      const saved = Number(await connection.ask("LASTSAVE")) !== before || (await saves()) !== count;
      if (saved) return;
      // A save that began and ended between the two questions.
      await connection.ask("BGSAVE", "SCHEDULE").catch(() => undefined);
    }
    await sleep(100, undefined, { signal });
  }
}

/** Length of the mark at the end of a snapshot whose size the server does not know at its start. */
const markLength = 40;

/** The server's whole content as it sends it to a replica: an RDB file. Fails when the connection ends before it does. */
export function replicationSnapshot(connection: RedisConnection): Readable {
  return Readable.from(contentOf(connection), { objectMode: false, highWaterMark: 1024 * 1024 });
}

async function* contentOf(connection: RedisConnection): AsyncGenerator<Buffer> {
  connection.send("SYNC");
  let first = "";
  // While it prepares, the server sends ends of lines of one character.
  while (first === "") first = (await connection.line()).replace(/^\n+/, "");
  if (first.startsWith("-")) throw new BackupError(`Redis says: ${first.slice(1)}`);
  if (!first.startsWith("$")) throw new BackupError(`Redis answers SYNC with ${first.slice(0, 40)}`);
  if (first.startsWith("$EOF:")) yield* untilMark(connection, Buffer.from(first.slice(5), "latin1"));
  else yield* ofLength(connection, Number(first.slice(1)));
}

async function* ofLength(connection: RedisConnection, length: number): AsyncGenerator<Buffer> {
  for (let left = length; left > 0;) {
    const part = await connection.bytes(left);
    left -= part.length;
    yield part;
  }
}

async function* untilMark(connection: RedisConnection, mark: Buffer): AsyncGenerator<Buffer> {
  if (mark.length !== markLength) throw new BackupError("Redis announces a mark of another length");
  let held = Buffer.alloc(0);
  for (;;) {
    held = Buffer.concat([held, await connection.bytes(1024 * 1024)]);
    const end = held.indexOf(mark);
    if (end >= 0) {
      yield held.subarray(0, end);
      return;
    }
    const sure = held.length - markLength;
    if (sure > 0) {
      yield held.subarray(0, sure);
      held = held.subarray(sure);
    }
  }
}
