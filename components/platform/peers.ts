import type { types } from "@pulumi/kubernetes";
import type { Audience } from "../workload/spec.ts";
import { roleLabel } from "../core/labels.ts";

type Peer = types.input.networking.v1.NetworkPolicyPeer;

/** Namespaces of the cluster-wide parts. */
export const platformNamespaces = {
  gateway: "envoy-gateway-system",
  monitoring: "monitoring",
  dns: "kube-system",
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
  // Backup and restore jobs run in the system's own namespace.
  backup: { podSelector: { matchLabels: { [roleLabel]: "backup" } } },
};

/** The cluster's DNS service; CoreDNS keeps kube-dns' label. */
export const dnsPeer: Peer = {
  namespaceSelector: inNamespace(platformNamespaces.dns),
  podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
};
