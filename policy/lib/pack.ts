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
import { evaluate, evaluateStack } from "./evaluate.ts";
import { levels } from "./levels.ts";
import { readable, remedies, write } from "./remedy.ts";
import { type About, appliesTo, configOf, type Context, looksAt, type Rule } from "./rule.ts";
import { stackOf } from "./stack.ts";
import type { StackRule } from "./stack-rule.ts";
import { type AnyRule, isStackRule } from "./table.ts";
import { message } from "./violation.ts";

/** A rule as CrossGuard wants it. Without a config file each rule is as strict as in prod. */
export function toPolicy(rule: AnyRule): ResourceValidationPolicy | StackValidationPolicy {
  const { name, severity, description, remediationSteps, framework } = rule;
  const schema = configSchema(rule);
  const about = {
    name,
    severity,
    description,
    remediationSteps,
    framework,
    tags: tagsOf(rule),
    enforcementLevel: levels[rule.level].prod,
    ...(schema && { configSchema: schema }),
  };
  if (isStackRule(rule)) return { ...about, validateStack: stackValidator(rule) };
  return {
    ...about,
    validateResource: validator(rule),
    ...(rule.level === "R" && { remediateResource: remediator(rule) }),
  };
}

/** All tags of a rule: the other standards' ids, and the requirements that it enforces. */
export function tagsOf({ tags, requirements }: Pick<About, "tags" | "requirements">): string[] {
  return [...tags, ...requirements.map((id) => `plumbline:${id}`)];
}

function validator(rule: Rule): ResourceValidation {
  return typed(rule, (args, report) => {
    const { violations, undecided, notApplicable } = evaluate(rule, args.props, contextOf(args, rule));
    for (const violation of violations) report(message(violation));
    if (notApplicable !== undefined) args.notApplicable(notApplicable);
    // The SDK turns its own error into an advisory note "can't run policy … during preview" that names the property.
    if (undecided instanceof Error) throw undecided;
  });
}

/** Writes what a rule of level R finds missing; what is left to say, its check says afterwards. */
function remediator(rule: Rule): ResourceRemediation {
  return typed(rule, (args: ResourceValidationArgs) => {
    const found = remedies(rule, readable(args.props), contextOf(args, rule));
    for (const remedy of found) write(args.props, remedy);
    return found.length > 0 ? args.props : undefined;
  });
}

function stackValidator(rule: StackRule): StackValidation {
  const defaults = configOf(rule, "prod");
  return (args, report) => {
    const config = { ...defaults, ...args.getConfig<Record<string, never>>() };
    const verdicts = evaluateStack(rule, stackOf(args.resources), { config, stackTags: args.stackTags });
    if (verdicts.length === 0) args.notApplicable(`the stack has no ${looksAt(rule)}`);
    for (const { subject, violations } of verdicts)
      for (const violation of violations) report(message(violation), violation.urn ?? subject.urn);
    const undecided = verdicts.find((verdict) => verdict.undecided !== undefined)?.undecided;
    if (undecided instanceof Error) throw undecided;
    const reasons = new Set(verdicts.map(({ notApplicable }) => notApplicable));
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

function contextOf(args: ResourceValidationArgs, rule: Rule): Omit<Context, "notApplicable"> {
  const { type, name, urn, opts, provider, stackTags } = args;
  const config = { ...configOf(rule, "prod"), ...args.getConfig<Context["config"]>() };
  return { type, name, urn, opts, provider, stackTags, config };
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
