import path from "node:path";
import * as prettier from "prettier";
import type { Generator } from "../cli/lib/generated-files.ts";
import { packConfig, policiesPage } from "./lib/generated.ts";
import { environments } from "./lib/levels.ts";
import { rules } from "./rules/index.ts";

const configFolder = "policy/config";
const page = "docs/policies.md";

/** What follows from the table of rules: the pack's config of each stack, and the list of rules for readers. */
export const policies: Generator = {
  name: "policies",
  summary: "the pack's config per stack and docs/policies.md, from the table of rules",
  folders: [configFolder],
  generate: async () => {
    const options = (await prettier.resolveConfig(path.resolve(import.meta.dirname, "index.ts"))) ?? {};
    const files: [name: string, text: string][] = [
      ...environments.map((environment): [string, string] => [
        `${configFolder}/${environment}.json`,
        JSON.stringify(packConfig(rules, environment), undefined, 2),
      ]),
      [page, policiesPage(rules)],
    ];
    const formatted = files.map(
      async ([name, text]) => [name, await prettier.format(text, { ...options, filepath: name })] as const,
    );
    return new Map(await Promise.all(formatted));
  },
};
