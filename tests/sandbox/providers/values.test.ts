import assert from "node:assert/strict";
import fc from "fast-check";
import { changes } from "../../../sandbox/providers/lib/diff.ts";
import { generatedName, parseUrn } from "../../../sandbox/providers/lib/names.ts";
import { formatPath, isWithin, parsePath } from "../../../sandbox/providers/lib/paths.ts";
import {
  at,
  conceal,
  decode,
  encode,
  hasUnknowns,
  reveal,
  secret,
  unknown,
  withoutNulls,
} from "../../../sandbox/providers/lib/values.ts";
import type { JsonObject } from "../../../sandbox/providers/lib/values.ts";

/**
 * Any properties, without numbers that JSON cannot carry, and without a key that maps of google-protobuf cannot: they are objects with a prototype.
 * A program's own messages go by the same maps.
 */
const properties = fc
  .dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 3 }))
  .map((value) => JSON.stringify(value))
  .filter((text) => !text.includes('"__proto__":'))
  .map((text) => JSON.parse(text) as JsonObject);

describe("property values", () => {
  it("survive the way over the wire", () => {
    fc.assert(fc.property(properties, (value) => assert.deepEqual(decode(encode(value)), value)));
  });

  it("are revealed and concealed without loss", () => {
    fc.assert(
      fc.property(properties, properties, (open, hidden) => {
        const wrapped: JsonObject = { open, list: [1, secret(hidden)], nested: { deep: secret("word") } };
        const { value, secrets } = reveal(wrapped);
        assert.deepEqual(value, { open, list: [1, hidden], nested: { deep: "word" } });
        assert.deepEqual(secrets, [
          ["list", 1],
          ["nested", "deep"],
        ]);
        assert.deepEqual(conceal(value, secrets), wrapped);
      }),
    );
  });

  it("hide what is below a secret once, and pass over a path that leads nowhere", () => {
    const concealed = conceal({ data: { a: "1" } }, [["data"], ["data", "a"], ["gone"]]);
    assert.deepEqual(concealed, { data: secret({ a: "1" }) });
  });

  it("are unknown wherever something inside of them is", () => {
    assert.equal(hasUnknowns({ a: [{ b: unknown }] }), true);
    assert.equal(hasUnknowns({ a: [{ b: "known" }] }), false);
  });

  it("have no nulls, except as items of lists", () => {
    assert.deepEqual(withoutNulls({ a: null, b: { c: null, d: [null, { e: null }] } }), { b: { d: [null, {}] } });
  });

  it("do not have what only their prototype has", () => {
    assert.equal(at({}, ["constructor"]), undefined);
  });
});

describe("property paths", () => {
  const examples: [string, (string | number)[]][] = [
    ["spec.containers[0].image", ["spec", "containers", 0, "image"]],
    [`metadata.annotations["example.com/owner"]`, ["metadata", "annotations", "example.com/owner"]],
    [`["a.b"][1]`, ["a.b", 1]],
    [`data["say \\"hi\\""]`, ["data", `say "hi"`]],
  ];
  for (const [text, path] of examples) {
    it(`are written and read as ${text}`, () => {
      assert.equal(formatPath(path), text);
      assert.deepEqual(parsePath(text), path);
    });
  }

  it("contain what lies below them", () => {
    assert.equal(isWithin(["spec", "containers", 3, "image"], parsePath("spec.containers[*].image")), true);
    assert.equal(isWithin(["spec", "replicas"], ["spec", "replicas", "x"]), false);
    assert.equal(isWithin(["specific"], ["spec"]), false);
  });
});

describe("differences of inputs", () => {
  it("are named where they are", () => {
    const before: JsonObject = { same: 1, gone: true, deep: { list: [{ a: 1 }, { b: 2 }], type: "text" } };
    const after = { same: 1, deep: { list: [{ a: 9 }], type: { now: "object" } }, added: null };
    assert.deepEqual(
      changes(before, after).map(({ path, kind }) => `${kind} ${formatPath(path)}`),
      ["delete gone", "update deep.list[0].a", "delete deep.list[1]", "update deep.type", "add added"],
    );
  });
});

describe("generated names", () => {
  it("follow from the engine's seed", () => {
    const name = generatedName("web", Buffer.from("seed"));
    assert.match(name, /^web-[0-9a-f]{8}$/);
    assert.equal(generatedName("web", Buffer.from("seed")), name);
    assert.notEqual(generatedName("web", Buffer.from("other")), name);
    assert.match(generatedName("queue", Buffer.from("seed"), 7), /^queue-[0-9a-f]{7}$/);
  });

  it("differ without a seed", () => {
    assert.notEqual(generatedName("web", new Uint8Array()), generatedName("web", new Uint8Array()));
  });

  it("come from the last part of the URN, which may itself have colons", () => {
    assert.deepEqual(parseUrn("urn:pulumi:dev::app::a:b:C$kubernetes:core/v1:Secret::db::login"), {
      type: "kubernetes:core/v1:Secret",
      name: "db::login",
    });
  });
});
