import assert from "node:assert/strict";
import { regionFindings } from "../../../../cli/lib/preflight/regions.ts";
import { parseConfig } from "../../../../config/parse.ts";
import { rawConfig } from "../../../lib/graph.ts";

describe("preflight of a stack with regions", () => {
  it("says what has to be there, and that nobody here can tell", async () => {
    const config = parseConfig("prod", await rawConfig("prod"));
    const found = regionFindings(config);
    assert.deepEqual(
      found.map(({ check, verdict }) => `${verdict} ${check}`),
      [
        "unknown account",
        "unknown deployer",
        "unknown region us-east-1",
        "unknown region us-west-2",
        "unknown region eu-central-1",
        "unknown cluster API",
      ],
    );
    assert.equal(
      found[2]?.message,
      "has to be enabled, as primary, with room for a network 10.0.0.0/16 in us-east-1a, us-east-1b, us-east-1c",
    );
  });

  it("says so of a subscription, whose clusters nobody reaches from outside", async () => {
    const found = regionFindings(parseConfig("prod-azure", await rawConfig("prod-azure")));
    assert.deepEqual(
      found.map(({ check, verdict }) => `${verdict} ${check}`),
      [
        "unknown deployer",
        "unknown region eastus",
        "unknown region westus2",
        "unknown region germanywestcentral",
        "unknown cluster API",
      ],
    );
    assert.equal(found[0]?.message, "who deploys has to be in one of the groups 33333333-3333-4333-8333-333333333333");
  });

  it("says nothing of a stack whose cluster is given", async () => {
    assert.deepEqual(regionFindings(parseConfig("dev", await rawConfig("dev"))), []);
  });
});
