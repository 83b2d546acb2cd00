import { readFileSync } from "node:fs";
import { join } from "node:path";
import { clusterDir, ensureCluster, removeCluster } from "../../lib/clusters.ts";
import { kubectl } from "../../lib/control-plane/objects.ts";
import { layout } from "../../lib/control-plane/parts.ts";
import type { ControlPlane } from "../../lib/controlplane.ts";
import { silent } from "../../lib/failure.ts";
import type { Report } from "../../lib/failure.ts";
import { loopback } from "../../lib/ports.ts";
import type { Hooks } from "../cloud/hooks.ts";
import { cloudDir } from "../cloud/provider.ts";
import { Store } from "../cloud/store.ts";
import type { CloudRecord } from "../cloud/store.ts";
import type { JsonObject } from "../lib/values.ts";

export const clusterType = "aws:eks/cluster:Cluster";

/** Whose tokens `aws eks get-token` hands out. */
const account = { namespace: "kube-system", name: "plumbline-eks" };

/** The context under which `aws eks update-kubeconfig` knows a cluster is its ARN; other backends have clusters of theirs. */
export function contextOf({ account: owner, id, region }: Pick<CloudRecord, "account" | "id" | "region">): string {
  const world = cloudDir("aws").split("/").at(-1) ?? "";
  return `arn:aws:eks:${region}:${owner}:cluster/${id}${world === "sandbox" ? "" : `@${world}`}`;
}

/** A control plane of its own for each cluster of EKS. */
export const controlPlane: Hooks = {
  outputs: ["certificateAuthority", "endpoint", "identities"],
  created: async (record, { status }) => {
    status("starting a control plane");
    const cluster = await ensureCluster(contextOf(record), status, true);
    await kubectl(layout(cluster.dir), ["apply", "--server-side", "-f", "-"], JSON.stringify(tokenAccount()));
    return outputsOf(record, cluster);
  },
  read: async (record, { status }) => outputsOf(record, await ensureCluster(contextOf(record), status)),
  deleted: async (record, { status }) => {
    status("stopping its control plane");
    await removeCluster(contextOf(record), silent);
  },
};

/** The simulated cluster of that name, if there is one; in whatever account, as a kubeconfig does not say. */
export function findCluster(name: string, region: string): CloudRecord | undefined {
  const store = new Store(cloudDir("aws"));
  return store.accounts().flatMap((each) => store.get({ account: each, region }, clusterType, name) ?? [])[0];
}

/** A token as EKS gives them: good for a quarter of an hour. A cluster that was stopped is started first. */
export async function tokenFor(record: CloudRecord, report: Report): Promise<{ token: string; expires: Date }> {
  const { dir } = await ensureCluster(contextOf(record), report);
  const expires = new Date(Date.now() + 14 * 60_000);
  const args = ["create", "token", account.name, "--namespace", account.namespace, "--duration", "15m"];
  return { token: (await kubectl(layout(dir), args)).trim(), expires };
}

/** Runs kubectl with full rights on a cluster that is there. */
export function onCluster(record: CloudRecord, args: readonly string[], input?: string): Promise<string> {
  return kubectl(layout(clusterDir(contextOf(record))), args, input);
}

function outputsOf({ region }: CloudRecord, { dir, ports }: ControlPlane): JsonObject {
  const issuer = `https://oidc.eks.${region}.amazonaws.com/id/${Buffer.from(dir).toString("hex").slice(-32).toUpperCase()}`;
  return {
    certificateAuthority: { data: readFileSync(join(layout(dir).pki, "ca.crt")).toString("base64") },
    endpoint: `https://${loopback}:${String(ports.apiserver)}`,
    identities: [{ oidcs: [{ issuer }] }],
  };
}

function tokenAccount(): object {
  const { name, namespace } = account;
  return {
    apiVersion: "v1",
    kind: "List",
    items: [
      { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace } },
      {
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "ClusterRoleBinding",
        metadata: { name },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
        subjects: [{ kind: "ServiceAccount", name, namespace }],
      },
    ],
  };
}
