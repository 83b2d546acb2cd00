import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { execa } from "execa";
import { bundledProgram } from "../../../components/operations/backup/program.ts";
import { scratchServer } from "../../../operations/kinds/postgres/scratch-server.ts";
import { Session } from "../../../operations/kinds/postgres/session.ts";
import { environmentOf, loginOf, postgresSettings, programOf } from "../../../operations/kinds/postgres/settings.ts";
import { manifestSchema } from "../../../operations/lib/manifest.ts";
import { receiptSchema } from "../../../operations/lib/receipt.ts";
import type { Report } from "../../../sandbox/lib/failure.ts";
import { compileCache, pinnedNode } from "../../../sandbox/lib/paths.ts";
import { type DrillJob, DrillPlace } from "../drill/place.ts";
import { dumpJob } from "../drill/postgres/drill.ts";
import { databaseName } from "../drill/postgres/server.ts";
import { useShop } from "../drill/postgres/shop-server.ts";

/** What of a dump goes through in a second. */
interface Throughput {
  /** Encrypted, with checksums and facts, to the store and from it. Unit: MiB a second. */
  readonly ours: number;
  /** Plain, on the disk. Unit: MiB a second. */
  readonly plain: number;
  readonly ratio: number;
}

/** A backup and a restore of PostgreSQL, against `pg_dump | gzip` and `gunzip | pg_restore` of the same database in the same run. */
export interface BackupThroughput {
  /** Of the dump, before it is compressed. Unit: MiB. */
  readonly mebibytes: number;
  /** Of the dump's size. */
  readonly stored: { readonly ours: number; readonly plain: number };
  readonly backup: Throughput;
  /** With what is read first to verify all of it. */
  readonly restore: Throughput;
  /** Most memory of the program, which is the same for every size. Unit: MiB. */
  readonly mostMemory: { readonly backup: number; readonly restore: number };
}

export interface BackupThroughputArgs {
  /** About how much content the database has. */
  readonly mebibytes: number;
  /** How often each is measured; the fastest counts. */
  readonly rounds: number;
  readonly report: Report;
}

/** @throws Failure if a part cannot be had, or a backup or a restore fails */
export function backupThroughput(args: BackupThroughputArgs): Promise<BackupThroughput> {
  return DrillPlace.use("local", args.report, (place) => measure(place, args));
}

function measure(place: DrillPlace, { mebibytes, rounds, report }: BackupThroughputArgs): Promise<BackupThroughput> {
  return useShop(place, { mebibytes, report }, async ({ programs, server }) => {
    const job = dumpJob(place, server, programs);
    const best = { backup: Infinity, plainBackup: Infinity, restore: Infinity, plainRestore: Infinity };
    const memory = { backup: 0, restore: 0 };
    let sizes = { dump: 0, ours: 0, plain: 0 };
    const fastest = (what: keyof typeof best, seconds: number) => {
      best[what] = Math.min(best[what], seconds);
      report(`${what}: ${seconds.toFixed(1)} s`);
    };
    // In turn, so that whatever else the machine does meets both.
    for (let round = 0; round < rounds; round += 1) {
      const plain = await plainBackup(place, job);
      fastest("plainBackup", plain.seconds);
      const ours = await program(place, "backup", job);
      fastest("backup", ours.seconds);
      const { data } = manifestSchema.parse(JSON.parse(ours.printed));
      sizes = { dump: data.plainBytes, ours: data.bytes, plain: plain.bytes };
      fastest("plainRestore", await plainRestore(job, plain.file));
      rmSync(plain.file);
      const drilled = await program(place, "drill", job);
      const { steps, reason } = receiptSchema.parse(JSON.parse(drilled.printed));
      if (reason !== undefined) throw new Error(`the restore failed: ${reason}`);
      fastest("restore", (steps["choose"] ?? 0) + (steps["verify"] ?? 0) + (steps["restore"] ?? 0));
      memory.backup = Math.max(memory.backup, ours.memory);
      memory.restore = Math.max(memory.restore, drilled.memory);
    }
    const size = sizes.dump / 1024 / 1024;
    const throughput = (ours: number, plain: number) => ({
      ours: rounded(size / ours),
      plain: rounded(size / plain),
      ratio: rounded(plain / ours),
    });
    return {
      mebibytes: rounded(size),
      stored: { ours: rounded(sizes.ours / sizes.dump), plain: rounded(sizes.plain / sizes.dump) },
      backup: throughput(best.backup, best.plainBackup),
      restore: throughput(best.restore, best.plainRestore),
      mostMemory: memory,
    };
  });
}

const rounded = (value: number) => Math.round(value * 100) / 100;

async function timed<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly seconds: number }> {
  const started = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - started) / 1000 };
}

/** The program of the pods, from its start to its end, and the most memory that it had. Unit: seconds, MiB. */
async function program(place: DrillPlace, command: "backup" | "drill", job: DrillJob) {
  let memory = 0;
  const file = join(place.folder, "program.mjs");
  writeFileSync(file, brotliDecompressSync(Buffer.from(bundledProgram("postgres", "s3"), "base64")));
  const { result, seconds } = await timed(async () => {
    const args = [file, command, "--job", place.jobFile(job)];
    const env = { ...place.target.env, NODE_COMPILE_CACHE: compileCache };
    const running = execa(pinnedNode, args, { env, stdin: "ignore" });
    const watch = setInterval(() => (memory = Math.max(memory, peakOf(running.pid))), 100);
    return running.finally(() => clearInterval(watch));
  });
  return { printed: result.stdout, seconds, memory };
}

/** What Linux says of a process; elsewhere nothing. */
function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid ?? 0}/status`, "utf8");
    return Math.round(Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

/** Stops at the first command of a pipe that fails. */
const pipe = (line: string, args: readonly string[], env: Readonly<Record<string, string>>) =>
  execa("bash", ["-o", "pipefail", "-c", line, "bash", ...args], { env, stdin: "ignore" });

async function plainBackup({ folder }: DrillPlace, job: DrillJob) {
  const settings = postgresSettings.parse(job.settings);
  const file = join(folder, "plain.dump.gz");
  const env = environmentOf(loginOf(settings), databaseName);
  const line = `"$1" --format=custom --compress=0 --no-password | gzip > "$2"`;
  const { seconds } = await timed(() => pipe(line, [programOf(settings, "pg_dump"), file], env));
  return { file, seconds, bytes: statSync(file).size };
}

/** Into a server like that of the drill. */
async function plainRestore(job: DrillJob, file: string): Promise<number> {
  const settings = postgresSettings.parse(job.settings);
  const { scratch } = settings;
  if (scratch?.type !== "server") throw new Error("the job restores into no server of its own");
  const { signal } = new AbortController();
  const { login, stop } = await scratchServer(settings, scratch, { signal, log: () => undefined });
  try {
    const session = await Session.open(login, "postgres");
    await session.run(`CREATE DATABASE ${databaseName} TEMPLATE template0`).finally(() => session.close());
    const line = `gunzip < "$2" | "$1" --exit-on-error --no-password --no-owner --no-acl --dbname=${databaseName}`;
    const env = environmentOf(login, databaseName);
    return (await timed(() => pipe(line, [programOf(settings, "pg_restore"), file], env))).seconds;
  } finally {
    await stop();
  }
}
