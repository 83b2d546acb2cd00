import type {
  PolicyConfigSchema,
  ResourceRemediation,
  ResourceValidation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidation,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { PolicyConfigJSONSchemaType } from "@pulumi/policy/schema.js";
import { noExemptions } from "./exemptions.ts";
import { type Bench, contextOf, judge, judgeStack, quietBecause } from "./judge.ts";
import { record } from "./record.ts";
import { readable, remedies, write } from "./remedy.ts";
import { type About, appliesTo, looksAt, type Rule } from "./rule.ts";
import { strictest } from "./settings.ts";
import { stackOf } from "./stack.ts";
import type { StackRule } from "./stack-rule.ts";
import { type AnyRule, isStackRule } from "./table.ts";
import { message } from "./violation.ts";

/** Each rule as strict as in prod, and nothing exempt. */
export const strictestBench: Bench = { settings: strictest, exemptions: noExemptions, stackTags: new Map() };

/** A rule as CrossGuard wants it. */
export function toPolicy(
  rule: AnyRule,
  bench: Bench = strictestBench,
): ResourceValidationPolicy | StackValidationPolicy {
  const { name, severity, description, remediationSteps, framework } = rule;
  const schema = configSchema(rule);
  const about = {
    name,
    severity,
    description,
    remediationSteps,
    framework,
    tags: tagsOf(rule),
    enforcementLevel: bench.settings(rule).level,
    ...(schema && { configSchema: schema }),
  };
  if (isStackRule(rule)) return { ...about, validateStack: stackValidator(rule, bench) };
  return {
    ...about,
    validateResource: validator(rule, bench),
    ...(rule.level === "R" && { remediateResource: remediator(rule, bench) }),
  };
}

/** All tags of a rule: the other standards' ids, and the requirements that it enforces. */
export function tagsOf({ tags, requirements }: Pick<About, "tags" | "requirements">): string[] {
  return [...tags, ...requirements.map((id) => `plumbline:${id}`)];
}

function validator(rule: Rule, bench: Bench): ResourceValidation {
  return typed(rule, (args, report) => {
    const judged = judge(rule, args, bench);
    for (const violation of judged.violations) report(message(violation));
    const reason = quietBecause(judged);
    if (reason !== undefined) args.notApplicable(reason);
    // The SDK turns its own error into an advisory note "can't run policy … during preview" that names the property.
    if (judged.undecided instanceof Error) throw judged.undecided;
  });
}

/** Writes what a rule of level R finds missing; what is left to say, its check says afterwards. */
function remediator(rule: Rule, bench: Bench): ResourceRemediation {
  return typed(rule, (args: ResourceValidationArgs) => {
    const remedied = remedies(rule, readable(args.props), contextOf(rule, args, bench));
    if (remedied.length === 0) return undefined;
    record(rule.name, args.urn, { violations: [], remedied });
    for (const remedy of remedied) write(args.props, remedy);
    return args.props;
  });
}

function stackValidator(rule: StackRule, bench: Bench): StackValidation {
  return (args, report) => {
    const judged = judgeStack(rule, stackOf(args.resources), bench);
    if (judged.length === 0) args.notApplicable(`the stack has no ${looksAt(rule)}`);
    for (const { urn, violations } of judged)
      for (const violation of violations) report(message(violation), violation.urn ?? urn);
    const undecided = judged.find((one) => one.undecided !== undefined)?.undecided;
    if (undecided instanceof Error) throw undecided;
    const reasons = new Set(judged.map(quietBecause));
    if (!reasons.has(undefined)) args.notApplicable([...reasons].join("; "));
  };
}

/**
 * A function over the types that a rule looks at. The server skips a function that carries another type before it reads
 * any property, but knows only one type.
 */
function typed<Args extends readonly unknown[], Answer>(
  rule: Rule,
  run: (args: ResourceValidationArgs, ...rest: Args) => Answer,
): ((args: ResourceValidationArgs, ...rest: Args) => Answer) & { __pulumiType?: string } {
  const applicable = `the rule looks at ${looksAt(rule)}`;
  const only = "matches" in rule.on || rule.on.length !== 1 ? undefined : rule.on[0];
  const checked = (args: ResourceValidationArgs, ...rest: Args): Answer =>
    appliesTo(rule, args.type) ? run(args, ...rest) : args.notApplicable(applicable);
  return only === undefined ? checked : Object.assign(checked, { __pulumiType: only });
}

function configSchema(rule: AnyRule): PolicyConfigSchema | undefined {
  if (!rule.thresholds) return undefined;
  const properties = Object.entries(rule.thresholds).map(([key, { description, type, values }]) => [
    key,
    {
      type,
      description,
      default: values.prod as PolicyConfigJSONSchemaType,
      ...(type === "array" && { items: { type: "string" as const } }),
    },
  ]);
  return { properties: Object.fromEntries(properties) as PolicyConfigSchema["properties"] };
}
