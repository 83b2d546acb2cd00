import assert from "node:assert/strict";
import { pairedRegion } from "../../../../components/core/azure-regions.ts";
import { azureRegionNames } from "../../../../config/azure-regions.ts";

describe("paired regions of Azure", () => {
  it("are known of every region that a stack may name", () => {
    assert.deepEqual(
      azureRegionNames.filter((region) => pairedRegion(region) === undefined),
      [],
    );
    assert.deepEqual(["eastus", "westus3", "swedencentral"].map(pairedRegion), ["westus", "eastus", "swedensouth"]);
    assert.equal(pairedRegion("italynorth"), undefined);
  });
});
