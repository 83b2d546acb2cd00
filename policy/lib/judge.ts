import type { ResourceValidationArgs } from "@pulumi/policy";
import { evaluate, evaluateStack, type Verdict } from "./evaluate.ts";
import type { Exemption, Exemptions } from "./exemptions.ts";
import { record } from "./record.ts";
import type { Context, Rule } from "./rule.ts";
import type { Settings } from "./settings.ts";
import type { Stack } from "./stack.ts";
import type { StackRule, StackViolation } from "./stack-rule.ts";
import type { AnyRule } from "./table.ts";

/** A violation that an exemption excuses. */
export interface Exempted {
  readonly violation: StackViolation;
  readonly exemption: Exemption;
}

/** What a rule says about one resource in the stack at hand, less what is exempt. */
export interface Judgement extends Verdict<StackViolation> {
  readonly rule: AnyRule;
  readonly urn: string;
  readonly exempt: readonly Exempted[];
}

/** What the pack goes by: the settings of its rules, and what is exempt from them. */
export interface Bench {
  readonly settings: Settings;
  readonly exemptions: Exemptions;
  readonly stackTags: ReadonlyMap<string, string>;
}

/** Judges a resource by one rule, and writes that into the record. */
export function judge(rule: Rule, args: ResourceValidationArgs, bench: Bench): Judgement {
  return judgement(rule, args.urn, evaluate(rule, args.props, contextOf(rule, args, bench)), bench);
}

/** Judges a stack by one rule: a judgement of each subject. */
export function judgeStack(rule: StackRule, stack: Stack, bench: Bench): Judgement[] {
  const context = {
    config: bench.settings(rule).config,
    stackTags: bench.stackTags,
    exemptions: (urn: string) => bench.exemptions.in(urn),
  };
  const verdicts = evaluateStack(rule, stack, context);
  return verdicts.map(({ subject, ...verdict }) => judgement(rule, subject.urn, verdict, bench));
}

/** What a rule sees of a resource besides its properties. */
export function contextOf(
  rule: Rule,
  { type, name, urn, opts, provider }: ResourceValidationArgs,
  { settings, stackTags }: Bench,
): Omit<Context, "notApplicable"> {
  return { type, name, urn, opts, provider, stackTags, config: settings(rule).config };
}

function judgement(rule: AnyRule, urn: string, verdict: Verdict<StackViolation>, { exemptions }: Bench): Judgement {
  const violations: StackViolation[] = [];
  const exempt: Exempted[] = [];
  for (const violation of verdict.violations) {
    const exemption = exemptions.covering(rule.name, violation.urn ?? urn, violation);
    if (exemption) exempt.push({ violation, exemption });
    else violations.push(violation);
  }
  exemptions.lookedAt(rule.name, urn);
  record(rule.name, urn, { ...verdict, violations, exempt });
  return { rule, urn, ...verdict, violations, exempt };
}

/** Why a rule has nothing to say: it does not apply, or all that it said is exempt. */
export function quietBecause({ violations, undecided, notApplicable, exempt }: Judgement): string | undefined {
  if (notApplicable !== undefined || violations.length > 0 || undecided !== undefined) return notApplicable;
  const reasons = exempt.map(({ exemption: { reason = "", owner = "", expires } }) => {
    return `exempt until ${expires}: ${reason} (${owner})`;
  });
  return reasons.length === 0 ? undefined : [...new Set(reasons)].join("; ");
}
