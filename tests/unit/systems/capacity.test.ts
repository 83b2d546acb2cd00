import assert from "node:assert/strict";
import { aksAllocatable, mostOfAks } from "../../../components/cluster/azure-capacity.ts";
import { allocatable } from "../../../components/cluster/instances.ts";
import { mebibytes } from "../../../components/core/quantities.ts";
import { parseConfig } from "../../../config/parse.ts";
import { profileOf } from "../../../config/profiles.ts";
import type { SystemName } from "../../../config/schema.ts";
import { largestDemand, mostNodes, type NodeKind } from "../../../systems/capacity.ts";
import { rawConfig } from "../../lib/graph.ts";
import { record } from "../../lib/json.ts";

const machine = { machine: "m7i.2xlarge", room: allocatable("m7i.2xlarge"), most: 1350 };
const azure = { machine: "Standard_D8s_v6", room: aksAllocatable("Standard_D8s_v6"), most: mostOfAks };
const raw = await rawConfig("prod");
const profile = profileOf("prod");
const primary = { cloud: "aws", role: "primary" } as const;

/** The stack prod with other settings of the shop, or with less systems. */
function stack(shop: Readonly<Record<string, unknown>>, systems?: readonly SystemName[]) {
  const ecommerce = { ...record(raw["ecommerce"]), ...shop };
  return parseConfig("prod", { ...raw, ecommerce, ...(systems && { systems }) });
}

const nodes = (...given: Parameters<typeof stack>) => mostNodes(stack(...given), profile, primary, machine);

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
    const { room } = machine;
    assert.ok(demand.millicores <= count * room.millicores && demand.millicores > (count - 1) * room.millicores);
    assert.ok(demand.mebibytes <= count * room.mebibytes && demand.pods <= count * 100);
    assert.ok(mebibytes("32Gi") > room.mebibytes);
  });

  it("are about as many on Azure, whose machines are of the same size", () => {
    assert.deepEqual(azure.room, { millicores: 7320, mebibytes: 28_339 });
    const nodesOn = (season: string) => mostNodes(stack({ season }), profile, { ...primary, cloud: "azure" }, azure);
    assert.deepEqual(["normal", "flash-sales"].map(nodesOn), [55, 114]);
  });

  it("are refused beyond what the cloud makes in a region, before any resource", () => {
    const seasonalPeaks = { "black-friday": 10, "holiday-season": 5, "flash-sales": 100 };
    const capacity = { ...record(record(raw["ecommerce"])["capacity"]), seasonalPeaks };
    const config = stack({ season: "flash-sales", capacity });
    const refused = (of: NodeKind, message: RegExp) =>
      assert.throws(() => mostNodes(config, profile, primary, of), { message });
    const small = { machine: "m7i.large", room: allocatable("m7i.large"), most: 900 };
    refused(
      small,
      /^stack of prod: systems: expected systems whose pods fit onto 900 nodes of m7i\.large, the most of a region; lower their replicas or their season's peak, got "\d+ nodes for \d+ cores and \d+ GiB"$/,
    );
    refused(azure, /expected systems whose pods fit onto 189 nodes of Standard_D8s_v6, the most of a region;/);
  });
});
