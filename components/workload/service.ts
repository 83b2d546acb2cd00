import type { types } from "@pulumi/kubernetes";
import type { ResolvedWorkload } from "./spec.ts";

/** The Service ports of a workload: the same names, so that a container's number is free to change. */
export function servicePorts(spec: ResolvedWorkload): types.input.core.v1.ServicePort[] {
  return Object.entries(spec.ports).map(([name, { port, servicePort }]) => ({
    name,
    port: servicePort ?? port,
    targetPort: name,
    protocol: "TCP",
  }));
}

/** How the Service of a workload spreads its clients. */
export function affinityOf(spec: ResolvedWorkload): types.input.core.v1.ServiceSpec {
  if (spec.sessionAffinitySeconds === undefined) return {};
  return {
    sessionAffinity: "ClientIP",
    sessionAffinityConfig: { clientIP: { timeoutSeconds: spec.sessionAffinitySeconds } },
  };
}
