import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { projectRoot } from "../../../sandbox/lib/paths.ts";
import type { AnyRule } from "../../../policy/lib/table.ts";
import type { RuleCase } from "./cases.ts";
import type { StackCase } from "./stack-cases.ts";

// Mocha loads test files synchronously, so their tests cannot wait for an import.
const load = createRequire(import.meta.url);
const rulesFolder = path.join(projectRoot, "policy/rules");
const casesFolder = path.join(projectRoot, "tests/policy/rules");

type Cases = readonly (RuleCase | StackCase)[];

/** A file's rules: one that is named like the file, or a list of those of one subject. */
interface RuleFile {
  readonly default: AnyRule | readonly AnyRule[];
}
/** A file's cases: a list for its one rule, or lists by the rule's name. */
interface CaseFile {
  readonly default: Cases | Readonly<Record<string, Cases>>;
}

function modules(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".ts") && path.basename(file) !== "index.ts");
}

/** The files of rules, by rule: paths below the project's folder of rules. */
export const ruleFiles: ReadonlyMap<string, string> = new Map(
  modules(rulesFolder).flatMap((file) => {
    const found = (load(path.join(rulesFolder, file)) as RuleFile).default;
    return (Array.isArray(found) ? (found as readonly AnyRule[]) : [found as AnyRule]).map(({ name }) => [name, file]);
  }),
);

/** The cases of every rule, by its name, and the file that they are in. */
export const caseFiles: ReadonlyMap<string, { readonly file: string; readonly cases: Cases }> = new Map(
  modules(casesFolder).flatMap((file) => {
    const found = (load(path.join(casesFolder, file)) as CaseFile).default;
    const byName = Array.isArray(found) ? { [path.basename(file, ".ts")]: found as Cases } : found;
    return Object.entries(byName).map(([name, cases]) => [name, { file, cases: cases as Cases }] as const);
  }),
);
