import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { loadConfig } from "../../../config/load.ts";
import { parseConfig } from "../../../config/parse.ts";
import { rawConfig } from "../../lib/graph.ts";

/** Gives the running process a stack's configuration in Pulumi's own form: text, and JSON for all that is structured. */
async function given(values: Record<string, unknown>): Promise<void> {
  await pulumi.runtime.setMocks(
    { newResource: ({ name }) => ({ id: name, state: {} }), call: () => ({}) },
    "plumbline",
    "dev",
  );
  const text = Object.entries(values).map(([key, value]): [string, string] => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  pulumi.runtime.setAllConfig(Object.fromEntries(text));
}

const prefixed = (raw: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(raw).map(([key, value]) => [`plumbline:${key}`, value]));

describe("loadConfig", () => {
  it("reads what the engine hands over, and leaves the keys of others alone", async () => {
    const raw = await rawConfig("dev");
    await given({ ...prefixed(raw), "pulumi:disable-default-providers": ["*"], "other:stage": "x" });
    assert.deepEqual(loadConfig(), parseConfig("dev", raw));
  });

  it("reads numbers at the top level, which the engine hands over as text", async () => {
    const raw = { ...(await rawConfig("staging")), secretRotationDays: 45 };
    await given(prefixed(raw));
    assert.equal(loadConfig().secretRotationDays, 45);
  });

  it("passes on what looks like JSON and is not, so that the message shows it", async () => {
    await given(prefixed({ ...(await rawConfig("dev")), systems: "[cap" }));
    assert.throws(loadConfig, /^Error: stack dev: plumbline:systems: expected a list of .+, got "\[cap"$/);
  });
});
