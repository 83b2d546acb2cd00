import { snakeCase } from "../../../sandbox/terraform/names.ts";
import type { TerraformField, TerraformFields } from "../../../sandbox/terraform/schema.ts";

/** Inputs that the bridge calls otherwise, by type. An archive of the program's is a file to Terraform. */
const renamed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "aws:lambda/function:Function": { name: "function_name", code: "filename" },
  "aws:lambda/permission:Permission": { function: "function_name" },
  "aws:sns/topicSubscription:TopicSubscription": { topic: "topic_arn" },
};

/**
 * Inputs as Terraform has them: the provider is bridged from Terraform's, by rules. Names are in camelCase, those of lists in the plural, and
 * a block that there can be one of is the block alone.
 *
 * @throws Error naming an input that Terraform's schema has none of
 */
export function terraformValues(
  inputs: Readonly<Record<string, unknown>>,
  fields: TerraformFields,
  path: string,
): Record<string, unknown> {
  const byName = new Map(
    Object.entries(fields).flatMap(([name, field]) => namesOf(name, field).map((each) => [each, name])),
  );
  return Object.fromEntries(
    Object.entries(inputs).map(([input, value]) => {
      const name = byName.get(input) ?? renamed[path.split(" ")[0] ?? ""]?.[input];
      const field = name === undefined ? undefined : fields[name];
      if (name === undefined || !field) throw new Error(`Terraform has no ${path}.${input}`);
      return [name, fieldValue(value, field, `${path}.${input}`)];
    }),
  );
}

/** What a field may be called: a list is in the plural, unless there can be one item alone. */
function namesOf(name: string, { type }: TerraformField): string[] {
  const camel = camelCase(name);
  return type === "list" || type === "set" ? [camel, ...pluralsOf(camel)] : [camel];
}

function pluralsOf(word: string): string[] {
  if (/[^aeiou]y$/.test(word)) return [word.replace(/y$/, "ies")];
  return /(s|x|ch|sh)$/.test(word) ? [`${word}es`] : [`${word}s`];
}

/** `kms_key_id` becomes `kmsKeyId`. */
const camelCase = (name: string): string =>
  name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

function fieldValue(value: unknown, field: TerraformField, path: string): unknown {
  // Blocks whose fields are left open are those that hold themselves.
  const isOpen = field.type === "simple" && isObject(value);
  const isList = field.type === "list" || field.type === "set" || isOpen;
  if (isList && !Array.isArray(value)) return [itemValue(value, field, path)];
  if (isList && Array.isArray(value)) {
    return value.map((item, index) => itemValue(item, field, `${path}[${index}]`));
  }
  return itemValue(value, field, path);
}

function itemValue(value: unknown, field: TerraformField, path: string): unknown {
  if (!isObject(value) || field.type === "map") return value;
  return field.of ? terraformValues(value, field.of, path) : byRule(value);
}

/**
 * What the schema leaves open, as statements of a firewall, which hold each other: there all that is nested is a list, and none of the
 * names of lists is in the plural.
 */
function byRule(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const items: unknown[] = Array.isArray(inner) ? inner : [inner];
      const isNested = items.some(isObject);
      const name = snakeCase(Array.isArray(inner) && isNested ? key.replace(/s$/, "") : key);
      return [name, isNested ? items.map((item) => (isObject(item) ? byRule(item) : item)) : inner];
    }),
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
