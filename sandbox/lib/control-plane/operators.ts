import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { silent } from "../failure.ts";
import { recordedProcess, stopGroup } from "../processes.ts";
import { launchRollouts, rolloutsSettings } from "../rollouts.ts";
import { kubectl } from "./objects.ts";
import type { Layout } from "./parts.ts";

/** Operators that can run beside a cluster, of which everything else that charts install is missing. */
export const operatorNames = ["argo-rollouts"] as const;
export type OperatorName = (typeof operatorNames)[number];

/** How an operator was installed. */
export interface Installation {
  readonly namespace: string;
  /** Plugins that its chart's values name. */
  readonly plugins: readonly string[];
}

const installationFile = z.object({ namespace: z.string(), plugins: z.array(z.string()) });

const folderOf = (at: Layout, name: OperatorName): string => join(at.dir, "operators", name);
const fileOf = (at: Layout, name: OperatorName): string => join(folderOf(at, name), "installation.json");
const pidFileOf = (at: Layout, name: OperatorName): string => join(folderOf(at, name), "pid");

/** The operators that were installed in a cluster, each with its process if it runs. */
export function operatorsOf(at: Layout): Map<OperatorName, number | undefined> {
  const installed = operatorNames.filter((name) => existsSync(fileOf(at, name)));
  return new Map(installed.map((name) => [name, recordedProcess(pidFileOf(at, name))?.pid]));
}

/** Has an operator run beside a cluster from now on, whenever that runs; {@link startOperators} starts it. */
export async function addOperator(at: Layout, name: OperatorName, { namespace, plugins }: Installation): Promise<void> {
  const settings = await rolloutsSettings(namespace, plugins, silent);
  await kubectl(at, ["apply", "--server-side", "--force-conflicts", "-f", "-"], JSON.stringify(settings));
  mkdirSync(folderOf(at, name), { recursive: true, mode: 0o700 });
  writeFileSync(fileOf(at, name), JSON.stringify({ namespace, plugins }), { mode: 0o600 });
}

/** Starts the cluster's operators that do not run. */
export async function startOperators(at: Layout): Promise<void> {
  for (const [name, pid] of operatorsOf(at)) {
    if (pid !== undefined) continue;
    await stopGroup(pidFileOf(at, name), 0); // plugins of a process that was killed
    const { namespace } = installationFile.parse(JSON.parse(readFileSync(fileOf(at, name), "utf8")));
    const folder = folderOf(at, name);
    const files = { pidFile: pidFileOf(at, name), logFile: join(at.logs, `${name}.log`) };
    await launchRollouts({ kubeconfig: at.kubeconfig, namespace, folder, ...files });
  }
}

/** Stops the cluster's operators, in bounded time; the next start starts them again. */
export async function stopOperators(at: Layout): Promise<void> {
  await Promise.all([...operatorsOf(at).keys()].map((name) => stopGroup(pidFileOf(at, name), 10_000)));
}

/** Stops an operator for good. */
export async function dropOperator(at: Layout, name: OperatorName): Promise<void> {
  await stopGroup(pidFileOf(at, name), 10_000);
  rmSync(folderOf(at, name), { recursive: true, force: true });
}
