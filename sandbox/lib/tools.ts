import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import versions from "../versions.json" with { type: "json" };
import { clock, Failure } from "./failure.ts";
import type { Report } from "./failure.ts";
import { goEnvironment, goModuleDir, goProblem } from "./go.ts";
import { withLock } from "./lock.ts";
import { cacheDir } from "./paths.ts";
import { launch, recordedProcess, stopProcess } from "./processes.ts";
import { writeStages } from "./stages.ts";

interface Tool {
  readonly package: string;
  /** Variables that carry the version, set by the linker. */
  readonly stamps: Readonly<Record<string, string>>;
  /** What the build takes on two cores after those before it, for the estimate of what is left. */
  readonly seconds: number;
}

const kubernetesStamps = {
  "k8s.io/component-base/version.gitVersion": `v${versions.kubernetes}`,
  "k8s.io/component-base/version.gitMajor": versions.kubernetes.split(".")[0] ?? "",
  "k8s.io/component-base/version.gitMinor": versions.kubernetes.split(".")[1] ?? "",
};

/** The programs that are built from `sandbox/go`, in the order in which they are built. */
const tools = {
  etcd: { package: "go.etcd.io/etcd/server/v3", stamps: {}, seconds: 40 },
  "kube-apiserver": { package: "k8s.io/kubernetes/cmd/kube-apiserver", stamps: kubernetesStamps, seconds: 140 },
  "kube-controller-manager": {
    package: "k8s.io/kubernetes/cmd/kube-controller-manager",
    stamps: kubernetesStamps,
    seconds: 50,
  },
  "kube-scheduler": { package: "k8s.io/kubernetes/cmd/kube-scheduler", stamps: kubernetesStamps, seconds: 6 },
  kubectl: { package: "k8s.io/kubernetes/cmd/kubectl", stamps: kubernetesStamps, seconds: 20 },
  kwok: { package: "sigs.k8s.io/kwok/cmd/kwok", stamps: {}, seconds: 12 },
  pulumi: {
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    stamps: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": `v${versions.pulumi}` },
    seconds: 130,
  },
} as const satisfies Record<string, Tool>;

export type ToolName = keyof typeof tools;

/** Everything that a control plane needs. */
export const controlPlaneTools = [
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kubectl",
  "kwok",
] as const satisfies readonly ToolName[];

/** Raised when what is made of the same sources changes. */
const format = 1;

/**
 * Where this checkout's tools are. The Go version is not part of the key: a newer compiler is no reason to build for
 * minutes what runs already, and a machine without Go can use a cache that another one filled.
 */
export const toolsDir = join(cacheDir, `tools-${toolsKey()}`);

export const toolPath = (name: ToolName): string => join(toolsDir, "bin", name);

/** How kwok's nodes, pods and volumes behave: the stages of its own release, in one file. */
export const stagesFile = join(toolsDir, "kwok-stages.yaml");

/** What kwok's release wants the API server to know: its rights, and a default StorageClass. */
export const kwokObjectsFile = join(toolsDir, "kwok-objects.yaml");

/**
 * Makes sure that the tools are built; says nothing and starts nothing when they are.
 *
 * @throws Failure if Go is missing or too old, or a tool does not build
 */
export async function ensureTools(names: readonly ToolName[], report: Report): Promise<void> {
  if (missing(names).length === 0) return;
  mkdirSync(join(toolsDir, "bin"), { recursive: true });
  const waiting = (pid: number) => report(`Waiting for process ${pid}, which builds the same tools`);
  await withLock(join(toolsDir, "lock"), waiting, () => build(names, report));
}

async function build(names: readonly ToolName[], report: Report): Promise<void> {
  const problem = await goProblem();
  if (problem !== undefined) throw new Failure(problem);
  // A build that lost its parent still runs: it would only take the machine's cores from this one.
  const orphan = recordedProcess(pidFile);
  if (orphan) await stopProcess(orphan, 5_000);

  const todo = missing(names);
  const progress = new Progress(todo, report);
  for (const [index, name] of todo.entries()) {
    await progress.during(name, index, () => buildOne(name));
  }
  if (names.includes("kwok")) await writeStages(stagesFile, kwokObjectsFile);
}

const pidFile = join(toolsDir, "build.pid");

async function buildOne(name: ToolName): Promise<void> {
  const tool: Tool = tools[name];
  const unfinished = join(toolsDir, `${name}.unfinished`);
  const logFile = join(toolsDir, `${name}.log`);
  const stamps = Object.entries(tool.stamps).map(([variable, value]) => `-X ${variable}=${value}`);
  const ldflags = ["-s", "-w", ...stamps].join(" ");
  const exitCode = await launch({
    command: "go",
    args: [
      "build",
      "-mod=readonly",
      "-trimpath",
      "-buildvcs=false",
      "-ldflags",
      ldflags,
      "-o",
      unfinished,
      tool.package,
    ],
    // Without cgo no C compiler is needed, and the result runs on any machine of its kind.
    env: { ...definedEnvironment(), ...goEnvironment, CGO_ENABLED: "0" },
    cwd: goModuleDir,
    pidFile,
    logFile,
    detached: false,
  });
  rmSync(pidFile, { force: true });
  if (exitCode !== 0) {
    const last = readFileSync(logFile, "utf8").trim().split("\n").at(-1) ?? "";
    throw new Failure(`building ${name} failed: ${last} (the whole output is in ${logFile}); run the command again`);
  }
  renameSync(unfinished, toolPath(name)); // in one step: what lies in bin/ is complete
}

/** Says which tool is being built, and how long the rest may take judging by those before it. */
class Progress {
  readonly #todo: readonly ToolName[];
  readonly #report: Report;
  readonly #start = Date.now();

  constructor(todo: readonly ToolName[], report: Report) {
    this.#todo = todo;
    this.#report = report;
  }

  async during(name: ToolName, index: number, work: () => Promise<void>): Promise<void> {
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
    const planned = sum(this.#todo.slice(0, index));
    const pace = planned > 0 ? (elapsed - secondsInStep) / planned : 1;
    const current = Math.max(sum(this.#todo.slice(index, index + 1)) * pace - secondsInStep, 5);
    return `${clock(elapsed)} elapsed, about ${clock(current + sum(this.#todo.slice(index + 1)) * pace)} left`;
  }
}

function sum(names: readonly ToolName[]): number {
  return names.reduce((total, name) => total + tools[name].seconds, 0);
}

function missing(names: readonly ToolName[]): ToolName[] {
  const wanted = Object.keys(tools).filter((name): name is ToolName => names.some((other) => other === name));
  return wanted.filter((name) => !existsSync(toolPath(name)) || (name === "kwok" && !existsSync(stagesFile)));
}

function toolsKey(): string {
  const hash = createHash("sha256").update(JSON.stringify([format, tools, process.platform, process.arch]));
  for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(join(goModuleDir, file)));
  return hash.digest("hex").slice(0, 12);
}

function definedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
