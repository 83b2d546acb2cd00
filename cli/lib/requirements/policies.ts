import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { fieldPath } from "./data.ts";
import type { Fault } from "./documents.ts";
import type { PolicyProof, TestProof } from "./proofs.ts";

/** A rule of the pack, by its name. */
interface PackRule {
  /** The requirements that it enforces. */
  readonly requirements: readonly string[];
  /** Whether it looks at several resources at once: its suite is in another file. */
  readonly overStack: boolean;
}

/** What a proof needs to know of the policy pack. */
export interface Pack {
  readonly rules: ReadonlyMap<string, PackRule>;
  /** How a stack's config enforces a rule; undefined when the stack has no config file. */
  enforcement(stack: string, rule: string): string | undefined;
}

const moduleSchema = z.looseObject({
  rules: z.array(z.looseObject({ name: z.string(), requirements: z.array(z.string()), scope: z.string().optional() })),
});
const configSchema = z.record(
  z.string(),
  z.union([z.string(), z.looseObject({ enforcementLevel: z.string().optional() })]),
);

/** Reads the pack's own table of rules, and how each stack's file in policy/config sets them. */
export async function loadPack(root: string): Promise<Pack> {
  const file = path.join(root, "policy/rules/index.ts");
  if (!existsSync(file)) return { rules: new Map(), enforcement: () => undefined };
  const { rules } = moduleSchema.parse(await import(pathToFileURL(file).href));
  const configs = new Map<string, z.infer<typeof configSchema>>();
  return {
    rules: new Map(
      rules.map(({ name, requirements, scope }) => [name, { requirements, overStack: scope === "stack" }]),
    ),
    enforcement(stack, rule) {
      const config = configs.get(stack) ?? readConfig(path.join(root, "policy/config", `${stack}.json`));
      if (!config) return undefined;
      configs.set(stack, config);
      return level(config[rule]) ?? level(config.all) ?? "not set";
    },
  };
}

const level = (setting: z.infer<typeof configSchema>[string] | undefined): string | undefined =>
  typeof setting === "string" ? setting : setting?.enforcementLevel;

function readConfig(file: string): z.infer<typeof configSchema> | undefined {
  return existsSync(file) ? configSchema.parse(JSON.parse(readFileSync(file, "utf8"))) : undefined;
}

/** The tests that show what a proof's rule refuses. */
export function refusalTest({ rule, test }: PolicyProof, { rules }: Pack): TestProof {
  const file = `tests/policy/${rules.get(rule)?.overStack ? "stack-rules" : "rules"}.test.ts`;
  return test ?? { file, suite: `policy ${rule}` };
}

/** The stacks of a project: one file `Pulumi.<stack>.yaml` each. */
export function listStacks(root: string): string[] {
  return readdirSync(root)
    .flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? [])
    .sort();
}

/** Checks that a rule exists, says itself that it enforces the requirement, and is mandatory in the named stacks. */
export function policyFaults(id: string, proof: PolicyProof, pack: Pack, stacks: readonly string[]): Fault[] {
  const known = pack.rules.get(proof.rule);
  if (!known) return [{ field: "rule", message: `the policy pack has no rule "${proof.rule}"` }];
  const faults: Fault[] = [];
  if (!known.requirements.includes(id)) {
    faults.push({ field: "rule", message: `the rule ${proof.rule} does not list ${id} among its requirements` });
  }
  for (const [index, stack] of (proof.stacks ?? stacks).entries()) {
    const field = proof.stacks ? fieldPath(["stacks", index]) : "stacks";
    const enforcement = pack.enforcement(stack, proof.rule);
    if (enforcement === undefined) faults.push({ field, message: `policy/config/${stack}.json does not exist` });
    // A rule that only advises refuses nothing.
    else if (!["mandatory", "remediate"].includes(enforcement)) {
      faults.push({ field, message: `the rule ${proof.rule} is ${enforcement} in ${stack}, not mandatory` });
    }
  }
  return faults;
}
