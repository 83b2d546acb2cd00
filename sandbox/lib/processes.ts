import { execFileSync, spawn } from "node:child_process";
import type { StdioOptions } from "node:child_process";
import { mkdirSync, openSync, closeSync, readFileSync, renameSync, rmSync, existsSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A process for certain: a pid alone may have been given to another process since. */
export interface ProcessId {
  readonly pid: number;
  /** When it started, as the system tells: clock ticks since boot on Linux, a date elsewhere. */
  readonly started: string;
}

/** What {@link launch} needs to know. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Written by the process itself before it becomes the command, so that no process goes unrecorded. */
  readonly pidFile: string;
  /** Receives standard output and standard error; the log of the run before is kept beside it. */
  readonly logFile: string;
  /** Outlives the launching process and its terminal. @default true */
  readonly detached?: boolean;
}

const hasProc = existsSync("/proc/self/stat");

/** Becomes the command after having noted pid and start time: a launcher that is killed in between loses nothing. */
const recordAndExec = `umask 077
file=$1; shift
if [ -r /proc/$$/stat ]; then started=$(cut -d' ' -f22 /proc/$$/stat); else started=$(LC_ALL=C ps -o lstart= -p $$); fi
echo "$$ $started" > "$file.new" && mv "$file.new" "$file" && exec "$@"`;

/** The process of that pid now, or undefined if there is none (a zombie is none). */
export function processOf(pid: number): ProcessId | undefined {
  try {
    if (!hasProc) {
      const started = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
        env: { ...process.env, LC_ALL: "C" },
      });
      return { pid, started: started.toString().trim() };
    }
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the command in parentheses and may itself hold blanks and parentheses.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A zombie is none, unless it has threads yet that are ending, and hold its ports and files until then.
    if ((fields[0] === "Z" && Number(fields[17]) <= 1) || fields[19] === undefined) return undefined;
    return { pid, started: fields[19] };
  } catch {
    return undefined;
  }
}

export function isRunning(id: ProcessId): boolean {
  return processOf(id.pid)?.started === id.started;
}

/** The process that a pid file names, if it still runs. */
export function recordedProcess(pidFile: string): ProcessId | undefined {
  const id = readProcess(pidFile);
  return id && isRunning(id) ? id : undefined;
}

function readProcess(pidFile: string): ProcessId | undefined {
  let text: string;
  try {
    text = readFileSync(pidFile, "utf8").trim();
  } catch {
    return undefined;
  }
  const blank = text.indexOf(" ");
  const id = { pid: Number(text.slice(0, blank)), started: text.slice(blank + 1).trim() };
  return Number.isInteger(id.pid) && id.pid > 1 ? id : undefined;
}

/**
 * Starts a process in the background and records it.
 *
 * @returns its exit code (null if a signal ended it), for whoever stays to wait
 */
export function launch({ command, args, env, cwd, pidFile, logFile, detached = true }: Launch): Promise<number | null> {
  for (const file of [pidFile, logFile]) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.previous`);
  rmSync(pidFile, { force: true });
  const log = openSync(logFile, "w", 0o600);
  try {
    const stdio: StdioOptions = ["ignore", log, log];
    const child = spawn("/bin/sh", ["-c", recordAndExec, "sh", pidFile, command, ...args], {
      cwd,
      env,
      detached,
      stdio,
    });
    if (detached) child.unref();
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", resolve);
    });
  } finally {
    closeSync(log);
  }
}

/** Waits until a process has ended; false when it still runs after `milliseconds`. */
export async function waitForEnd(id: ProcessId, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (isRunning(id)) {
    if (Date.now() > deadline) return false;
    await sleep(25);
  }
  return true;
}

/** SIGTERM, and SIGKILL when that was not enough within `graceMilliseconds`. */
export async function stopProcess(id: ProcessId, graceMilliseconds: number): Promise<void> {
  signal(id, "SIGTERM");
  if (await waitForEnd(id, graceMilliseconds)) return;
  signal(id, "SIGKILL");
  if (!(await waitForEnd(id, 5_000))) throw new Error(`process ${id.pid} does not end, not even by SIGKILL`);
}

/**
 * {@link stopProcess} for a process that {@link launch} started detached, and then for what it started itself and left behind,
 * as one that is killed does.
 */
export async function stopGroup(pidFile: string, graceMilliseconds: number): Promise<void> {
  const id = readProcess(pidFile);
  if (!id) return;
  await stopProcess(id, graceMilliseconds);
  // No process gets the number of a group that has members; who has it now would be another one's.
  if (processOf(id.pid)) return;
  try {
    process.kill(-id.pid, "SIGKILL");
  } catch {
    // Nobody is left of it.
  }
}

function signal(id: ProcessId, name: NodeJS.Signals): void {
  if (!isRunning(id)) return;
  try {
    process.kill(id.pid, name);
  } catch (error) {
    // Ended between the look and the signal.
    if (isRunning(id)) throw error;
  }
}
