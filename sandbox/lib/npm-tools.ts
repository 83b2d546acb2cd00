import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "./failure.ts";
import { ensureFetched, runToFetch } from "./fetched.ts";
import { projectRoot } from "./paths.ts";

/**
 * Programs of npm that only tests and drills run, by `sandbox/npm-tests/<name>/package-lock.json`, which pins each with all that it needs:
 * a project that only deploys does not install them.
 */
const entries = { azurite: "node_modules/azurite/dist/src/blob/main.js" } as const;

/**
 * Makes sure that a tool is installed; says nothing and starts nothing when it is.
 *
 * @returns the script that Node.js runs
 * @throws Failure if a package cannot be installed
 */
export async function ensureNpmTool(name: keyof typeof entries, report: Report): Promise<string> {
  const source = join(projectRoot, "sandbox/npm-tests", name);
  const lists = ["package.json", "package-lock.json"];
  const fetch = async (folder: string) => {
    for (const list of lists) copyFileSync(join(source, list), join(folder, list));
    await runToFetch(name, "npm", ["ci", "--ignore-scripts", "--loglevel=error"], folder);
  };
  const key = lists.map((list) => readFileSync(join(source, list), "utf8"));
  return join(await ensureFetched({ name: `npm-${name}`, key, fetch }, report), entries[name]);
}
