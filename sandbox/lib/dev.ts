import { join } from "node:path";
import { execa } from "execa";
import { stopControlPlane } from "./controlplane.ts";
import { clearLocks } from "./backend-locks.ts";
import { clusterDir, clusterState, ensureCluster, knownClusters } from "./clusters.ts";
import { ensureCrds } from "../crds/crds.ts";
import { ensureEngine, enginePath } from "./engine.ts";
import { isOwnBackend } from "./environment.ts";
import { Failure } from "./failure.ts";
import type { Report } from "./failure.ts";
import { withLock } from "./lock.ts";
import { changesLine, outputsTable } from "./outputs.ts";
import { projectRoot, stateDir } from "./paths.ts";
import { ensurePolicyPack } from "./policy.ts";
import { passThrough, policyArguments, selectedStack, stackEnvironment } from "./pulumi.ts";
import { isInitialised, pendingOperations } from "./stacks.ts";
import { controlPlaneTools, ensureTools } from "./tools.ts";

/** The stack that lives in the sandbox, and the context of its cluster. */
const dev = "dev";

/** Builds and fetches everything that the sandbox needs; nothing is started. */
export async function setUp(report: Report): Promise<void> {
  // The CRDs come from the network while the compiler has the cores; a failure of it is waited for below.
  const crds = ensureCrds(report);
  crds.catch(() => undefined);
  await ensureEngine(report, controlPlaneTools);
  await ensureTools(controlPlaneTools, report);
  await crds;
  await ensurePolicyPack();
}

/** Brings up the sandbox and the dev stack in it, with the policy pack, and prints the stack's outputs. */
export function up(report: Report): Promise<number> {
  assertOwnBackend("make up");
  return alone(report, () => bringUp(report));
}

/** Destroys the dev stack and stops every control plane of this checkout. */
export function down(report: Report): Promise<number> {
  assertOwnBackend("make down");
  return alone(report, () => takeDown(report));
}

async function bringUp(report: Report): Promise<number> {
  await setUp(report);
  // First, so that nothing is started for a stack whose file is missing or broken.
  const isNew = !isInitialised(dev);
  const env = await stackEnvironment(dev);
  if (isNew) await selectIfNone(env);
  const cluster = await ensureCluster(dev, report);
  report(`The control plane ${dev} runs; its kubeconfig is ${cluster.kubeconfig}`);
  await clearLocks(dev, report);
  const repaired = await repair(env, report);
  if (repaired !== 0) return repaired;
  const args = ["up", "--yes", "--skip-preview", "--non-interactive", "--stack", dev, ...policyArguments(dev)];
  const exitCode = await passThrough(enginePath, args, env);
  if (exitCode === 0) process.stdout.write(`${await outputsTable(dev, env)}\n${await changesLine(dev, env)}\n`);
  return exitCode;
}

/** So that `pulumi up` means dev, unless somebody chose otherwise. */
async function selectIfNone(env: NodeJS.ProcessEnv): Promise<void> {
  if ((await selectedStack()) !== undefined) return;
  await execa(enginePath, ["stack", "select", dev], { cwd: projectRoot, env, extendEnv: false });
}

/** After an update that was killed, what it was about is looked up in the cluster. */
async function repair(env: NodeJS.ProcessEnv, report: Report): Promise<number> {
  const pending = pendingOperations(dev);
  if (pending === 0) return 0;
  report(`An earlier update was killed with ${pending} operations under way: refreshing the stack`);
  const flags = ["--yes", "--skip-preview", "--clear-pending-creates", "--non-interactive", "--stack", dev];
  return passThrough(enginePath, ["refresh", ...flags], env);
}

async function takeDown(report: Report): Promise<number> {
  const exitCode = isInitialised(dev) ? await destroy(report) : 0;
  // A stack that could not be destroyed is in the cluster still: it can be looked at, and destroyed, later.
  if (exitCode === 0) await stopAll(report);
  return exitCode;
}

/** Stops every control plane of this checkout; what they hold stays. */
export async function stopAll(report: Report): Promise<void> {
  const running = knownClusters().filter((context) => clusterState(context).state !== "stopped");
  for (const context of running) {
    report(`Stopping the control plane ${context}`);
    await stopControlPlane(clusterDir(context), report);
  }
}

async function destroy(report: Report): Promise<number> {
  await setUp(report);
  const env = await stackEnvironment(dev);
  await clearLocks(dev, report);
  await ensureCluster(dev, report);
  return passThrough(enginePath, ["destroy", "--yes", "--skip-preview", "--non-interactive", "--stack", dev], env);
}

/** One `up` or `down` at a time: the next one waits, also for one whose terminal was closed. */
function alone(report: Report, work: () => Promise<number>): Promise<number> {
  const waiting = (pid: number) => report(`Waiting for process ${pid}, which brings this sandbox up or down`);
  return withLock(join(stateDir, "dev.lock"), waiting, work);
}

function assertOwnBackend(command: string): void {
  if (isOwnBackend) return;
  throw new Failure(
    `${command} is for the sandbox's own backend: unset PULUMI_BACKEND_URL, or run npm run -s pulumi -- up`,
  );
}
