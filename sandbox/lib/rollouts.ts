import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { Failure } from "./failure.ts";
import type { Report } from "./failure.ts";
import { launch } from "./processes.ts";
import { ensureTestTool } from "./test-tools.ts";

/** The plugin for which the sandbox has a stand-in that speaks its protocol: it is not on the Go module proxy itself. */
export const trafficPluginName = "argoproj-labs/gatewayAPI";

/** Past the last port: the controller would have its metrics and its health for every machine around, and then it has them for none. */
const noPort = 65_536;

/** The controller of Argo Rollouts as a process outside of the cluster that it works on. */
export interface RolloutsProcess {
  /** Kubeconfig of the cluster, with full rights. */
  readonly kubeconfig: string;
  /** Namespace that has the controller's settings. */
  readonly namespace: string;
  /** Its working folder, for sockets. */
  readonly folder: string;
  readonly pidFile: string;
  readonly logFile: string;
  /** Proxy of everything that it asks by plain HTTP, such as analyses. @default - none */
  readonly proxy?: string;
}

/** Builds the controller and the plugin's stand-in where they are missing: a first time takes minutes. */
export async function buildRollouts(report: Report): Promise<{ controller: string; plugin: string }> {
  const controller = await ensureTestTool("rollouts-controller", report);
  return { controller, plugin: await ensureTestTool("gateway-api-plugin", report) };
}

/**
 * The settings that the chart would render: the plugins, with the programs of this machine.
 *
 * @throws Failure if there is no stand-in for one of the plugins
 */
export async function rolloutsSettings(namespace: string, plugins: readonly string[], report: Report): Promise<object> {
  const other = plugins.find((name) => name !== trafficPluginName);
  if (other !== undefined) {
    throw new Failure(`the sandbox has no plugin ${other} for Argo Rollouts; it has ${trafficPluginName}`);
  }
  const { plugin } = await buildRollouts(report);
  const routers = plugins.map((name) => ({ name, location: `file://${plugin}` }));
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "argo-rollouts-config", namespace },
    data: routers.length > 0 ? { trafficRouterPlugins: stringify(routers) } : {},
  };
}

/** Starts it. The settings have to be in the cluster by then. */
export async function launchRollouts(at: RolloutsProcess): Promise<void> {
  const { controller } = await buildRollouts(() => undefined);
  mkdirSync(join(at.folder, "sockets"), { recursive: true });
  const ended = launch({
    command: controller,
    args: ["--leader-elect=false", `--metricsPort=${noPort}`, `--healthzPort=${noPort}`, "--rollout-threads=2"],
    env: {
      PATH: process.env.PATH ?? "",
      HOME: at.folder,
      KUBECONFIG: at.kubeconfig,
      POD_NAMESPACE: at.namespace,
      // In the working folder: the whole path can be longer than a socket's may be.
      PLUGIN_UNIX_SOCKET_DIR: "sockets",
      ...(at.proxy !== undefined && { HTTP_PROXY: at.proxy }),
    },
    cwd: at.folder,
    pidFile: at.pidFile,
    logFile: at.logFile,
  });
  ended.catch(() => undefined); // whoever waits for what it does finds the reason in its log
}
