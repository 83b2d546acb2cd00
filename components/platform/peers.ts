import type { types } from "@pulumi/kubernetes";
import type { Audience } from "../workload/spec.ts";

type Peer = types.input.networking.v1.NetworkPolicyPeer;

/** Namespaces of the cluster-wide parts. */
export const platformNamespaces = {
  gateway: "envoy-gateway-system",
  monitoring: "monitoring",
  dns: "kube-system",
  operators: "operators",
  backupStore: "backup-store",
} as const;

const inNamespace = (name: string) => ({ matchLabels: { "kubernetes.io/metadata.name": name } });

/** How NetworkPolicies select the peers that do not belong to the system itself. */
export const audiencePeers: Record<Audience, Peer> = {
  gateway: {
    namespaceSelector: inNamespace(platformNamespaces.gateway),
    podSelector: { matchLabels: { "app.kubernetes.io/name": "envoy", "app.kubernetes.io/component": "proxy" } },
  },
  prometheus: {
    namespaceSelector: inNamespace(platformNamespaces.monitoring),
    podSelector: { matchLabels: { "app.kubernetes.io/name": "prometheus" } },
  },
  // The operators of the data stores share one namespace, in which nothing else runs.
  operator: { namespaceSelector: inNamespace(platformNamespaces.operators) },
};

/** Destinations outside of a system that a node may open connections to. */
export type Destination = "kubernetes-api" | "backup-store" | "https" | "cloud-identity";

interface DestinationRule {
  readonly to: Peer[];
  readonly ports: readonly number[];
}

/** Private and link-local ranges; an address of a public service is in none of them. */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16"];

/** How NetworkPolicies select the destinations that a system does not own. */
export const destinationRules: Record<Destination, DestinationRule> = {
  // The API server is no pod, so only its ports can be named.
  "kubernetes-api": { to: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [443, 6443] },
  "backup-store": { to: [{ namespaceSelector: inNamespace(platformNamespaces.backupStore) }], ports: [9000] },
  // The agent of EKS Pod Identity, on the pod's own node: from it come the credentials of the pod's role.
  "cloud-identity": { to: [{ ipBlock: { cidr: "169.254.170.23/32" } }], ports: [80] },
  https: { to: [{ ipBlock: { cidr: "0.0.0.0/0", except: privateRanges } }], ports: [443] },
};

/** The cluster's DNS service; CoreDNS keeps kube-dns' label. */
export const dnsPeer: Peer = {
  namespaceSelector: inNamespace(platformNamespaces.dns),
  podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
};
