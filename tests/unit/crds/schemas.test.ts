import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resourceSchema, writeJsonSchemas } from "../../../sandbox/crds/schemas.ts";

const metadata = { type: "object" };

describe("JSON schemas of CRDs", () => {
  it("are strict where the CRD is, and open where it leaves fields open", () => {
    const schema = resourceSchema({
      type: "object",
      required: ["spec"],
      properties: {
        metadata,
        spec: {
          type: "object",
          required: ["size", "mode"],
          properties: {
            size: { type: "integer", format: "int32", minimum: 1, default: 3 },
            mode: { type: "string", enum: ["Fast"], nullable: true },
            share: { "x-kubernetes-int-or-string": true, pattern: "^[0-9]+%$" },
            wait: { type: "string", format: "duration" },
            list: { type: "array", items: { type: "object", properties: { a: { type: "string" } } } },
            map: { type: "object", additionalProperties: { type: "object", properties: {} } },
            open: {
              type: "object",
              "x-kubernetes-preserve-unknown-fields": true,
              properties: { a: { type: "string" } },
            },
            object: { type: "object", "x-kubernetes-embedded-resource": true, properties: {} },
          },
        },
      },
    });
    const closed = { additionalProperties: false, required: [] };
    assert.deepEqual(schema, {
      $schema: "http://json-schema.org/draft-07/schema#",
      type: "object",
      properties: {
        apiVersion: { type: "string" },
        kind: { type: "string" },
        metadata,
        spec: {
          type: "object",
          properties: {
            size: { type: "integer", minimum: 1 },
            mode: { anyOf: [{ type: "null" }, { type: "string", enum: ["Fast"] }] },
            share: { anyOf: [{ type: "integer" }, { type: "string" }], pattern: "^[0-9]+%$" },
            wait: { type: "string" },
            list: { type: "array", items: { type: "object", properties: { a: { type: "string" } }, ...closed } },
            map: { type: "object", additionalProperties: { type: "object", properties: {}, ...closed } },
            open: { type: "object", properties: { a: { type: "string" } }, additionalProperties: true, required: [] },
            object: {
              type: "object",
              properties: { apiVersion: { type: "string" }, kind: { type: "string" }, metadata },
              ...closed,
            },
          },
          additionalProperties: false,
          required: ["mode"],
        },
      },
      additionalProperties: false,
      required: ["apiVersion", "kind", "metadata", "spec"],
    });
  });

  it("are written for every version that is served", async () => {
    const work = await mkdtemp(join(tmpdir(), "schemas-"));
    try {
      await mkdir(join(work, "store/test"), { recursive: true });
      const version = (name: string, served: boolean): object => ({
        name,
        served,
        storage: name === "v1",
        schema: { openAPIV3Schema: { type: "object", properties: {} } },
      });
      const crd = {
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        metadata: { name: "things.example.org" },
        spec: {
          group: "example.org",
          scope: "Namespaced",
          names: { kind: "MyThing", plural: "things" },
          versions: [version("v1", true), version("v1beta1", true), version("v1alpha1", false)],
        },
      };
      await writeFile(join(work, "store/test/things.example.org.yaml"), JSON.stringify(crd));
      assert.equal(await writeJsonSchemas(join(work, "store"), join(work, "schemas")), 2);
      assert.deepEqual((await readdir(join(work, "schemas/example.org"))).sort(), [
        "mything_v1.json",
        "mything_v1beta1.json",
      ]);
      const text = await readFile(join(work, "schemas/example.org/mything_v1.json"), "utf8");
      assert.deepEqual(JSON.parse(text), resourceSchema({ type: "object", properties: {} }));
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
});
