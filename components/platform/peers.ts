import type { types } from "@pulumi/kubernetes";
import type { Audience } from "../workload/spec.ts";
import { sentStreams } from "./log-streams.ts";

type Peer = types.input.networking.v1.NetworkPolicyPeer;

/** Namespaces of the cluster-wide parts. */
export const platformNamespaces = {
  gateway: "envoy-gateway-system",
  monitoring: "monitoring",
  dns: "kube-system",
  operators: "operators",
  backupStore: "backup-store",
  logs: "logging",
  meshControl: "istio-system",
  nodeAgents: "node-agents",
  rollouts: "argo-rollouts",
} as const;

const inNamespace = (name: string) => ({ matchLabels: { "kubernetes.io/metadata.name": name } });

/** Who connects to parts of the platform, besides the audiences that systems have, too. */
export type PlatformAudience = "api-server" | "internet" | "log-collector" | "mesh-agents" | "rollouts";

/**
 * How NetworkPolicies select the peers that do not belong to the system itself; nothing where it may be everybody, since the sender is no
 * pod and its address is of no network that a stack knows.
 */
export const audiencePeers: Record<Audience | PlatformAudience, Peer | undefined> = {
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
  // It calls webhooks from the control plane, which proves itself by no address.
  "api-server": undefined,
  internet: undefined,
  "log-collector": {
    namespaceSelector: inNamespace(platformNamespaces.nodeAgents),
    podSelector: { matchLabels: { "app.kubernetes.io/name": "fluent-bit" } },
  },
  "mesh-agents": {
    namespaceSelector: inNamespace(platformNamespaces.nodeAgents),
    podSelector: { matchLabels: { app: "ztunnel" } },
  },
  rollouts: { namespaceSelector: inNamespace(platformNamespaces.rollouts) },
};

/** Destinations outside of a system that a node may open connections to. */
export type Destination = "kubernetes-api" | "backup-store" | "https" | "cloud-identity";

/** Destinations of parts of the platform, besides those that systems have, too. */
export type PlatformDestination =
  "pods" | "nodes" | "mail" | "challenges" | "log-store" | "log-archiver" | "prometheus" | "mesh-control";

interface DestinationRule {
  readonly to: Peer[];
  /** By TCP. @default - every port of the peers, whose own policies say which let it in */
  readonly ports?: readonly number[];
}

/** Private and link-local ranges; an address of a public service is in none of them. */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16"];

/** Every address of the internet. */
const publicAddresses: Peer = { ipBlock: { cidr: "0.0.0.0/0", except: privateRanges } };

/** How NetworkPolicies select the destinations that a system does not own. */
export const destinationRules: Record<Destination | PlatformDestination, DestinationRule> = {
  // The API server is no pod, so only its ports can be named.
  "kubernetes-api": { to: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [443, 6443] },
  "backup-store": { to: [{ namespaceSelector: inNamespace(platformNamespaces.backupStore) }], ports: [9000] },
  // The agent of EKS Pod Identity, on the pod's own node: from it come the credentials of the pod's role.
  "cloud-identity": { to: [{ ipBlock: { cidr: "169.254.170.23/32" } }], ports: [80] },
  https: { to: [publicAddresses], ports: [443] },
  // Every pod of the cluster that lets it in.
  pods: { to: [{ namespaceSelector: {} }] },
  // Kubelet and node exporter, which are no pods to a policy.
  nodes: { to: privateRanges.slice(0, 4).map((cidr) => ({ ipBlock: { cidr } })), ports: [9100, 10250] },
  mail: { to: [publicAddresses], ports: [25, 465, 587, 2465, 2587] },
  // The public hosts, at which the answer to a challenge is tried first; in the cluster they are the gateway's pods.
  challenges: {
    to: [publicAddresses, { namespaceSelector: inNamespace(platformNamespaces.gateway) }],
    ports: [80, 443, 10080, 10443],
  },
  "log-store": { to: [{ namespaceSelector: inNamespace(platformNamespaces.logs) }], ports: [9200] },
  "log-archiver": {
    to: [{ namespaceSelector: inNamespace(platformNamespaces.logs) }],
    ports: sentStreams.map(({ archiverPort }) => archiverPort),
  },
  prometheus: { to: [{ namespaceSelector: inNamespace(platformNamespaces.monitoring) }], ports: [9090] },
  "mesh-control": { to: [{ namespaceSelector: inNamespace(platformNamespaces.meshControl) }], ports: [15012] },
};

/** The cluster's DNS service; CoreDNS keeps kube-dns' label. */
export const dnsPeer: Peer = {
  namespaceSelector: inNamespace(platformNamespaces.dns),
  podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
};
