import { execa } from "execa";
import { z } from "zod";
import { enginePath } from "./engine.ts";
import { Failure } from "./failure.ts";
import { projectRoot } from "./paths.ts";

/** With one of these the engine is asked for less than everything, or for nothing but a look. */
const partial = /^(--exclude-protected|--target|-t|--exclude|--preview-only|--help|-h)(=|$)/;

const deployment = z.object({
  deployment: z.looseObject({
    resources: z
      .array(z.looseObject({ urn: z.string(), type: z.string(), protect: z.boolean().optional() }))
      .optional(),
  }),
});

/** True for a command line that would delete all that a stack holds. */
export function destroysAll(command: string | undefined, args: readonly string[]): boolean {
  return ["destroy", "down", "dn"].includes(command ?? "") && !args.some((arg) => partial.test(arg));
}

/**
 * Refuses to destroy a stack that has protected resources, before anything of it is deleted. The engine comes to them when it has
 * deleted all that stands on them, unless it previews first; and in a stack of thousands of resources, it takes hours to find
 * out what else has to stay.
 *
 * @throws Failure that lists them
 */
export async function assertNothingProtected(stack: string, env: NodeJS.ProcessEnv): Promise<void> {
  const args = ["stack", "export", "--stack", stack, "--non-interactive"];
  const { stdout, failed } = await execa(enginePath, args, { cwd: projectRoot, env, extendEnv: false, reject: false });
  if (failed) return; // there is no such stack, or nobody may read it: the engine says so
  const { resources = [] } = deployment.parse(JSON.parse(stdout)).deployment;
  const kept = resources.filter(({ protect }) => protect === true);
  if (kept.length > 0) throw new Failure(refusal(stack, kept, resources.length));
}

function refusal(stack: string, kept: readonly { urn: string; type: string }[], total: number): string {
  const types = [...new Set(kept.map(({ type }) => type))].sort();
  const lines = types.map((type) => {
    const names = kept.filter((each) => each.type === type).map(({ urn }) => urn.split("::").at(-1) ?? urn);
    return `  ${type} (${names.length}): ${names.sort().join(", ")}`;
  });
  return [
    `destroy is refused, nothing was deleted: ${kept.length} of the ${total} resources of ${stack} are protected, and what they hold would be lost:`,
    ...lines,
    `--exclude-protected destroys the others; pulumi state unprotect gives up one of these, or with --all every one.`,
  ].join("\n");
}
