import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { checkConfig } from "./config-file.ts";
import { type Exemption, parseExemptions } from "./exemptions.ts";
import type { AnyRule } from "./table.ts";

/**
 * Reads the exemptions in a pack's folder.
 *
 * @throws Error in one line, when the file is missing or malformed: without it the pack does not know what is exempt.
 */
export function readExemptions(folder: string, rules: readonly AnyRule[]): Exemption[] {
  const name = "policy/exemptions.yaml";
  const file = path.join(folder, path.basename(name));
  if (!existsSync(file)) throw new Error(`${name}: missing; a pack without exemptions has an empty list there: []`);
  return parseExemptions(readFileSync(file, "utf8"), name, new Set(rules.map((rule) => rule.name)));
}

/**
 * Checks every file by which people set the pack: exemptions, and each stack's levels and thresholds.
 *
 * @throws Error in one line that names file, entry and field
 */
export function checkFiles(folder: string, rules: readonly AnyRule[]): void {
  readExemptions(folder, rules);
  for (const file of readdirSync(path.join(folder, "config")))
    checkConfig(readFileSync(path.join(folder, "config", file), "utf8"), `policy/config/${file}`, rules);
}
