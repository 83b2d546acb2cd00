import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning, processOf } from "./processes.ts";
import type { ProcessId } from "./processes.ts";

/**
 * Runs `work` while no other process holds the lock at `path`. The lock of a process that died, by whatever means,
 * is taken over.
 *
 * @param waiting is called once, with the holder's pid, when somebody else holds the lock
 */
export async function withLock<T>(path: string, waiting: (pid: number) => void, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  let told = false;
  for (;;) {
    const holder = tryLock(path);
    if (!holder) break;
    if (!told) waiting(holder.pid);
    told = true;
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** Takes the lock, or names the living process that holds it. */
function tryLock(path: string): ProcessId | undefined {
  const own = processOf(process.pid);
  if (!own) throw new Error(`cannot read this process's own start time (pid ${process.pid})`);
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, JSON.stringify(own));
  try {
    for (;;) {
      try {
        linkSync(mine, path); // fails if it exists: the one step that decides who gets the lock
        return undefined;
      } catch (error) {
        if (!isCode(error, "EEXIST")) throw error;
      }
      const holder = readHolder(path);
      if (holder && isRunning(holder)) return holder;
      removeStale(path, holder);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Moves a dead process's lock away; a lock that another process took meanwhile is put back. */
function removeStale(path: string, stale: ProcessId | undefined): void {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (isCode(error, "ENOENT")) return;
    throw error;
  }
  const moved = readHolder(aside);
  if (moved && isRunning(moved) && moved.started !== stale?.started) linkSync(aside, path);
  rmSync(aside, { force: true });
}

function readHolder(path: string): ProcessId | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (typeof value !== "object" || value === null || !("pid" in value) || !("started" in value)) return undefined;
    if (typeof value.pid !== "number" || typeof value.started !== "string") return undefined;
    return { pid: value.pid, started: value.started };
  } catch {
    return undefined;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
