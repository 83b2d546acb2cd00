import type { NetworkNode } from "../workload/network.ts";

/**
 * Pods that cert-manager starts beside a public certificate, while its authority asks the host over plain HTTP whether it is ours. They go
 * when it has been answered.
 */
export const challengeSolver = {
  selector: { "acme.cert-manager.io/http01-solver": "true" },
  ports: { http: { port: 8089, from: ["gateway"] } },
  calls: [],
} as const satisfies NetworkNode;
