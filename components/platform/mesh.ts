import type { Labels } from "../core/labels.ts";

/** How services reach each other: directly, or through Istio's ambient mesh, which gives each pod an identity and mutual TLS. */
export const meshes = ["off", "istio"] as const;
export type Mesh = (typeof meshes)[number];

/** Port of a pod that takes what other pods of the mesh send, whatever port it is for. */
export const meshPort = 15008;

/** Address that the kubelet's probes of a pod in the mesh come from. */
export const probeSource = "169.254.7.127/32";

/** Labels of a namespace whose pods are in the mesh. Nothing is added to the pods, so that they stay `restricted`. */
export function meshLabels(mesh: Mesh): Labels {
  return mesh === "istio" ? { "istio.io/dataplane-mode": "ambient" } : {};
}

/** Annotations of pods that take traffic from outside of the mesh as it is, with the address of its sender. */
export function edgeAnnotations(mesh: Mesh): Labels {
  return mesh === "istio" ? { "ambient.istio.io/bypass-inbound-capture": "true" } : {};
}
