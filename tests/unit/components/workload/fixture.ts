import type { Image } from "../../../../components/core/images.ts";
import type { WorkloadSpec } from "../../../../components/workload/spec.ts";

export const image = (tag: string): Image => ({
  registry: "registry.example.com",
  repository: "shop/api",
  tag,
  digest: `sha256:${tag.replaceAll(/[^0-9a-f]/g, "0").padEnd(64, "0")}`,
});

const probe = { path: "/health", port: "http" };

/** The least that a workload must say. */
export const least: WorkloadSpec = {
  image: image("1.0.0"),
  ports: { http: { port: 8080 } },
  replicas: 2,
  autoscale: { max: 6 },
  resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "1", memory: "256Mi" } },
  probes: { startup: probe, readiness: probe, liveness: probe },
  env: { MODE: "test" },
  calls: [],
};
