import assert from "node:assert/strict";
import { azure } from "../../../sandbox/providers/azure-native/azure.ts";
import { noFaults, rowFaults } from "../lib/table-checks.ts";

const cloud = azure();

describe("table of the azure-native provider", () => {
  for (const [token, row] of Object.entries(cloud.rows)) {
    it(`knows ${token} as the SDK does`, () => {
      assert.deepEqual(rowFaults(cloud, token, row), noFaults);
    });
  }
});
