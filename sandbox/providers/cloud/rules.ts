import type { Json } from "../lib/values.ts";

/** What is wrong with a value, as the end of a sentence that starts with the input's path. */
export type Rule = (value: Json) => string | undefined;

const shown = (value: Json): string => JSON.stringify(value);

export const oneOf =
  (...allowed: readonly (string | number)[]): Rule =>
  (value) =>
    allowed.some((each) => each === value)
      ? undefined
      : `has to be one of ${allowed.map(String).join(", ")}, not ${shown(value)}`;

export const between =
  (min: number, max: number): Rule =>
  (value) =>
    typeof value === "number" && value >= min && value <= max
      ? undefined
      : `has to be from ${String(min)} to ${String(max)}, not ${shown(value)}`;

export const matching =
  (pattern: RegExp, what: string): Rule =>
  (value) =>
    typeof value === "string" && pattern.test(value) ? undefined : `has to be ${what}, not ${shown(value)}`;

export const atMost =
  (characters: number): Rule =>
  (value) =>
    typeof value === "string" && value.length > characters
      ? `has ${String(value.length)} characters; ${String(characters)} are the limit`
      : undefined;

/** A text that has to be JSON, of at most so many characters without white space. */
export const json =
  (characters: number): Rule =>
  (value) => {
    if (typeof value !== "string") return undefined; // an object becomes a text on the way
    try {
      return atMost(characters)(JSON.stringify(JSON.parse(value)));
    } catch {
      return "has to be JSON";
    }
  };
