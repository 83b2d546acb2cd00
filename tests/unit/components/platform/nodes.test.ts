import assert from "node:assert/strict";
import { mebibytes, millicores } from "../../../../components/core/quantities.ts";
import { platformDemand } from "../../../../components/platform/settings.ts";
import { at } from "../../../lib/json.ts";
import { rendered, value } from "./fixture.ts";

/** Every request for CPU and memory in an object's or a chart's settings, and how many pods have it. */
function requestsIn(given: unknown, times: number): { cpu: number; memory: number; times: number }[] {
  if (Array.isArray(given)) return given.flatMap((each) => requestsIn(each, times));
  if (typeof given !== "object" || given === null) return [];
  const [cpu, memory] = [at(given, "requests", "cpu"), at(given, "requests", "memory")];
  const own = typeof cpu === "string" && typeof memory === "string";
  const said = ["replicas", "replicaCount", "count"]
    .map((field) => at(given, field))
    .find((count) => count !== undefined);
  const inside = typeof said === "number" ? said : times;
  return [
    ...(own ? [{ cpu: millicores(cpu), memory: mebibytes(memory), times }] : []),
    ...Object.values(given).flatMap((each) => requestsIn(each, inside)),
  ];
}

describe("nodes, as the platform has them", () => {
  it("follow the pods where the stack makes them, by the groups' tags and a group in each zone", async () => {
    const nodeScaling = { clusterName: "prod-platform", region: "us-east-1" };
    const objects = await rendered({ nodeScaling });
    const scaler = (path: string) => value(objects, "cluster-autoscaler", path);
    assert.deepEqual(
      ["cloudProvider", "awsRegion", "autoDiscovery", "replicaCount", "podDisruptionBudget", "extraArgs"].map(scaler),
      [
        "aws",
        "us-east-1",
        { clusterName: "prod-platform" },
        2,
        { maxUnavailable: 1 },
        {
          "balance-similar-node-groups": true,
          "skip-nodes-with-local-storage": false,
          "skip-nodes-with-system-pods": false,
        },
      ],
    );
    // The identity's own names.
    assert.deepEqual(scaler("rbac"), { serviceAccount: { name: "cluster-autoscaler" } });
    assert.equal(at(objects.body("Release/platform-cluster-autoscaler"), "namespace"), "cluster-autoscaler");
    assert.deepEqual(scaler("serviceMonitor"), { enabled: true, namespace: "cluster-autoscaler", interval: "30s" });
    const without = await rendered();
    assert.deepEqual(
      without.names.filter((name) => name.includes("autoscaler")),
      [],
    );
  });

  it("ask for less than nodes are counted for (ECO-060)", async () => {
    const nodeScaling = { clusterName: "prod-platform", region: "us-east-1" };
    const objects = await rendered({ mesh: "istio", rotation: true, balanced: true, nodeScaling });
    const asked = objects.resources.flatMap(({ inputs }) => requestsIn(inputs, 1));
    const cores = asked.reduce((sum, { cpu, times }) => sum + times * cpu, 0);
    const memory = asked.reduce((sum, { memory, times }) => sum + times * memory, 0);
    const { millicores, mebibytes } = platformDemand;
    // Half as much again, for updates and what charts add to a container of their own.
    assert.ok(cores > millicores / 3 && 1.5 * cores < millicores, `${cores} of ${millicores}`);
    assert.ok(memory > mebibytes / 3 && 1.5 * memory < mebibytes, `${memory} of ${mebibytes}`);
  });
});
