import type { EnforcementLevel } from "@pulumi/policy";
import { levels } from "./levels.ts";
import { configOf } from "./rule.ts";
import type { AnyRule } from "./table.ts";
import type { Json } from "./violation.ts";

/** How strict a rule is in the stack at hand, and the values of its thresholds. */
export interface Setting {
  readonly level: EnforcementLevel;
  readonly config: Readonly<Record<string, Json>>;
}

/** The settings of rules, by name. */
export type Settings = (rule: AnyRule) => Setting;

/** Without a config file each rule is as strict as in prod. */
export const strictest: Settings = (rule) => ({ level: levels[rule.level].prod, config: configOf(rule, "prod") });

/** What a config file sets, over the strictest: `given` is by the rule's name. */
export function configured(given: ReadonlyMap<string, Partial<Setting>>): Settings {
  return (rule) => {
    const defaults = strictest(rule);
    const { level = defaults.level, config } = given.get(rule.name) ?? given.get("all") ?? {};
    return { level, config: { ...defaults.config, ...config } };
  };
}
