import { evaluateStack } from "../../../policy/lib/evaluate.ts";
import { appliesTo } from "../../../policy/lib/rule.ts";
import { type Resource, type Stack, stackOf } from "../../../policy/lib/stack.ts";
import type { StackContext, StackRule } from "../../../policy/lib/stack-rule.ts";
import { message } from "../../../policy/lib/violation.ts";

/** What a rule says of a stack, as lines that tell one violation from another. */
export type Lines = ReadonlySet<string>;

/** A rule, what it said of the whole stack, and the types of resources that it looked at to say so. */
interface Baseline {
  readonly rule: StackRule;
  readonly lines: Lines;
  readonly reads: ReadonlySet<string>;
}

/**
 * Judges variants of a stack by the rules over stacks. A rule that never looked at a type says the same of a stack in which
 * only resources of that type differ, and is not asked again: what is found is the same, many times sooner.
 */
export class StackJudge {
  readonly #baselines: readonly Baseline[];
  readonly #context: (rule: StackRule) => Omit<StackContext, "notApplicable">;

  constructor(
    rules: readonly StackRule[],
    whole: readonly Resource[],
    context: (rule: StackRule) => Omit<StackContext, "notApplicable">,
  ) {
    this.#context = context;
    const types = new Set(whole.map(({ type }) => type));
    this.#baselines = rules.map((rule) => {
      const reads = new Set([...types].filter((type) => appliesTo(rule, type)));
      return { rule, lines: this.#linesOf(rule, watched(stackOf(whole), reads)), reads };
    });
  }

  /** Names of the rules that say something of a variant which they had not said of the whole stack. */
  news(variant: readonly Resource[], differing: ReadonlySet<string>): string[] {
    const stack = stackOf(variant);
    return this.#baselines
      .filter(({ reads }) => !reads.isDisjointFrom(differing))
      .filter(({ rule, lines }) => !this.#linesOf(rule, stack).isSubsetOf(lines))
      .map(({ rule }) => rule.name);
  }

  #linesOf(rule: StackRule, stack: Stack): Lines {
    return new Set(
      evaluateStack(rule, stack, this.#context(rule)).flatMap(({ subject, violations }) =>
        violations.map((violation) => `${violation.urn ?? subject.urn} ${message(violation)}`),
      ),
    );
  }
}

/** A stack that notes the types which are asked for. */
function watched(stack: Stack, reads: Set<string>): Stack {
  return {
    resources: stack.resources,
    all: (...types) => {
      for (const type of types) reads.add(type);
      return stack.all(...types);
    },
    find: (urn) => {
      const found = stack.find(urn);
      if (found) reads.add(found.type);
      return found;
    },
    companions: (of, type, property, names) => {
      reads.add(type);
      return stack.companions(of, type, property, names);
    },
  };
}
