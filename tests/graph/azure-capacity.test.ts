import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { aksAllocatable } from "../../components/cluster/azure-capacity.ts";
import { graphOf } from "../lib/graph.ts";
import { list, record } from "../lib/json.ts";
import { nodesOfRegions, nodesTaken, shopWith, tooFew } from "../lib/node-capacity.ts";
import { warm } from "./ecommerce-fixture.ts";

const machine = "Standard_D8s_v6";
const room = aksAllocatable(machine);

/** The regions of a stack, and what the pools of each may grow to. */
const regionsOf = (graph: Rendered) =>
  nodesOfRegions(graph, (ending) => {
    const cluster = graph.resources.find(
      ({ type, name }) => type === "azure-native:containerservice:ManagedCluster" && name === `region${ending}-cluster`,
    );
    const pools = list(cluster?.inputs["agentPoolProfiles"]).map(record);
    assert.deepEqual(
      pools.map(({ vmSize, availabilityZones }) => [vmSize, availabilityZones]),
      ["1", "2", "3"].map((zone) => [machine, [zone]]),
    );
    return pools.reduce((sum, { maxCount }) => sum + Number(maxCount), 0);
  });

describe("the nodes of a region of Azure may become as many as its pods take (ECO-060)", () => {
  it("with every autoscaler at its most, and in the season of the flash sales with both colours of every service", async () => {
    const today = regionsOf(await graphOf("prod-azure"));
    const season = regionsOf(await shopWith("prod-azure", { season: "flash-sales", ...warm }));
    assert.deepEqual([...tooFew(today, room), ...tooFew(season, room)], []);
    assert.deepEqual(
      [today, season].map((regions) => regions.map(({ ending, most }) => [ending, most])),
      [
        [
          ["", 57],
          // Where stores are copies, nobody backs them up.
          ["-westus2", 54],
          ["-germanywestcentral", 54],
        ],
        [
          ["", 114],
          ["-westus2", 111],
          ["-germanywestcentral", 111],
        ],
      ],
    );
    // The pods of the season on the nodes of every day: that this finds a fault.
    const taken = season.map((region) => nodesTaken(region, room));
    assert.ok(
      taken.every((nodes) => nodes > 57),
      taken.join(),
    );
  });
});
