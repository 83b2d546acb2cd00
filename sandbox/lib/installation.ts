import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clock, Failure } from "./failure.ts";
import type { Report } from "./failure.ts";
import { withLock } from "./lock.ts";
import { launch, recordedProcess, stopProcess } from "./processes.ts";

/** Something that a package client installs into a folder of the cache. */
export interface Installation {
  /** As people call it. */
  readonly name: string;
  /** Its folder, which has the lock, the log and what is installed. */
  readonly dir: string;
  /** Whether what was installed can still be used. */
  readonly isUsable: () => boolean;
  /** Installs it, by commands that are recorded, so that one which lost its parent is ended by the next. */
  readonly install: (run: (command: string, args: readonly string[]) => Promise<void>) => Promise<void>;
}

/**
 * Installs what is not there; says nothing and starts nothing when it is. An installation that was interrupted counts as none.
 *
 * @throws Failure with the last line of what a command said, if one fails
 */
export async function ensureInstalled({ name, dir, isUsable, install }: Installation, report: Report): Promise<void> {
  const whole = join(dir, "whole");
  const isThere = () => existsSync(whole) && isUsable();
  if (isThere()) return;
  mkdirSync(dir, { recursive: true });
  const waiting = (pid: number) => report(`Waiting for process ${pid}, which installs ${name}`);
  await withLock(join(dir, "lock"), waiting, async () => {
    if (isThere()) return;
    rmSync(whole, { force: true });
    const start = Date.now();
    report(`Installing ${name} (once per machine, about a minute)`);
    const tick = setInterval(() => report(`  still installing ${name}: ${clock((Date.now() - start) / 1000)}`), 20_000);
    try {
      await install((command, args) => run(name, dir, command, args));
    } finally {
      clearInterval(tick);
    }
    writeFileSync(whole, "");
  });
}

async function run(name: string, dir: string, command: string, args: readonly string[]): Promise<void> {
  const pidFile = join(dir, "install.pid");
  const logFile = join(dir, "install.log");
  const orphan = recordedProcess(pidFile);
  if (orphan) await stopProcess(orphan, 5_000);
  const env = Object.fromEntries(
    Object.entries(process.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
  const exitCode = await launch({ command, args, env, cwd: dir, pidFile, logFile, detached: false });
  rmSync(pidFile, { force: true });
  if (exitCode === 0) return;
  const last = readFileSync(logFile, "utf8").trim().split("\n").at(-1) ?? "";
  throw new Failure(`installing ${name} failed: ${last} (the whole output is in ${logFile}); run the command again`);
}
