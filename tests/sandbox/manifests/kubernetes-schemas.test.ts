import assert from "node:assert/strict";
import { kindSchemas } from "../../../sandbox/lib/kubernetes-schemas.ts";

const reference = (name: string) => ({ allOf: [{ $ref: `#/components/schemas/${name}` }], default: {} });
const meta = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
const objectMeta = { type: "object", properties: { name: { type: "string" } } };

const kind = (group: string, name: string, properties: object) => ({
  type: "object",
  description: "says much",
  required: ["spec"],
  properties: { metadata: reference(meta), ...properties },
  "x-kubernetes-group-version-kind": [{ group, version: "v1", kind: name }],
});

const schemas = {
  [meta]: objectMeta,
  Thing: kind("things.example.org", "Thing", { spec: reference("Spec") }),
  Spec: {
    type: "object",
    properties: {
      port: { oneOf: [{ type: "integer" }, { type: "string" }], format: "int-or-string" },
      children: { type: "array", items: reference("Spec"), "x-kubernetes-list-type": "atomic" },
      sizes: { type: "object", additionalProperties: { type: "string", default: "" } },
      open: { type: "object" },
    },
  },
  Unused: { type: "object", properties: {} },
  Scale: kind("autoscaling", "Scale", {}),
  ThingList: {
    type: "object",
    properties: { metadata: reference("ListMeta"), items: { type: "array", items: reference("Thing") } },
    "x-kubernetes-group-version-kind": [{ group: "things.example.org", version: "v1", kind: "ThingList" }],
  },
  ListMeta: { type: "object", properties: {} },
};

describe("JSON schemas of Kubernetes' own kinds", () => {
  it("are there for the objects of the group, with what they need, closed where their fields are named", () => {
    const to = (name: string) => ({ allOf: [{ $ref: `#/definitions/${name}` }] });
    const result = kindSchemas({ components: { schemas } }, "things.example.org", "v1");
    assert.deepEqual(Object.fromEntries(result), {
      Thing: {
        $schema: "http://json-schema.org/draft-07/schema#",
        allOf: [{ $ref: "#/definitions/Thing" }, { type: "object", required: ["apiVersion", "kind", "metadata"] }],
        definitions: {
          Thing: {
            type: "object",
            required: ["spec"],
            properties: { metadata: to(meta), spec: to("Spec") },
            additionalProperties: false,
          },
          [meta]: { ...objectMeta, additionalProperties: false },
          Spec: {
            type: "object",
            properties: {
              port: { oneOf: [{ type: "integer" }, { type: "string" }] },
              children: { type: "array", items: to("Spec") },
              sizes: { type: "object", additionalProperties: { type: "string" } },
              open: { type: "object" },
            },
            additionalProperties: false,
          },
        },
      },
    });
  });

  it("are none where a document describes no kind", () => {
    assert.deepEqual(kindSchemas({ paths: {} }, "", "v1"), new Map());
  });

  it("are refused where something is missing", () => {
    const lacking = { components: { schemas: { [meta]: objectMeta, Thing: schemas.Thing } } };
    assert.throws(
      () => kindSchemas(lacking, "things.example.org", "v1"),
      /^Error: the OpenAPI document refers to Spec, which it does not have$/,
    );
  });
});
