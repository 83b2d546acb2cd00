import { readFileSync } from "node:fs";
import { join } from "node:path";
import { trafficPlugin } from "../../../components/platform/values/edge.ts";
import { silent } from "../../../sandbox/lib/failure.ts";
import { stopGroup } from "../../../sandbox/lib/processes.ts";
import { launchRollouts, rolloutsSettings } from "../../../sandbox/lib/rollouts.ts";
import { temporaryFolder } from "../lifecycle/temporary.ts";
import type { Cluster } from "./cluster.ts";

const namespace = "argo-rollouts";

/** The controller of Argo Rollouts beside a cluster, as the sandbox runs it, with analyses that a test answers. */
export class RolloutsController {
  readonly #folder = temporaryFolder("rollouts");
  readonly #pidFile = join(this.#folder, "pid");
  readonly #logFile = join(this.#folder, "log");

  /**
   * Starts it, with the plugin under the name that the platform's chart installs the real one under.
   *
   * @param prometheus proxy of everything that it asks by plain HTTP, so that analyses keep the address of the cluster's Prometheus
   */
  async start(cluster: Cluster, prometheus: string): Promise<void> {
    await cluster.apply(
      { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } },
      await rolloutsSettings(namespace, [trafficPlugin.name], silent),
    );
    await launchRollouts({
      kubeconfig: cluster.kubeconfig,
      namespace,
      folder: this.#folder,
      pidFile: this.#pidFile,
      logFile: this.#logFile,
      proxy: prometheus,
    });
  }

  /** The end of its log, for somebody who waits in vain. */
  get lastWords(): string {
    return readFileSync(this.#logFile, "utf8").split("\n").slice(-15).join("\n");
  }

  /** Ends it and its plugin, in bounded time. */
  async stop(): Promise<void> {
    await stopGroup(this.#pidFile, 10_000);
  }
}
