import type {
  PolicyConfigSchema,
  ResourceValidation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
} from "@pulumi/policy";
import type { PolicyConfigJSONSchemaType } from "@pulumi/policy/schema.js";
import { levels } from "./levels.ts";
import { appliesTo, configOf, type Context, type Rule } from "./rule.ts";
import { isUnknownValue, Undecided } from "./unknown.ts";
import { message, type Violation } from "./violation.ts";

/** What a rule says about one resource. */
export interface Verdict {
  readonly violations: readonly Violation[];
  /** The SDK's error about the value that is not known yet; absent when the rule could decide. */
  readonly undecided?: unknown;
}

/** Runs a rule's check; a value that is not known yet makes a verdict, anything else that is thrown is a defect. */
export function evaluate(rule: Rule, props: object, context: Context): Verdict {
  try {
    return { violations: rule.check(props, context) };
  } catch (error) {
    if (error instanceof Undecided) return { violations: error.violations, undecided: error.cause };
    if (isUnknownValue(error)) return { violations: [], undecided: error };
    throw error;
  }
}

/** A rule as CrossGuard wants it. Without a config file each rule is as strict as in prod. */
export function toPolicy(rule: Rule): ResourceValidationPolicy {
  const { name, severity, description, remediationSteps, framework } = rule;
  const schema = configSchema(rule);
  return {
    name,
    severity,
    description,
    remediationSteps,
    framework,
    tags: tagsOf(rule),
    enforcementLevel: levels[rule.level].prod,
    ...(schema && { configSchema: schema }),
    validateResource: validator(rule),
  };
}

/** All tags of a rule: the other standards' ids, and the requirements that it enforces. */
export function tagsOf({ tags, requirements }: Rule): string[] {
  return [...tags, ...requirements.map((id) => `plumbline:${id}`)];
}

function validator(rule: Rule): ResourceValidation {
  const defaults = configOf(rule, "prod");
  const applicable = `the rule looks at ${"matches" in rule.on ? rule.on.describe : rule.on.join(", ")}`;

  const validate: ResourceValidation & { __pulumiType?: string } = (args, report) => {
    if (!appliesTo(rule, args.type)) args.notApplicable(applicable);
    const { violations, undecided } = evaluate(rule, args.props, contextOf(args, defaults));
    for (const violation of violations) report(message(violation));
    // The SDK turns its own error into an advisory note "can't run policy … during preview" that names the property.
    if (undecided instanceof Error) throw undecided;
  };
  // The server skips a validator that carries another type before it reads any property, but knows only one type.
  const only = "matches" in rule.on || rule.on.length !== 1 ? undefined : rule.on[0];
  if (only !== undefined) validate.__pulumiType = only;
  return validate;
}

function contextOf(args: ResourceValidationArgs, defaults: Context["config"]): Context {
  const { type, name, urn, opts, provider, stackTags } = args;
  return {
    type,
    name,
    urn,
    opts,
    provider,
    stackTags,
    config: { ...defaults, ...args.getConfig<Context["config"]>() },
    notApplicable: (reason) => args.notApplicable(reason),
  };
}

function configSchema(rule: Rule): PolicyConfigSchema | undefined {
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
