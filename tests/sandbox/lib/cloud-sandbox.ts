import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { stopControlPlane } from "../../../sandbox/lib/controlplane.ts";
import { toolPath } from "../../../sandbox/lib/tools.ts";
import { Stack } from "./provider-stack.ts";

/** A stack whose clouds are nobody else's, with the control planes of their managed clusters. */
export class CloudSandbox {
  readonly stack: Stack;
  readonly #dir: string;

  private constructor(stack: Stack, dir: string) {
    this.stack = stack;
    this.#dir = dir;
  }

  /** @param source of the program that the stack runs first */
  static async create(source: string): Promise<CloudSandbox> {
    const dir = mkdtempSync(join(tmpdir(), "plumbline-clouds-"));
    const stack = await Stack.create({ PLUMBLINE_SANDBOX_DIR: dir });
    stack.source(source);
    return new CloudSandbox(stack, dir);
  }

  /** Folders of its control planes. */
  planes(): string[] {
    const folder = join(this.#dir, "control-planes");
    return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  }

  /** Stops every control plane; what they hold stays. */
  async stopPlanes(): Promise<void> {
    for (const plane of this.planes()) await stopControlPlane(plane);
  }

  /** Asks its first cluster with full rights. @returns standard output */
  async kubectl(...args: string[]): Promise<string> {
    const kubeconfig = join(this.planes()[0] ?? "", "kubeconfig.yaml");
    return (await execa(toolPath("kubectl"), ["--kubeconfig", kubeconfig, ...args])).stdout;
  }

  /** All that the stack's state says. */
  state(): string {
    return readdirSync(join(this.stack.dir, "backend"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith("test.json"))
      .map((file) => readFileSync(join(this.stack.dir, "backend", file), "utf8"))
      .join("");
  }

  /** Stops what runs, and leaves nothing. */
  async remove(): Promise<void> {
    await this.stopPlanes();
    this.stack.remove();
    rmSync(this.#dir, { recursive: true, force: true });
  }
}
