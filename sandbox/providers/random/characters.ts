import { randomInt } from "node:crypto";
import type { Failure } from "../lib/provider.ts";
import { hasUnknowns } from "../lib/values.ts";
import type { JsonObject } from "../lib/values.ts";
import type { InputSpecs } from "../lib/inputs.ts";

export const specialCharacters = "!@#$%&*()-_=+[]{}<>:?";

/** Inputs of passwords and strings. */
export const characterInputs: InputSpecs = {
  keepers: { type: "map" },
  length: { type: "integer", required: true, min: 1 },
  lower: { type: "boolean", default: true },
  minLower: { type: "integer", default: 0, min: 0 },
  minNumeric: { type: "integer", default: 0, min: 0 },
  minSpecial: { type: "integer", default: 0, min: 0 },
  minUpper: { type: "integer", default: 0, min: 0 },
  number: { type: "boolean" }, // the old name of numeric
  numeric: { type: "boolean" },
  overrideSpecial: { type: "string" },
  special: { type: "boolean", default: true },
  upper: { type: "boolean", default: true },
};

/** Both names of the digits' switch. */
export function withNumeric(inputs: JsonObject): JsonObject {
  const numeric = inputs["numeric"] ?? inputs["number"] ?? true;
  return { ...inputs, number: numeric, numeric };
}

const kinds = [
  { use: "lower", least: "minLower", characters: "abcdefghijklmnopqrstuvwxyz" },
  { use: "upper", least: "minUpper", characters: "ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
  { use: "numeric", least: "minNumeric", characters: "0123456789" },
  { use: "special", least: "minSpecial", characters: specialCharacters },
] as const;

/** What is wrong with the inputs taken together. */
export function characterFailures(inputs: JsonObject): Failure[] {
  if (hasUnknowns(inputs)) {
    return [];
  }
  const length = Number(inputs["length"]);
  const least = kinds.reduce((sum, kind) => sum + Number(inputs[kind.least]), 0);
  const used = kinds.filter((kind) => inputs[kind.use] === true);
  const failures: Failure[] = [];
  if (least > length) {
    failures.push({
      property: "length",
      reason: `has to be at least minLower + minUpper + minNumeric + minSpecial = ${String(least)}, not ${String(length)}`,
    });
  }
  const empty = kinds.find((kind) => Number(inputs[kind.least]) > 0 && alphabet(kind, inputs) === "");
  if (empty) {
    failures.push({ property: empty.least, reason: "has to be 0, because overrideSpecial is empty" });
  }
  if (used.every((kind) => alphabet(kind, inputs) === "")) {
    failures.push({ property: "special", reason: "leaves no characters: turn on lower, upper, numeric or special" });
  }
  return failures;
}

/** A random text: as many of each kind of character as is asked for, the rest of any kind that is on. */
export function randomText(inputs: JsonObject): string {
  const required = kinds.flatMap((kind) => pick(alphabet(kind, inputs), Number(inputs[kind.least])));
  const all = kinds
    .filter((kind) => inputs[kind.use] === true)
    .map((kind) => alphabet(kind, inputs))
    .join("");
  const rest = pick(all, Number(inputs["length"]) - required.length);
  return shuffled([...required, ...rest], randomInt).join("");
}

function alphabet({ use, characters }: (typeof kinds)[number], inputs: JsonObject): string {
  const own = inputs["overrideSpecial"];
  return use === "special" && typeof own === "string" ? own : characters;
}

const pick = (from: string, count: number): string[] =>
  Array.from({ length: count }, () => from.charAt(randomInt(from.length)));

/**
 * A copy in random order, each order equally likely.
 * @param below a random integer from 0 up to, and without, its argument
 */
export function shuffled<T>(items: readonly T[], below: (limit: number) => number): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = below(last + 1);
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}
