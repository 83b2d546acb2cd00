import type { PlatformSettings } from "../settings.ts";
import { resources, type Values } from "./value.ts";

/** Namespace of the control plane. */
const istioNamespace = "istio-system";

/** Mode without sidecars: an agent on each node, and nothing in the pods. */
const ambient = { profile: "ambient", global: { istioNamespace } } as const;

/** Definitions, and what all of Istio shares. */
export function istioBase(): Values {
  return { ...ambient };
}

/** The control plane: the mesh's authority, which gives each service account a certificate of 24 hours. */
export function istiod({ sizes }: PlatformSettings): Values {
  return {
    ...ambient,
    autoscaleEnabled: false,
    replicaCount: sizes.controllers,
    resources: resources("200m", "512Mi", { cpu: "1", memory: "2Gi" }),
    seccompProfile: { type: "RuntimeDefault" },
    // The agents are with the others that need the node.
    trustedZtunnelNamespace: "node-agents",
  };
}

/** Leads the pods' connections to the node's tunnel, from outside of the pods. */
export function istioCni(): Values {
  return {
    ...ambient,
    resources: resources("50m", "128Mi", { cpu: "500m", memory: "256Mi" }),
    seccompProfile: { type: "RuntimeDefault" },
  };
}

/** The tunnel of each node: mutual TLS between pods, with TLS 1.3 alone. */
export function ztunnel(): Values {
  return {
    ...ambient,
    resources: resources("200m", "256Mi", { cpu: "2", memory: "1Gi" }),
  };
}
