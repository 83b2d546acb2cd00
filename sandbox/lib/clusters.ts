import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureCrds } from "../crds/crds.ts";
import { addOperator, dropOperator, operatorsOf, startOperators } from "./control-plane/operators.ts";
import type { Installation, OperatorName } from "./control-plane/operators.ts";
import { layout, partNames } from "./control-plane/parts.ts";
import type { PartName } from "./control-plane/parts.ts";
import { alone, inspectControlPlane, startControlPlane, stopControlPlane } from "./controlplane.ts";
import type { ControlPlane } from "./controlplane.ts";
import { Failure } from "./failure.ts";
import type { Report } from "./failure.ts";
import { stateDir } from "./paths.ts";
import { loopback } from "./ports.ts";
import { buildRollouts } from "./rollouts.ts";

const folder = join(stateDir, "control-planes");

/** What of a cluster runs: all of it, nothing, or something in between, which does not work. */
export type ClusterState = "running" | "stopped" | "broken";

/** Folder of the cluster that plays the given context of a kubeconfig. */
export function clusterDir(context: string): string {
  return join(folder, encodeURIComponent(context));
}

/** Contexts whose clusters have been started in this checkout before. */
export function knownClusters(): string[] {
  return existsSync(folder) ? readdirSync(folder).map(decodeURIComponent).sort() : [];
}

/**
 * Starts what does not run of the cluster that plays the context, with the CRDs of the pinned operators.
 *
 * @param bare without nodes and CRDs, which others bring: @default as at its last start, or else with both
 */
export async function ensureCluster(context: string, report: Report, bare?: boolean): Promise<ControlPlane> {
  const dir = clusterDir(context);
  const isBare = bare ?? inspectControlPlane(dir).record?.bare ?? false;
  const crds = isBare ? undefined : await ensureCrds(report);
  return startControlPlane({ name: context, dir, crds, report, bare: isBare });
}

/** Stops the cluster that plays the context, and forgets all that it held. */
export async function removeCluster(context: string, report: Report): Promise<void> {
  if (!existsSync(clusterDir(context))) return;
  await stopControlPlane(clusterDir(context), report);
  rmSync(clusterDir(context), { recursive: true, force: true });
}

/** The context of a cluster that was handed over as clouds do, bare, and whose API server has that address. */
export function cloudClusterAt(server: string): string | undefined {
  return knownClusters().find((context) => {
    const { record } = inspectControlPlane(clusterDir(context));
    return record?.bare === true && server === `https://${loopback}:${record.ports.apiserver}`;
  });
}

/** Has an operator run beside the cluster that plays the context, whenever that runs. */
export async function installOperator(
  context: string,
  name: OperatorName,
  installation: Installation,
  report: Report,
): Promise<void> {
  const at = layout(clusterDir(context));
  await buildRollouts(report); // while others may use the cluster: it can take minutes
  await alone(at.dir, report, async () => {
    await addOperator(at, name, installation);
    await startOperators(at);
  });
}

/** Takes an operator away from the cluster that plays the context; its settings stay in their namespace. */
export function removeOperator(context: string, name: OperatorName, report: Report): Promise<void> {
  const at = layout(clusterDir(context));
  return alone(at.dir, report, () => dropOperator(at, name));
}

export function clusterState(context: string): { state: ClusterState; dead: (PartName | OperatorName)[] } {
  const dir = clusterDir(context);
  const { pids } = inspectControlPlane(dir);
  const operators = [...operatorsOf(layout(dir))].flatMap(([name, pid]) => (pid === undefined ? [name] : []));
  const dead = [...partNames.filter((part) => !pids.has(part)), ...operators];
  const state = dead.length === 0 ? "running" : pids.size === 0 ? "stopped" : "broken";
  return { state, dead };
}

/** Refuses to go on, in one line, when the cluster is not there to be talked to. */
export function assertRunning(context: string): void {
  const { state, dead } = clusterState(context);
  if (state === "stopped") throw new Failure(`the sandbox of ${context} does not run: start it with make up`);
  if (state === "broken") {
    throw new Failure(`of the sandbox of ${context}, ${dead.join(", ")} died: start it again with make up`);
  }
}
