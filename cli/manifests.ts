import { Command } from "commander";
import { resolve } from "node:path";
import { fail } from "./lib/fail.ts";
import { type Manifest, manifestsOf, writeManifests } from "./lib/manifests.ts";
import { render } from "./lib/render.ts";
import { assertStack } from "./lib/stacks.ts";

const command = new Command("manifests")
  .usage("[--json] STACK DIR")
  .description(
    "Writes every Kubernetes object of a stack as one YAML file, in DIR/CLUSTER/NAMESPACE/.\n" +
      "Needs no cluster and no credentials. Values of secrets are replaced by a marker.\n" +
      "Releases of charts are no Kubernetes objects, and are not among them.",
  )
  .argument("<stack>", "stack, as in Pulumi.STACK.yaml")
  .argument("<dir>", "folder to write into; files of an earlier run are replaced")
  .option("--json", "a list of the objects and their files, as JSON on standard output")
  .action(async (stack: string, dir: string, { json = false }: { json?: boolean }) => {
    const manifests = manifestsOf(await render(await assertStack(stack)));
    await writeManifests(manifests, resolve(dir));
    if (json) console.log(JSON.stringify({ stack, dir, objects: manifests.map(describe) }, undefined, 2));
    else console.log(`${manifests.length} objects of ${stack} in ${dir}`);
  });

/** One object of the list; `file` is below the folder. */
function describe({ path, object: { apiVersion, kind, metadata } }: Manifest): object {
  const [cluster] = path.split("/");
  return { cluster, namespace: metadata.namespace, apiVersion, kind, name: metadata.name, file: path };
}

await command.parseAsync().catch(fail);
