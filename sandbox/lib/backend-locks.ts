import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { backendDir } from "./environment.ts";
import { Failure } from "./failure.ts";
import type { Report } from "./failure.ts";
import { processOf } from "./processes.ts";

const lockSchema = z.looseObject({ pid: z.int(), hostname: z.string() });

const waitMinutes = 10;

/**
 * Clears the way for an update of the stack in the sandbox's backend: the lock of an engine that died is removed, and
 * an update that still runs (its terminal may be gone) is waited for.
 */
export async function clearLocks(stack: string, report: Report): Promise<void> {
  const folder = join(backendDir, ".pulumi/locks/organization");
  const deadline = Date.now() + waitMinutes * 60_000;
  let told = 0;
  for (;;) {
    const living = lockFiles(folder, stack).filter((file) => !removeIfStale(file, report));
    if (living.length === 0) return;
    if (Date.now() > deadline) {
      throw new Failure(
        `stack ${stack} is still being updated by another pulumi after ${waitMinutes} minutes: end it first`,
      );
    }
    if (Date.now() - told > 15_000) {
      report(`Waiting for another update of stack ${stack} to end`);
      told = Date.now();
    }
    await sleep(500);
  }
}

function lockFiles(folder: string, stack: string): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.split("/").at(-2) === stack && file.endsWith(".json"))
    .map((file) => join(folder, file));
}

/** True if the lock is gone. */
function removeIfStale(file: string, report: Report): boolean {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return true; // its owner removed it meanwhile
  }
  const lock = lockSchema.safeParse(parseOrUndefined(text));
  // Half a lock was written by an engine that was killed while it wrote.
  if (lock.success && lock.data.hostname === hostname() && isEngine(lock.data.pid)) return false;
  if (lock.success && lock.data.hostname !== hostname()) {
    throw new Failure(
      `the stack is locked by process ${lock.data.pid} on ${lock.data.hostname}: if it is gone, run npm run -s pulumi -- cancel`,
    );
  }
  report("An earlier update was killed: its lock is removed");
  rmSync(file, { force: true });
  return true;
}

function isEngine(pid: number): boolean {
  if (!processOf(pid)) return false;
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "pulumi"; // the pid may be another process's by now
  } catch {
    return true; // not Linux: better to wait for it than to break its lock
  }
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
