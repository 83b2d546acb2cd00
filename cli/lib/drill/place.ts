import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync, chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import type { Receipt } from "../../../operations/lib/receipt.ts";
import { Failure, type Report } from "../../../sandbox/lib/failure.ts";
import { compileCache, pinnedNode, projectRoot } from "../../../sandbox/lib/paths.ts";
import { startTarget, type Target, type TargetName } from "./targets/target.ts";

/** Commands of the programs in `operations/`. */
export type ProgramCommand = "backup" | "drill" | "list" | "prune" | "restore" | "verify";

/** A program's job, less what the place knows. */
export interface DrillJob {
  readonly kind: string;
  readonly instance: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly objectives?: { readonly rtoSeconds: number; readonly rpoSeconds: number };
}

/** Where a drill runs: a folder, a store, a key, and the very programs that run in the cluster. */
export class DrillPlace {
  readonly folder: string;
  readonly target: Target;
  readonly report: Report;
  readonly #keyFile: string;

  private constructor(folder: string, target: Target, report: Report) {
    this.folder = folder;
    this.target = target;
    this.report = report;
    this.#keyFile = join(folder, "keys");
    writeFileSync(this.#keyFile, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  }

  /** Lends a place to some work, and removes everything of it at the end. */
  static async use<T>(to: TargetName, report: Report, work: (place: DrillPlace) => Promise<T>): Promise<T> {
    const folder = mkdtempSync(join(tmpdir(), "plumbline-drill-"));
    // Servers that refuse to run as root run as somebody else, with folders of their own in here.
    chmodSync(folder, 0o711);
    try {
      report(`Starting the store (${to})`);
      const target = await startTarget(to, join(folder, "store"), report);
      try {
        return await work(new DrillPlace(folder, target, report));
      } finally {
        await target.stop();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** The file of a job, as it is mounted in the cluster. */
  jobFile(job: DrillJob): string {
    const file = join(this.folder, `job-${job.kind}-${job.instance}.json`);
    const whole = { system: "drill", store: this.target.store, keyFile: this.#keyFile, ...job };
    writeFileSync(file, JSON.stringify(whole));
    return file;
  }

  /**
   * Runs a program to its end, and returns what it prints.
   *
   * @throws Failure with its last line when it fails
   */
  async program(command: ProgramCommand, job: DrillJob, ...options: readonly string[]): Promise<string> {
    const args = [join(projectRoot, "operations/main.ts"), command, "--job", this.jobFile(job), ...options];
    const run = execa(pinnedNode, args, {
      env: { ...this.target.env, NODE_COMPILE_CACHE: compileCache },
      reject: false,
      stdin: "ignore",
    });
    run.stderr.setEncoding("utf8").on("data", (text: string) => this.report(text.trimEnd()));
    const { failed, stdout, stderr } = await run;
    // A drill that failed has a receipt, too.
    if (failed && (command !== "drill" || stdout === "")) {
      throw new Failure(`${command} of ${job.kind} failed: ${stderr.trim().split("\n").at(-1) ?? ""}`);
    }
    return stdout;
  }
}

/** A drill of one kind of store against a real server of this machine. */
export interface LocalDrill {
  /** One line for --help. */
  readonly summary: string;
  readonly run: (options: LocalDrillOptions) => Promise<Receipt>;
}

export interface LocalDrillOptions {
  readonly to: TargetName;
  readonly report: Report;
  /** About how much content the server gets. Unit: MiB. @default - a few */
  readonly mebibytes?: number;
}
