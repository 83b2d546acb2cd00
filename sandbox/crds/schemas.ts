import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Schema } from "./crd.ts";
import { readOperatorCrds } from "./crds.ts";

/** JSON schema of the files that {@link writeJsonSchemas} writes, as kubeconform's `-schema-location` wants it below their folder. */
export const schemaLocation = "{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json";

/**
 * Writes the JSON schema of every served version of the store's CRDs, for validators of manifests such as kubeconform. They are
 * strict, as the API server's strict field validation is: a field that the CRD does not know is an error.
 *
 * @param store folder of {@link ensureCrds}
 * @param dir folder to write to, `<group>/<kind in lower case>_<version>.json`
 * @returns the number of files
 */
export async function writeJsonSchemas(store: string, dir: string): Promise<number> {
  let count = 0;
  for (const operator of await readdir(store)) {
    for (const { spec } of await readOperatorCrds(store, operator)) {
      await mkdir(join(dir, spec.group), { recursive: true });
      for (const version of spec.versions.filter(({ served }) => served)) {
        const file = join(dir, spec.group, `${spec.names.kind.toLowerCase()}_${version.name}.json`);
        await writeFile(file, JSON.stringify(resourceSchema(version.schema.openAPIV3Schema)));
        count += 1;
      }
    }
  }
  return count;
}

/** The JSON schema of a whole resource, from what its CRD says about it. */
export function resourceSchema(root: Schema): Schema {
  const { required = [], ...schema } = strict({ ...root, "x-kubernetes-embedded-resource": true });
  const always = ["apiVersion", "kind", "metadata"];
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    ...schema,
    required: [...always, ...required.filter((field) => !always.includes(field))],
  };
}

/** Keywords that say in JSON schema what they say in a structural schema. Formats are not among them: `duration` is another one there. */
const common = [
  "allOf",
  "anyOf",
  "oneOf",
  "not",
  "description",
  "enum",
  "maxItems",
  "maxLength",
  "maxProperties",
  "maximum",
  "minItems",
  "minLength",
  "minProperties",
  "minimum",
  "multipleOf",
  "pattern",
  "uniqueItems",
];

function strict(schema: Schema): Schema {
  const result: Schema = Object.fromEntries(Object.entries(schema).filter(([keyword]) => common.includes(keyword)));
  if (schema["x-kubernetes-int-or-string"]) result.anyOf = [{ type: "integer" }, { type: "string" }];
  else if (schema.type !== undefined) result.type = schema.type;
  if (schema.items) result.items = strict(schema.items);
  if (typeof schema.additionalProperties === "object")
    result.additionalProperties = strict(schema.additionalProperties);
  if (schema.properties) Object.assign(result, closed(schema, schema.properties));
  // Null stands for "not set" in the API: such a field is dropped, or gets its default.
  return schema.nullable ? { anyOf: [{ type: "null" }, result] } : result;
}

function closed(schema: Schema, properties: Readonly<Record<string, Schema>>): Partial<Schema> {
  const known = Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, strict(property)]));
  const embedded: Record<string, Schema> = schema["x-kubernetes-embedded-resource"]
    ? { apiVersion: { type: "string" }, kind: { type: "string" }, metadata: { type: "object" } }
    : {};
  return {
    properties: { ...embedded, ...known },
    additionalProperties: schema["x-kubernetes-preserve-unknown-fields"] ?? false,
    // The API server fills in defaults before it looks for required fields.
    required: schema.required?.filter((name) => properties[name]?.default === undefined) ?? [],
  };
}
