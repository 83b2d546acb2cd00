import type { Json } from "../../../policy/lib/violation.ts";

/** Whether a document still says all that it said before: things were added to it at most. */
export function kept(before: Json | undefined, after: Json | undefined): boolean {
  if (before === null || before === undefined) return true;
  if (typeof before !== "object") return before === after;
  if (typeof after !== "object" || after === null || Array.isArray(before) !== Array.isArray(after)) return false;
  const later = new Map<string, Json>(Object.entries(after));
  const same = !Array.isArray(before) || Object.keys(before).length === Object.keys(after).length;
  return same && Object.entries(before).every(([key, value]) => kept(value, later.get(key)));
}
