import { randomBytes } from "node:crypto";
import { execa } from "execa";
import { toolPath } from "../../../../sandbox/lib/tools.ts";
import { type KubernetesObject, manifestsOf } from "../../manifests.ts";
import type { Rendered } from "../../render.ts";

/** A rendered object with its other fields. */
export type DrillObject = KubernetesObject & Readonly<Record<string, unknown>>;

/** What a drill of the cluster puts onto its own control plane. */
export interface ClusterObjects {
  /** Velero's schedules, as the stack has them. */
  readonly schedules: readonly DrillObject[];
  /** Velero's location, as the stack has it. */
  readonly location: DrillObject;
  /** Everything else in the namespaces of the schedules, and what the cluster shares, in the order in which it can be made. */
  readonly others: readonly DrillObject[];
}

/** What decides on objects after it. */
const first = ["Namespace", "StorageClass", "PriorityClass", "ServiceAccount", "ConfigMap", "Secret"];

/** @throws Error if the stack has no schedule or no location */
export function clusterObjects(rendered: Rendered): ClusterObjects {
  const all = manifestsOf(rendered).map(({ object }): DrillObject => ({ ...object }));
  const isVelero = ({ apiVersion }: DrillObject) => apiVersion === "velero.io/v1";
  const schedules = all.filter((each) => isVelero(each) && each.kind === "Schedule");
  const [location] = all.filter((each) => isVelero(each) && each.kind === "BackupStorageLocation");
  if (schedules.length === 0 || !location) throw new Error(`the stack ${rendered.stack} backs up no objects`);
  const rank = ({ kind }: DrillObject) => (first.includes(kind) ? first.indexOf(kind) : first.length);
  const others = all.filter((each) => !isVelero(each)).sort((one, other) => rank(one) - rank(other));
  return { schedules, location, others: others.map(withValues) };
}

/** Applies objects as a person would, in their order. */
export async function apply(kubeconfig: string, objects: readonly DrillObject[]): Promise<void> {
  const input = JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
  // The API server checks them: what kubectl would check them by is long, and has to be fetched in half a minute.
  const args = [
    `--kubeconfig=${kubeconfig}`,
    "apply",
    "--server-side",
    "--force-conflicts",
    "--validate=false",
    "-f",
    "-",
  ];
  await execa(toolPath("kubectl"), args, { input, timeout: 300_000 });
}

/** A rendered Secret has a marker for each value: a drill wants values that no other copy has. */
function withValues(object: DrillObject): DrillObject {
  if (object.kind !== "Secret" || typeof object["data"] !== "object" || object["data"] === null) return object;
  const value = () => randomBytes(32).toString("base64");
  return { ...object, data: Object.fromEntries(Object.keys(object["data"]).map((key) => [key, value()])) };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
