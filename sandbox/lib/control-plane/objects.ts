import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { kwokObjectsFile, toolPath } from "../tools.ts";
import type { Layout } from "./parts.ts";

const run = promisify(execFile);

const zones = ["a", "b", "c"];

/** How many machines the cluster pretends to have in each of its three zones. */
const nodesPerZone = 2;

const region = "local-1";

/** Names of the nodes, which are all there is to a cluster whose pods do not run. */
export const nodeNames: readonly string[] = zones.flatMap((zone) =>
  Array.from({ length: nodesPerZone }, (_, index) => `node-${zone}${index + 1}`),
);

/**
 * What every control plane holds: nodes in three zones, kwok's rights and a StorageClass whose claims get bound.
 *
 * @param withNodes false where others bring them
 */
export function baseObjects(withNodes = true): object[] {
  return [...(withNodes ? nodeNames.map(node) : []), ...["kwok-controller", "kwok-volume"].map(bindToKwok)];
}

function node(name: string): object {
  const zone = `${region}${name.charAt("node-".length)}`;
  const size = { cpu: "32", memory: "128Gi", "ephemeral-storage": "1Ti", pods: "250" };
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      labels: {
        "kubernetes.io/hostname": name,
        "kubernetes.io/os": "linux",
        "kubernetes.io/arch": "amd64",
        "node.kubernetes.io/instance-type": "kwok",
        "topology.kubernetes.io/region": region,
        "topology.kubernetes.io/zone": zone,
      },
    },
    status: { allocatable: size, capacity: size },
  };
}

/** kwok comes with its roles bound to a service account; here it has a certificate instead. */
function bindToKwok(role: string): object {
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: { name: role },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role },
    subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "User", name: "kwok-controller" }],
  };
}

/** Applies {@link baseObjects}; what is there already stays as it is. */
export async function applyBase(at: Layout, withNodes: boolean): Promise<void> {
  // To validate them, kubectl would have the API server describe every kind, which with CRDs takes it seconds.
  const apply = ["apply", "--server-side", "--force-conflicts", "--validate=ignore"];
  const list = { apiVersion: "v1", kind: "List", items: baseObjects(withNodes) };
  await kubectl(at, [...apply, "-f", kwokObjectsFile, "-f", "-"], JSON.stringify(list));
}

/** Applies a folder of CRDs and waits until the API server serves them. */
export async function applyCrds(at: Layout, folder: string): Promise<void> {
  await kubectl(at, ["apply", "--server-side", "--force-conflicts", "--recursive", "-f", folder]);
  await kubectl(at, ["wait", "--for=condition=Established", "--timeout=60s", "crd", "--all"]);
}

/** Runs kubectl with full rights; it throws with kubectl's own words. */
export async function kubectl(at: Layout, args: readonly string[], input?: string): Promise<string> {
  const running = run(
    toolPath("kubectl"),
    [`--kubeconfig=${at.kubeconfig}`, `--cache-dir=${join(at.dir, "kubectl-cache")}`, ...args],
    { maxBuffer: 64 * 1024 * 1024, env: { PATH: process.env.PATH, HOME: at.dir, KUBECTL_KUBERC: "false" } },
  );
  running.child.stdin?.end(input);
  return (await running).stdout;
}
