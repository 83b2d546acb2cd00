import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { type Readable, Transform, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { BackupError } from "./errors.ts";

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  /** Variables besides those of this process; secrets go here, since arguments can be seen. */
  readonly env?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** User and group to run as, where this process may choose. @default - as this process */
  readonly user?: number;
  /** @default - that of this process */
  readonly cwd?: string;
}

/** Lines of standard error that a message shows. */
const mostLines = 3;

/** What is kept of it for them. */
const mostCharacters = 8_192;

/** How long a process may take to end after SIGTERM. Unit: milliseconds. */
const grace = 10_000;

/** Told at last, by the exit code or by the signal that ended it. */
interface End {
  readonly problem: string | undefined;
}

function start<Input extends Writable | null, Output extends Readable | null>(
  child: ChildProcessByStdio<Input, Output, Readable>,
  { command, signal }: Command,
): Promise<End> {
  // A line may come in several pieces.
  let tail = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (tail = (tail + text).slice(-mostCharacters)));
  const last = () =>
    tail
      .split("\n")
      .filter((line) => line.trim() !== "")
      .slice(-mostLines);
  const stop = () => {
    child.kill("SIGTERM");
    const kill = setTimeout(() => child.kill("SIGKILL"), grace);
    child.once("close", () => clearTimeout(kill));
  };
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  const end = new Promise<End>((resolve) => {
    child.once("error", (error) => resolve({ problem: `${command} cannot be run: ${error.message}` }));
    child.once("close", (code, by) => {
      signal.removeEventListener("abort", stop);
      const how = code === null ? `was ended by ${by ?? "a signal"}` : `ended with ${code}`;
      resolve({ problem: code === 0 ? undefined : [`${command} ${how}`, ...last()].join(": ") });
    });
  });
  return end;
}

const settingsOf = ({ env, user, cwd }: Command) => ({
  env: { ...process.env, ...env },
  ...(user !== undefined && { uid: user, gid: user }),
  ...(cwd !== undefined && { cwd }),
});

/** What a command prints, as a stream that fails, rather than ends, when the command fails. */
export function source(asked: Command): Readable {
  const child = spawn(asked.command, asked.args, { ...settingsOf(asked), stdio: ["ignore", "pipe", "pipe"] });
  const end = start(child, asked);
  const checked = new Transform({
    highWaterMark: 1024 * 1024,
    transform: (chunk: Buffer, _encoding, done) => done(null, chunk),
    flush: (done) => {
      void end.then(({ problem }) => done(problem === undefined ? null : new BackupError(problem)));
    },
    // Nobody reads any more: the command must not wait for somebody who does.
    destroy: (error, done) => {
      child.kill("SIGTERM");
      done(error);
    },
  });
  pipeline(child.stdout, checked).catch((error: unknown) => {
    checked.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  void end.then(({ problem }) => {
    if (problem !== undefined && child.pid === undefined) checked.destroy(new BackupError(problem));
  });
  return checked;
}

/** Gives a command what the stream has, and waits for its end. */
export async function sink(content: Readable, asked: Command): Promise<void> {
  const child = spawn(asked.command, asked.args, { ...settingsOf(asked), stdio: ["pipe", "ignore", "pipe"] });
  const end = start(child, asked);
  let failure: Error | undefined;
  try {
    await pipeline(content, child.stdin);
  } catch (error) {
    // The command's own word comes first: its end is why nobody reads.
    failure = error instanceof Error ? error : new Error(String(error));
    if (!isBrokenPipe(failure)) child.kill("SIGTERM");
  }
  const { problem } = await end;
  if (failure && !isBrokenPipe(failure)) throw failure;
  if (problem !== undefined) throw new BackupError(problem);
  if (failure) throw failure;
}

const isBrokenPipe = (error: Error) =>
  "code" in error && (error.code === "EPIPE" || error.code === "ERR_STREAM_PREMATURE_CLOSE");

/**
 * What a command prints, at once.
 *
 * @throws BackupError with its exit code and the end of its standard error.
 */
export async function output(asked: Command): Promise<string> {
  const child = spawn(asked.command, asked.args, { ...settingsOf(asked), stdio: ["ignore", "pipe", "pipe"] });
  const end = start(child, asked);
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => (text += part));
  const { problem } = await end;
  if (problem !== undefined) throw new BackupError(problem);
  return text;
}

/** A server that runs beside, until it is stopped. */
export interface Server {
  /** Settles when it ends by itself, with why. */
  readonly ended: Promise<string>;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts a server; it ends with the run at the latest. */
export function server(asked: Command): Server {
  const child = spawn(asked.command, asked.args, { ...settingsOf(asked), stdio: ["ignore", "ignore", "pipe"] });
  const end = start(child, asked);
  return {
    ended: end.then(({ problem }) => problem ?? `${asked.command} ended`),
    stop: async (signal = "SIGTERM") => {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      child.kill(signal);
      const kill = setTimeout(() => child.kill("SIGKILL"), grace);
      await once(child, "close");
      clearTimeout(kill);
    },
  };
}
