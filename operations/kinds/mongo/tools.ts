import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { type Command, output } from "../../lib/child.ts";
import type { MongoSettings } from "./settings.ts";

type Program = "mongodump" | "mongorestore";

/** mongodump and mongorestore, and the files that they are given. */
export class Tools {
  /** For files that only this run reads. */
  readonly folder = mkdtempSync(join(tmpdir(), "plumbline-mongo-"));
  readonly #programs: string | undefined;
  readonly #signal: AbortSignal;
  #files = 0;

  constructor({ programs }: MongoSettings, signal: AbortSignal) {
    this.#programs = programs;
    this.#signal = signal;
  }

  /** The address is in a file, since arguments can be seen by everybody on the machine. */
  command(program: Program, address: string, args: readonly string[]): Command {
    const config = join(this.folder, `config-${this.#files++}.yaml`);
    writeFileSync(config, stringify({ uri: address }), { mode: 0o600 });
    return { command: this.#path(program), args: [`--config=${config}`, ...args], signal: this.#signal };
  }

  async versions(): Promise<Record<string, string>> {
    const found: [string, string][] = [];
    for (const program of ["mongodump", "mongorestore"] as const) {
      const text = await output({ command: this.#path(program), args: ["--version"], signal: this.#signal });
      found.push([program, /version: (\S+)/.exec(text)?.[1] ?? "unknown"]);
    }
    return Object.fromEntries(found);
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #path(program: Program): string {
    return this.#programs === undefined ? program : join(this.#programs, program);
  }
}
