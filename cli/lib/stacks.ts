import { readdir } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** Names of the stacks, from the stack files of the project. */
export async function stackNames(): Promise<string[]> {
  const files = await readdir(root);
  return files.flatMap((file) => /^Pulumi\.([a-z0-9-]+)\.yaml$/.exec(file)?.[1] ?? []).sort();
}

/** Checks that a stack exists; the message names those that do. */
export async function assertStack(stack: string): Promise<string> {
  const known = await stackNames();
  if (!known.includes(stack)) {
    throw new Error(`no stack ${stack}: there is no Pulumi.${stack}.yaml; the stacks are ${known.join(", ")}`);
  }
  return stack;
}
