import "./lib/lean-sdk.ts";
import { readFileSync } from "node:fs";
import path from "node:path";
import { readExemptions } from "./lib/files.ts";
import { serve } from "./lib/serve.ts";
import { mayExempt } from "./rules/cross/x-exemption-valid.ts";
import { rules } from "./rules/index.ts";

/** The engine starts the pack in its own folder. */
const folder = process.cwd();
const { version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as { version: string };
try {
  serve({
    name: "plumbline",
    version,
    displayName: "Plumbline",
    description: "The security and operations checklists of the production guides as rules.",
    rules,
    exemptions: readExemptions(folder, rules),
    mayExempt,
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
