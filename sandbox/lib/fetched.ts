import { execa } from "execa";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clock, Failure } from "./failure.ts";
import type { Report } from "./failure.ts";
import { withLock } from "./lock.ts";
import { cacheDir } from "./paths.ts";

/** Something that is fetched once per machine. */
export interface Fetched {
  readonly name: string;
  /** What decides the content: another one is fetched anew. */
  readonly key: readonly string[];
  /** Puts it into the folder, which is empty. */
  readonly fetch: (folder: string) => Promise<void>;
}

/**
 * Makes sure that something is in the cache; says nothing and starts nothing when it is.
 *
 * @returns its folder
 * @throws Failure if it cannot be fetched
 */
export async function ensureFetched({ name, key, fetch }: Fetched, report: Report): Promise<string> {
  const parts = JSON.stringify([name, ...key, process.platform, process.arch]);
  const dir = join(cacheDir, `${name}-${createHash("sha256").update(parts).digest("hex").slice(0, 12)}`);
  const content = join(dir, "content");
  const whole = join(dir, "whole");
  if (existsSync(whole)) return content;
  mkdirSync(dir, { recursive: true });
  const waiting = (pid: number) => report(`Waiting for process ${pid}, which fetches ${name}`);
  await withLock(join(dir, "lock"), waiting, async () => {
    if (existsSync(whole)) return;
    rmSync(content, { recursive: true, force: true });
    mkdirSync(content, { recursive: true });
    const start = Date.now();
    report(`Fetching ${name} (once per machine)`);
    const tick = setInterval(() => report(`  still fetching ${name}: ${clock((Date.now() - start) / 1000)}`), 20_000);
    try {
      await fetch(content);
    } finally {
      clearInterval(tick);
    }
    writeFileSync(whole, "");
  });
  return content;
}

/** @throws Failure with the last line that the command printed. */
export async function runToFetch(name: string, command: string, args: readonly string[], cwd: string): Promise<void> {
  const { failed, all, code } = await execa(command, args, { cwd, reject: false, all: true, stdin: "ignore" });
  if (!failed) return;
  const why = code === "ENOENT" ? `${command} is not installed` : (all.trim().split("\n").at(-1) ?? "");
  throw new Failure(`fetching ${name} failed: ${why}; the tests and drills that need it cannot run`);
}
