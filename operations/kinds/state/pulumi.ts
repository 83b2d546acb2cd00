import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { output } from "../../lib/child.ts";
import { BackupError } from "../../lib/errors.ts";

export const stateSettings = z.strictObject({
  project: z.string().min(1).describe("name in Pulumi.yaml"),
  stack: z.string().min(1),
  directory: z.string().min(1).describe("folder of Pulumi.yaml"),
  pulumi: z.string().min(1).default("pulumi").describe("command"),
  env: z
    .record(z.string(), z.string())
    .default({})
    .describe("variables for Pulumi, such as PULUMI_BACKEND_URL; secrets come by files or the environment"),
  /** Where the state that is replaced by a restore is kept, encrypted as Pulumi has it. */
  keep: z.string().min(1).describe("folder for the state that a restore replaces"),
  replaceNewer: z.boolean().default(false).describe("lets a restore replace a state that is newer than the backup"),
});
export type StateSettings = z.infer<typeof stateSettings>;

/** The commands of Pulumi that backups of its state need. The backend and the way to decrypt come by its own variables. */
export class Pulumi {
  readonly #settings: StateSettings;
  readonly #signal: AbortSignal;
  readonly #directory: string;
  readonly #env: Readonly<Record<string, string>>;

  private constructor(
    settings: StateSettings,
    signal: AbortSignal,
    directory = settings.directory,
    env: Readonly<Record<string, string>> = settings.env,
  ) {
    this.#settings = settings;
    this.#signal = signal;
    this.#directory = directory;
    this.#env = env;
  }

  /** The stack that is in use. */
  static inUse(settings: StateSettings, signal: AbortSignal): Pulumi {
    return new Pulumi(settings, signal);
  }

  /** An empty stack of the same name, in a backend that is a folder of its own. */
  static async scratch(
    settings: StateSettings,
    signal: AbortSignal,
  ): Promise<{ pulumi: Pulumi; readonly remove: () => Promise<void> }> {
    const folder = await mkdtemp(join(tmpdir(), "plumbline-state-"));
    const remove = () => rm(folder, { recursive: true, force: true });
    try {
      const [project, backend] = [join(folder, "project"), join(folder, "backend")];
      for (const each of [project, backend]) await mkdir(each, { mode: 0o700 });
      await writeFile(join(project, "Pulumi.yaml"), JSON.stringify({ name: settings.project, runtime: "nodejs" }));
      const env = { ...settings.env, PULUMI_BACKEND_URL: pathToFileURL(backend).href, ...passphrase(settings.env) };
      const pulumi = new Pulumi(settings, signal, project, env);
      await pulumi.#run("stack", "init", settings.stack);
      return { pulumi, remove };
    } catch (error) {
      await remove();
      throw error;
    }
  }

  async version(): Promise<string> {
    return (await this.#run("version")).trim();
  }

  /** The state with its secrets encrypted. */
  export(): Promise<string> {
    return this.#run("stack", "export", "--stack", this.#settings.stack);
  }

  /** @throws BackupError when it is another stack's, or its secrets cannot be decrypted */
  async import(text: string): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), "plumbline-import-"));
    try {
      const file = join(folder, "state.json");
      await writeFile(file, text, { mode: 0o600 });
      await this.#run("stack", "import", "--stack", this.#settings.stack, "--file", file);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #run(...args: string[]): Promise<string> {
    const env = { PULUMI_SKIP_UPDATE_CHECK: "true", ...this.#env };
    try {
      return await output({
        command: this.#settings.pulumi,
        args: [...args, "--cwd", this.#directory, "--non-interactive", "--color=never"],
        env,
        signal: this.#signal,
      });
    } catch (error) {
      // Its arguments say which of its commands it was.
      throw error instanceof BackupError
        ? new BackupError(`pulumi ${args.slice(0, 2).join(" ")}: ${error.message}`)
        : error;
    }
  }
}

/** A stack cannot be made without a passphrase; what is imported is decrypted as it says itself. */
function passphrase(given: StateSettings["env"]): Readonly<Record<string, string>> {
  const { PULUMI_CONFIG_PASSPHRASE, PULUMI_CONFIG_PASSPHRASE_FILE } = { ...process.env, ...given };
  return PULUMI_CONFIG_PASSPHRASE || PULUMI_CONFIG_PASSPHRASE_FILE ? {} : { PULUMI_CONFIG_PASSPHRASE: "scratch" };
}
