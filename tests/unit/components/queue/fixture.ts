import type { QueuesArgs } from "../../../../components/queue/spec.ts";

/** Arguments of two queues on a broker of three nodes. */
export const queuesArgs: QueuesArgs = {
  place: { cloud: "kubernetes" },
  system: "shop",
  component: "broker",
  namespace: "shop",
  issuer: { kind: "ClusterIssuer", name: "internal" },
  queues: [{ name: "commands" }, { name: "events", maxDeliveries: 10 }],
  replicas: 3,
  resources: { requests: { cpu: "500m", memory: "2Gi" }, limits: { cpu: "2", memory: "2Gi" } },
  volume: "10Gi",
  storageClass: "fast-ssd",
  credentialVersion: 4,
  zoneSpread: "required",
  protect: true,
};
