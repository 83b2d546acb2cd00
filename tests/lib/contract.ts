import { at, list, record } from "./json.ts";

export interface Field {
  /** Names from the root; `*` stands for any key, `[]` for any item. */
  readonly path: string;
  /** Type, or the values that it may have. */
  readonly type: string;
  readonly required: boolean;
  /** Whether it says what it is; keys and items need not. */
  readonly described: boolean;
}

/** Every field of a JSON Schema, sorted by path. */
export function fieldPaths(schema: unknown): Field[] {
  const walk = (node: unknown, path: string, required: boolean): Field[] => {
    const named = !/(\*|\[\])$/.test(path);
    const own = {
      path,
      type: typeOf(node),
      required,
      described: !named || typeof at(node, "description") === "string",
    };
    return [own, ...inner(node, path)];
  };
  const inner = (node: unknown, path: string): Field[] => {
    const prefix = path === "" ? "" : `${path}.`;
    const required = list(at(node, "required"));
    const properties = Object.entries(record(at(node, "properties")));
    const any = at(node, "additionalProperties");
    const items = at(node, "items");
    return [
      ...properties.flatMap(([name, field]) => walk(field, prefix + name, required.includes(name))),
      ...(typeof any === "object" ? walk(any, `${prefix}*`, true) : []),
      ...(typeof items === "object" ? walk(items, `${path}[]`, true) : []),
    ];
  };
  return inner(schema, "").sort((a, b) => (a.path < b.path ? -1 : 1));
}

function typeOf(node: unknown): string {
  const values = at(node, "const") === undefined ? list(at(node, "enum")) : [at(node, "const")];
  return values.length > 0 ? values.map((value) => JSON.stringify(value)).join(" | ") : String(at(node, "type"));
}

/** What a schema takes away from, or newly asks of, those who rely on fields `path: type`. */
export function breaks(published: readonly string[], schema: unknown): string[] {
  const fields = fieldPaths(schema);
  const known = new Map(fields.map((field) => [`${field.path}: ${field.type}`, field]));
  const paths = published.map((line) => line.slice(0, line.indexOf(": ")));
  // What is inside of a field that joins as an optional one asks nothing of anybody.
  const joined = fields.filter(({ path, required }) => !required && !paths.includes(path));
  const joins = (field: string) =>
    joined.some(({ path }) => field.startsWith(`${path}.`) || field.startsWith(`${path}[]`));
  return [
    ...published.flatMap((line) => (known.has(line) ? [] : [`${line} is gone`])),
    ...published.flatMap((line) =>
      known.get(line)?.required === false ? [`${pathOf(line)} was required, and is optional`] : [],
    ),
    ...fields.flatMap(({ path, required }) =>
      required && !paths.includes(path) && !joins(path) ? [`${path} is new, and not optional`] : [],
    ),
  ];
}

const pathOf = (line: string) => line.slice(0, line.indexOf(": "));
