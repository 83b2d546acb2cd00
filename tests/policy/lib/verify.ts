import assert from "node:assert/strict";
import { Exemptions } from "../../../policy/lib/exemptions.ts";
import type { Bench } from "../../../policy/lib/judge.ts";
import { strictestBench } from "../../../policy/lib/pack.ts";
import type { AnyRule } from "../../../policy/lib/table.ts";
import type { Json } from "../../../policy/lib/violation.ts";
import { analyze, urnOf } from "./analyzer.ts";
import type { RuleCase } from "./cases.ts";
import { analyzeStack } from "./stack-analyzer.ts";
import type { StackCase } from "./stack-cases.ts";

/** A rule whose thresholds have other defaults, as a config file gives them. */
export function configured<Some extends AnyRule>(rule: Some, config: Readonly<Record<string, Json>> = {}): Some {
  const thresholds = Object.entries(rule.thresholds ?? {}).map(([key, threshold]) => {
    const prod = config[key] ?? threshold.values.prod;
    return [key, { ...threshold, values: { ...threshold.values, prod } }] as const;
  });
  return { ...rule, thresholds: Object.fromEntries(thresholds) };
}

/** Runs a rule over a case and compares all that it says with what it should say. */
export async function verify(rule: AnyRule, { title, says, config, ...subject }: RuleCase): Promise<void> {
  const answer = await analyze([configured(rule, config)], subject);
  assert.deepEqual(
    { says: answer.says, undecided: answer.undecided, notApplicable: answer.notApplicable },
    { says, undecided: [], notApplicable: {} },
    `${rule.name} on ${subject.type}: ${title}`,
  );
}

/** Runs a stack rule over a case and compares all that it says, and about which resource, with what it should say. */
export async function verifyStack(rule: AnyRule, { title, says, config, ...rest }: StackCase): Promise<void> {
  const { notApplicable } = rest;
  const answer = await analyzeStack([configured(rule, config)], rest.resources, benchOf(rest));
  assert.deepEqual(
    { says: answer.says, undecided: answer.undecided, notApplicable: answer.notApplicable },
    { says, undecided: [], notApplicable: notApplicable === undefined ? {} : { [rule.name]: notApplicable } },
    `${rule.name}: ${title}`,
  );
}

/** What the pack goes by in a case: prod's settings, and its exemptions as the other rules have used them. */
export function benchOf({ resources, exemptions }: Pick<StackCase, "resources" | "exemptions">): Bench {
  if (!exemptions) return strictestBench;
  const { entries, today = "2026-06-30", absolute = [], looked = [] } = exemptions;
  const made = new Exemptions(entries, new Date(today), (policy) => !absolute.includes(policy));
  for (const { policy, at, found } of looked) {
    const subject = resources.find(({ name }) => name === at);
    if (!subject) throw new Error(`the case has no resource named ${at}`);
    made.lookedAt(policy, urnOf(subject));
    if (found) made.covering(policy, urnOf(subject), found);
  }
  return { ...strictestBench, exemptions: made };
}
