import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "../../../sandbox/lib/failure.ts";
import {
  isRunning,
  launch,
  type ProcessId,
  processOf,
  recordedProcess,
  stopProcess,
  waitForEnd,
} from "../../../sandbox/lib/processes.ts";

export interface ServerArgs {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Of its record and its log. */
  readonly folder: string;
  /** Whether it answers; asked until it does. */
  readonly answers: () => Promise<boolean>;
  /** How long it may take until then. Unit: seconds. @default 60 */
  readonly withinSeconds?: number;
  /** What asks it to end. @default "SIGTERM" */
  readonly stopSignal?: NodeJS.Signals;
}

/** A server that a drill started, and ends, by its process. */
export class ChildServer {
  readonly #id: ProcessId;
  readonly #stopSignal: NodeJS.Signals;

  private constructor(id: ProcessId, stopSignal: NodeJS.Signals) {
    this.#id = id;
    this.#stopSignal = stopSignal;
  }

  /** @throws Failure when it does not answer in time, or ends before. */
  static async start(asked: ServerArgs): Promise<ChildServer> {
    const { name, folder, command, args, env, answers, withinSeconds = 60, stopSignal = "SIGTERM" } = asked;
    const pidFile = join(folder, `${name}.pid`);
    const logFile = join(folder, `${name}.log`);
    const state = { ended: false };
    const end = launch({
      command,
      args,
      env: { PATH: process.env.PATH ?? "", HOME: folder, LC_ALL: "C.UTF-8", ...env },
      cwd: folder,
      pidFile,
      logFile,
      detached: false,
    });
    const over = () => (state.ended = true);
    end.then(over, over);
    const deadline = Date.now() + withinSeconds * 1000;
    while (!(await answers().catch(() => false))) {
      if (state.ended || Date.now() > deadline) {
        const id = recordedProcess(pidFile);
        if (id) await stopProcess(id, 1000);
        throw new Failure(`${name} does not answer: ${lastWords(logFile)} (${logFile})`);
      }
      await sleep(50);
    }
    const id = recordedProcess(pidFile);
    if (!id) throw new Failure(`${name} ended as soon as it answered (${logFile})`);
    return new ChildServer(id, stopSignal);
  }

  async stop(): Promise<void> {
    if (isRunning(this.#id)) process.kill(this.#id.pid, this.#stopSignal);
    if (await waitForEnd(this.#id, 10_000)) return;
    await stopProcess(this.#id, 1_000);
  }

  get pid(): number {
    return this.#id.pid;
  }

  /** The hard way: nothing is written any more, by it or by processes that it started. */
  async kill(others: readonly number[] = []): Promise<void> {
    for (const pid of [this.#id.pid, ...others]) {
      if (processOf(pid)) process.kill(pid, "SIGKILL");
    }
    await stopProcess(this.#id, 5_000);
  }
}

/** What a server said why it could not go on, in the forms of those that drills start; the end of its log where it did not. */
export function lastWords(logFile: string): string {
  const lines = readFileSync(logFile, "utf8").trim().split("\n");
  // PostgreSQL answers so to whoever comes too early.
  const reasons = lines.filter(
    (line) => /\b(?:FATAL|PANIC)\b|level=(?:fatal|error)/.test(line) && !line.includes("FATAL:  the database system "),
  );
  return (reasons.length > 0 ? reasons : lines).slice(-3).join("; ") || "it said nothing";
}
