import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { at, type Json, list, record } from "../../lib/json.ts";
import { Checkout, type Ended } from "../lifecycle/checkout.ts";

/** A stack of a cloud that is deployed by the real engine to simulated clouds of a checkout's own. */
export class Rehearsal {
  readonly checkout: Checkout;
  readonly #stack: string;

  private constructor(checkout: Checkout, stack: string) {
    this.checkout = checkout;
    this.#stack = stack;
  }

  /** @param change of the stack's configuration before anything is deployed */
  static async create(stack: string, change: (config: Json) => object): Promise<Rehearsal> {
    const checkout = await Checkout.create();
    const path = join(checkout.dir, `Pulumi.${stack}.yaml`);
    const file = record(parse(readFileSync(path, "utf8")));
    writeFileSync(path, stringify({ ...file, config: change(record(file.config)) }));
    return new Rehearsal(checkout, stack);
  }

  pulumi(command: string, ...args: string[]): Promise<Ended> {
    const given = [command, "--stack", this.#stack, "--non-interactive", ...args];
    return this.checkout.run("pulumi", given, { PULUMI_SKIP_CHECKPOINTS: "true" });
  }

  /** Files of a part of the sandbox, sorted. */
  files(folder: string): string[] {
    return readdirSync(join(this.checkout.dir, ".sandbox", folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  }

  /** How many generated secrets the state knows, and those that somebody can read in it or in the simulated cloud. */
  async secrets(): Promise<{ readonly known: number; readonly shown: readonly string[] }> {
    const { stdout } = await this.checkout.run("pulumi", ["stack", "export", "--stack", this.#stack, "--show-secrets"]);
    const made = list(at(JSON.parse(stdout), "deployment", "resources")).filter((each) =>
      String(at(each, "type")).startsWith("random:"),
    );
    const secrets = made.flatMap(plaintexts);
    const files = [...this.files("backend"), ...this.files("clouds")].map((file) => readFileSync(file, "utf8"));
    return { known: secrets.length, shown: secrets.filter((text) => files.some((content) => content.includes(text))) };
  }

  /** Stops what runs. */
  async stop(): Promise<void> {
    await this.checkout.run("sandbox", ["stop"]);
  }
}

/** The texts of all secrets of an exported state. */
function plaintexts(value: unknown): string[] {
  if (Array.isArray(value)) return list(value).flatMap(plaintexts);
  const fields = record(value);
  const { plaintext } = fields;
  if (typeof plaintext === "string") return texts(JSON.parse(plaintext));
  return Object.values(fields).flatMap(plaintexts);
}

const texts = (value: unknown): string[] =>
  typeof value === "string" ? [value] : Object.values(record(value)).flatMap(texts);
