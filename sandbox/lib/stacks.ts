import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { execa } from "execa";
import { parse, parseDocument } from "yaml";
import { z } from "zod";
import { enginePath } from "./engine.ts";
import { backendDir, isOwnBackend, pulumiEnvironment } from "./environment.ts";
import { Failure } from "./failure.ts";
import { projectRoot, stateDir } from "./paths.ts";

/**
 * Stack files as the sandbox's engine sees them. Pulumi writes the salt of a passphrase into the stack's file; the
 * sandbox's passphrase differs from checkout to checkout, so its salt must not get into a file that git tracks.
 */
const copies = join(stateDir, "stacks");

const saltKey = "encryptionsalt";

/** What a team says of the key that encrypts the secrets in its own backend: the sandbox's has a passphrase. */
const teamKeys = ["secretsprovider", "encryptedkey"];

const stackFileSchema = z.looseObject({
  encryptionsalt: z.string().optional(),
  config: z.looseObject({ "plumbline:cluster": z.looseObject({ context: z.string() }).optional() }).optional(),
});

/** The stack file in the repository. */
export function stackFile(stack: string): string {
  return join(projectRoot, `Pulumi.${stack}.yaml`);
}

/**
 * Makes a stack of the repository known to the sandbox's backend.
 *
 * @returns what pulumi needs in its environment in order to leave the stack file alone; nothing for stacks of the user's own
 */
export async function prepareStack(stack: string): Promise<NodeJS.ProcessEnv> {
  if (!isOwnBackend || !existsSync(stackFile(stack))) return {};
  const own = readStackFile(stackFile(stack));
  // With secrets in the stack file, the user's own passphrase or key service encrypts them.
  if (own.encryptionsalt !== undefined || hasSecrets(readFileSync(stackFile(stack), "utf8"))) {
    await initialise(stack, projectRoot);
    return {};
  }
  mkdirSync(copies, { recursive: true });
  const copy = copyOf(stack);
  const salt = existsSync(copy) ? readStackFile(copy).encryptionsalt : undefined;
  writeIfDifferent(join(copies, "Pulumi.yaml"), readFileSync(join(projectRoot, "Pulumi.yaml"), "utf8"));
  writeIfDifferent(copy, withSalt(withoutTeamKeys(readFileSync(stackFile(stack), "utf8")), salt));
  await initialise(stack, copies);
  return { PULUMI_OPTION_CONFIG_FILE: copy };
}

/** Brings what `pulumi config` changed in the copy into the stack file; the salt only if there are secrets now. */
export function adoptChanges(stack: string): void {
  if (!existsSync(copyOf(stack)) || !existsSync(stackFile(stack))) return;
  const copy = readFileSync(copyOf(stack), "utf8");
  const own = readFileSync(stackFile(stack), "utf8");
  const after = parseDocument(copy);
  after.delete(saltKey);
  if (JSON.stringify(parse(withoutTeamKeys(own))) === JSON.stringify(after.toJS())) return;
  const team = linesOf(own, teamKeys);
  if (hasSecrets(copy) && team !== "") {
    writeIfDifferent(copyOf(stack), withSalt(withoutTeamKeys(own), readStackFile(copyOf(stack)).encryptionsalt));
    throw new Failure(
      `a secret of ${stack} is encrypted by the team's key, and not by the sandbox: set PULUMI_BACKEND_URL first (npm run -s bootstrap -- ${stack} --print)`,
    );
  }
  writeIfDifferent(stackFile(stack), team + (hasSecrets(copy) ? copy : withoutLines(copy, [saltKey])));
}

const hasSecrets = (text: string): boolean => /^\s*(- )?secure: /m.test(text);

/** Whole lines, so that what people wrote beside them stays as it is. */
const lineOf = (key: string): RegExp => new RegExp(`^${key}: .*\\n`, "m");
const withoutLines = (text: string, keys: readonly string[]): string =>
  keys.reduce((rest, key) => rest.replace(lineOf(key), ""), text);
const linesOf = (text: string, keys: readonly string[]): string =>
  keys.map((key) => lineOf(key).exec(text)?.[0] ?? "").join("");
const withoutTeamKeys = (text: string): string => withoutLines(text, teamKeys);

/** The kubeconfig context that the stack deploys to. */
export function clusterOf(stack: string): string | undefined {
  return readStackFile(stackFile(stack)).config?.["plumbline:cluster"]?.context;
}

/** True if the backend of the sandbox knows the stack. */
export function isInitialised(stack: string): boolean {
  return existsSync(stateFile(stack));
}

const stateSchema = z.looseObject({
  checkpoint: z.looseObject({
    latest: z.looseObject({ pending_operations: z.array(z.unknown()).optional() }).nullish(),
  }),
});

/** How many operations an update that was killed left behind in the sandbox's backend. */
export function pendingOperations(stack: string): number {
  const state = stateSchema.parse(JSON.parse(readFileSync(stateFile(stack), "utf8")));
  return state.checkpoint.latest?.pending_operations?.length ?? 0;
}

function stateFile(stack: string): string {
  const project: unknown = parse(readFileSync(join(projectRoot, "Pulumi.yaml"), "utf8"));
  const { name } = z.looseObject({ name: z.string() }).parse(project);
  return join(backendDir, ".pulumi/stacks", name, `${stack}.json`);
}

async function initialise(stack: string, folder: string): Promise<void> {
  if (isInitialised(stack)) return;
  const args = ["-C", folder, "--non-interactive", "stack", "init", stack];
  const { failed, stderr } = await execa(enginePath, args, {
    env: pulumiEnvironment(),
    extendEnv: false,
    reject: false,
  });
  if (failed && !stderr.includes("already exists")) {
    throw new Failure(`stack ${stack} cannot be created: ${stderr.trim().split("\n").at(-1) ?? ""}`);
  }
}

function copyOf(stack: string): string {
  return join(copies, `Pulumi.${stack}.yaml`);
}

function readStackFile(file: string): z.infer<typeof stackFileSchema> {
  if (!existsSync(file))
    throw new Failure(`there is no ${basename(file)}: restore it, or write it like the other stack files`);
  try {
    return stackFileSchema.parse(parse(readFileSync(file, "utf8")) ?? {});
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new Failure(`${file} is no stack file: ${reason}`);
  }
}

function withSalt(text: string, salt: string | undefined): string {
  if (salt === undefined) return text;
  const document = parseDocument(text);
  document.set(saltKey, salt);
  return document.toString({ lineWidth: 0 });
}

function writeIfDifferent(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  writeFileSync(`${file}.unfinished`, text);
  renameSync(`${file}.unfinished`, file);
}
