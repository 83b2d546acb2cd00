import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { pinnedNode, projectRoot } from "../../sandbox/lib/paths.ts";
import { Stack } from "../sandbox/lib/provider-stack.ts";

export interface Ended {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** A stack with a secret, by the real engine, and a folder for the backups of its state. */
export class BackedUpStack {
  readonly stack: Stack;
  readonly dir = mkdtempSync(join(tmpdir(), "plumbline-state-drill-"));

  private constructor(stack: Stack) {
    this.stack = stack;
    writeFileSync(join(this.dir, "keys"), `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  }

  static async create(): Promise<BackedUpStack> {
    const made = new BackedUpStack(await Stack.create());
    made.declare("value");
    await made.stack.up();
    return made;
  }

  /** Declares random values of these names, and a secret output of the first. */
  declare(...names: readonly [string, ...string[]]): void {
    this.stack.source(
      [
        `import * as pulumi from "@pulumi/pulumi";`,
        `import { RandomBytes } from "@pulumi/random/randomBytes.js";`,
        `const made = ${JSON.stringify(names)}.map((name) => new RandomBytes(name, { length: 32, keepers: { version: "1" } }));`,
        `export const value = pulumi.secret(made[0].hex);`,
      ].join("\n"),
    );
  }

  /** Runs the program that backs up. */
  async program(
    kind: "state" | "secrets",
    args: readonly string[],
    { settings = {}, env = {} }: { settings?: object; env?: NodeJS.ProcessEnv } = {},
  ): Promise<Ended> {
    const job = {
      system: "plumbline",
      kind,
      instance: "test",
      store: { type: "folder", path: this.backups },
      keyFile: join(this.dir, "keys"),
      settings: {
        project: "tiny",
        stack: "test",
        directory: this.stack.dir,
        keep: join(this.dir, "kept"),
        ...settings,
      },
    };
    const file = join(this.dir, "job.json");
    writeFileSync(file, JSON.stringify(job));
    const command = [join(projectRoot, "operations/main.ts"), ...args, "--job", file];
    const options = { env: { ...this.stack.environment, ...env }, extendEnv: false, reject: false, timeout: 120_000 };
    const { exitCode, stdout, stderr } = await execa(pinnedNode, command, options);
    return { exitCode, stdout, stderr };
  }

  /** The state as text, with its secrets encrypted. */
  async export(): Promise<string> {
    return this.stack.succeed("stack", "export");
  }

  /** Replaces the state, as a person could. */
  async import(text: string): Promise<void> {
    const file = join(this.dir, "import.json");
    writeFileSync(file, text);
    await this.stack.succeed("stack", "import", "--force", "--file", file);
  }

  /** Loses the backend, and makes an empty stack of the same name. */
  async lose(): Promise<void> {
    rmSync(join(this.stack.dir, "backend"), { recursive: true });
    mkdirSync(join(this.stack.dir, "backend"));
    await this.stack.succeed("stack", "init", "test");
  }

  /** Files of the store, whole or not. */
  get stored(): string[] {
    try {
      const entries = readdirSync(this.backups, { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    } catch {
      return [];
    }
  }

  get backups(): string {
    return join(this.dir, "backups");
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
    rmSync(this.stack.dir, { recursive: true, force: true });
  }
}
