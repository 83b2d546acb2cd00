import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { contractSchema } from "../../../contract/generate.ts";
import { platformOutputs } from "../../../contract/index.ts";
import { contractVersion, stackOutputs } from "../../../contract/schema.ts";
import { at, list, record } from "../../lib/json.ts";
import { breaks, fieldPaths } from "../../lib/contract.ts";
import { renderProgram } from "../../../cli/lib/render.ts";

const schema: unknown = z.toJSONSchema(stackOutputs);

/** Every field of version 1, as it was published. A field may join them, and is optional then; none may leave. */
const versionOne = [
  'cloud: "kubernetes" | "aws" | "azure"',
  "contract: 1",
  'stage: "dev" | "staging" | "prod"',
  "systems: object",
  "systems.*: object",
  "systems.*.endpoints: object",
  "systems.*.endpoints.*: object",
  "systems.*.endpoints.*.host: string",
  "systems.*.endpoints.*.port: integer",
  'systems.*.endpoints.*.scope: "public" | "cluster"',
  "systems.*.endpoints.*.url: string",
  "systems.*.namespace: string",
  "systems.*.objectives: object",
  "systems.*.objectives.rpoSeconds: integer",
  "systems.*.objectives.rtoSeconds: integer",
  "systems.*.secrets: object",
  "systems.*.secrets.*: object",
  "systems.*.secrets.*.keys: array",
  "systems.*.secrets.*.keys[]: string",
  "systems.*.secrets.*.name: string",
  "systems.*.secrets.*.namespace: string",
];

describe("the contract", () => {
  it("still has every field of version 1, and requires no other", () => {
    assert.equal(contractVersion, 1);
    assert.deepEqual(breaks(versionOne, schema), []);
  });

  it("would be broken by a field that is renamed, removed, of another type, optional, or new and required", () => {
    const broken = (edit: (outputs: z.ZodObject) => z.ZodObject) =>
      breaks(versionOne, z.toJSONSchema(edit(stackOutputs)));
    assert.deepEqual(
      broken((it) => it.omit({ cloud: true })),
      ['cloud: "kubernetes" | "aws" | "azure" is gone'],
    );
    assert.deepEqual(
      broken((it) => it.omit({ cloud: true }).extend({ provider: stackOutputs.shape.cloud })),
      ['cloud: "kubernetes" | "aws" | "azure" is gone', "provider is new, and not optional"],
    );
    assert.deepEqual(
      broken((it) => it.extend({ stage: z.string() })),
      ['stage: "dev" | "staging" | "prod" is gone'],
    );
    assert.deepEqual(
      broken((it) => it.extend({ systems: z.record(z.string(), z.strictObject({ namespace: z.string() })) })).length,
      versionOne.filter((field) => /^systems\.\*\.(endpoints|objectives|secrets)/.test(field)).length,
    );
    assert.deepEqual(
      broken((it) => it.partial({ stage: true })),
      ["stage was required, and is optional"],
    );
    assert.deepEqual(
      broken((it) => it.extend({ region: z.string().optional() })),
      [],
    );
    assert.deepEqual(
      broken((it) => it.extend({ regions: z.array(z.strictObject({ name: z.string() })).optional() })),
      [],
    );
    assert.deepEqual(
      broken((it) => it.extend({ regions: z.array(z.string()) })),
      ["regions is new, and not optional", "regions[] is new, and not optional"],
    );
    assert.deepEqual(
      broken((it) => it.extend({ region: z.string() })),
      ["region is new, and not optional"],
    );
  });

  it("describes every field", () => {
    assert.deepEqual(
      fieldPaths(schema).filter(({ described }) => !described),
      [],
    );
  });

  it("is closed: no field appears that it does not name", () => {
    const closed = (node: unknown): unknown[] => {
      const fields = Object.values(record(at(node, "properties")));
      const inner = [...fields, at(node, "additionalProperties"), at(node, "items")].filter(
        (each) => typeof each === "object",
      );
      const open = fields.length > 0 && at(node, "additionalProperties") !== false ? [node] : [];
      return [...open, ...inner.flatMap(closed)];
    };
    assert.deepEqual(closed(schema), []);
    assert.equal(list(at(schema, "required")).length, 4);
  });

  it("is written down as JSON Schema", async () => {
    const files = await contractSchema.generate();
    assert.deepEqual([...files.keys()], ["contract/schema.json"]);
    const committed = await readFile(new URL("../../../contract/schema.json", import.meta.url), "utf8");
    assert.equal(committed, files.get("contract/schema.json"), "run: npm run -s generate -- contract");
  });
});

describe("platformOutputs", () => {
  /** Mocks give a referenced stack no outputs, so they are put into their place. */
  const read = async (outputs: unknown) => {
    const rendered = await renderProgram("app", {}, () => {
      const stack = new pulumi.StackReference("organization/plumbline/dev");
      Object.assign(stack, { outputs: pulumi.output(outputs) });
      const url = platformOutputs(stack).apply(({ systems }) => systems["cap"]?.endpoints["app-ap"]?.url);
      return Promise.resolve({ url });
    });
    return rendered.outputs;
  };
  const outputs = {
    contract: 1,
    stage: "dev",
    cloud: "kubernetes",
    systems: {
      cap: {
        namespace: "cap",
        endpoints: { "app-ap": { url: "https://ap.example.com", host: "ap.example.com", port: 443, scope: "public" } },
        secrets: {},
        objectives: { rtoSeconds: 900, rpoSeconds: 300 },
      },
    },
  };

  it("gives typed outputs", async () => {
    assert.deepEqual(await read(outputs), { url: "https://ap.example.com" });
  });

  it("refuses another version, and secrets in the place of references", () => {
    assert.throws(() => stackOutputs.parse({ ...outputs, contract: 2 }), /contract/);
    assert.throws(() => stackOutputs.parse({ ...outputs, password: "x" }), /password/);
  });
});
