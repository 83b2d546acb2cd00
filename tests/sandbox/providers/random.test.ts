import assert from "node:assert/strict";
import bcrypt from "bcryptjs";
import { reveal, secret, unknown } from "../../../sandbox/providers/lib/values.ts";
import type { JsonObject } from "../../../sandbox/providers/lib/values.ts";
import { Plugin } from "../lib/provider-plugin.ts";

const urn = (type: string) =>
  `urn:pulumi:dev::app::random:index/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}::it`;

describe("random provider", () => {
  let plugin: Plugin;
  before(async () => {
    plugin = await Plugin.start("random");
  });
  after(() => plugin.stop());

  const make = async (type: string, inputs: JsonObject) => {
    const checked = await plugin.check(urn(type), inputs);
    assert.deepEqual(checked.failures, []);
    return plugin.create(urn(type), checked.inputs);
  };
  const results = (outputs: JsonObject) => reveal(outputs).value;

  it("makes a password of the asked length and characters, and keeps it secret", async () => {
    const inputs = { length: 200, special: true, overrideSpecial: "-_", minSpecial: 20, upper: false, minNumeric: 5 };
    const { id, outputs } = await make("RandomPassword", inputs);
    const { result } = results(outputs);
    assert.ok(typeof result === "string");
    assert.match(result, /^[a-z0-9_-]{200}$/);
    assert.ok(result.replaceAll(/[^-_]/g, "").length >= 20);
    assert.ok(result.replaceAll(/\D/g, "").length >= 5);
    assert.equal(id, "none");
    assert.deepEqual(reveal(outputs).secrets.flat().sort(), ["bcryptHash", "result"]);
    assert.equal((await make("RandomPassword", inputs)).outputs["result"] === outputs["result"], false);
  });

  it("gives the bcrypt hash of the password", async () => {
    const { result, bcryptHash } = results((await make("RandomPassword", { length: 12 })).outputs);
    assert.ok(typeof result === "string" && typeof bcryptHash === "string");
    assert.equal(await bcrypt.compare(result, bcryptHash), true);
  });

  it("fills in the defaults of a string, which is its own id and no secret", async () => {
    const { id, outputs } = await make("RandomString", { length: 8, special: false });
    assert.match(id, /^[a-zA-Z0-9]{8}$/);
    assert.deepEqual(outputs, {
      length: 8,
      special: false,
      lower: true,
      upper: true,
      number: true,
      numeric: true,
      minLower: 0,
      minNumeric: 0,
      minSpecial: 0,
      minUpper: 0,
      result: id,
    });
  });

  it("makes bytes, in hex and base64, secret", async () => {
    const { outputs } = await make("RandomBytes", { length: 32 });
    const { hex, base64 } = results(outputs);
    assert.ok(typeof hex === "string" && typeof base64 === "string");
    assert.match(hex, /^[0-9a-f]{64}$/);
    assert.equal(Buffer.from(base64, "base64").toString("hex"), hex);
    assert.deepEqual(reveal(outputs).secrets.flat().sort(), ["base64", "hex"]);
  });

  it("makes an id in four notations, each with the prefix", async () => {
    const { id, outputs } = await make("RandomId", { byteLength: 8, prefix: "srv-" });
    const content = Buffer.from(id, "base64url");
    assert.equal(content.length, 8);
    assert.deepEqual(outputs, {
      byteLength: 8,
      prefix: "srv-",
      b64Url: `srv-${id}`,
      b64Std: `srv-${content.toString("base64")}`,
      hex: `srv-${content.toString("hex")}`,
      dec: `srv-${BigInt(`0x${content.toString("hex")}`).toString()}`,
    });
  });

  it("makes integers between and including the bounds, the same ones for the same seed", async () => {
    const seen = new Set<unknown>();
    for (let round = 0; round < 40; round++) {
      seen.add((await make("RandomInteger", { min: 1, max: 2 })).outputs["result"]);
    }
    assert.deepEqual([...seen].sort(), [1, 2]);
    const seeded = { min: 0, max: 1e9, seed: "s" };
    assert.equal((await make("RandomInteger", seeded)).id, (await make("RandomInteger", seeded)).id);
  });

  it("makes UUIDs of their version", async () => {
    assert.match(
      (await make("RandomUuid", {})).id,
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    assert.match(
      (await make("RandomUuid7", {})).id,
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it("shuffles, and repeats the items where more are asked for", async () => {
    const { outputs } = await make("RandomShuffle", { inputs: ["a", "b", "c"], resultCount: 5 });
    const picked = outputs["results"];
    assert.ok(Array.isArray(picked));
    assert.equal(picked.length, 5);
    assert.deepEqual(picked.slice(0, 3).sort(), ["a", "b", "c"]);
  });

  const refused: [string, string, JsonObject, string][] = [
    ["a length of nothing", "RandomPassword", { length: 0 }, "has to be at least 1, not 0"],
    ["no length", "RandomPassword", {}, "is required: an integer"],
    ["a text for a length", "RandomPassword", { length: "12" }, `has to be an integer, not "12"`],
    [
      "less length than its parts",
      "RandomPassword",
      { length: 3, minLower: 2, minUpper: 2 },
      "has to be at least minLower + minUpper + minNumeric + minSpecial = 4, not 3",
    ],
    [
      "no characters",
      "RandomString",
      { length: 3, lower: false, upper: false, numeric: false, special: false },
      "leaves no characters: turn on lower, upper, numeric or special",
    ],
    ["an unknown input", "RandomUuid", { length: 3 }, "is no input; the inputs are keepers"],
    ["bounds the wrong way round", "RandomInteger", { min: 5, max: 1 }, "has to be at most max, 1; it is 5"],
  ];
  for (const [what, type, inputs, reason] of refused) {
    it(`refuses ${what}`, async () => {
      assert.deepEqual((await plugin.check(urn(type), inputs)).failures, [reason]);
    });
  }

  it("does not judge what is not known yet", async () => {
    assert.deepEqual((await plugin.check(urn("RandomPassword"), { length: unknown })).failures, []);
  });

  it("shows in a preview that a password will be there, and will be secret", async () => {
    const { id, outputs } = await plugin.create(urn("RandomPassword"), { length: 4 }, { preview: true });
    assert.equal(id, "");
    assert.deepEqual(outputs["result"], secret(unknown));
  });

  it("replaces whatever changes, and knows a default when it is spelled out", async () => {
    const old = await make("RandomPassword", { length: 8, keepers: { version: "1" } });
    const diff = (news: JsonObject) => plugin.diff(urn("RandomPassword"), old, news);
    assert.deepEqual((await diff({ length: 8, keepers: { version: "2" } })).changes, {
      "keepers.version": "UPDATE_REPLACE",
    });
    assert.deepEqual((await diff({ length: 9, keepers: { version: "1" } })).changes, { length: "UPDATE_REPLACE" });
    assert.deepEqual((await diff({ length: 8, keepers: { version: "1" }, special: true, number: true })).changes, {});
  });

  it("keeps what it made in a refresh", async () => {
    const old = await make("RandomPassword", { length: 8 });
    assert.deepEqual(await plugin.read(urn("RandomPassword"), old.id, old), old);
  });

  it("imports what was made elsewhere", async () => {
    const password = await plugin.read(urn("RandomPassword"), "correct-horse");
    assert.equal(password?.id, "none");
    assert.deepEqual(password.inputs, { length: 13 });
    assert.equal(results(password.outputs)["result"], "correct-horse");
    const integer = await plugin.read(urn("RandomInteger"), "15390,1,50000");
    assert.deepEqual([integer?.id, integer?.inputs], ["15390", { min: 1, max: 50000 }]);
    const id = await plugin.read(urn("RandomId"), "my-prefix-,p-9hUg");
    assert.deepEqual(
      [id?.inputs, id?.outputs["b64Url"]],
      [{ byteLength: 4, prefix: "my-prefix-" }, "my-prefix-p-9hUg"],
    );
    await assert.rejects(plugin.read(urn("RandomUuid"), "nonsense"), /^Error: nonsense is no UUID$/);
  });

  it("refuses a type that it does not have, by name", async () => {
    await assert.rejects(
      plugin.check(urn("RandomPet"), {}),
      /^Error: random:index\/randomPet:RandomPet is not supported by the sandbox; it has RandomBytes, /,
    );
  });
});
