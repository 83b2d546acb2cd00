import type { EnforcementLevel } from "@pulumi/policy";
import type { Threshold } from "./rule.ts";
import type { AnyRule } from "./table.ts";
import { show } from "./violation.ts";

const enforcements: readonly EnforcementLevel[] = ["advisory", "mandatory", "remediate", "disabled"];

/**
 * Checks a stack's settings of the pack. The engine reads the same file, but passes over a policy that it does not know:
 * a misspelt name would leave the policy as strict as it was.
 *
 * @throws Error in one line that names file, policy, field and what to write.
 */
export function checkConfig(text: string, file: string, rules: readonly AnyRule[]): void {
  const byName = new Map(rules.map((rule) => [rule.name, rule]));
  for (const [name, setting] of entriesOf(parsed(text, file), file)) {
    const at = `${file}: ${name}`;
    const rule = byName.get(name);
    if (!rule) throw new Error(`${at}: the pack has no policy of this name`);
    if (typeof setting === "string") checkLevel(setting, at);
    else checkSetting(rule, entriesOf(setting, at), at);
  }
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file}: not JSON: ${error instanceof Error ? error.message : ""}`, { cause: error });
  }
}

function entriesOf(value: unknown, at: string): [string, unknown][] {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return Object.entries(value);
  throw new Error(`${at}: must be an object, not ${show(value)}`);
}

function checkLevel(level: unknown, at: string): void {
  if (enforcements.some((one) => one === level)) return;
  throw new Error(`${at}: enforcementLevel: must be one of ${enforcements.join(", ")}, not ${show(level)}`);
}

function checkSetting({ thresholds = {} }: AnyRule, entries: readonly [string, unknown][], at: string): void {
  for (const [key, value] of entries) {
    const threshold = thresholds[key];
    if (key === "enforcementLevel") checkLevel(value, at);
    else if (!threshold) throw new Error(`${at}: ${key}: no such threshold; ${known(Object.keys(thresholds))}`);
    else if (!isOf(threshold, value))
      throw new Error(`${at}: ${key}: must be ${described(threshold)}, not ${show(value)}`);
  }
}

function known(keys: readonly string[]): string {
  return keys.length === 0 ? "this policy has none" : `there is ${keys.join(", ")}`;
}

function isOf({ type, values }: Threshold, value: unknown): boolean {
  switch (type) {
    case "integer":
      return Number.isInteger(value);
    case "array":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
    case "object":
      return typeof value === "object" && value !== null && Array.isArray(value) === Array.isArray(values.prod);
    default:
      return typeof value === type;
  }
}

function described({ type }: Threshold): string {
  if (type === "array") return "a list of texts";
  if (type === "string") return "a text";
  return type === "boolean" ? "true or false" : `an ${type}`;
}
