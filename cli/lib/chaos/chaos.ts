import { evaluate, evaluateStack, type Verdict } from "../../../policy/lib/evaluate.ts";
import { levels, type Environment } from "../../../policy/lib/levels.ts";
import { appliesTo, configOf, type Rule } from "../../../policy/lib/rule.ts";
import { type Resource, stackOf } from "../../../policy/lib/stack.ts";
import type { StackRule, StackViolation } from "../../../policy/lib/stack-rule.ts";
import { isStackRule } from "../../../policy/lib/table.ts";
import { message } from "../../../policy/lib/violation.ts";
import { rules } from "../../../policy/rules/index.ts";
import type { Rendered } from "../render.ts";
import { droppedTypes, weakenings } from "./damage.ts";
import { propsOf, stackResources } from "./resources.ts";

/** One thing that was damaged, and which rules noticed. */
export interface Damage {
  /** What was done: `dropped`, or the property that was undone. */
  readonly what: string;
  readonly type: string;
  readonly name: string;
  /** Rules that said something which they had not said of the whole stack; mandatory ones first. */
  readonly caughtBy: readonly string[];
  readonly mandatory: boolean;
}

/**
 * Damages a stack in every way there is, one at a time: each resource that protects others is dropped, and each property
 * that protects something is undone, on every resource that has it. Nothing is sampled.
 *
 * @param progress told after each resource that was dropped
 */
export function chaos(
  stack: Environment,
  rendered: Rendered,
  progress: (done: number, of: number) => void = () => undefined,
): Damage[] {
  const resources = stackResources(rendered);
  const overStack = rules.filter(isStackRule);
  const overResources = rules.filter((rule): rule is Rule => !isStackRule(rule));
  const context = (rule: Rule | StackRule) => ({ config: configOf(rule, stack), stackTags: new Map<string, string>() });
  const judgeStack = (some: readonly Resource[]): Map<string, string> => {
    const index = stackOf(some);
    return new Map(
      overStack.flatMap((rule) =>
        evaluateStack(rule, index, { ...context(rule), exemptions: () => [] }).flatMap(({ subject, ...verdict }) =>
          lines(rule, subject.urn, verdict),
        ),
      ),
    );
  };
  const judge = (one: Resource, props: object): Map<string, string> =>
    new Map(
      overResources
        .filter((rule) => appliesTo(rule, one.type))
        .flatMap((rule) => {
          const { type, name, urn, opts, provider } = one;
          return lines(rule, urn, evaluate(rule, props, { type, name, urn, opts, provider, ...context(rule) }));
        }),
    );
  const damage = (one: Resource, what: string, before: Map<string, string>, after: Map<string, string>): Damage => {
    const names = new Set([...after].filter(([line]) => !before.has(line)).map(([, rule]) => rule));
    const levelOf = (name: string) => {
      const rule = rules.find((candidate) => candidate.name === name);
      return rule ? levels[rule.level][stack] : "advisory";
    };
    const caughtBy = [...names].sort((a, b) => levelOf(b).localeCompare(levelOf(a)));
    return {
      what,
      type: one.type,
      name: one.name,
      caughtBy,
      mandatory: caughtBy.some((name) => levelOf(name) !== "advisory"),
    };
  };

  const whole = judgeStack(resources);
  const dropped = resources.filter(({ type }) => droppedTypes.has(type));
  const found = dropped.map((one, index) => {
    const after = judgeStack(resources.filter((other) => other !== one));
    progress(index + 1, dropped.length);
    return damage(one, "dropped", whole, after);
  });
  for (const { urn, inputs } of rendered.resources) {
    const one = resources.find((candidate) => candidate.urn === urn);
    if (!one || one.type.startsWith("plumbline:") || one.type.startsWith("pulumi:")) continue;
    const before = judge(one, one.props);
    for (const { path, key, inputs: worse } of weakenings(inputs)) {
      const props = propsOf(worse);
      let after = damage(one, key, before, judge(one, props));
      if (after.caughtBy.length === 0) {
        const rest = resources.map((other) => (other === one ? { ...one, props } : other));
        after = damage(one, key, whole, judgeStack(rest));
      }
      found.push({ ...after, what: path });
    }
  }
  return found;
}

function lines(rule: Rule | StackRule, urn: string, { violations }: Verdict<StackViolation>): [string, string][] {
  return violations.map((violation) => [`${rule.name} ${violation.urn ?? urn} ${message(violation)}`, rule.name]);
}
