import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureCrds } from "../../../../sandbox/crds/crds.ts";
import { type ControlPlane, startControlPlane } from "../../../../sandbox/lib/controlplane.ts";
import { Failure } from "../../../../sandbox/lib/failure.ts";
import type { Report } from "../../../../sandbox/lib/failure.ts";
import { KubernetesApi, without } from "../../../../operations/cluster/api.ts";
import { destroyAndRestore } from "../../../../operations/cluster/destroy-and-restore.ts";
import type { Receipt } from "../../../../operations/lib/receipt.ts";
import { render } from "../../render.ts";
import { apply, type ClusterObjects, clusterObjects, type DrillObject } from "./objects.ts";
import { VeleroServer } from "./velero-server.ts";

export interface ClusterDrillOptions {
  /** Stack whose objects and schedules are drilled. */
  readonly stack: string;
  /** Names of the schedules. @default - every one of the stack */
  readonly schedules?: readonly string[];
  readonly report: Report;
}

/**
 * Backs up the objects of a stack's systems by the schedules that the stack has, deletes their namespaces, restores them, and compares: all of
 * it on a control plane of its own, with Velero's own server.
 *
 * @returns a receipt for each schedule, sorted by its name
 * @throws Failure if a part cannot be built or does not come up, or there is no such schedule
 */
export async function drillCluster({ stack, schedules, report }: ClusterDrillOptions): Promise<Receipt[]> {
  const objects = chosen(clusterObjects(await render(stack)), schedules);
  await VeleroServer.prepare(report);
  const crds = await ensureCrds(report);
  const dir = mkdtempSync(join(tmpdir(), "plumbline-drill-"));
  const velero = new VeleroServer();
  let controlPlane: ControlPlane | undefined;
  try {
    controlPlane = await startControlPlane({ name: "drill", dir, crds, report });
    const { kubeconfig } = controlPlane;
    report(`Making ${objects.others.length} objects of ${stack}`);
    await apply(kubeconfig, objects.others);
    await velero.startStore(bucketOf(objects.location));
    await apply(kubeconfig, veleroObjects(objects, velero.storeUrl));
    await velero.start(kubeconfig);
    const receipts: Receipt[] = [];
    for (const { metadata } of objects.schedules) {
      const options = { schedule: metadata.name ?? "", log: report, assertRunning: () => velero.assertRunning() };
      receipts.push(await destroyAndRestore(KubernetesApi.fromKubeconfig(kubeconfig), options));
    }
    return receipts;
  } finally {
    await velero.stop();
    await controlPlane?.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

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

function bucketOf(location: DrillObject): string {
  const { objectStorage } = specOf(location);
  return isRecord(objectStorage) && typeof objectStorage["bucket"] === "string" ? objectStorage["bucket"] : "backups";
}

/** Velero's own objects: the stack's, but for where the store is and who asks it. */
function veleroObjects({ schedules, location }: ClusterObjects, storeUrl: string): DrillObject[] {
  const spec = specOf(location);
  const objectStorage = isRecord(spec["objectStorage"]) ? spec["objectStorage"] : {};
  const namespace = "velero";
  const metadata = { name: "drill-credentials", namespace };
  const credentials = "[default]\naws_access_key_id = drill\naws_secret_access_key = drill\n";
  return [
    { apiVersion: "v1", kind: "Secret", metadata, stringData: { cloud: credentials } },
    {
      ...location,
      spec: {
        ...spec,
        objectStorage: without(objectStorage, "caCertRef"),
        config: { region: "us-east-1", s3Url: storeUrl, s3ForcePathStyle: "true" },
        credential: { name: metadata.name, key: "cloud" },
      },
    },
    deployment(namespace),
    // What is due is decided by the drill.
    ...schedules.map((each) => ({ ...each, spec: { ...specOf(each), paused: true } })),
  ];
}

/** The chart's Deployment, which Velero's server reads when it restores; here it has no pods, as the server runs outside. */
function deployment(namespace: string): DrillObject {
  const labels = { "app.kubernetes.io/name": "velero" };
  const securityContext = {
    runAsNonRoot: true,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    seccompProfile: { type: "RuntimeDefault" },
  };
  const containers = [{ name: "velero", image: "velero/velero", securityContext }];
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "velero", namespace },
    spec: { replicas: 0, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
  };
}

function specOf(object: DrillObject): Readonly<Record<string, unknown>> {
  return isRecord(object["spec"]) ? object["spec"] : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
