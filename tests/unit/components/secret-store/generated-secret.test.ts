import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { GeneratedSecret, type GeneratedSecretArgs } from "../../../../components/secret-store/generated-secret.ts";
import { renderComponents } from "../../../lib/component.ts";
import { resource } from "../../../lib/graph.ts";
import { at } from "../../../lib/json.ts";

const args: GeneratedSecretArgs = {
  identity: { system: "shop", component: "db" },
  namespace: "shop",
  secretName: "db-auth",
  key: "password",
  version: 1,
};
const build = (changes: Partial<GeneratedSecretArgs> = {}) =>
  renderComponents(
    (opts) =>
      new GeneratedSecret("db-auth", { ...args, ...changes }, (it) => ({ conf: pulumi.interpolate`auth ${it}` }), opts),
  );

describe("a generated secret", () => {
  it("is 32 random bytes unless more are asked for", async () => {
    const length = async (changes?: Partial<GeneratedSecretArgs>) =>
      at(resource(await build(changes), "RandomBytes", "db-auth-value").inputs, "length");
    assert.deepEqual([await length(), await length({ bytes: 64 })], [32, 64]);
  });

  for (const bytes of [0, 31, 1025, 32.5, NaN]) {
    it(`refuses ${bytes} bytes`, async () => {
      await assert.rejects(build({ bytes }), { message: `secret db-auth: bytes: expected 32 to 1024, got ${bytes}` });
    });
  }

  it("refuses a name that no Secret may have", async () => {
    await assert.rejects(build({ secretName: "db_auth" }), {
      message: 'secret db-auth: secretName: expected at most 63 of a-z, 0-9 and "-", as DNS-1123 asks, got "db_auth"',
    });
  });

  it("is replaced by another version", async () => {
    const keepers = async (version: number) =>
      at(resource(await build({ version }), "RandomBytes", "db-auth-value").inputs, "keepers");
    assert.deepEqual([await keepers(1), await keepers(2)], [{ version: "1" }, { version: "2" }]);
  });

  it("shares its object with further values, each of which has a version of its own", async () => {
    const rendered = await build({ others: { JWT_SECRET: 4 } });
    assert.deepEqual(at(resource(rendered, "RandomBytes", "db-auth-value-JWT_SECRET").inputs), {
      length: 32,
      keepers: { version: "4" },
    });
    assert.deepEqual(at(resource(rendered, "RandomBytes", "db-auth-value").inputs, "keepers"), { version: "1" });
    const data = { password: "[secret]", conf: "[secret]", JWT_SECRET: "[secret]" };
    assert.deepEqual(at(resource(rendered, "Secret", "db-auth").inputs, "data"), data);
  });

  it("is marked as secret, with everything that contains it", async () => {
    const rendered = await build();
    const { inputs } = resource(rendered, "Secret", "db-auth");
    assert.equal(at(inputs, "metadata", "name"), "db-auth");
    assert.deepEqual(at(inputs, "data"), { password: "[secret]", conf: "[secret]" });
    assert.doesNotMatch(JSON.stringify(rendered.resources.map((each) => each.inputs)), /0{32}|MDAwMDAwMDAw/);
  });
});
