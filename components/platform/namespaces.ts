import type { PodSecurity } from "./pod-security.ts";
import { platformNamespaces } from "./peers.ts";

/** A namespace of the platform. */
export interface PlatformNamespace {
  readonly podSecurity: PodSecurity;
  /** Why its pods get more than `restricted` allows. */
  readonly because?: string;
  /** Most pods. */
  readonly pods: number;
  /** Most volume claims. */
  readonly volumes: number;
  /** Most ports on the nodes, of which a Service for a load balancer takes one each. @default 0 */
  readonly nodePorts?: number;
  /** Made only where the stack switches this part on. @default - always */
  readonly option?: "mesh" | "scaling";
  /** Its pods connect to those of the systems, so they are in the mesh where there is one. @default false */
  readonly callsSystems?: boolean;
}

/** Every namespace that the platform makes. What the nodes' agents need is kept to one of them. */
export const namespaces = {
  [platformNamespaces.gateway]: { podSecurity: "restricted", pods: 30, volumes: 0, nodePorts: 10, callsSystems: true },
  "cert-manager": { podSecurity: "restricted", pods: 20, volumes: 0 },
  "external-secrets": { podSecurity: "restricted", pods: 20, volumes: 0 },
  [platformNamespaces.monitoring]: { podSecurity: "restricted", pods: 40, volumes: 20, callsSystems: true },
  "argo-rollouts": { podSecurity: "restricted", pods: 10, volumes: 0 },
  [platformNamespaces.operators]: { podSecurity: "restricted", pods: 40, volumes: 0, callsSystems: true },
  logging: { podSecurity: "restricted", pods: 20, volumes: 20 },
  velero: { podSecurity: "restricted", pods: 10, volumes: 0 },
  "metrics-server": { podSecurity: "restricted", pods: 10, volumes: 0 },
  "cluster-autoscaler": { podSecurity: "restricted", pods: 10, volumes: 0, option: "scaling" },
  "istio-system": { podSecurity: "restricted", pods: 10, volumes: 0, option: "mesh" },
  "node-agents": {
    podSecurity: "privileged",
    because:
      "the log collector reads /var/log of the node, the node exporter its /proc, /sys and network, and a mesh leads its pods' traffic: host paths and the host's namespaces",
    // Up to four agents on each node, and room for their replacement.
    pods: 1000,
    volumes: 0,
  },
} as const satisfies Record<string, PlatformNamespace>;

export type NamespaceName = keyof typeof namespaces;

export const namespaceNames: readonly NamespaceName[] = Object.keys(namespaces).filter(isNamespace);

function isNamespace(name: string): name is NamespaceName {
  return name in namespaces;
}
