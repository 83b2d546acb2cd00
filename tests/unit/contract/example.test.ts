import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { record } from "../../lib/json.ts";
import { graphOf } from "../../lib/graph.ts";

describe("the example of an app team", () => {
  it("runs against the outputs of dev", async () => {
    const { outputs } = await graphOf("dev");
    const seen: { type: string; inputs: unknown }[] = [];
    await pulumi.runtime.setMocks(
      {
        newResource: ({ type, name, ...rest }) => {
          const inputs = record(rest.inputs);
          seen.push({ type, inputs });
          return { id: name, state: type === "pulumi:pulumi:StackReference" ? { name, outputs } : { ...inputs } };
        },
        call: () => ({}),
      },
      "app-team",
      "dev",
      false,
    );
    pulumi.runtime.setAllConfig({
      "app-team:platform": "organization/plumbline/dev",
      "app-team:context": "dev",
      "app-team:namespace": "team",
    });
    await import("../../../examples/app-team/index.ts");
    await pulumi.runtime.disconnect();
    assert.deepEqual(
      seen.find(({ type }) => type === "kubernetes:core/v1:ConfigMap"),
      {
        type: "kubernetes:core/v1:ConfigMap",
        inputs: {
          apiVersion: "v1",
          kind: "ConfigMap",
          metadata: { name: "platform", namespace: "team" },
          data: { READS_URL: "https://ap.cap.dev.example.com", FALLBACK_SECONDS: "900" },
        },
      },
    );
  });
});
