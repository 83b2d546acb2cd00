import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** One attribute or block of a Terraform resource. */
export interface TerraformField {
  /** How values are nested: a list or set of blocks even where there can be one alone, or a single object. */
  readonly type: "list" | "map" | "set" | "simple" | "struct";
  /** Fields of what is nested. */
  readonly of?: TerraformFields;
}
export type TerraformFields = { readonly [name: string]: TerraformField };

/** Blocks that hold themselves, as statements of a firewall do, end here: deeper than anybody writes them. */
const deepest = 12;

/**
 * Reads the schema of a resource from the bindings that CDK Terrain generates from the provider's own: for each structure there is a
 * function that writes its attributes by their names in Terraform.
 *
 * @param code JavaScript of the module of one resource
 * @throws Error if the module has no resource
 */
export function readSchema(code: string): { readonly type: string; readonly fields: TerraformFields } {
  const type = /tfResourceType = "(\w+)"/.exec(code)?.[1];
  const own = /synthesizeHclAttributes\(\) \{\s+const attrs = \{([\s\S]*?)\n {8}\};/.exec(code)?.[1];
  if (type === undefined || own === undefined) throw new Error("the module declares no resource");
  const structures = new Map(
    [...code.matchAll(/function (\w+)ToHclTerraform\(struct\) \{[\s\S]*?const attrs = \{([\s\S]*?)\n {4}\};/g)].map(
      ([, name = "", body = ""]) => [name, body],
    ),
  );
  return { type, fields: fieldsOf(own, structures, 0) };
}

function fieldsOf(body: string, structures: ReadonlyMap<string, string>, depth: number): TerraformFields {
  const entries = [...body.matchAll(/^ +(\w+): \{\n +value: (.*),\n +isBlock: \w+,\n +type: "(\w+)"/gm)];
  return Object.fromEntries(
    entries.map(([, name = "", value = "", type = ""]) => {
      const nested = [...value.matchAll(/(\w+)ToHclTerraform/g)].map(([, each = ""]) => structures.get(each));
      const inner = nested.find((each) => each !== undefined);
      const field: TerraformField = {
        type: typeOf(type),
        ...(inner !== undefined && depth < deepest && { of: fieldsOf(inner, structures, depth + 1) }),
      };
      return [name, field];
    }),
  );
}

function typeOf(type: string): TerraformField["type"] {
  if (type === "list" || type === "map" || type === "set" || type === "simple" || type === "struct") return type;
  throw new Error(`a field is of the unknown type ${type}`);
}

/** What is kept of a type of resource. */
export interface ResourceSchema {
  /** Its name in Terraform. */
  readonly type: string;
  readonly fields: TerraformFields;
}

const field: z.ZodType<TerraformField> = z.lazy(() =>
  z.strictObject({
    type: z.enum(["list", "map", "set", "simple", "struct"]),
    of: z.record(z.string(), field).optional(),
  }),
);
const kept = z.record(z.string(), z.strictObject({ type: z.string(), fields: z.record(z.string(), field) }));

/** The kept schema of a type of @pulumi/aws, such as `aws:s3/bucket:Bucket`. */
export function terraformSchemaOf(token: string): ResourceSchema {
  known ??= kept.parse(JSON.parse(readFileSync(join(import.meta.dirname, "generated/aws.json"), "utf8")));
  const found = known[token];
  if (!found) throw new Error(`Terraform's schema of ${token} is not kept: npm run generate -- terraform`);
  return found;
}

let known: Readonly<Record<string, ResourceSchema>> | undefined;
