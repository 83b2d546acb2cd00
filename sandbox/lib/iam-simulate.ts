import { createHash } from "node:crypto";
import { copyFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "./failure.ts";
import { ensureInstalled } from "./installation.ts";
import { cacheDir, projectRoot } from "./paths.ts";

/**
 * Makes sure that iam-simulate is installed, which evaluates policies of IAM; says nothing and starts nothing when it is. It is a
 * program of its own in the cache, and no package of the project: its licence is another than the project's.
 *
 * @returns the script that Node.js runs: simulations as JSON in, decisions out
 * @throws Failure if a package cannot be installed
 */
export async function ensureIamSimulate(report: Report): Promise<string> {
  const source = join(projectRoot, "sandbox/npm-tests/iam-simulate");
  const files = readdirSync(source).sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(readFileSync(join(source, file)));
  const dir = join(cacheDir, `npm-iam-simulate-${hash.digest("hex").slice(0, 12)}`);
  await ensureInstalled(
    {
      name: "iam-simulate",
      dir,
      isUsable: () => existsSync(join(dir, "node_modules")),
      install: async (run) => {
        for (const file of files) copyFileSync(join(source, file), join(dir, file));
        await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
      },
    },
    report,
  );
  return join(dir, "evaluate.mjs");
}
