import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { projectRoot } from "../../sandbox/lib/paths.ts";

/** Loads the SDK in a process of its own, and tells how many files of npm's resolver came with it. */
async function filesOfResolver(...preload: string[]): Promise<number> {
  const count = "Object.keys(require.cache).filter((file) => /[/]node_modules[/]pacote[/]/.test(file)).length";
  const program = `require("@pulumi/policy"); console.log(${count});`;
  const { stdout } = await execa(process.execPath, [...preload, "-e", program], { cwd: projectRoot });
  return Number(stdout);
}

describe("the start of the policy pack", () => {
  it("leaves out npm's resolver of dependency trees, which the SDK loads by itself", async () => {
    assert.equal(await filesOfResolver("--import", "./policy/lib/lean-sdk.ts"), 0);
    assert.notEqual(await filesOfResolver(), 0, "the SDK loads it no more: remove policy/lib/lean-sdk.ts");
  });

  it("says so before it loads the SDK", async () => {
    await execa("npm", ["run", "-s", "build", "-w", "plumbline-policy"], { cwd: projectRoot });
    const bundle = await readFile(join(projectRoot, "policy/dist/index.cjs"), "utf8");
    const [hook, sdk] = [bundle.indexOf("registerHooks)("), bundle.indexOf('require("@pulumi/')];
    assert.ok(hook > 0 && hook < sdk, `the hook at ${hook}, the SDK at ${sdk}`);
  });
});
