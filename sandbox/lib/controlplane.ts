import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { ensureCredentials, kubeconfig } from "./control-plane/credentials.ts";
import { applyBase, applyCrds } from "./control-plane/objects.ts";
import { startOperators, stopOperators } from "./control-plane/operators.ts";
import { commandOf, controllers, layout, logFile, partNames, pidFile, servers } from "./control-plane/parts.ts";
import type { Layout, PartName, Ports } from "./control-plane/parts.ts";
import { pidOf, PortTaken, waitUntilServing, waitUntilStoring, waitUntilWorking } from "./control-plane/readiness.ts";
import { keepCrds, restoreCrds } from "./control-plane/stored-crds.ts";
import { Failure, silent } from "./failure.ts";
import type { Report } from "./failure.ts";
import { withLock } from "./lock.ts";
import { freePorts } from "./ports.ts";
import { launch, recordedProcess, stopProcess } from "./processes.ts";
import { controlPlaneTools, ensureTools } from "./tools.ts";

export interface ControlPlaneOptions {
  /** Name of the cluster and of the kubeconfig's context. */
  readonly name: string;
  /** Folder for everything of it; what the cluster holds is still there after a stop and a start. */
  readonly dir: string;
  /** Folder of CRDs to be applied, whose name says what is in it. @default - none */
  readonly crds?: string;
  /** As clouds hand them over: without nodes and CRDs, which others bring. @default - as at its last start, or else false */
  readonly bare?: boolean;
  /** Is told what happens. @default - nobody is */
  readonly report?: Report;
}

/** A running control plane. */
export interface ControlPlane {
  readonly name: string;
  readonly dir: string;
  /** Path of a kubeconfig with full rights. */
  readonly kubeconfig: string;
  readonly ports: Ports;
  readonly pids: Readonly<Record<PartName, number>>;
  /** False when everything ran already. */
  readonly started: boolean;
  stop(): Promise<void>;
}

const attempts = 3;

const recordName = "control-plane.json";

const recordFile = z.object({
  name: z.string(),
  ports: z.object({ apiserver: z.int(), etcd: z.int(), etcdPeer: z.int() }),
  /** The set of CRDs that was applied last. */
  crds: z.string().optional(),
  bare: z.boolean().optional(),
});
type ControlPlaneRecord = z.infer<typeof recordFile>;

/**
 * Starts whatever of the control plane does not run, and returns when it is ready for workloads. The processes outlive
 * the caller.
 *
 * @throws Failure if a part cannot be built or does not come up; nothing is left running then
 */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const { dir, report = silent } = options;
  await ensureTools(controlPlaneTools, report);
  return alone(dir, report, () => start(layout(dir), options, report));
}

/** Stops every process of the control plane in that folder, in bounded time; what it holds stays. */
export async function stopControlPlane(dir: string, report: Report = silent): Promise<void> {
  await alone(dir, report, () => stopParts(layout(dir)));
}

/** Does something to the control plane in that folder while nobody else does. */
export function alone<T>(dir: string, report: Report, work: () => Promise<T>): Promise<T> {
  const waiting = (pid: number) => report(`Waiting for process ${pid}, which is at work on the same control plane`);
  return withLock(join(dir, "lock"), waiting, work);
}

/** What runs of the control plane in that folder, with the ports of its last start. */
export function inspectControlPlane(dir: string): { record?: ControlPlaneRecord; pids: Map<PartName, number> } {
  const at = layout(dir);
  return { record: readRecord(at), pids: runningParts(at) };
}

async function start(at: Layout, options: ControlPlaneOptions, report: Report): Promise<ControlPlane> {
  const before = runningParts(at);
  const isComplete = before.size === partNames.length;
  if (!isComplete) {
    report(before.size === 0 ? `Starting the control plane ${options.name}` : describeDead(options.name, before));
  }
  const bare = options.bare ?? readRecord(at)?.bare ?? false;
  const crds = bare ? undefined : options.crds;
  const ports = await startParts(at, options.name, bare, crds);
  if (crds !== undefined) await bringCrds(at, ports, crds, report);
  await startOperators(at);
  return {
    name: options.name,
    dir: options.dir,
    kubeconfig: at.kubeconfig,
    ports,
    pids: pidsOf(at),
    started: !isComplete,
    stop: () => stopControlPlane(options.dir),
  };
}

async function startParts(at: Layout, name: string, bare: boolean, crds: string | undefined): Promise<Ports> {
  for (let attempt = 1; ; attempt++) {
    const ports = await preparePorts(at);
    if (await ensureCredentials(at.pki)) await stopParts(at); // whoever runs has the old ones
    writeConfiguration(at, name, ports, bare);
    try {
      await bringUp(at, ports, !bare, crds);
      return ports;
    } catch (error) {
      await stopParts(at);
      if (!(error instanceof PortTaken)) throw error;
      if (attempt === attempts) throw new Failure(`${error.message} found its port taken ${attempts} times: try again`);
      rmSync(join(at.dir, recordName), { force: true }); // other ports next time
    }
  }
}

/** Ports of the parts that run, or else free ones, the same as last time where possible. */
async function preparePorts(at: Layout): Promise<Ports> {
  const last = readRecord(at)?.ports;
  const running = runningParts(at);
  const preferred = last ? [last.apiserver, last.etcd, last.etcdPeer] : [];
  if (last && servers.every((part) => running.has(part))) return last;
  if (last && servers.some((part) => running.has(part))) {
    const needed = running.has("etcd") ? [last.apiserver] : [last.etcd, last.etcdPeer];
    const free = await freePorts(needed.length, needed);
    if (free.every((port, index) => port === needed[index])) return last;
  }
  // A part without its server is worth nothing, and one on other ports finds nobody.
  await stopParts(at);
  const [apiserver = 0, etcd = 0, etcdPeer = 0] = await freePorts(3, preferred);
  return { apiserver, etcd, etcdPeer };
}

