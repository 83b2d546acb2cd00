import type { AnyRule } from "../../../policy/lib/table.ts";
import type { RuleCase } from "./cases.ts";
import { caseFiles } from "./files.ts";
import type { StackCase } from "./stack-cases.ts";

/** The cases of a rule over a resource alone. */
export function resourceCasesOf({ name }: AnyRule): readonly RuleCase[] {
  return (caseFiles.get(name)?.cases ?? []).filter((one): one is RuleCase => "type" in one);
}

/** The cases of a stack rule. */
export function stackCasesOf({ name }: AnyRule): readonly StackCase[] {
  return (caseFiles.get(name)?.cases ?? []).filter((one): one is StackCase => "resources" in one);
}

/** Each title once. */
export function titlesOf(cases: readonly { readonly title: string }[]): string[] {
  return [...new Set(cases.map(({ title }) => title))];
}
