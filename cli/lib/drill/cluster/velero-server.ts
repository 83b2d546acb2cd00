import { mkdirSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { Failure } from "../../../../sandbox/lib/failure.ts";
import type { Report } from "../../../../sandbox/lib/failure.ts";
import { freePorts, loopback } from "../../../../sandbox/lib/ports.ts";
import { ensureTestTool } from "../../../../sandbox/lib/test-tools.ts";
import { ChildServer, lastWords } from "../child-server.ts";

/** Velero's own server with its plugin for S3: a process of this machine, outside of the cluster that it works on. */
export class VeleroServer {
  readonly #server: ChildServer;
  readonly #metrics: string;
  readonly #logFile: string;

  private constructor(server: ChildServer, metrics: string, logFile: string) {
    this.#server = server;
    this.#metrics = metrics;
    this.#logFile = logFile;
  }

  /** Builds what is missing: a first time takes minutes. */
  static async prepare(report: Report): Promise<{ readonly velero: string; readonly plugin: string }> {
    return {
      velero: await ensureTestTool("velero", report),
      plugin: await ensureTestTool("velero-plugin-for-aws", report),
    };
  }

  /** Starts it on a cluster that has its namespace and its location. */
  static async start(kubeconfig: string, folder: string, report: Report): Promise<VeleroServer> {
    const { velero, plugin } = await VeleroServer.prepare(report);
    const plugins = join(folder, "plugins");
    mkdirSync(plugins, { recursive: true });
    symlinkSync(plugin, join(plugins, basename(plugin)));
    const [metricsPort = 0, profilerPort = 0] = await freePorts(2);
    const metrics = `http://${loopback}:${metricsPort}/metrics`;
    const name = "velero";
    const server = await ChildServer.start({
      name,
      command: velero,
      args: [
        "server",
        `--kubeconfig=${kubeconfig}`,
        "--namespace=velero",
        `--plugin-dir=${plugins}`,
        `--metrics-address=${loopback}:${metricsPort}`,
        `--profiler-address=${loopback}:${profilerPort}`,
      ],
      // Credentials are written there while they are used.
      env: { TMPDIR: folder },
      folder,
      answers: async () => (await fetch(metrics)).ok,
    });
    return new VeleroServer(server, metrics, join(folder, `${name}.log`));
  }

  /** What it tells Prometheus. @throws Failure with the end of its log when it does not run any more */
  async metrics(): Promise<string> {
    try {
      return await (await fetch(this.#metrics)).text();
    } catch {
      throw new Failure(`Velero has ended: ${lastWords(this.#logFile)}`);
    }
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }
}
