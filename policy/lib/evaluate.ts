import { appliesTo, type Context, type Rule } from "./rule.ts";
import type { Resource, Stack } from "./stack.ts";
import type { StackContext, StackRule, StackViolation } from "./stack-rule.ts";
import { isUnknownValue, Undecided } from "./unknown.ts";
import type { Violation } from "./violation.ts";

/** What a rule says about one resource. */
export interface Verdict<Found extends Violation = Violation> {
  readonly violations: readonly Found[];
  /** The SDK's error about the value that is not known yet; absent when the rule could decide. */
  readonly undecided?: unknown;
  /** Why the rule has nothing to say about the resource. */
  readonly notApplicable?: string;
}

/** What a stack rule says about one of its subjects. */
export interface SubjectVerdict extends Verdict<StackViolation> {
  readonly subject: Resource;
}

/** Ends a check that has nothing to say; `evaluate` makes a verdict of it. */
class NotApplicable extends Error {}

function notApplicable(reason: string): never {
  throw new NotApplicable(reason);
}

/** Runs a rule's check; a value that is not known yet makes a verdict, anything else that is thrown is a defect. */
export function evaluate(rule: Rule, props: object, context: Omit<Context, "notApplicable">): Verdict {
  return verdictOf(() => rule.check(props, { ...context, notApplicable }));
}

/** Runs a stack rule's check over each of its subjects: what is not known of one hides nothing about another. */
export function evaluateStack(
  rule: StackRule,
  stack: Stack,
  context: Omit<StackContext, "notApplicable">,
): SubjectVerdict[] {
  const whole = { ...context, notApplicable };
  return stack.resources
    .filter(({ type }) => appliesTo(rule, type))
    .map((subject) => ({ subject, ...verdictOf(() => rule.check(subject, stack, whole)) }));
}

function verdictOf<Found extends Violation>(check: () => readonly Found[]): Verdict<Found> {
  try {
    return { violations: check() };
  } catch (error) {
    if (error instanceof NotApplicable) return { violations: [], notApplicable: error.message };
    if (error instanceof Undecided) return { violations: error.violations as readonly Found[], undecided: error.cause };
    if (isUnknownValue(error)) return { violations: [], undecided: error };
    throw error;
  }
}
