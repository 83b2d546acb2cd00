import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { clusterDir, ensureCluster } from "../../lib/clusters.ts";
import { ManagedControlPlanes, worldSuffix } from "../cloud/control-plane.ts";
import type { Hooks } from "../cloud/hooks.ts";
import type { CloudRecord } from "../cloud/store.ts";
import { textOf } from "../cloud/text.ts";
import { at } from "../lib/values.ts";
import type { Json } from "../lib/values.ts";

/** Those of AKS, whose tokens `kubelogin` hands out. */
export const aks = new ManagedControlPlanes("plumbline-aks");

const poolLabel = "kubernetes.azure.com/agentpool";

/** The context of a cluster is the last part of its id; other backends have clusters of theirs. */
export function contextOf({ account: owner, id }: Pick<CloudRecord, "account" | "id">): string {
  return `aks:${owner}:${id.split("/").at(-1) ?? ""}${worldSuffix("azure-native")}`;
}

/** A control plane of its own for each cluster of AKS, with the nodes of its pools. */
export const controlPlane: Hooks = {
  outputs: [],
  created: async (record, { status }) => {
    status("starting a control plane");
    await aks.create(contextOf(record), status);
    await bringNodes(record);
    return {};
  },
  updated: async (record, _before, { status }) => {
    await ensureCluster(contextOf(record), status);
    await bringNodes(record);
    return {};
  },
  read: async (record, { status }) => {
    await ensureCluster(contextOf(record), status);
    return {};
  },
  deleted: async (record, { status }) => {
    status("stopping its control plane");
    await aks.remove(contextOf(record));
  },
};

const kubeconfigShape = z.object({
  clusters: z
    .array(z.object({ cluster: z.object({ server: z.string(), "certificate-authority-data": z.string() }) }))
    .min(1),
});

/** A kubeconfig as Azure hands it out: where the API is, and that `kubelogin` fetches tokens. */
export function userKubeconfig(record: CloudRecord): string {
  const own = kubeconfigShape.parse(
    parse(readFileSync(join(clusterDir(contextOf(record)), "kubeconfig.yaml"), "utf8")),
  );
  const name = record.id.split("/").at(-1) ?? "";
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: own.clusters.map(({ cluster }) => ({ name, cluster })),
    users: [{ name, user: { exec: { apiVersion: "client.authentication.k8s.io/v1beta1", command: "kubelogin" } } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  });
}

/** As many nodes as a pool may have: there is nothing here that scales it, and a real one grows to what its pods need. */
async function bringNodes(record: CloudRecord): Promise<void> {
  const pools = record.properties["agentPoolProfiles"];
  const nodes = (Array.isArray(pools) ? pools : []).flatMap((pool) => nodesOf(record, pool));
  await aks.bringNodes(contextOf(record), poolLabel, nodes);
}

/** CPUs and GiB of a general-purpose machine such as `Standard_D8s_v6`, which has four GiB for each CPU. */
function sizeOf(type: string): { cpu: number; memory: number } {
  const cpu = Number(/^Standard_D(\d+)[a-z]*_v\d+$/.exec(type)?.[1]);
  if (Number.isNaN(cpu)) throw new Error(`${type}: the sandbox does not know how large this machine is`);
  return { cpu, memory: cpu * 4 };
}

function nodesOf({ id, properties }: CloudRecord, pool: Json) {
  const name = textOf(at(pool, ["name"]));
  const type = textOf(at(pool, ["vmSize"]));
  const { cpu, memory } = sizeOf(type);
  const region = textOf(properties["location"]);
  const zones = texts(at(pool, ["availabilityZones"]));
  const size = {
    cpu: String(cpu),
    memory: `${String(memory)}Gi`,
    "ephemeral-storage": `${textOf(at(pool, ["osDiskSizeGB"])) || "100"}Gi`,
    pods: textOf(at(pool, ["maxPods"])) || "110",
  };
  const set = createHash("sha256").update(id).digest("hex").slice(0, 8);
  const labels = at(pool, ["nodeLabels"]);
  return Array.from({ length: Number(at(pool, ["maxCount"]) ?? at(pool, ["count"]) ?? 1) }, (_, index) => {
    const node = `aks-${name}-${set}-vmss${index.toString(36).padStart(6, "0")}`;
    const zone = zones.length > 0 ? `${region}-${zones[index % zones.length] ?? ""}` : "0";
    return {
      apiVersion: "v1",
      kind: "Node" as const,
      metadata: {
        name: node,
        labels: {
          "kubernetes.io/hostname": node,
          "kubernetes.io/os": "linux",
          "kubernetes.io/arch": "amd64",
          "node.kubernetes.io/instance-type": type,
          "topology.kubernetes.io/region": region,
          "topology.kubernetes.io/zone": zone,
          ...(typeof labels === "object" && labels !== null && !Array.isArray(labels) ? labels : {}),
          [poolLabel]: name,
        },
      },
      spec: { providerID: `azure://${id}/${node}` },
      status: { allocatable: size, capacity: size },
    };
  });
}

const texts = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
