import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KubernetesApi } from "../../../../operations/cluster/api.ts";
import { destroyAndRestore } from "../../../../operations/cluster/destroy-and-restore.ts";
import type { Receipt } from "../../../../operations/lib/receipt.ts";
import { ensureCrds } from "../../../../sandbox/crds/crds.ts";
import { type ControlPlane, startControlPlane } from "../../../../sandbox/lib/controlplane.ts";
import { Failure } from "../../../../sandbox/lib/failure.ts";
import type { Report } from "../../../../sandbox/lib/failure.ts";
import { render } from "../../render.ts";
import type { LocalDrill } from "../place.ts";
import { startTarget, type Target, type TargetName } from "../targets/target.ts";
import { apply, type ClusterObjects, clusterObjects, type DrillObject } from "./objects.ts";
import { veleroObjects } from "./velero-objects.ts";
import { VeleroServer } from "./velero-server.ts";

export interface ClusterDrillOptions {
  /** Stack whose objects and schedules are drilled. */
  readonly stack: string;
  /** Names of the schedules. @default - every one of the stack */
  readonly schedules?: readonly string[];
  readonly to: TargetName;
  readonly report: Report;
}

export interface ClusterDrilled {
  /** A receipt for each schedule, sorted by its name. */
  readonly receipts: readonly Receipt[];
  /** What Velero tells Prometheus at the end. */
  readonly metrics: string;
}

export const clusterDrill: LocalDrill = {
  summary: "all systems' namespaces deleted at once and restored by Velero's own server, every object compared",
  run: async ({ to, report }) => merged((await drillCluster({ stack: "dev", to, report })).receipts),
};

/**
 * Backs up the objects of a stack's systems by the schedules that the stack has, deletes their namespaces, restores them, and compares: all of
 * it on a control plane of its own, with Velero's own server.
 *
 * @throws Failure for a store that is not S3, if a part cannot be built or does not come up, or there is no such schedule
 */
export async function drillCluster({ stack, schedules, to, report }: ClusterDrillOptions): Promise<ClusterDrilled> {
  if (to === "azure") throw new Failure("Velero is drilled with its plugin for S3 alone: say --to aws or --to local");
  const objects = chosen(clusterObjects(await render(stack)), schedules);
  await VeleroServer.prepare(report);
  const crds = await ensureCrds(report);
  const dir = mkdtempSync(join(tmpdir(), "plumbline-drill-"));
  let target: Target | undefined;
  let controlPlane: ControlPlane | undefined;
  let velero: VeleroServer | undefined;
  try {
    target = await startTarget(to, join(dir, "store"), report);
    const own = veleroObjects(objects, target);
    controlPlane = await startControlPlane({ name: "drill", dir: join(dir, "cluster"), crds, report });
    const { kubeconfig } = controlPlane;
    report(`Making ${objects.others.length} objects of ${stack}`);
    await apply(kubeconfig, [...objects.others, ...own]);
    mkdirSync(join(dir, "velero"));
    const server = await VeleroServer.start(kubeconfig, join(dir, "velero"), report);
    velero = server;
    const receipts = await destroyAndRestore(KubernetesApi.fromKubeconfig(kubeconfig), {
      schedules: objects.schedules.map(({ metadata }) => metadata.name ?? ""),
      log: report,
      assertRunning: async () => {
        await server.metrics();
      },
    });
    return { receipts, metrics: await server.metrics() };
  } finally {
    await velero?.stop();
    await controlPlane?.stop();
    await target?.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** One receipt of several that were drilled at the same time. */
export function merged(receipts: readonly Receipt[]): Receipt {
  const [first] = receipts;
  if (!first) throw new Failure("no schedule was drilled");
  const all = <Value>(of: (receipt: Receipt) => Value): Value[] => receipts.map(of);
  const failed = receipts.find(({ verdict }) => verdict === "failed");
  const backups = receipts.flatMap(({ backup }) => backup ?? []);
  return {
    ...first,
    system: all(({ system }) => system).join("+"),
    instance: all(({ instance }) => instance).join("+"),
    ...(backups.length === receipts.length && { backup: mergedBackup(backups) }),
    started: all(({ started }) => started).sort()[0] ?? first.started,
    finished:
      all(({ finished }) => finished)
        .sort()
        .at(-1) ?? first.finished,
    steps: Object.fromEntries(
      receipts.flatMap(({ instance, steps }) =>
        Object.entries(steps).map(([step, seconds]) => [`${instance} ${step}`, seconds]),
      ),
    ),
    compared: {
      parts: sum(all(({ compared }) => compared.parts)),
      items: sum(all(({ compared }) => compared.items)),
    },
    differences: receipts.flatMap(({ differences }) => differences),
    rtoSeconds: Math.max(...all(({ rtoSeconds }) => rtoSeconds)),
    verdict: failed ? "failed" : "passed",
    ...(failed?.reason !== undefined && { reason: `${failed.instance}: ${failed.reason}` }),
  };
}

/** Several archives as one: their checksum is that of their checksums. */
function mergedBackup(backups: readonly NonNullable<Receipt["backup"]>[]): Receipt["backup"] {
  const hash = createHash("sha256");
  for (const { sha256 } of backups) hash.update(sha256);
  return {
    id: backups.map(({ id }) => id).join("+"),
    taken: backups.map(({ taken }) => taken).sort()[0] ?? "",
    bytes: sum(backups.map(({ bytes }) => bytes)),
    sha256: hash.digest("hex"),
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Without the systems that no chosen schedule covers. */
function chosen(objects: ClusterObjects, names: readonly string[] | undefined): ClusterObjects {
  if (!names) return objects;
  const all = objects.schedules.map(({ metadata }) => metadata.name ?? "");
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new Failure(`no schedule ${unknown}: the stack has ${all.join(", ")}`);
  const schedules = objects.schedules.filter(({ metadata }) => names.includes(metadata.name ?? ""));
  const covered = JSON.stringify(schedules.map((each) => each["spec"]));
  const isNeeded = ({ metadata: { namespace } }: DrillObject) =>
    namespace === undefined || covered.includes(JSON.stringify(namespace));
  return { ...objects, schedules, others: objects.others.filter(isNeeded) };
}
