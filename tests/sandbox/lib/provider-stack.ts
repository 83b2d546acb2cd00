import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { execa } from "execa";
import { engineBin, ensureEngine } from "../../../sandbox/lib/engine.ts";
import { silent } from "../../../sandbox/lib/failure.ts";
import { compileCache, pinnedNode, projectRoot, pulumiHome } from "../../../sandbox/lib/paths.ts";
import type { JsonObject } from "../../../sandbox/providers/lib/values.ts";

export interface Ran {
  readonly exitCode: number | undefined;
  /** Standard output and errors, in the order in which they came. */
  readonly text: string;
}

/** One step of a preview or an update, as the engine tells it. */
export interface Step {
  readonly op: string;
  readonly name: string;
  readonly detailedDiff: Readonly<Record<string, { kind: string }>>;
}

interface PreviewOutput {
  readonly steps?: readonly { op: string; urn: string; detailedDiff?: Step["detailedDiff"] | null }[];
  readonly diagnostics?: readonly { message: string }[];
}

/** A program of a few lines, run by the real engine against a backend of its own. */
export class Stack {
  readonly dir: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #name: string;

  private constructor(dir: string, env: NodeJS.ProcessEnv, name: string) {
    this.dir = dir;
    this.#env = env;
    this.#name = name;
  }

  /**
   * @param env what the engine and its plugins find in their environment, beside the usual
   * @param name of the stack
   */
  static async create(env: NodeJS.ProcessEnv = {}, name = "test"): Promise<Stack> {
    await ensureEngine(silent);
    const stack = new Stack(mkdtempSync(join(tmpdir(), "plumbline-stack-")), env, name);
    mkdirSync(join(stack.dir, "backend"));
    symlinkSync(join(projectRoot, "node_modules"), join(stack.dir, "node_modules"));
    writeFileSync(join(stack.dir, "package.json"), JSON.stringify({ type: "module" }));
    const runtime = { name: "nodejs", options: { typescript: false } };
    writeFileSync(join(stack.dir, "Pulumi.yaml"), JSON.stringify({ name: "tiny", runtime, main: "index.ts" }));
    await stack.succeed("stack", "init", name);
    return stack;
  }

  /** Sets what the program declares; `provider` is there for it to use. */
  program(kubeconfig: string, body: string): void {
    const head = [
      `import * as k8s from "@pulumi/kubernetes";`,
      `import * as random from "@pulumi/random";`,
      `import * as pulumi from "@pulumi/pulumi";`,
      `export const made = [pulumi, random].length;`,
      `const provider = new k8s.Provider("cluster", { kubeconfig: ${JSON.stringify(kubeconfig)} });`,
    ];
    this.source([...head, body].join("\n"));
  }

  /** Sets the whole text of the program. */
  source(text: string): void {
    writeFileSync(join(this.dir, "index.ts"), text);
  }

  /** What the engine finds in its environment. */
  get environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      PULUMI_HOME: pulumiHome,
      PULUMI_BACKEND_URL: `file://${join(this.dir, "backend")}`,
      PULUMI_CONFIG_PASSPHRASE: "test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_STACK: this.#name,
      NODE_COMPILE_CACHE: compileCache,
      ...this.#env,
      PATH: [engineBin, dirname(pinnedNode), process.env.PATH].join(delimiter),
    };
  }

  async run(...args: string[]): Promise<Ran> {
    const { exitCode, all } = await execa(join(engineBin, "pulumi"), [...args, "--non-interactive"], {
      cwd: this.dir,
      reject: false,
      all: true,
      timeout: 300_000,
      env: this.environment,
      extendEnv: false,
    });
    return { exitCode, text: all };
  }

  /** @throws with the output, when the command fails */
  async succeed(...args: string[]): Promise<string> {
    const { exitCode, text } = await this.run(...args);
    if (exitCode !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${String(exitCode)}:\n${text}`);
    return text;
  }

  up(): Promise<string> {
    return this.succeed("up", "--yes", "--skip-preview", "--color=never");
  }

  /** Every step that is not `same`, without the stack itself. */
  async preview(): Promise<Step[]> {
    const { exitCode, text } = await this.run("preview", "--json");
    const { steps = [], diagnostics = [] } = JSON.parse(text) as PreviewOutput;
    if (exitCode !== 0) throw new Error(`the preview failed: ${diagnostics.map(({ message }) => message).join("")}`);
    return steps
      .filter(({ op, urn }) => op !== "same" && !urn.includes("pulumi:pulumi:Stack"))
      .map(({ op, urn, detailedDiff }) => ({
        op,
        name: urn.split("::").at(-1) ?? "",
        detailedDiff: detailedDiff ?? {},
      }));
  }

  /** The resources of the state by name, with secrets in clear. */
  async state(): Promise<
    Record<string, { id: string; inputs: JsonObject; outputs: JsonObject; initErrors?: string[] }>
  > {
    const exported = JSON.parse(await this.succeed("stack", "export", "--show-secrets")) as {
      deployment: { resources?: { urn: string; id: string; inputs: JsonObject; outputs: JsonObject }[] };
    };
    return Object.fromEntries(
      (exported.deployment.resources ?? []).map((each) => [each.urn.split("::").at(-1) ?? "", each]),
    );
  }

  /** Everything that the backend keeps: state, history, backups. */
  backendFiles(): string[] {
    const root = join(this.dir, "backend");
    return readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
