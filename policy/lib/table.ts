import type { Rule } from "./rule.ts";
import type { StackRule } from "./stack-rule.ts";

/** A rule of the pack, over a resource alone or over the stack. */
export type AnyRule = Rule | StackRule;

/** Whether a rule looks at the stack rather than at one resource's inputs. */
export function isStackRule(rule: AnyRule): rule is StackRule {
  return "scope" in rule;
}
