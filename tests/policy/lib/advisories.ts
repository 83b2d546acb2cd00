import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { type Environment, environments } from "../../../policy/lib/levels.ts";

/** Violations of one rule by resource. */
export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

const counts = z.record(z.string(), z.int().positive());
const file = z.record(
  z.string(),
  z.strictObject({ because: z.string().min(20), stacks: z.partialRecord(z.enum(environments), counts) }),
);

const accepted = file.parse(parse(readFileSync(path.join(import.meta.dirname, "../advisories.yaml"), "utf8")));

/** The advisory violations that the reviewed file accepts in a stack. */
export function acceptedIn(environment: Environment): Counts {
  return Object.fromEntries(
    Object.entries(accepted).flatMap(([rule, { stacks }]) => {
      const found = stacks[environment];
      return found === undefined ? [] : [[rule, found]];
    }),
  );
}

/** How many times each rule found fault with each resource; a line says the resource's name first. */
export function advisoryCounts(found: readonly { readonly rule: string; readonly line: string }[]): Counts {
  const rules = Map.groupBy(found, ({ rule }) => rule);
  return Object.fromEntries(
    [...rules].map(([rule, lines]) => {
      const resources = Map.groupBy(lines, ({ line }) => line.slice(0, line.indexOf(": ")));
      return [rule, Object.fromEntries([...resources].map(([name, each]) => [name, each.length]))];
    }),
  );
}
