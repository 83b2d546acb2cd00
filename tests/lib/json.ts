/** Ways into values of unknown shape, such as the inputs of a rendered resource. */
export type Json = Readonly<Record<string, unknown>>;

/** The fields of an object; none, where the value is something else. */
export function record(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

/** The items of a list; none, where the value is something else. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? [...(value as readonly unknown[])] : [];
}

/** The value at a path; undefined, where there is none. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, part) => (typeof part === "number" ? list(inner)[part] : record(inner)[part]),
    value,
  );
}

/** A copy of an object with the value at a path replaced, or taken away by `undefined`. */
export function withValue(value: unknown, path: readonly string[], replacement: unknown): Record<string, unknown> {
  const [field, ...rest] = path;
  if (field === undefined) throw new Error("withValue needs a path");
  const copy = { ...record(value) };
  const next = rest.length === 0 ? replacement : withValue(copy[field], rest, replacement);
  if (next === undefined) return Object.fromEntries(Object.entries(copy).filter(([key]) => key !== field));
  return { ...copy, [field]: next };
}
