import structpb from "google-protobuf/google/protobuf/struct_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";

/**
 * Property values travel as JSON. A secret is an object that carries a signature, an unknown value is a well-known
 * string; both stay in that form here, so that whatever is only passed through needs no conversion.
 */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** Where a value sits inside of a resource's properties. */
export type Path = readonly (string | number)[];

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** The engine's "known after the update", for a string; used for every type. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const unknowns: ReadonlySet<Json> = new Set([
  unknown,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

export const isUnknown = (value: Json | undefined): boolean => value !== undefined && unknowns.has(value);

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The properties of a message; an absent one has none. */
export function decode(struct: Struct | undefined): JsonObject {
  return struct?.toJavaScript() ?? {};
}

export function encode(properties: JsonObject): Struct {
  return structpb.Struct.fromJavaScript(properties);
}

/** A value without its secret wrappers, and where they were. */
export interface Revealed<T extends Json> {
  readonly value: T;
  readonly secrets: readonly Path[];
}

/** Takes the wrappers off, so that the value can be worked with as plain JSON. */
export function reveal(properties: JsonObject): Revealed<JsonObject> {
  const secrets: Path[] = [];
  const walk = (value: Json, path: Path): Json => {
    if (Array.isArray(value)) {
      return value.map((item, index) => walk(item, [...path, index]));
    }
    if (!isObject(value)) {
      return value;
    }
    if (value[signatureKey] === secretSignature) {
      secrets.push(path);
      return walk(value["value"] ?? null, path);
    }
    return mapValues(value, (item, key) => walk(item, [...path, key]));
  };
  const value = mapValues(properties, (item, key) => walk(item, [key]));
  return { value, secrets };
}

/** Puts the wrappers back: the inverse of {@link reveal}. A path that leads nowhere in this value is passed over. */
export function conceal(properties: JsonObject, secrets: readonly Path[]): JsonObject {
  const hidden = new Set(secrets.map(keyOf));
  const walk = (value: Json, path: Path): Json => {
    if (hidden.has(keyOf(path))) {
      return secret(value); // one wrapper covers everything below
    }
    if (Array.isArray(value)) {
      return value.map((item, index) => walk(item, [...path, index]));
    }
    return isObject(value) ? mapValues(value, (item, key) => walk(item, [...path, key])) : value;
  };
  return hidden.size === 0 ? properties : mapValues(properties, (item, key) => walk(item, [key]));
}

export const secret = (value: Json): JsonObject => ({ [signatureKey]: secretSignature, value });

/** True when the value, or anything inside of it, is known only after the update. */
export function hasUnknowns(value: Json): boolean {
  if (Array.isArray(value)) {
    return value.some(hasUnknowns);
  }
  return isObject(value) ? Object.values(value).some(hasUnknowns) : isUnknown(value);
}

/** Calls back for every string, number and boolean. */
export function eachLeaf(value: Json, visit: (leaf: Json, path: Path) => void, path: Path = []): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => eachLeaf(item, visit, [...path, index]));
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      eachLeaf(item, visit, [...path, key]);
    }
  } else {
    visit(value, path);
  }
}

/** The value at a path, or undefined. */
export function at(value: Json | undefined, path: Path): Json | undefined {
  let current = value;
  for (const step of path) {
    if (Array.isArray(current)) {
      current = typeof step === "number" ? current[step] : undefined;
    } else if (isObject(current)) {
      current = Object.hasOwn(current, String(step)) ? current[String(step)] : undefined;
    } else {
      return undefined;
    }
  }
  return current;
}

/** A copy without the nulls of objects: to a provider, null and absent are the same. */
export function withoutNulls(value: JsonObject): JsonObject {
  const walk = (item: Json): Json => {
    if (Array.isArray(item)) {
      return item.map(walk);
    }
    return isObject(item) ? withoutNulls(item) : item;
  };
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([key, item]) => [key, walk(item)]),
  );
}

export function mapValues(object: JsonObject, convert: (value: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, convert(value, key)]));
}

const keyOf = (path: Path): string => JSON.stringify(path);
