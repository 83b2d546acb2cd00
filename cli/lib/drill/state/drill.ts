import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { type Receipt, receiptSchema } from "../../../../operations/lib/receipt.ts";
import { engineBin, ensureEngine } from "../../../../sandbox/lib/engine.ts";
import { pulumiEnvironment } from "../../../../sandbox/lib/environment.ts";
import { Failure } from "../../../../sandbox/lib/failure.ts";
import { projectRoot, pulumiHome } from "../../../../sandbox/lib/paths.ts";
import { type DrillJob, DrillPlace, type LocalDrill, type LocalDrillOptions } from "../place.ts";

const project = "drilled";
const stack = "prod";

/** Resources of the stack; a secret each. */
const parts = 200;

export const stateDrill: LocalDrill = {
  summary: "the backend of a stack of 200 resources lost, its state imported into another, every resource compared",
  run: (options) => DrillPlace.use(options.to, options.report, (place) => run(place, options)),
};

async function run(place: DrillPlace, { report }: LocalDrillOptions): Promise<Receipt> {
  await ensureEngine(report);
  const made = new DrilledStack(place.folder);
  report(`Making a stack of ${parts} resources`);
  await made.pulumi("stack", "init", stack);
  await made.pulumi("up", "--yes", "--skip-preview", "--stack", stack);
  await place.program("backup", made.job);
  made.lose();
  report("The backend is gone");
  const receipt = receiptSchema.parse(JSON.parse(await place.program("drill", made.job)));
  if (receipt.verdict === "failed") return receipt;
  await made.pulumi("stack", "init", stack);
  report((await place.program("restore", made.job, "--switch")).trim());
  // What the program asks for is what the state says: nothing was lost.
  await made.pulumi("preview", "--expect-no-changes", "--stack", stack);
  return receipt;
}

/** A project with a backend in a folder, run by the real engine. */
class DrilledStack {
  readonly #project: string;
  readonly #backend: string;
  readonly #variables: Readonly<Record<string, string>>;

  constructor(folder: string) {
    this.#project = join(folder, "project");
    this.#backend = join(folder, "backend");
    const passphrase = join(folder, "passphrase");
    for (const each of [this.#project, this.#backend]) mkdirSync(each);
    writeFileSync(passphrase, randomBytes(32).toString("hex"), { mode: 0o600 });
    this.#variables = {
      PULUMI_HOME: pulumiHome,
      PULUMI_BACKEND_URL: pathToFileURL(this.#backend).href,
      PULUMI_CONFIG_PASSPHRASE_FILE: passphrase,
    };
    const runtime = { name: "nodejs", options: { typescript: false } };
    const files = {
      "Pulumi.yaml": JSON.stringify({ name: project, runtime, main: "index.ts" }),
      "package.json": JSON.stringify({ type: "module" }),
      "index.ts": program,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.#project, name), text);
    symlinkSync(join(projectRoot, "node_modules"), join(this.#project, "node_modules"));
  }

  get job(): DrillJob {
    return {
      kind: "state",
      instance: stack,
      objectives: { rtoSeconds: 15 * 60, rpoSeconds: 24 * 3600 },
      settings: {
        project,
        stack,
        directory: this.#project,
        pulumi: join(engineBin, "pulumi"),
        keep: join(this.#project, "kept"),
        env: this.#variables,
      },
    };
  }

  lose(): void {
    rmSync(this.#backend, { recursive: true });
    mkdirSync(this.#backend);
  }

  /** @throws Failure with its last lines when it fails */
  async pulumi(...args: string[]): Promise<void> {
    // A passphrase of the user's own would come first.
    const env = { ...pulumiEnvironment(), PULUMI_CONFIG_PASSPHRASE: undefined };
    const { failed, all } = await execa(join(engineBin, "pulumi"), [...args, "--non-interactive", "--color=never"], {
      cwd: this.#project,
      env: { ...env, ...this.#variables },
      extendEnv: false,
      reject: false,
      all: true,
      timeout: 300_000,
    });
    if (failed)
      throw new Failure(`pulumi ${args.slice(0, 2).join(" ")} failed: ${all.trim().split("\n").slice(-3).join("; ")}`);
  }
}

/** Needs no plugin: components with a secret each, whose values are the same at each run. */
const program = `import * as pulumi from "@pulumi/pulumi";
class Part extends pulumi.ComponentResource {
  constructor(name, index) {
    super("drilled:index:Part", name, { index });
    this.registerOutputs({ value: pulumi.secret(name.repeat(8)), index });
  }
}
for (let index = 0; index < ${parts}; index++) new Part("part-" + index, index);
export const made = ${parts};
`;
