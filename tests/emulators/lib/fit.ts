import { NormalizedSchema } from "@smithy/core/schema";

/** How the SDK describes a structure. */
export type Model = Parameters<typeof NormalizedSchema.of>[0];
/** Structures are lists, or functions that give one. */
export const isModel = (value: unknown): value is Model => Array.isArray(value) || typeof value === "function";

export type Json = Readonly<Record<string, unknown>>;

/**
 * A request of an API, from inputs that the program registered. Members are found by the service's own model, which the SDK
 * carries: `kmsMasterKeyId` is its `KMSMasterKeyID`. The SDK itself would leave out what it does not know; here that is an
 * error, and so is a member that is missing, or of another type.
 */
export function fitRequest(operation: string, model: Model, inputs: Json): Json {
  return fitStructure(NormalizedSchema.of(model), inputs, operation);
}

function fitStructure(schema: NormalizedSchema, value: unknown, path: string): Json {
  if (!isObject(value)) throw new Error(`${path} is a structure, and not ${JSON.stringify(value)}`);
  const members = new Map([...schema.structIterator()].map(([name, member]) => [name.toLowerCase(), { name, member }]));
  const fitted = Object.entries(value).flatMap(([key, inner]) => {
    if (inner === undefined) return [];
    const found = members.get(key.toLowerCase());
    if (!found)
      throw new Error(
        `${path} has no member ${key}, only ${[...schema.structIterator()].map(([name]) => name).join(", ")}`,
      );
    return [[found.name, fit(found.member, inner, `${path}.${found.name}`)] as const];
  });
  const given = new Set(fitted.map(([name]) => name));
  const missing = requiredOf(schema).filter((name) => !given.has(name));
  if (missing.length > 0) throw new Error(`${path} lacks ${missing.join(", ")}`);
  return Object.fromEntries(fitted);
}

function fit(schema: NormalizedSchema, value: unknown, path: string): unknown {
  if (schema.isStructSchema()) return fitStructure(schema, value, path);
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw new Error(`${path} is a list, and not ${JSON.stringify(value)}`);
    return value.map((item, index) => fit(schema.getValueSchema(), item, `${path}[${index}]`));
  }
  if (schema.isMapSchema()) {
    if (!isObject(value)) throw new Error(`${path} is a map, and not ${JSON.stringify(value)}`);
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, fit(schema.getValueSchema(), item, `${path}.${key}`)]),
    );
  }
  const wanted = scalarOf(schema);
  if (wanted !== undefined && typeof value !== wanted) {
    throw new Error(`${path} is a ${wanted}, and not ${JSON.stringify(value)}`);
  }
  return value;
}

function scalarOf(schema: NormalizedSchema): "boolean" | "number" | "string" | undefined {
  if (schema.isStringSchema()) return "string";
  if (schema.isBooleanSchema()) return "boolean";
  return schema.isNumericSchema() ? "number" : undefined;
}

/** Models list the required members first, and say how many they are. */
function requiredOf(schema: NormalizedSchema): string[] {
  const raw: unknown = schema.getSchema();
  const count: unknown = Array.isArray(raw) ? raw[6] : undefined;
  return [...schema.structIterator()].slice(0, typeof count === "number" ? count : 0).map(([name]) => name);
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