async function bringUp(at: Layout, ports: Ports, withNodes: boolean, crds: string | undefined): Promise<void> {
  const exited = new Set<PartName>();
  if (crds !== undefined) await storeCrds(at, ports, crds, exited);
  launchMissing(at, ports, servers, exited);
  await waitUntilServing(at, ports, exited);
  const isNew = controllers.some((part) => pidOf(at, part) === undefined);
  const others = controllers.filter((part) => part !== "kwok");
  launchMissing(at, ports, others, exited);
  if (isNew) await applyBase(at, withNodes);
  // It gives up after a quarter of a minute without the rights that it gets only now: a busy machine takes longer.
  launchMissing(at, ports, ["kwok"], exited);
  await waitUntilWorking(at, ports, exited, withNodes);
}

function launchMissing(at: Layout, ports: Ports, parts: readonly PartName[], exited: Set<PartName>): void {
  for (const part of parts) {
    if (pidOf(at, part) !== undefined) continue;
    const ended = launch({
      ...commandOf(part, at, ports),
      // Nothing of the user's environment (proxies, cloud credentials) concerns these.
      env: { PATH: process.env.PATH ?? "", HOME: at.dir },
      cwd: at.dir,
      pidFile: pidFile(at, part),
      logFile: logFile(at, part),
    });
    const note = () => void exited.add(part);
    ended.then(note, note);
  }
}

/** Puts CRDs where the API server will find them at its first start, if another one of this machine had them before. */
async function storeCrds(at: Layout, ports: Ports, folder: string, exited: Set<PartName>): Promise<void> {
  if (readRecord(at)?.crds !== undefined || pidOf(at, "kube-apiserver") !== undefined) return;
  launchMissing(at, ports, ["etcd"], exited);
  await waitUntilStoring(at, ports, exited);
  if (!(await restoreCrds(at, ports, folder))) return;
  const record = readRecord(at);
  if (record) writeRecord(at, { ...record, crds: basename(folder) });
}

/** The CRDs are in the cluster already, unless the pinned operators changed. */
async function bringCrds(at: Layout, ports: Ports, folder: string, report: Report): Promise<void> {
  const record = readRecord(at);
  if (!record || record.crds === basename(folder)) return;
  report("Applying the CRDs of the pinned operators");
  await applyCrds(at, folder);
  writeRecord(at, { ...record, crds: basename(folder) });
  // It only makes the next one faster: a cache that cannot be written to is no reason to fail.
  await keepCrds(at, ports, folder).catch((error: unknown) =>
    report(`The CRDs are not kept for the next: ${String(error)}`),
  );
}

async function stopParts(at: Layout): Promise<void> {
  const stop = async (part: PartName) => {
    const id = recordedProcess(pidFile(at, part));
    if (id) await stopProcess(id, 10_000);
  };
  await Promise.all([...controllers.map(stop), stopOperators(at)]);
  for (const part of servers.toReversed()) await stop(part);
}

function writeConfiguration(at: Layout, name: string, ports: Ports, bare: boolean): void {
  mkdirSync(at.kubeconfigs, { recursive: true, mode: 0o700 });
  for (const part of ["kube-controller-manager", "kube-scheduler", "kwok"] as const) {
    writeAtOnce(join(at.kubeconfigs, part), kubeconfig(at.pki, part, name, ports.apiserver));
  }
  writeAtOnce(at.kubeconfig, kubeconfig(at.pki, "admin", name, ports.apiserver));
  writeRecord(at, { ...readRecord(at), name, ports, bare });
}

function readRecord(at: Layout): ControlPlaneRecord | undefined {
  try {
    return recordFile.parse(JSON.parse(readFileSync(join(at.dir, recordName), "utf8")));
  } catch {
    return undefined; // never started, or damaged: it is written anew
  }
}

function writeRecord(at: Layout, record: ControlPlaneRecord): void {
  writeAtOnce(join(at.dir, recordName), `${JSON.stringify(record)}\n`);
}

function writeAtOnce(file: string, text: string): void {
  writeFileSync(`${file}.unfinished`, text, { mode: 0o600 });
  renameSync(`${file}.unfinished`, file);
}

function runningParts(at: Layout): Map<PartName, number> {
  return new Map(
    partNames.flatMap((part): [PartName, number][] => {
      const pid = pidOf(at, part);
      return pid === undefined ? [] : [[part, pid]];
    }),
  );
}

function pidsOf(at: Layout): Record<PartName, number> {
  const pid = (part: PartName) => {
    const found = pidOf(at, part);
    if (found === undefined) throw new Failure(`${part} ended as soon as it was ready: see ${logFile(at, part)}`);
    return found;
  };
  return {
    etcd: pid("etcd"),
    "kube-apiserver": pid("kube-apiserver"),
    "kube-controller-manager": pid("kube-controller-manager"),
    "kube-scheduler": pid("kube-scheduler"),
    kwok: pid("kwok"),
  };
}

function describeDead(name: string, running: ReadonlyMap<PartName, number>): string {
  const dead = partNames.filter((part) => !running.has(part));
  return `Of the control plane ${name}, ${dead.join(", ")} no longer ${dead.length === 1 ? "runs" : "run"}: starting again`;
}
