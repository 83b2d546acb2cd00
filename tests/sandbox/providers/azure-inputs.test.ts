import assert from "node:assert/strict";
import { azure } from "../../../sandbox/providers/azure-native/azure.ts";
import { judgeInputs } from "../../../sandbox/providers/cloud/inputs.ts";
import type { JsonObject } from "../../../sandbox/providers/lib/values.ts";

const { sdk } = azure();

/** What is wrong with inputs by what the SDK declares. */
function failures(token: string, inputs: JsonObject): string[] {
  const shape = sdk.classOf(token);
  assert.ok(shape, token);
  return judgeInputs(sdk, shape, inputs).failures.map(({ reason }) => reason);
}

describe("azure-native provider: objects of several kinds", () => {
  const policy = (rule: JsonObject): string[] =>
    failures("azure-native:dataprotection:BackupPolicy", {
      resourceGroupName: "g",
      vaultName: "v",
      properties: { objectType: "BackupPolicy", datasourceTypes: ["a"], policyRules: [rule] },
    });

  it("are held to the kind that they say they are of", () => {
    assert.deepEqual(policy({ objectType: "AzureRetentionRule", name: "r", lifecycles: [] }), []);
    assert.deepEqual(policy({ objectType: "AzureRetentionRule", name: "r" }), [
      "properties.policyRules[0].lifecycles is required",
    ]);
    const dataStore = { dataStoreType: "VaultStore", objectType: "DataStoreInfoBase" };
    assert.deepEqual(policy({ objectType: "AzureBackupRule", name: "r", dataStore }), [
      "properties.policyRules[0].trigger is required",
    ]);
  });

  it("are held to the first one where they say nothing that there is", () => {
    assert.deepEqual(policy({ objectType: "Rule", name: "r" }), [
      "properties.policyRules[0].dataStore is required",
      "properties.policyRules[0].trigger is required",
      'properties.policyRules[0].objectType has to be "AzureBackupRule", not "Rule"',
    ]);
  });
});
