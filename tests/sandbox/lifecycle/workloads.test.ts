import assert from "node:assert/strict";
import { summaryOf } from "../../../sandbox/lib/workloads.ts";

const object = (kind: string, name: string, spec: object, status: object) => ({
  apiVersion: "v1",
  kind,
  metadata: { name, namespace: "shop", generation: 1 },
  spec: { ...spec },
  status: { observedGeneration: 1, ...status },
});
const pods = (updatedReplicas: number, availableReplicas: number) => ({
  replicas: updatedReplicas,
  updatedReplicas,
  availableReplicas,
});

describe("workloads of a cluster", () => {
  it("are counted by kind, and those that are not Ready are named with what they wait for", () => {
    const found = summaryOf([
      object("Deployment", "cart", { replicas: 2 }, pods(2, 2)),
      object("Deployment", "order", { replicas: 2 }, pods(2, 1)),
      object("Job", "migrate", {}, { conditions: [{ type: "Complete", status: "True" }] }),
      object("Rollout", "engine", {}, { phase: "Healthy" }),
      object("Rollout", "gateway", {}, { phase: "Degraded", message: "aborted" }),
      object("Rollout", "user", {}, {}),
    ]);
    assert.deepEqual(found, [
      {
        kind: "Deployment",
        ready: 1,
        all: 2,
        others: ["shop/order: [2/2] waiting for 1 of 2 replicas to be available"],
      },
      { kind: "Job", ready: 1, all: 1, others: [] },
      {
        kind: "Rollout",
        ready: 1,
        all: 3,
        others: ["shop/gateway: Degraded: aborted", "shop/user: no controller has seen it"],
      },
    ]);
  });
});
