import assert from "node:assert/strict";
import { allocatable } from "../../../../components/cluster/instances.ts";
import { stages } from "../../../../components/core/cloud.ts";
import { largestPod, regionSizes } from "../../../../components/region/sizes.ts";
import { parseConfig } from "../../../../config/parse.ts";
import { profileOf } from "../../../../config/profiles.ts";
import { engineSize } from "../../../../systems/firefly-sizes.ts";
import { rawConfig } from "../../../lib/graph.ts";

describe("the sizes of a region", () => {
  it("are a column for each stage", () => {
    const node = (least: number, most: number) => ({ instanceType: "m7i.2xlarge", least, most, diskGiB: 100 });
    assert.deepEqual(stages.map(regionSizes), [
      { nat: "one", nodes: node(3, 6), controlPlaneLogDays: 30 },
      { nat: "one", nodes: node(3, 9), controlPlaneLogDays: 90 },
      { nat: "each-zone", nodes: node(6, 24), controlPlaneLogDays: 365 },
    ]);
  });

  it("hold the largest pod of any system, which is the tuned engine of firefly (FTE-002)", async () => {
    const { firefly } = parseConfig("prod", await rawConfig("prod"));
    assert.ok(firefly);
    const { resources } = engineSize({ ...firefly, profile: "tuned" }, profileOf("prod"));
    assert.deepEqual(resources.requests, largestPod);
    for (const stage of stages) {
      const room = allocatable(regionSizes(stage).nodes.instanceType);
      assert.ok(room.millicores >= 4000 && room.mebibytes >= 11 * 1024, stage);
    }
  });
});
