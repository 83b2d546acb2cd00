import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { allocatable } from "../../components/cluster/instances.ts";
import { graphOf } from "../lib/graph.ts";
import { at } from "../lib/json.ts";
import { nodesOfRegions, nodesTaken, shopWith, tooFew } from "../lib/node-capacity.ts";
import { warm } from "./ecommerce-fixture.ts";

const machine = "m7i.2xlarge";
const room = allocatable(machine);

/** The regions of a stack, and what the groups of nodes of each may grow to. */
const regionsOf = (graph: Rendered) =>
  nodesOfRegions(graph, (ending) => {
    const groups = graph.resources.filter(
      ({ type, provider }) => type === "aws:eks/nodeGroup:NodeGroup" && provider === `aws${ending}`,
    );
    assert.equal(groups.length, 3);
    for (const { inputs } of groups) assert.deepEqual(inputs["instanceTypes"], [machine]);
    return groups.reduce((sum, { inputs }) => sum + Number(at(inputs, "scalingConfig", "maxSize")), 0);
  });

const withoutRoom = (graph: Rendered) => tooFew(regionsOf(graph), room);

describe("the nodes of a region may become as many as its pods take (ECO-060)", () => {
  for (const stack of ["staging", "prod"]) {
    it(`in ${stack}, with every autoscaler at its most`, async () => {
      assert.deepEqual(withoutRoom(await graphOf(stack)), []);
    });
  }

  it("in prod in the season of the flash sales, with both colours of every service, in each region by its own role", async () => {
    const season = await shopWith("prod", { season: "flash-sales", ...warm });
    assert.deepEqual(withoutRoom(season), []);
    const mostOf = (graph: Rendered) => regionsOf(graph).map(({ ending, most }) => [ending, most]);
    assert.deepEqual(mostOf(season), [
      ["", 114],
      // Where stores are copies, nobody backs them up.
      ["-us-west-2", 108],
      ["-eu-central-1", 108],
    ]);
    assert.deepEqual(mostOf(await graphOf("prod")), [
      ["", 54],
      ["-us-west-2", 51],
      ["-eu-central-1", 51],
    ]);
    const classes = (graph: Rendered) =>
      graph.resources.flatMap(({ type, name, inputs }) =>
        type === "aws:docdb/clusterInstance:ClusterInstance" && name === "ecommerce-mongodb-instance-1"
          ? [inputs["instanceClass"]]
          : [],
      );
    assert.deepEqual([classes(await graphOf("prod")), classes(season)], [["db.r6g.large"], ["db.r6g.xlarge"]]);
    // The pods of the season on the nodes of every day: that this finds a fault.
    const pods = regionsOf(season).map((region) => nodesTaken(region, room));
    assert.ok(
      pods.every((taken) => taken > 54),
      pods.join(),
    );
  });
});
