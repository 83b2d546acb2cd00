import assert from "node:assert/strict";
import { aws } from "../../../sandbox/providers/aws/aws.ts";
import { parsePath } from "../../../sandbox/providers/lib/paths.ts";
import { isDeclared, noFaults, rowFaults } from "../lib/table-checks.ts";

const cloud = aws();

describe("table of the aws provider", () => {
  for (const [token, row] of Object.entries(cloud.rows)) {
    it(`knows ${token} as the SDK does`, () => {
      assert.deepEqual(rowFaults(cloud, token, row, ["tagsAll"]), noFaults);
    });
  }

  it("finds what a row has wrong", () => {
    const { inputs } = cloud.sdk.classOf("aws:rds/cluster:Cluster") ?? assert.fail();
    const paths = [
      "engine",
      "scalingConfiguration.maxCapacity",
      "vpcSecurityGroupIds.*",
      "engin",
      "tags.a.b",
      "engine.x",
    ];
    assert.deepEqual(
      paths.filter((path) => isDeclared(cloud.sdk, inputs, parsePath(path))),
      ["engine", "scalingConfiguration.maxCapacity", "vpcSecurityGroupIds.*"],
    );
  });
});
