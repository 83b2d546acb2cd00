import type { CacheArgs } from "../../../../components/cache/spec.ts";

/** The least that a cache must say. */
export const args: CacheArgs = {
  place: { cloud: "kubernetes" },
  system: "shop",
  component: "db",
  namespace: "shop",
  issuer: { kind: "Issuer", name: "internal-ca" },
  resources: { requests: { cpu: "500m", memory: "512Mi" }, limits: { cpu: "1", memory: "1Gi" } },
  volume: "5Gi",
  passwordVersion: 1,
  zoneSpread: "required",
  protect: true,
};
