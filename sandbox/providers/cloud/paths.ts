import { at, isObject } from "../lib/values.ts";
import type { Json, JsonObject, Path } from "../lib/values.ts";

/** Every value that a path leads to, where `*` stands for each item of a list or map; those that are not there are left out. */
export function valuesAt(value: Json | undefined, path: Path, from: Path = []): { path: Path; value: Json }[] {
  if (value === undefined) return [];
  const [step, ...rest] = path;
  if (step === undefined) return [{ path: from, value }];
  const children: [string | number, Json | undefined][] =
    step !== "*"
      ? [[step, at(value, [step])]]
      : Array.isArray(value)
        ? value.map((item, index): [number, Json] => [index, item])
        : isObject(value)
          ? Object.entries(value)
          : [];
  return children.flatMap(([key, child]) => valuesAt(child, rest, [...from, key]));
}

/** Paths of secrets, for a value in which what lay below one of them became a text: the text is the secret then. */
export function settle(value: JsonObject, secrets: readonly Path[]): Path[] {
  return secrets.map((path) => {
    let shorter = path;
    while (shorter.length > 1 && at(value, shorter) === undefined) shorter = shorter.slice(0, -1);
    return shorter;
  });
}

/** A copy with another value at a path that leads somewhere. */
export function replaced(value: Json, path: Path, by: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return by;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? replaced(item, rest, by) : item));
  if (!isObject(value) || !Object.hasOwn(value, String(step))) return value;
  return { ...value, [step]: replaced(value[String(step)] ?? null, rest, by) };
}

/** A copy with a value at a path, whose objects are made where they are missing. */
export function placed(value: JsonObject, path: Path, what: Json): JsonObject {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const inner = value[String(step)];
  return { ...value, [step]: rest.length === 0 ? what : placed(isObject(inner) ? inner : {}, rest, what) };
}

/** As much of a live value as was given: what a cloud filled in beside it is left out. */
export function projected(given: Json, live: Json): Json {
  if (isObject(given) && isObject(live)) {
    const kept = Object.keys(given).filter((key) => Object.hasOwn(live, key));
    return Object.fromEntries(kept.map((key) => [key, projected(given[key] ?? null, live[key] ?? null)]));
  }
  if (Array.isArray(given) && Array.isArray(live) && given.length === live.length) {
    return live.map((item, index) => projected(given[index] ?? null, item));
  }
  return live;
}
