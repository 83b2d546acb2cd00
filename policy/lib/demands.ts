import type { Unwrap } from "@pulumi/pulumi";
import type { Resource } from "./stack.ts";
import { against, type StackViolation } from "./stack-rule.ts";
import { Undecided } from "./unknown.ts";
import { expected, type Json, show, type Violation } from "./violation.ts";

/** What a resource was given, as it reaches a rule: any part may be missing, whatever the SDK's types promise. */
export type Given<Args> = Loose<Unwrap<Args>>;
type Loose<Value> = Value extends readonly (infer Item)[]
  ? readonly (Loose<Item> | null)[]
  : Value extends object
    ? { readonly [Key in keyof Value]?: Loose<Value[Key]> | null }
    : Value;

const nothing = (value: unknown): value is undefined | null | "" =>
  value === undefined || value === null || value === "";

/** The property must have this value. */
export function is(path: string, found: unknown, value: Json): Violation[] {
  return found === value ? [] : [expected(path, value, found)];
}

/** The property must not have this value, which is not the default either; `fix` is what to write instead. */
export function isNot(path: string, found: unknown, value: Json, fix: Json): Violation[] {
  return found === value ? [expected(path, fix, found)] : [];
}

/** The property must be there, and must not be empty. */
export function isSet(path: string, found: unknown, what: string): Violation[] {
  const empty = nothing(found) || (Array.isArray(found) && found.length === 0);
  return empty ? [{ path, expected: what, found: show(found === "" ? undefined : found) }] : [];
}

/** The property must be one of these; the first is the one to write. */
export function oneOf(path: string, found: unknown, values: readonly Json[]): Violation[] {
  if (values.some((value) => value === found)) return [];
  const [fix] = values;
  return [{ path, expected: values.map(show).join(" or "), found: show(found), ...(fix !== undefined && { fix }) }];
}

/** The property must be a number, or the text of one, of at least so much. */
export function atLeast(path: string, found: unknown, least: number): Violation[] {
  if (!nothing(found) && Number(found) >= least) return [];
  return [{ path, expected: `${least} or more`, found: show(found), fix: least }];
}

/** The property must be a number, or the text of one, of at most so much. */
export function atMost(path: string, found: unknown, most: number): Violation[] {
  if (!nothing(found) && Number(found) <= most) return [];
  return [{ path, expected: `${most} or less`, found: show(found), fix: most }];
}

/** The property must be a number between two others, with both of them. */
export function between(path: string, found: unknown, least: number, most: number): Violation[] {
  if (!nothing(found) && Number(found) >= least && Number(found) <= most) return [];
  return [{ path, expected: `${least} to ${most}`, found: show(found), fix: least }];
}

/** The list must have all of these; one violation tells all that are missing. */
export function includes(
  path: string,
  found: readonly (string | null)[] | null | undefined,
  wanted: readonly string[],
): Violation[] {
  const present = [...(found ?? [])];
  const missing = wanted.filter((one) => !present.includes(one));
  if (missing.length === 0) return [];
  const fix = [...present.filter((one) => one !== null), ...missing];
  return [{ path, expected: `also ${missing.join(", ")}`, found: show(found), fix }];
}

/** The list must have so many items. */
export function atLeastItems(
  path: string,
  found: readonly unknown[] | null | undefined,
  least: number,
  what: string,
): Violation[] {
  const count = found?.length ?? 0;
  return count >= least ? [] : [{ path, expected: `${least} ${what} or more`, found: String(count) }];
}

/** What a check finds in another resource than the rule's subject; what is certain stays so although it is undecided. */
export function about(resource: Resource, check: () => readonly Violation[]): StackViolation[] {
  const there = (violations: readonly Violation[]) => violations.map((violation) => against(resource, violation));
  try {
    return there(check());
  } catch (error) {
    if (error instanceof Undecided) throw new Undecided(there(error.violations), error.cause);
    throw error;
  }
}
