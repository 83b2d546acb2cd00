import { readdirSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../../../sandbox/lib/paths.ts";

/** The files of rules, or of their cases, in a folder by cloud: paths below the folder, by the rule's name. */
function byName(folder: string): ReadonlyMap<string, string> {
  const root = path.join(projectRoot, folder);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" });
  const named = files.filter((file) => file.endsWith(".ts") && path.basename(file) !== "index.ts");
  return new Map(named.map((file) => [path.basename(file, ".ts"), path.join(root, file)]));
}

export const ruleFiles = byName("policy/rules");
export const caseFiles = byName("tests/policy/rules");
