import { Command, InvalidArgumentError } from "commander";
import { backup } from "./backup.ts";
import { chooseBackups, endOfNewestChain, expiredKeys, listBackups } from "./catalogue.ts";
import { systemClock } from "./clock.ts";
import type { Context } from "./context.ts";
import { drill } from "./drill.ts";
import { BackupError, messageOf } from "./errors.ts";
import { serveMetrics } from "./exporter.ts";
import { readJob } from "./job.ts";
import { readKeys } from "./keys.ts";
import type { Kind } from "./kind.ts";
import { restore, verify } from "./restore.ts";
import { openStore, type StoreType } from "./store/stores.ts";

/** What a program can do: a bundle has the kinds and stores that its pods need, and no other. */
export interface Parts {
  readonly kinds: readonly Kind[];
  readonly stores: readonly StoreType[];
}

const signals = { SIGTERM: 15, SIGINT: 2, SIGHUP: 1 } as const;

/** Runs the command of the process's arguments; the exit code is 0 when it did what it was asked for, and never otherwise. */
export async function main(parts: Parts): Promise<void> {
  const abort = new AbortController();
  for (const [name, number] of Object.entries(signals)) {
    process.once(name, () => {
      abort.abort(new BackupError(`ended by ${name}`));
      process.exitCode = 128 + number;
    });
  }
  try {
    await commands(parts, abort.signal).parseAsync();
  } catch (error) {
    console.error(messageOf(abort.signal.aborted ? abort.signal.reason : error));
    process.exitCode ||= 1;
  }
  // A request that a store never answers must not keep the process.
  process.exit();
}

const jobFile = "/etc/plumbline/job.json";
const log = (line: string) => console.error(line);
const print = (value: unknown) => console.log(JSON.stringify(value));

function contextOf(parts: Parts, file: string, signal: AbortSignal): Context {
  const job = readJob(file);
  const kind = parts.kinds.find(({ name }) => name === job.kind);
  if (!kind) {
    throw new BackupError(
      `the program has no kind ${job.kind}: it has ${parts.kinds.map(({ name }) => name).join(", ")}`,
    );
  }
  const store = openStore(parts.stores, job);
  const keys = readKeys(job.keyFile);
  const newest = () => endOfNewestChain(store, keys, job, signal);
  return { job, kind, store, keys, run: { job, signal, clock: systemClock, log, newest } };
}

function commands(parts: Parts, signal: AbortSignal): Command {
  const program = new Command("backup-program")
    .description("Backs up one store, and restores it. What to do with what is in the job file.")
    .enablePositionalOptions();
  const command = (name: string, description: string) =>
    program.command(name).description(description).option("--job <file>", "the job, as JSON", jobFile);
  const open = (file: string) => contextOf(parts, file, signal);

  command("backup", "Makes a backup, and prints its manifest. There is a whole backup then, or none.").action(
    async ({ job }: { job: string }) => print(await backup(open(job))),
  );
  command("list", "Prints the backups that there are, oldest first, as JSON.").action(
    async ({ job }: { job: string }) => {
      const { store, job: subject } = open(job);
      print(await listBackups(store, subject, signal));
    },
  );
  command("verify", "Reads the newest backup from its first to its last byte, and prints its manifest.")
    .option("--at <time>", "the newest one at or before this time instead", timeOf)
    .action(async ({ job, at = new Date() }: { job: string; at?: Date }) => {
      const context = open(job);
      const manifests = await chooseBackups(context.store, context.keys, context.job, at, signal);
      for (const manifest of manifests) await verify(context, manifest);
      print(manifests.at(-1));
    });
  command("restore", "Restores the newest backup into a new instance, and compares it with what was saved.")
    .option("--at <time>", "the newest one at or before this time instead", timeOf)
    .option("--dry-run", "only chooses the backup and reads all of it")
    .option("--switch", "then puts what was restored in the place of what is in use")
    .action(async (options: { job: string; at?: Date; dryRun?: boolean; switch?: boolean }) => {
      const { job, at = new Date(), dryRun = false, switch: switchOver = false } = options;
      console.log(await restore(open(job), { at, dryRun, switchOver }));
    });
  command("drill", "Restores the newest backup, compares, removes it again, and leaves and prints a receipt.").action(
    async ({ job }: { job: string }) => {
      const receipt = await drill(open(job));
      print(receipt);
      if (receipt.reason !== undefined) throw new BackupError(`the drill failed: ${receipt.reason}`);
    },
  );
  command(
    "prune",
    "Removes what is older than its tier allows, and prints the keys. For stores without rules of their own.",
  )
    .option("--dry-run", "only prints them")
    .action(async ({ job, dryRun = false }: { job: string; dryRun?: boolean }) => {
      const { store, job: subject, run } = open(job);
      const keys = await expiredKeys(store, subject, run.clock.now(), signal);
      if (!dryRun && keys.length > 0) await store.remove(keys, signal);
      print(keys);
    });
  command(
    "metrics",
    "Serves what the store's manifests and receipts say, for Prometheus; the job's kind does not matter.",
  )
    .option("--port <port>", "port to listen on", portOf, 9187)
    .option("--host <address>", "address to listen on", "0.0.0.0")
    .action(async ({ job, port, host }: { job: string; port: number; host: string }) => {
      const { system, keyFile, store } = readJob(job);
      await serveMetrics({
        system,
        store: openStore(parts.stores, { store }),
        keys: readKeys(keyFile),
        host,
        port,
        signal,
        log,
      });
    });
  return program;
}

function timeOf(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new InvalidArgumentError("Give a time such as 2026-01-31T12:00:00Z.");
  return time;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError("Give a port from 0 to 65535.");
  return port;
}
