import { at, eachLeaf, isObject } from "../lib/values.ts";
import type { Json, JsonObject, Path } from "../lib/values.ts";
import { replaced } from "./paths.ts";
import { hiddenValue } from "./store.ts";

/** Shorter texts turn up everywhere by chance. */
const shortestSecret = 6;

/** The given secrets' paths, and those of every other value that has the text of one of them in it. */
export function secretPaths(properties: JsonObject, secrets: readonly Path[]): Path[] {
  const texts = new Set<string>();
  for (const path of secrets) {
    const value = at(properties, path);
    if (value === undefined) continue;
    eachLeaf(value, (leaf) => typeof leaf === "string" && leaf.length >= shortestSecret && texts.add(leaf));
  }
  const found = secrets.filter((path) => at(properties, path) !== undefined);
  if (texts.size === 0) return found;
  eachLeaf(properties, (leaf, path) => {
    const isCovered = found.some((other) => other.every((step, index) => step === path[index]));
    if (!isCovered && typeof leaf === "string" && [...texts].some((text) => leaf.includes(text))) found.push(path);
  });
  return found;
}

/** Properties as the simulated cloud keeps them: it knows that there is a secret, and not which. */
export function withoutSecrets(properties: JsonObject, secrets: readonly Path[]): JsonObject {
  return object(secrets.reduce<Json>((value, path) => replaced(value, path, hiddenValue), properties));
}

/** Properties that were read, in clear as far as the state knows the secrets. */
export function withSecrets(properties: JsonObject, state: JsonObject, secrets: readonly Path[]): JsonObject {
  const filled = secrets.reduce<Json>((value, path) => {
    const known = at(state, path);
    return at(value, path) === hiddenValue && known !== undefined ? replaced(value, path, known) : value;
  }, properties);
  return object(filled);
}

const object = (value: Json): JsonObject => (isObject(value) ? value : {});
