import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonObject } from "../../../sandbox/providers/lib/values.ts";
import { Plugin } from "./provider-plugin.ts";
import type { Diffed, State } from "./provider-plugin.ts";

export const urn = (type: string, name: string): string => `urn:pulumi:dev::app::${type}::${name}`;

/** A simulated AWS of its own, and what an engine does with it. */
export class Aws {
  readonly plugin: Plugin;
  readonly dir: string;

  private constructor(plugin: Plugin, dir: string) {
    this.plugin = plugin;
    this.dir = dir;
  }

  /** @param dir the folder of another one, whose cloud is shared */
  static async open(config: JsonObject = { region: "us-east-1" }, dir?: string): Promise<Aws> {
    const folder = dir ?? mkdtempSync(join(tmpdir(), "plumbline-aws-"));
    const plugin = await Plugin.start("aws", { PLUMBLINE_SANDBOX_DIR: folder, PULUMI_BACKEND_URL: "" });
    await plugin.configure(config);
    return new Aws(plugin, folder);
  }

  async close(): Promise<void> {
    await this.plugin.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** Why the inputs are refused. */
  async failures(type: string, inputs: JsonObject, name = "it"): Promise<string[]> {
    return (await this.plugin.check(urn(type, name), inputs)).failures;
  }

  async make(type: string, name: string, news: JsonObject): Promise<State> {
    const { inputs, failures } = await this.plugin.check(urn(type, name), news);
    assert.deepEqual(failures, []);
    return this.plugin.create(urn(type, name), inputs);
  }

  async diff(type: string, name: string, old: State, news: JsonObject): Promise<Diffed> {
    const { inputs } = await this.plugin.check(urn(type, name), news, old.inputs);
    return this.plugin.diff(urn(type, name), old, inputs);
  }

  async change(type: string, name: string, old: State, news: JsonObject): Promise<State> {
    const { inputs, failures } = await this.plugin.check(urn(type, name), news, old.inputs);
    assert.deepEqual(failures, []);
    return this.plugin.update(urn(type, name), old, inputs);
  }

  remove(type: string, name: string, old: State): Promise<void> {
    return this.plugin.delete(urn(type, name), old);
  }
}
