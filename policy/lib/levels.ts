import type { EnforcementLevel } from "@pulumi/policy";

/** The stacks of the program; each has its file `policy/config/<environment>.json`. */
export const environments = ["dev", "staging", "prod", "prod-azure"] as const;
export type Environment = (typeof environments)[number];

/** One value per environment, side by side; a missing column is a compile error. */
export type PerEnvironment<Value> = Readonly<Record<Environment, Value>>;

/** What each level of a rule means in each environment: the only place where a level becomes an enforcement. */
export const levels = {
  "M!": { dev: "mandatory", staging: "mandatory", prod: "mandatory", "prod-azure": "mandatory" },
  M: { dev: "advisory", staging: "mandatory", prod: "mandatory", "prod-azure": "mandatory" },
  Mp: { dev: "advisory", staging: "advisory", prod: "mandatory", "prod-azure": "mandatory" },
  // writes what is missing; what it may not write, since the program says something else there, is mandatory
  R: { dev: "remediate", staging: "remediate", prod: "remediate", "prod-azure": "remediate" },
  A: { dev: "advisory", staging: "advisory", prod: "advisory", "prod-azure": "advisory" },
} as const satisfies Record<string, PerEnvironment<EnforcementLevel>>;

export type Level = keyof typeof levels;
