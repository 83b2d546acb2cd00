import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { demandOf, quotaOf, type Demand } from "../lib/demand.ts";
import { clusterGraphOf, clusterGraphWith, objectsOf, stacks } from "../lib/graph.ts";

/** What does not fit into a namespace's quota. */
function lacking(graph: Rendered, namespace: string): string[] {
  const [wanted, allowed] = [demandOf(graph, namespace), quotaOf(graph, namespace)];
  assert.ok(allowed, `${namespace} has a quota`);
  const parts: [string, (each: Demand) => number][] = [
    ["pods", ({ pods }) => pods],
    ["volumes", ({ volumes }) => volumes],
    ["requests.cpu", ({ requests }) => requests.cpu],
    ["requests.memory", ({ requests }) => requests.memory],
    ["limits.cpu", ({ limits }) => limits.cpu],
    ["limits.memory", ({ limits }) => limits.memory],
  ];
  return parts.flatMap(([part, of]) =>
    of(wanted) > of(allowed) ? [`${part} of ${namespace}: ${of(wanted)} of ${of(allowed)}`] : [],
  );
}

const quotas = (graph: Rendered) =>
  objectsOf(graph).flatMap(({ kind, namespace = "" }) =>
    kind === "ResourceQuota" && quotaOf(graph, namespace) ? [namespace] : [],
  );

describe("quotas", () => {
  for (const stack of stacks) {
    it(`of ${stack} have room for everything scaled out, in an update, with every job and archiver running`, async () => {
      const graph = await clusterGraphOf(stack);
      assert.deepEqual(
        quotas(graph).sort(),
        ["backup-store", "cap", "ecommerce", "onboarding", "production", "reconciliation"].sort(),
      );
      assert.deepEqual(
        quotas(graph).flatMap((namespace) => lacking(graph, namespace)),
        [],
      );
    });
  }

  it("count what an archiving database asks for", async () => {
    const graph = await clusterGraphOf("prod");
    const without = await clusterGraphWith("prod", "systems", ["reconciliation"]);
    const resources = without.resources.filter(({ type }) => !type.endsWith(":ObjectStore"));
    const [all, less] = [demandOf(graph, "reconciliation"), demandOf({ ...without, resources }, "reconciliation")];
    // Three instances and a joining one: without its own sizes, an archiver would have the namespace's defaults.
    assert.equal(all.limits.memory - less.limits.memory, 4 * (512 - 256));
    assert.equal(all.pods, less.pods);
  });

  it("that are too small are seen", async () => {
    const graph = await clusterGraphOf("prod");
    const resources = graph.resources.map((each) =>
      each.type.endsWith(":Cluster")
        ? { ...each, inputs: { ...each.inputs, spec: { ...spec(each), instances: 90 } } }
        : each,
    );
    assert.match(
      lacking({ ...graph, resources }, "reconciliation").join("\n"),
      /^pods of reconciliation: \d+ of \d+$/m,
    );
  });
});

const spec = ({ inputs }: Rendered["resources"][number]): object => ({ ...(inputs["spec"] as object) });
