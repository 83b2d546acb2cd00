import type { ExemptionState } from "./exemptions.ts";
import type { About, Config, NoThresholds, Thresholds } from "./rule.ts";
import type { Resource, Stack } from "./stack.ts";
import type { Violation } from "./violation.ts";

/** The token of the resource that stands for the stack itself: the subject of rules about the stack as a whole. */
export const wholeStack = "pulumi:pulumi:Stack";

/** A violation in a stack: against the rule's subject, unless it names another resource. */
export interface StackViolation extends Violation {
  /** URN of the resource that must change. @default the subject's */
  readonly urn?: string;
}

/** What a stack rule sees besides its subject and the stack. */
export interface StackContext<T extends Thresholds = Thresholds> {
  readonly stackTags: ReadonlyMap<string, string>;
  readonly config: Config<T>;
  /** The exemptions of the stack that a URN is in, and what they have excused so far. */
  readonly exemptions: (urn: string) => readonly ExemptionState[];
  /** Ends the check of this subject: the rule has nothing to say about it, for the reason given. */
  readonly notApplicable: (reason: string) => never;
}

/**
 * A policy over resources and what belongs to them. It is asked about each resource of the types in `on`, its subjects,
 * and sees the whole stack; where the stack has none of them, it is not applicable.
 */
export interface StackRule<Props extends object = object, T extends Thresholds = Thresholds> extends About<T> {
  readonly scope: "stack";
  /**
   * Pure. Reading a value that is unknown in a preview throws the SDK's error; the other subjects are judged all the same.
   *
   * @throws Undecided, or the SDK's UnknownValueError
   */
  check(subject: Resource<Props>, stack: Stack, context: StackContext<T>): readonly StackViolation[];
}

/** Declares a stack rule, as `rule` declares one over a resource alone. */
export function stackRule<Props extends object, T extends Thresholds = NoThresholds>(
  spec: Omit<StackRule<Props, T>, "scope">,
): StackRule {
  return { ...spec, scope: "stack" };
}

/** Says a violation against another resource than the subject. */
export function against({ urn }: Resource, violation: Violation): StackViolation {
  return { ...violation, urn };
}

/** A companion that a resource must have and has not: `BucketVersioning: expected one for this bucket, found nothing`. */
export function missing(companion: string, expected: string): StackViolation {
  return { path: companion, expected, found: "nothing" };
}
