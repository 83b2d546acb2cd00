import assert from "node:assert/strict";
import type { Rule } from "../../../policy/lib/rule.ts";
import type { Json } from "../../../policy/lib/violation.ts";
import { analyze } from "./analyzer.ts";
import type { RuleCase } from "./cases.ts";

/** A rule whose thresholds have other defaults, as a config file gives them. */
export function configured(rule: Rule, config: Readonly<Record<string, Json>> = {}): Rule {
  const thresholds = Object.entries(rule.thresholds ?? {}).map(([key, threshold]) => {
    const prod = config[key] ?? threshold.values.prod;
    return [key, { ...threshold, values: { ...threshold.values, prod } }] as const;
  });
  return { ...rule, thresholds: Object.fromEntries(thresholds) };
}

/** Runs a rule over a case and compares all that it says with what it should say. */
export async function verify(rule: Rule, { title, type, says, config, ...subject }: RuleCase): Promise<void> {
  const answer = await analyze([configured(rule, config)], { type, ...subject });
  assert.deepEqual(
    { says: answer.says, undecided: answer.undecided, notApplicable: answer.notApplicable },
    { says, undecided: [], notApplicable: {} },
    `${rule.name} on ${type}: ${title}`,
  );
}
