import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { processOf, stopProcess } from "../../../sandbox/lib/processes.ts";
import { record } from "../../lib/json.ts";
import { Checkout, type Ended } from "../lifecycle/checkout.ts";
import { processesMentioning } from "../lifecycle/temporary.ts";

/** Namespace and name of the engine, which is what the tests release. */
export const namespace = "production";
export const engine = "transactional-engine";

const stack = "staging";

/** An image of the engine; the tag tells the versions apart. */
export const image = (tag: string) => ({
  registry: "registry.example.com",
  repository: "firefly/transactional-engine",
  tag,
  digest: `sha256:${Buffer.from(tag.padEnd(32, "0")).toString("hex")}`,
});

/** What a test says of the stack. */
export interface Settings {
  readonly release: object;
}

/** The stack of staging with firefly alone, in a checkout of its own on a control plane of its own. */
export class FireflyStack {
  readonly #checkout: Checkout;

  private constructor(checkout: Checkout) {
    this.#checkout = checkout;
  }

  static async create(): Promise<FireflyStack> {
    return new FireflyStack(await Checkout.create());
  }

  /** Starts the control plane. @returns the path of its kubeconfig */
  async start(): Promise<string> {
    const { exitCode, stdout, stderr } = await this.#checkout.run("sandbox", ["start", stack]);
    const kubeconfig = /KUBECONFIG=(.+)$/m.exec(stdout)?.[1];
    if (exitCode !== 0 || kubeconfig === undefined) throw new Error(`the control plane did not start: ${stderr}`);
    return kubeconfig;
  }

  /** Changes the stack file, and runs `pulumi up`. @throws when it fails */
  async up(settings: Settings): Promise<string> {
    const { exitCode, stdout, stderr } = await this.tryUp(settings);
    if (exitCode !== 0) throw new Error(`pulumi up ended with ${exitCode}:\n${stdout}\n${stderr}`);
    return stdout;
  }

  tryUp({ release }: Settings): Promise<Ended> {
    const file = join(this.#checkout.dir, `Pulumi.${stack}.yaml`);
    const before = record(parse(readFileSync(file, "utf8")));
    // On the one cluster of the test, and not in regions of its own.
    const regional = ["plumbline:regions", "plumbline:account", "plumbline:hostedZone"];
    const config = Object.fromEntries(Object.entries(record(before.config)).filter(([key]) => !regional.includes(key)));
    writeFileSync(
      file,
      stringify({
        ...before,
        config: {
          ...config,
          "plumbline:systems": ["firefly"],
          ...("plumbline:platform" in config && { "plumbline:platform": { mode: "shared" } }),
          "plumbline:cluster": { context: stack, storageClass: "kwok-volume" },
          "plumbline:firefly": { ...record(config["plumbline:firefly"]), minReplicas: 5, release },
        },
      }),
    );
    return this.#checkout.run("pulumi", ["up", "--yes", "--skip-preview", "--color=never", "--stack", stack]);
  }

  /** Stops the control plane, and an update that a test which failed left behind. */
  async stop(): Promise<void> {
    await this.#checkout.run("sandbox", ["stop"]);
    for (const pid of processesMentioning(this.#checkout.dir).keys()) {
      const left = processOf(pid);
      if (left) await stopProcess(left, 5_000);
    }
  }
}
