import type { Violation } from "./violation.ts";

/**
 * A check met a value that is not known in a preview. Carries the violations that are certain all the same, so that
 * one unknown value in one container hides nothing about the others.
 */
export class Undecided extends Error {
  readonly violations: readonly Violation[];
  /** The SDK's own error, which names the property; the pack hands it on, and the SDK says so to the user. */
  override readonly cause: unknown;

  constructor(violations: readonly Violation[], cause: unknown) {
    super("the rule cannot be decided: a value is not known yet", { cause });
    this.violations = violations;
    this.cause = cause;
  }
}

/**
 * Whether an error is the SDK's UnknownValueError, thrown when a rule reads a value that is not known in a preview.
 * Recognised by shape: importing the class would load the whole SDK into everything that reads the table of rules.
 */
export function isUnknownValue(error: unknown): boolean {
  return error instanceof Error && "unknownTypeSentinel" in error && "props" in error;
}

/**
 * Runs a check over each item and gathers what it finds. An item with an unknown value does not stop the others.
 *
 * @throws Undecided after the last item, if one of them had an unknown value.
 */
export function collect<Item>(
  items: readonly Item[] | null | undefined,
  check: (item: NonNullable<Item>, index: number) => readonly Violation[],
): Violation[] {
  const found: Violation[] = [];
  let undecided: unknown;
  for (let index = 0; index < (items?.length ?? 0); index++) {
    try {
      const item = items?.[index]; // throws where the item itself is unknown
      if (item !== undefined && item !== null) found.push(...check(item, index));
    } catch (error) {
      if (error instanceof Undecided) found.push(...error.violations);
      else if (!isUnknownValue(error)) throw error;
      undecided ??= error instanceof Undecided ? error.cause : error;
    }
  }
  if (undecided !== undefined) throw new Undecided(found, undecided);
  return found;
}

/** Runs independent parts of one rule: an unknown value in one does not stop the others. */
export function allOf(...parts: readonly (() => readonly Violation[])[]): Violation[] {
  return collect(parts, (part) => part());
}
