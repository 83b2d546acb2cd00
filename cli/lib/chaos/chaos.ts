import { evaluate } from "../../../policy/lib/evaluate.ts";
import { levels, type Environment } from "../../../policy/lib/levels.ts";
import { appliesTo, configOf, type Rule } from "../../../policy/lib/rule.ts";
import type { Resource } from "../../../policy/lib/stack.ts";
import { type AnyRule, isStackRule } from "../../../policy/lib/table.ts";
import { message } from "../../../policy/lib/violation.ts";
import { rules } from "../../../policy/rules/index.ts";
import type { Rendered } from "../render.ts";
import { droppedTypes } from "./damage.ts";
import { harmless } from "./harmless.ts";
import { type Part, partsOf, propsOf, together } from "./resources.ts";
import { StackJudge } from "./stack-judge.ts";
import { weakenings } from "./weakenings.ts";

/** One thing that was damaged, and which rules noticed. */
export interface Damage {
  /** What was done: `dropped`, or the property that was undone. */
  readonly what: string;
  /** The last part of that: `dropped`, or the property's name. */
  readonly kind: string;
  readonly type: string;
  readonly name: string;
  /** Rules that said something which they had not said of the whole stack; mandatory ones first. */
  readonly caughtBy: readonly string[];
  readonly mandatory: boolean;
}

/** What was done to a stack, and what was left alone since it takes nothing away. */
export interface Chaos {
  readonly damages: readonly Damage[];
  /** How many damages are of a kind that takes no protection away, by the reason. */
  readonly harmless: Readonly<Record<string, number>>;
}

/**
 * Damages a stack in every way there is, one at a time: each resource that protects others is dropped, and each property
 * that protects something is undone, on every resource that has it. Nothing is sampled.
 *
 * @param progress told after each resource that was damaged
 */
export function chaos(
  stack: Environment,
  rendered: Rendered,
  progress: (done: number, of: number) => void = () => undefined,
): Chaos {
  const parts = partsOf(rendered);
  const whole = together(parts);
  const context = (rule: AnyRule) => ({ config: configOf(rule, stack), stackTags: new Map<string, string>() });
  const overResources = rules.filter((rule): rule is Rule => !isStackRule(rule));
  const judge = new StackJudge(rules.filter(isStackRule), whole, (rule) => ({
    ...context(rule),
    exemptions: () => [],
  }));
  const referring = referringTypes(parts);
  const newsOfStack = (variant: readonly Part[], { resource: { type, urn } }: Part) =>
    judge.news(together(variant), new Set([type, ...(referring.get(urn) ?? [])]));
  const linesOf = (rule: Rule, { type, name, urn, opts, provider }: Part["resource"], props: object) =>
    new Set(evaluate(rule, props, { type, name, urn, opts, provider, ...context(rule) }).violations.map(message));

  const found: Damage[] = [];
  const spared: Record<string, number> = {};
  const damage = (part: Part, what: string, kind: string, catchers: () => readonly string[]): void => {
    const { type, name } = part.resource;
    const reason = harmless({ what, kind, subject: linkedTo(whole, part), stack: whole });
    if (reason !== undefined) {
      spared[reason] = (spared[reason] ?? 0) + 1;
      return;
    }
    const caughtBy = catchers().toSorted((a, b) => levelIn(stack, b).localeCompare(levelIn(stack, a)));
    const mandatory = caughtBy.some((rule) => levelIn(stack, rule) !== "advisory");
    found.push({ what, kind, type, name, caughtBy, mandatory });
  };

  for (const [index, part] of parts.entries()) {
    const { resource, inputs } = part;
    progress(index + 1, parts.length);
    if (/^(plumbline|pulumi):/.test(resource.type)) continue;
    if (droppedTypes.has(resource.type))
      damage(part, "dropped", "dropped", () => newsOfStack(parts.toSpliced(index, 1), part));
    const looking = overResources.filter((rule) => appliesTo(rule, resource.type));
    const before = new Map(looking.map((rule) => [rule, linesOf(rule, resource, resource.props)]));
    for (const { path, kind, inputs: worse } of weakenings(resource.type, inputs)) {
      damage(part, path, kind, () => {
        const props = propsOf(worse);
        const noticed = looking.filter(
          (rule) => !linesOf(rule, resource, props).isSubsetOf(before.get(rule) ?? new Set()),
        );
        if (noticed.length > 0) return noticed.map(({ name }) => name);
        return newsOfStack(parts.with(index, { ...part, resource: { ...resource, props } }), part);
      });
    }
  }
  return { damages: found, harmless: spared };
}

function linkedTo(whole: readonly Resource[], { resource }: Part): Resource {
  const linked = whole.find(({ urn }) => urn === resource.urn);
  if (!linked) throw new Error(`${resource.urn} is not in its own stack`);
  return linked;
}

const levelOf = new Map(rules.map(({ name, level }) => [name, level]));

function levelIn(stack: Environment, rule: string): string {
  const level = levelOf.get(rule);
  return level === undefined ? "advisory" : levels[level][stack];
}

/** For each resource, the types of those that are made of it: they look different when it is gone. */
function referringTypes(parts: readonly Part[]): ReadonlyMap<string, ReadonlySet<string>> {
  const types = new Map<string, Set<string>>();
  for (const { resource, madeOf } of parts)
    for (const urn of Object.values(madeOf).flat())
      types.set(urn, (types.get(urn) ?? new Set<string>()).add(resource.type));
  return types;
}
