import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { checkFiles } from "../../policy/lib/files.ts";
import { rules } from "../../policy/rules/index.ts";
import { Failure } from "./failure.ts";
import { projectRoot } from "./paths.ts";

const pack = join(projectRoot, "policy");
const bundle = join(pack, "dist/index.cjs");

/**
 * Bundles the policy pack if its sources are newer than the bundle: the engine loads built JavaScript.
 *
 * @throws Failure in one line when exemptions, levels or thresholds are malformed: nothing runs without the pack.
 */
export async function ensurePolicyPack(): Promise<void> {
  try {
    checkFiles(pack, rules);
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : String(error));
  }
  if (existsSync(bundle) && statSync(bundle).mtimeMs > newestSource()) return;
  const { failed, stderr } = await execa("npm", ["run", "-s", "build", "-w", "plumbline-policy"], {
    cwd: projectRoot,
    reject: false,
  });
  if (failed) throw new Failure(`the policy pack does not build: ${stderr.trim()}`);
}

function newestSource(): number {
  const files = readdirSync(pack, { recursive: true, encoding: "utf8" }).filter(
    (file) => (file.endsWith(".ts") || file === "package.json") && !file.startsWith("dist"),
  );
  return Math.max(...files.map((file) => statSync(join(pack, file)).mtimeMs));
}
