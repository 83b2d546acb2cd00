import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { trafficPlugin } from "../../../components/platform/values/edge.ts";
import type { Report } from "../../../sandbox/lib/failure.ts";
import { launch, processOf, recordedProcess, stopProcess } from "../../../sandbox/lib/processes.ts";
import { ensureTestTool } from "../../../sandbox/lib/test-tools.ts";
import { processesMentioning, temporaryFolder } from "../lifecycle/temporary.ts";
import type { Cluster } from "./cluster.ts";

const namespace = "argo-rollouts";

/** Past the last port: the controller would have its metrics and its health for every machine around, and then it has them for none. */
const noPort = 65_536;

/** The controller of Argo Rollouts, a process outside of the cluster that it works on. */
export class RolloutsController {
  readonly #folder = temporaryFolder("rollouts");

  /** Builds what is missing: a first time takes minutes. */
  static build(report: Report): Promise<string[]> {
    return Promise.all([ensureTestTool("rollouts-controller", report), ensureTestTool("gateway-api-plugin", report)]);
  }

  /**
   * Starts it, with the plugin under the name that the platform's chart installs the real one under.
   *
   * @param prometheus proxy of everything that it asks by plain HTTP, so that analyses keep the address of the cluster's Prometheus
   */
  async start(cluster: Cluster, prometheus: string): Promise<void> {
    const command = await ensureTestTool("rollouts-controller", () => undefined);
    const plugin = await ensureTestTool("gateway-api-plugin", () => undefined);
    const routers = [{ name: trafficPlugin.name, location: `file://${plugin}` }];
    await cluster.apply(
      { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } },
      {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "argo-rollouts-config", namespace },
        data: { trafficRouterPlugins: stringify(routers) },
      },
    );
    mkdirSync(join(this.#folder, "sockets"));
    const ended = launch({
      command,
      args: ["--leader-elect=false", `--metricsPort=${noPort}`, `--healthzPort=${noPort}`, "--rollout-threads=2"],
      env: {
        PATH: process.env.PATH ?? "",
        HOME: this.#folder,
        KUBECONFIG: cluster.kubeconfig,
        PLUGIN_UNIX_SOCKET_DIR: join(this.#folder, "sockets"),
        HTTP_PROXY: prometheus,
      },
      cwd: this.#folder,
      pidFile: this.#pidFile,
      logFile: join(this.#folder, "log"),
    });
    ended.catch(() => undefined);
  }

  /** The end of its log, for somebody who waits in vain. */
  get lastWords(): string {
    return readFileSync(join(this.#folder, "log"), "utf8").split("\n").slice(-15).join("\n");
  }

  /** Ends it and its plugin, in bounded time. */
  async stop(): Promise<void> {
    const id = recordedProcess(this.#pidFile);
    if (id) await stopProcess(id, 10_000);
    // The plugin's parent ends it, unless it had to be killed itself.
    for (const pid of processesMentioning(this.#folder).keys()) {
      const orphan = processOf(pid);
      if (orphan) await stopProcess(orphan, 5_000);
    }
  }

  get #pidFile(): string {
    return join(this.#folder, "pid");
  }
}
