import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { clock, Failure } from "./failure.ts";
import type { Report } from "./failure.ts";
import { withLock } from "./lock.ts";
import { cacheDir, projectRoot } from "./paths.ts";
import { launch, recordedProcess, stopProcess } from "./processes.ts";

/**
 * Python programs that only tests run. `sandbox/python-tests/<name>/requirements.txt` pins each with all that it needs, by
 * checksum; `make up` and its set-up install none of them.
 */
export const pythonTools = ["moto", "checkov"] as const;
export type PythonToolName = (typeof pythonTools)[number];

/** Oldest Python that the locked packages run on, by minor version. */
const leastPython = 10;

/** Raised when what is made of the same list changes. */
const format = 1;

/**
 * Makes sure that a tool is installed, in an environment of its own in the cache; says nothing and starts nothing when it is.
 *
 * @returns the Python that has it: `python -m NAME` runs it
 * @throws Failure if Python or its module venv is missing or too old, or a package cannot be installed
 */
export async function ensurePythonTool(name: PythonToolName, report: Report): Promise<string> {
  const list = join(projectRoot, "sandbox/python-tests", name, "requirements.txt");
  const dir = join(cacheDir, `python-${name}-${keyOf(list)}`);
  const python = join(dir, "environment/bin/python");
  const whole = join(dir, "whole");
  // The environment's Python is a link to the machine's, which may be gone since.
  const isThere = () => existsSync(whole) && existsSync(python);
  if (isThere()) return python;
  const waiting = (pid: number) => report(`Waiting for process ${pid}, which installs ${name}`);
  mkdirSync(dir, { recursive: true });
  await withLock(join(dir, "lock"), waiting, async () => {
    if (isThere()) return;
    rmSync(whole, { force: true });
    await install(name, { dir, python, list }, report);
    writeFileSync(whole, "");
  });
  return python;
}

interface Installation {
  readonly dir: string;
  readonly python: string;
  readonly list: string;
}

async function install(name: PythonToolName, { dir, python, list }: Installation, report: Report): Promise<void> {
  const problem = await pythonProblem();
  if (problem !== undefined) throw new Failure(problem);
  const start = Date.now();
  report(`Installing ${name} (once per machine, about a minute)`);
  const tick = setInterval(() => report(`  still installing ${name}: ${clock((Date.now() - start) / 1000)}`), 20_000);
  try {
    await run(name, dir, "python3", ["-m", "venv", "--clear", join(dir, "environment")]);
    // Only what the list has, as it has it: nothing is built, resolved or left unchecked.
    const strict = ["--require-hashes", "--no-deps", "--only-binary=:all:"];
    const quiet = ["--quiet", "--disable-pip-version-check", "--no-input"];
    await run(name, dir, python, ["-m", "pip", "install", ...quiet, ...strict, "--requirement", list]);
  } finally {
    clearInterval(tick);
  }
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

/** What keeps this machine from installing Python programs, in one line; undefined if nothing does. */
async function pythonProblem(): Promise<string | undefined> {
  const least = `Python 3.${leastPython} or newer with its module venv`;
  const ask = "import sys, ensurepip, venv; print('.'.join(map(str, sys.version_info[:2])))";
  const { failed, stdout, stderr, code } = await execa("python3", ["-c", ask], { reject: false });
  if (code === "ENOENT") return `python3 is not installed: the tests need ${least}`;
  if (failed) return `python3 lacks what the tests need, ${least}: ${stderr.trim().split("\n").at(-1) ?? ""}`;
  const [major = 0, minor = 0] = stdout.trim().split(".").map(Number);
  return major > 3 || (major === 3 && minor >= leastPython)
    ? undefined
    : `python3 is ${stdout.trim()}: the tests need ${least}`;
}

/** The machine's Python is not part of the key: one that is replaced takes its environments with it, and they are made anew. */
function keyOf(list: string): string {
  const hash = createHash("sha256").update(JSON.stringify([format, process.platform, process.arch]));
  return hash.update(readFileSync(list)).digest("hex").slice(0, 12);
}
