import assert from "node:assert/strict";
import { allocatable } from "../../../components/cluster/instances.ts";
import { mebibytes } from "../../../components/core/quantities.ts";
import { parseConfig } from "../../../config/parse.ts";
import { profileOf } from "../../../config/profiles.ts";
import type { SystemName } from "../../../config/schema.ts";
import { largestDemand, mostNodes } from "../../../systems/capacity.ts";
import { rawConfig } from "../../lib/graph.ts";
import { record } from "../../lib/json.ts";

const machine = "m7i.2xlarge";
const raw = await rawConfig("prod");
const profile = profileOf("prod");
const primary = { cloud: "aws", role: "primary" } as const;

/** The stack prod with other settings of the shop, or with less systems. */
function stack(shop: Readonly<Record<string, unknown>>, systems?: readonly SystemName[]) {
  const ecommerce = { ...record(raw["ecommerce"]), ...shop };
  return parseConfig("prod", { ...raw, ecommerce, ...(systems && { systems }) });
}

const nodes = (...given: Parameters<typeof stack>) => mostNodes(stack(...given), profile, primary, machine, 3);

describe("the most nodes of a region", () => {
  it("follow the season (ECO-060)", () => {
    assert.deepEqual(
      ["normal", "holiday-season", "black-friday", "flash-sales"].map((season) => nodes({ season })),
      [54, 54, 83, 112],
    );
  });

  it("follow what the season is said to ask for, and are those of the systems that the stack has", () => {
    const seasonalPeaks = { "black-friday": 10, "holiday-season": 5, "flash-sales": 30 };
    const capacity = { ...record(record(raw["ecommerce"])["capacity"]), seasonalPeaks };
    assert.equal(nodes({ season: "flash-sales", capacity }), 199);
    assert.equal(nodes({ season: "flash-sales" }, ["cap"]), 5);
  });

  it("are less where copies of stores are saved by somebody else", () => {
    const config = stack({});
    const [here, there] = [primary, { cloud: "aws", role: "replica" } as const].map((site) =>
      largestDemand(config, profile, site),
    );
    assert.ok(here && there && here.pods > there.pods && here.millicores > there.millicores);
  });

  it("hold the demand, whichever part of it is the largest", () => {
    const demand = largestDemand(stack({ season: "flash-sales" }), profile, primary);
    const count = nodes({ season: "flash-sales" });
    const room = allocatable(machine);
    assert.ok(demand.millicores <= count * room.millicores && demand.millicores > (count - 1) * room.millicores);
    assert.ok(demand.mebibytes <= count * room.mebibytes && demand.pods <= count * 100);
    assert.ok(mebibytes("32Gi") > room.mebibytes);
  });

  it("are refused beyond what groups of EKS hold, before any resource", () => {
    const seasonalPeaks = { "black-friday": 10, "holiday-season": 5, "flash-sales": 100 };
    const capacity = { ...record(record(raw["ecommerce"])["capacity"]), seasonalPeaks };
    const config = stack({ season: "flash-sales", capacity });
    assert.throws(() => mostNodes(config, profile, primary, "m7i.large", 2), {
      message:
        /^stack of prod: systems: expected systems whose pods fit onto 900 nodes of m7i\.large, the most of 2 zones; lower their replicas or their season's peak, got "\d+ nodes for \d+ cores and \d+ GiB"$/,
    });
  });
});
