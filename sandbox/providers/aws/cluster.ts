import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureCluster } from "../../lib/clusters.ts";
import { layout } from "../../lib/control-plane/parts.ts";
import type { ControlPlane } from "../../lib/controlplane.ts";
import { loopback } from "../../lib/ports.ts";
import { ManagedControlPlanes, worldSuffix } from "../cloud/control-plane.ts";
import type { Hooks } from "../cloud/hooks.ts";
import { cloudDir } from "../cloud/provider.ts";
import { Store } from "../cloud/store.ts";
import type { CloudRecord } from "../cloud/store.ts";
import type { JsonObject } from "../lib/values.ts";

export const clusterType = "aws:eks/cluster:Cluster";

/** Those of EKS, whose tokens `aws eks get-token` hands out. */
export const eks = new ManagedControlPlanes("plumbline-eks");

/** The context under which `aws eks update-kubeconfig` knows a cluster is its ARN; other backends have clusters of theirs. */
export function contextOf({ account: owner, id, region }: Pick<CloudRecord, "account" | "id" | "region">): string {
  return `arn:aws:eks:${region}:${owner}:cluster/${id}${worldSuffix("aws")}`;
}

/** A control plane of its own for each cluster of EKS. */
export const controlPlane: Hooks = {
  outputs: ["certificateAuthority", "endpoint", "identities"],
  created: async (record, { status }) => {
    status("starting a control plane");
    return outputsOf(record, await eks.create(contextOf(record), status));
  },
  read: async (record, { status }) => outputsOf(record, await ensureCluster(contextOf(record), status)),
  deleted: async (record, { status }) => {
    status("stopping its control plane");
    await eks.remove(contextOf(record));
  },
};

/** The simulated cluster of that name, if there is one; in whatever account, as a kubeconfig does not say. */
export function findCluster(name: string, region: string): CloudRecord | undefined {
  const store = new Store(cloudDir("aws"));
  return store.accounts().flatMap((each) => store.get({ account: each, region }, clusterType, name) ?? [])[0];
}

function outputsOf({ region }: CloudRecord, { dir, ports }: ControlPlane): JsonObject {
  const issuer = `https://oidc.eks.${region}.amazonaws.com/id/${Buffer.from(dir).toString("hex").slice(-32).toUpperCase()}`;
  return {
    certificateAuthority: { data: readFileSync(join(layout(dir).pki, "ca.crt")).toString("base64") },
    endpoint: `https://${loopback}:${String(ports.apiserver)}`,
    identities: [{ oidcs: [{ issuer }] }],
  };
}
