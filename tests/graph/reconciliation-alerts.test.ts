import assert from "node:assert/strict";
import { graphOf, objectsOf, stacks } from "../lib/graph.ts";
import { at, list } from "../lib/json.ts";
import { graph, spec } from "./reconciliation-fixture.ts";

describe("alerts of reconciliation", () => {
  for (const stack of stacks) {
    it(`tell in ${stack} of a Redis node that uses more than four fifths of its memory`, async () => {
      const rendered = await graph(stack);
      const redis = 'namespace="reconciliation",container="redis"';
      const used = `container_memory_working_set_bytes{${redis}}`;
      const limit = `kube_pod_container_resource_limits{${redis},resource="memory"}`;
      const [group, ...others] = list(at(spec(rendered, "PrometheusRule", "reconciliation"), "groups"));
      assert.deepEqual(others, []);
      assert.deepEqual(
        [at(group, "name"), at(group, "interval"), list(at(group, "rules")).length],
        ["redis", "10s", 1],
      );
      const rule = at(group, "rules", 0);
      assert.equal(at(rule, "alert"), "ReconciliationRedisMemoryHigh");
      assert.equal(at(rule, "expr"), `sum by (pod) (${used}) / sum by (pod) (${limit}) > 0.8`);
      assert.equal(at(rule, "for"), "300s");
      assert.deepEqual(at(rule, "labels"), { severity: "warning", system: "reconciliation" });
      // The series are those of a container that is there, and that has a limit.
      const containers = list(at(spec(rendered, "StatefulSet", "redis"), "template", "spec", "containers"));
      const [server] = containers.filter((each) => at(each, "name") === "redis");
      assert.equal(at(server, "resources", "limits", "memory"), "1Gi");
    });
  }

  for (const stack of stacks) {
    it(`are made in ${stack} where Redis is a pod, and nowhere else`, async () => {
      const own = objectsOf(await graphOf(stack)).filter(({ namespace }) => namespace === "reconciliation");
      const count = (kind: string, name: string) =>
        own.filter((each) => each.kind === kind && each.name === name).length;
      assert.equal(count("PrometheusRule", "reconciliation"), count("StatefulSet", "redis"));
      assert.equal(count("PrometheusRule", "reconciliation"), stack === "dev" ? 1 : 0);
    });
  }
});
