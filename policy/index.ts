import { readFileSync } from "node:fs";
import path from "node:path";
import { parseExemptions } from "./lib/exemptions.ts";
import { serve } from "./lib/serve.ts";
import { mayExempt } from "./rules/cross/x-exemption-valid.ts";
import { rules } from "./rules/index.ts";

/** The engine starts the pack in its own folder. */
const folder = process.cwd();
const { version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as { version: string };
const file = "policy/exemptions.yaml";

function exemptions(): ReturnType<typeof parseExemptions> {
  const text = readFileSync(path.join(folder, path.basename(file)), "utf8");
  return parseExemptions(text, file, new Set(rules.map(({ name }) => name)));
}

try {
  serve({
    name: "plumbline",
    version,
    displayName: "Plumbline",
    description: "The security and operations checklists of the production guides as rules.",
    rules,
    exemptions: exemptions(),
    mayExempt,
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
