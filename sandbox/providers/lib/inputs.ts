import type { Failure } from "./provider.ts";
import { hasUnknowns, isObject } from "./values.ts";
import type { Json, JsonObject } from "./values.ts";

/** What one input may be. */
export interface InputSpec {
  readonly type: "boolean" | "integer" | "string" | "strings" | "map" | "object";
  /** @default - none: absent, or required */
  readonly default?: Json;
  /** @default false */
  readonly required?: boolean;
  /** Smallest integer. @default - none */
  readonly min?: number;
}
export type InputSpecs = Readonly<Record<string, InputSpec>>;

const is: Record<InputSpec["type"], (value: Json) => boolean> = {
  boolean: (value) => typeof value === "boolean",
  integer: (value) => Number.isSafeInteger(value),
  string: (value) => typeof value === "string",
  strings: (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
  map: (value) => isObject(value) && Object.values(value).every((item) => typeof item === "string"),
  object: isObject,
};

const names: Record<InputSpec["type"], string> = {
  boolean: "true or false",
  integer: "an integer",
  string: "a text",
  strings: "a list of texts",
  map: "a map of texts",
  object: "a map",
};

/** What is wrong with each input by itself; a value that is not known yet is not judged. */
export function inputFailures(specs: InputSpecs, inputs: JsonObject): Failure[] {
  const fail = (property: string, reason: string) => [{ property, reason }];
  const unexpected = Object.keys(inputs)
    .filter((name) => !Object.hasOwn(specs, name))
    .flatMap((name) => fail(name, `is no input; the inputs are ${Object.keys(specs).join(", ")}`));
  const wrong = Object.entries(specs).flatMap(([name, spec]) => {
    const value = inputs[name];
    if (value === undefined) {
      return spec.required ? fail(name, `is required: ${names[spec.type]}`) : [];
    }
    if (hasUnknowns(value)) {
      return [];
    }
    if (!is[spec.type](value)) {
      return fail(name, `has to be ${names[spec.type]}, not ${JSON.stringify(value)}`);
    }
    return spec.min !== undefined && typeof value === "number" && value < spec.min
      ? fail(name, `has to be at least ${String(spec.min)}, not ${String(value)}`)
      : [];
  });
  return [...unexpected, ...wrong];
}

/** The inputs with the defaults of what they leave out. */
export function withDefaults(specs: InputSpecs, inputs: JsonObject): JsonObject {
  const defaults = Object.entries(specs).flatMap(([name, spec]): [string, Json][] =>
    spec.default === undefined ? [] : [[name, spec.default]],
  );
  return { ...Object.fromEntries(defaults), ...inputs };
}
