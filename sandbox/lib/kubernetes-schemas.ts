import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { goModuleSource } from "./go.ts";

/** A node of an OpenAPI v3 schema, or of a JSON schema: only what is read here is named. */
export interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  "x-kubernetes-group-version-kind"?: { group: string; version: string; kind: string }[];
  [other: string]: unknown;
}

const schema: z.ZodType<Schema> = z.looseObject({});

const openApi = z.looseObject({
  components: z.looseObject({ schemas: z.record(z.string(), schema).optional() }).optional(),
});

/** Schemas of an OpenAPI document by name. */
type Named = Readonly<Record<string, Schema>>;

const components = "#/components/schemas/";
const metadataRef = `${components}io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta`;

/**
 * Writes a JSON schema for each of the pinned Kubernetes' own kinds, for validators of manifests such as kubeconform, named as those
 * of custom resources are. They are strict, as the API server's strict field validation is.
 *
 * @param dir folder to write to, `<group>/<kind in lower case>_<version>.json`; the core group's is its version, `v1`
 * @returns the number of files
 */
export async function writeKubernetesSchemas(dir: string): Promise<number> {
  const source = join(await goModuleSource("k8s.io/kubernetes"), "api/openapi-spec/v3");
  let count = 0;
  for (const name of await readdir(source)) {
    // The API server's paths, such as /api/v1 and /apis/apps/v1.
    const [, group = "", version] = /^apis?__(?:(.+)__)?([^_]+)_openapi\.json$/.exec(name) ?? [];
    if (version === undefined) continue;
    const kinds = kindSchemas(JSON.parse(await readFile(join(source, name), "utf8")), group, version);
    const folder = join(dir, group || version);
    if (kinds.size > 0) await mkdir(folder, { recursive: true });
    for (const [kind, content] of kinds) {
      await writeFile(join(folder, `${kind.toLowerCase()}_${version}.json`), JSON.stringify(content));
    }
    count += kinds.size;
  }
  return count;
}

/** The JSON schema of each kind of a group and version, by kind, from the OpenAPI v3 document of that group and version. */
export function kindSchemas(document: unknown, group: string, version: string): Map<string, Schema> {
  const named: Named = openApi.parse(document).components?.schemas ?? {};
  const result = new Map<string, Schema>();
  for (const [name, kind] of Object.entries(named)) {
    // What has an object's metadata can be stored; lists and options of requests cannot.
    if (!references(kind.properties?.["metadata"]).includes(metadataRef)) continue;
    // The document has those of other groups, too, that requests to this one answer with, such as Scale.
    const own = kind["x-kubernetes-group-version-kind"]?.find(
      (each) => each.group === group && each.version === version,
    );
    if (own) result.set(own.kind, standalone(name, named));
  }
  return result;
}

/** One schema with all that it refers to. */
function standalone(name: string, named: Named): Schema {
  const definitions: Record<string, Schema> = {};
  const add = (each: string) => {
    if (definitions[each] !== undefined) return;
    const found = named[each];
    if (found === undefined) throw new Error(`the OpenAPI document refers to ${each}, which it does not have`);
    definitions[each] = strict(found);
    for (const reference of references(found)) add(reference.slice(components.length));
  };
  add(name);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    allOf: [{ $ref: `#/definitions/${name}` }, { type: "object", required: ["apiVersion", "kind", "metadata"] }],
    definitions,
  };
}

/** Keywords that say the same in both languages. Formats are the API server's own, and a default is not looked at. */
const common = ["type", "required"];

/** The same schema as JSON schema, in which an object has no other fields than those that are named. */
function strict(given: Schema): Schema {
  const result: Schema = Object.fromEntries(Object.entries(given).filter(([keyword]) => common.includes(keyword)));
  const { $ref, properties, additionalProperties, items } = given;
  if ($ref !== undefined) result.$ref = `#/definitions/${$ref.slice(components.length)}`;
  for (const keyword of ["allOf", "anyOf", "oneOf"] as const) {
    const alternatives = given[keyword];
    if (alternatives) result[keyword] = alternatives.map(strict);
  }
  if (items) result.items = strict(items);
  if (properties) {
    result.properties = Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, strict(each)]));
    result.additionalProperties = false;
  }
  if (typeof additionalProperties === "object") result.additionalProperties = strict(additionalProperties);
  return result;
}

/** Everything that a schema refers to itself. */
function references(given: Schema | undefined): string[] {
  if (given === undefined) return [];
  const { $ref, properties = {}, additionalProperties, items, allOf = [], anyOf = [], oneOf = [] } = given;
  const values = typeof additionalProperties === "object" ? [additionalProperties] : [];
  const parts = [...Object.values(properties), ...values, ...(items ? [items] : []), ...allOf, ...anyOf, ...oneOf];
  return [...($ref === undefined ? [] : [$ref]), ...parts.flatMap(references)];
}
