import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { parse } from "yaml";
import { addressesOf, type StateAddresses } from "../../backends/addresses.ts";
import { parseStateConfig, rawValues } from "../../backends/config.ts";
import { enginePath } from "../../sandbox/lib/engine.ts";
import { isOwnBackend, pulumiEnvironment } from "../../sandbox/lib/environment.ts";
import { Failure, type Report } from "../../sandbox/lib/failure.ts";
import { projectRoot, stateDir } from "../../sandbox/lib/paths.ts";
import { passThrough } from "../../sandbox/lib/pulumi.ts";

/** The project of the small stack, which makes where the state of a large one is kept. */
const project = join(projectRoot, "backends");

/**
 * Where the small stack's own state is until the backend that it makes is there; a passphrase without characters does, since it has
 * no secrets.
 */
const first = join(stateDir, "bootstrap");

/** How a stack's state and secrets are addressed, from its file in `backends/`. */
export async function addressesOfStack(stack: string): Promise<StateAddresses> {
  const file = join(project, `Pulumi.${stack}.yaml`);
  if (!existsSync(file)) {
    throw new Failure(`the state of ${stack} is in no cloud: there is no backends/Pulumi.${stack}.yaml`);
  }
  const read: unknown = parse(await readFile(file, "utf8"));
  const config: unknown = typeof read === "object" && read !== null && "config" in read ? read.config : {};
  const values = Object.entries(typeof config === "object" && config !== null ? config : {});
  const texts = values.map(([key, value]: [string, unknown]) => [key, textOf(value)] as const);
  return addressesOf(parseStateConfig(stack, rawValues(Object.fromEntries(texts))));
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/**
 * Makes or updates where a stack's state is kept. Without a backend of the user's own it is a rehearsal, in the sandbox.
 *
 * @param preview shows what would be done, and does nothing
 * @returns the exit code of pulumi
 * @throws Failure if `PULUMI_BACKEND_URL` is another one than that of the stack
 */
export async function bootstrap(stack: string, preview: boolean, report: Report): Promise<number> {
  const { url, secretsProvider } = await addressesOfStack(stack);
  const given = process.env.PULUMI_BACKEND_URL;
  if (!isOwnBackend && given !== url) {
    throw new Failure(
      `PULUMI_BACKEND_URL is ${given}, and the state of ${stack} is kept in ${url}: set it so, or unset it for a rehearsal`,
    );
  }
  if (isOwnBackend) {
    report(`A rehearsal in the sandbox: nothing is made in any cloud. For real: PULUMI_BACKEND_URL='${url}'`);
    return update(stack, preview, workIn("rehearsal", pulumiEnvironment()));
  }
  const kept = { folder: project, env: pulumiEnvironment() };
  if (await isThere(stack, kept)) return update(stack, preview, kept);
  report(
    `There is no state of this stack in ${url} yet: it is made from a state on this machine, which moves there afterwards`,
  );
  const local = firstWork(stack);
  const exitCode = await update(stack, preview, local);
  if (preview || exitCode !== 0) return exitCode;
  await moveState(stack, local, kept, secretsProvider);
  report(`The state is in ${url}. Commit backends/Pulumi.${stack}.yaml, which has the key of its secrets, encrypted`);
  return 0;
}

/** From where pulumi is run for a stack, and what tells it of the backend. */
export interface Work {
  /** Folder of the project's file and the stack's, which pulumi writes to. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A copy of the stack's files, so that what belongs to this machine's backend alone is not written into the repository. */
function workIn(name: string, env: NodeJS.ProcessEnv): Work {
  const folder = join(stateDir, "stacks-of-state", name);
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(project, "Pulumi.yaml"), join(folder, "Pulumi.yaml"));
  return { folder, env };
}

function firstWork(stack: string): Work {
  const backend = join(first, stack);
  mkdirSync(backend, { recursive: true });
  const env = { ...pulumiEnvironment(), PULUMI_CONFIG_PASSPHRASE_FILE: undefined };
  return workIn("first", { ...env, PULUMI_BACKEND_URL: pathToFileURL(backend).href, PULUMI_CONFIG_PASSPHRASE: "" });
}

async function update(stack: string, preview: boolean, work: Work): Promise<number> {
  const file = join(work.folder, `Pulumi.${stack}.yaml`);
  if (work.folder !== project && !existsSync(file)) copyFileSync(join(project, `Pulumi.${stack}.yaml`), file);
  if (!(await isThere(stack, work))) await pulumi(["stack", "init", stack], work);
  const steps = preview ? ["preview"] : ["up", "--yes", "--skip-preview"];
  const settings = work.folder === project ? [] : ["--config-file", file];
  return passThrough(
    enginePath,
    ["-C", project, "--non-interactive", ...steps, "--stack", stack, ...settings],
    work.env,
  );
}

/**
 * Moves the state of a stack to another backend, whose key encrypts its secrets from then on. The one that it comes from is deleted when
 * the other one has it: a kill on the way leaves both, and the next run goes on.
 */
export async function moveState(stack: string, from: Work, to: Work, secretsProvider: string): Promise<void> {
  const file = join(from.folder, `${stack}.json`);
  await pulumi(["stack", "export", "--stack", stack, "--file", file], from);
  const made: unknown = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify(withoutKey(made)));
  await pulumi(["stack", "init", stack, "--secrets-provider", secretsProvider], to);
  await pulumi(["stack", "import", "--stack", stack, "--file", file], to);
  await pulumi(["stack", "rm", stack, "--yes", "--force", "--preserve-config"], from);
  rmSync(file);
}

/** The passphrase of the first backend is not the other's key; a state without secrets needs neither. */
function withoutKey(exported: unknown): unknown {
  return JSON.parse(
    JSON.stringify(exported, (key, value: unknown) => {
      if (key === "ciphertext") throw new Failure("the state has secrets, which cannot be moved: report it, please");
      return key === "secrets_providers" ? undefined : value;
    }),
  );
}

async function isThere(stack: string, { folder, env }: Work): Promise<boolean> {
  const args = ["-C", folder, "--non-interactive", "stack", "select", stack];
  const { failed, stderr } = await execa(enginePath, args, { env, extendEnv: false, reject: false });
  if (failed && !/no stack named/.test(stderr) && !isMissing(stderr)) throw new Failure(lastLine(stderr));
  return !failed;
}

/** What the clouds say of a bucket or an account that nobody has made yet. */
const isMissing = (text: string): boolean => /NoSuchBucket|ContainerNotFound|no such host|NotFound/.test(text);

async function pulumi(args: readonly string[], { folder, env }: Work): Promise<void> {
  const { failed, stderr } = await execa(enginePath, ["-C", folder, "--non-interactive", ...args], {
    env,
    extendEnv: false,
    reject: false,
    stdin: "ignore",
  });
  if (failed) throw new Failure(`pulumi ${args.slice(0, 2).join(" ")}: ${lastLine(stderr)}`);
}

const lastLine = (text: string): string => text.trim().split("\n").at(-1) ?? "";
