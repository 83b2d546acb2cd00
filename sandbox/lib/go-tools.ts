import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { clock, Failure } from "./failure.ts";
import type { Report } from "./failure.ts";
import { goEnvironment, goProblem } from "./go.ts";
import { withLock } from "./lock.ts";
import { cacheDir } from "./paths.ts";
import { launch, recordedProcess, stopProcess } from "./processes.ts";

/** A program that is built from a Go module of the sandbox. */
export interface GoTool {
  readonly package: string;
  /** Variables that carry the version, set by the linker. */
  readonly stamps: Readonly<Record<string, string>>;
  /** What the build takes on two cores after those before it, for the estimate of what is left. */
  readonly seconds: number;
}

/** Raised when what is made of the same sources changes. */
const format = 1;

/** The programs of one Go module of the sandbox, which are built into the cache when they are asked for first. */
export class GoTools<Name extends string> {
  /** Where this checkout's tools are. */
  readonly dir: string;
  readonly #moduleDir: string;
  readonly #tools: Readonly<Record<Name, GoTool>>;

  /**
   * @param folder start of the name of their folder in the cache
   * @param moduleDir folder of the go.mod and go.sum that pin them
   * @param tools in the order in which they are built
   */
  constructor(folder: string, moduleDir: string, tools: Readonly<Record<Name, GoTool>>) {
    this.dir = join(cacheDir, `${folder}-${keyOf(moduleDir, tools)}`);
    this.#moduleDir = moduleDir;
    this.#tools = tools;
  }

  path(name: Name): string {
    return join(this.dir, "bin", name);
  }

  /**
   * Makes sure that the tools are built; says nothing and starts nothing when they are.
   *
   * @param isWhole whether a built tool has everything beside it that it needs. @default - it needs nothing
   * @param finish makes what the tools need beside them
   * @throws Failure if Go is missing or too old, or a tool does not build
   */
  async ensure(
    names: readonly Name[],
    report: Report,
    isWhole: (name: Name) => boolean = () => true,
    finish?: () => Promise<void>,
  ): Promise<void> {
    const missing = () => this.#inOrder(names).filter((name) => !existsSync(this.path(name)) || !isWhole(name));
    if (missing().length === 0) return;
    mkdirSync(join(this.dir, "bin"), { recursive: true });
    const waiting = (pid: number) => report(`Waiting for process ${pid}, which builds the same tools`);
    await withLock(join(this.dir, "lock"), waiting, async () => {
      await this.#build(missing(), report);
      await finish?.();
    });
  }

  async #build(names: readonly Name[], report: Report): Promise<void> {
    const problem = await goProblem(this.#moduleDir);
    if (problem !== undefined) throw new Failure(problem);
    // A build that lost its parent still runs: it would only take the machine's cores from this one.
    const orphan = recordedProcess(this.#pidFile);
    if (orphan) await stopProcess(orphan, 5_000);

    const progress = new Progress(
      names.map((name) => ({ name, seconds: this.#tools[name].seconds })),
      report,
    );
    for (const [index, name] of names.entries()) await progress.during(index, () => this.#buildOne(name));
  }

  async #buildOne(name: Name): Promise<void> {
    const tool = this.#tools[name];
    const unfinished = join(this.dir, `${name}.unfinished`);
    const logFile = join(this.dir, `${name}.log`);
    const stamps = Object.entries(tool.stamps).map(([variable, value]) => `-X ${variable}=${value}`);
    const ldflags = ["-s", "-w", ...stamps].join(" ");
    const flags = ["-mod=readonly", "-trimpath", "-buildvcs=false", "-ldflags", ldflags];
    const exitCode = await launch({
      command: "go",
      args: ["build", ...flags, "-o", unfinished, tool.package],
      // Without cgo no C compiler is needed, and the result runs on any machine of its kind.
      env: { ...definedEnvironment(), ...goEnvironment, CGO_ENABLED: "0" },
      cwd: this.#moduleDir,
      pidFile: this.#pidFile,
      logFile,
      detached: false,
    });
    rmSync(this.#pidFile, { force: true });
    if (exitCode !== 0) {
      const last = readFileSync(logFile, "utf8").trim().split("\n").at(-1) ?? "";
      throw new Failure(`building ${name} failed: ${last} (the whole output is in ${logFile}); run the command again`);
    }
    renameSync(unfinished, this.path(name)); // in one step: what lies in bin/ is complete
  }

  get #pidFile(): string {
    return join(this.dir, "build.pid");
  }

  #inOrder(names: readonly Name[]): Name[] {
    const order = Object.keys(this.#tools);
    return [...new Set(names)].sort((one, other) => order.indexOf(one) - order.indexOf(other));
  }
}

/** Says which tool is being built, and how long the rest may take judging by those before it. */
class Progress {
  readonly #todo: readonly { name: string; seconds: number }[];
  readonly #report: Report;
  readonly #start = Date.now();

  constructor(todo: readonly { name: string; seconds: number }[], report: Report) {
    this.#todo = todo;
    this.#report = report;
  }

  async during(index: number, work: () => Promise<void>): Promise<void> {
    const name = this.#todo[index]?.name ?? "";
    const step = `Building ${name} (${index + 1} of ${this.#todo.length}, once per machine)`;
    this.#report(`${step}: ${this.#times(index, 0)}`);
    const stepStart = Date.now();
    const tick = setInterval(() => {
      this.#report(`  still building ${name}: ${this.#times(index, (Date.now() - stepStart) / 1000)}`);
    }, 20_000);
    try {
      await work();
    } finally {
      clearInterval(tick);
    }
  }

  #times(index: number, secondsInStep: number): string {
    const elapsed = (Date.now() - this.#start) / 1000;
    const planned = this.#seconds(0, index);
    const pace = planned > 0 ? (elapsed - secondsInStep) / planned : 1;
    const current = Math.max(this.#seconds(index, index + 1) * pace - secondsInStep, 5);
    return `${clock(elapsed)} elapsed, about ${clock(current + this.#seconds(index + 1) * pace)} left`;
  }

  #seconds(from: number, to?: number): number {
    return this.#todo.slice(from, to).reduce((total, { seconds }) => total + seconds, 0);
  }
}

/**
 * The Go version is not part of the key: a newer compiler is no reason to build for minutes what runs already, and a
 * machine without Go can use a cache that another one filled.
 */
function keyOf(moduleDir: string, tools: Readonly<Record<string, GoTool>>): string {
  const hash = createHash("sha256").update(JSON.stringify([format, tools, process.platform, process.arch]));
  for (const file of ["go.mod", "go.sum", ...ownSources(moduleDir)]) hash.update(readFileSync(join(moduleDir, file)));
  return hash.digest("hex").slice(0, 12);
}

/** Programs of the module's own, which no version pins. */
function ownSources(moduleDir: string): string[] {
  const files = readdirSync(moduleDir, { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".go")).sort();
}

function definedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
