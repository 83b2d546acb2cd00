import { Command } from "commander";
import { glob, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fail } from "./lib/fail.ts";
import { type Manifest, manifestsOf } from "./lib/manifests.ts";
import { render } from "./lib/render.ts";
import { assertStack } from "./lib/stacks.ts";

const command = new Command("manifests")
  .usage("STACK DIR")
  .description(
    "Writes every Kubernetes object of a stack as one YAML file, in DIR/CLUSTER/NAMESPACE/.\n" +
      "Needs no cluster and no credentials. Values of secrets are replaced by a marker.",
  )
  .argument("<stack>", "stack, as in Pulumi.STACK.yaml")
  .argument("<dir>", "folder to write into; files of an earlier run are replaced")
  .action(async (stack: string, dir: string) => {
    const manifests = manifestsOf(await render(await assertStack(stack)));
    const target = resolve(dir);
    for (const stale of await earlierFiles(target, manifests)) await rm(stale);
    for (const { path, text } of manifests) {
      const file = join(target, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    console.log(`${manifests.length} objects of ${stack} in ${dir}`);
  });

/** YAML files of an earlier run, in the folders of the stack's clusters; nothing else in there is touched. */
async function earlierFiles(target: string, manifests: readonly Manifest[]): Promise<string[]> {
  const clusters = new Set(manifests.map(({ path }) => path.split("/")[0] ?? ""));
  const files: string[] = [];
  for await (const file of glob([...clusters].map((cluster) => join(target, cluster, "*", "*.yaml")))) files.push(file);
  return files;
}

await command.parseAsync().catch(fail);
