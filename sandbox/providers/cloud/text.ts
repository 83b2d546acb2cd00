import type { Json } from "../lib/values.ts";

/** A value as text; what is not there is empty. */
export const textOf = (value: Json | undefined): string =>
  typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value);
