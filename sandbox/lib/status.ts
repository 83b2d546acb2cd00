import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { clusterDir, clusterState, knownClusters } from "./clusters.ts";
import type { ClusterState } from "./clusters.ts";
import { operatorsOf } from "./control-plane/operators.ts";
import { layout, partNames } from "./control-plane/parts.ts";
import { inspectControlPlane } from "./controlplane.ts";

export interface PartStatus {
  readonly name: string;
  /** Undefined if it does not run. */
  readonly pid: number | undefined;
  /** Resident memory in MiB. */
  readonly memoryMiB: number | undefined;
  /** Ports on the loopback interface. */
  readonly ports: readonly number[];
}

export interface ClusterStatus {
  readonly name: string;
  readonly state: ClusterState;
  /** Path of a kubeconfig with full rights. */
  readonly kubeconfig: string;
  readonly parts: readonly PartStatus[];
}

/** What runs of each control plane of this checkout. */
export function status(): ClusterStatus[] {
  return knownClusters().map((name) => {
    const dir = clusterDir(name);
    const { record, pids } = inspectControlPlane(dir);
    const ports: Record<string, number[]> = record
      ? { etcd: [record.ports.etcd, record.ports.etcdPeer], "kube-apiserver": [record.ports.apiserver] }
      : {};
    const processes = [...partNames.map((part) => [part, pids.get(part)] as const), ...operatorsOf(layout(dir))];
    const parts = processes.map(([part, pid]) => {
      const memoryMiB = pid === undefined ? undefined : residentMiB(pid);
      return { name: part, pid, memoryMiB, ports: pid === undefined ? [] : (ports[part] ?? []) };
    });
    return { name, state: clusterState(name).state, kubeconfig: layout(dir).kubeconfig, parts };
  });
}

function residentMiB(pid: number): number | undefined {
  try {
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Math.round(Number(kib) / 1024);
  } catch {
    const kib = Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }));
    return Math.round(kib / 1024);
  }
}
