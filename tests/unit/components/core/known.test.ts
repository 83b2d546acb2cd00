import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import * as pulumi from "@pulumi/pulumi";
import { getAllResources } from "@pulumi/pulumi/output.js";
import assert from "node:assert/strict";
import { onceMade } from "../../../../components/core/known.ts";

/** Registers resources as a preview does in which the provider can hand nothing back, and returns their inputs by name. */
async function inPreview(program: () => Promise<void>): Promise<Record<string, unknown>> {
  const seen: Record<string, unknown> = {};
  await pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => {
        seen[name] = inputs;
        return { id: undefined, state: {} };
      },
      call: () => ({}),
    },
    "plumbline",
    "preview",
    true,
  );
  await pulumi.runtime.runInPulumiStack(program);
  await pulumi.runtime.disconnect();
  return seen;
}

describe("the name of what is still to be made", () => {
  it("is known in a preview, and who uses it comes after", async () => {
    let before: string[] = [];
    const seen = await inPreview(async () => {
      const first = new ConfigMap("first", { metadata: { name: "a" } });
      const name = onceMade(first, "a");
      before = [...(await getAllResources(name))].map((resource) => (resource === first ? "first" : "another"));
      new ConfigMap("second", { data: { said: name, handedBack: first.metadata.name } });
    });
    assert.deepEqual(before, ["first"]);
    // What the helper is for: the provider's own answer is not known yet.
    assert.deepEqual(JSON.parse(JSON.stringify(seen.second)), {
      apiVersion: "v1",
      kind: "ConfigMap",
      data: { said: "a", handedBack: { __pulumiUnknown: true } },
    });
  });
});
