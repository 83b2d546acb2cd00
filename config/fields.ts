import { z } from "zod";

/** A whole number in a range; the message of every failure is the range itself. */
export function integer(min: number, max: number, unit: string): z.ZodInt {
  const error = `a whole number from ${min} to ${max} (${unit})`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}

/** A number in a range; the message of every failure is the range itself. */
export function decimal(min: number, max: number, unit: string): z.ZodNumber {
  const error = `a number from ${min} to ${max} (${unit})`;
  return z.number({ error }).min(min, { error }).max(max, { error });
}

/** A text of a form; the message of every failure describes the form. */
export function text(pattern: RegExp, error: string): z.ZodString {
  return z.string({ error }).regex(pattern, { error });
}

/** One of some words; the message of every failure lists them. */
export function choice<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, { error: `one of ${values.join(", ")}` });
}

/** A container image by digest. */
export const image = z.strictObject(
  {
    registry: text(/^[a-z0-9.-]+(:[0-9]{1,5})?$/, "a registry host, with :port if it has one"),
    repository: text(/^[a-z0-9]+([._/-][a-z0-9]+)*$/, "a repository path of lower-case letters, digits and . _ - /"),
    tag: text(/^(?!latest$)[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/, "a version tag, and not latest"),
    digest: text(/^sha256:[0-9a-f]{64}$/, "sha256: and 64 hexadecimal digits"),
  },
  { error: "an image: registry, repository, tag and digest" },
);

/** Raise it to rotate a secret. */
export const version = integer(1, 1_000_000, "version").default(1);
