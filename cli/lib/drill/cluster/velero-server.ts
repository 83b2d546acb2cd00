import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "../../../../sandbox/lib/failure.ts";
import type { Report } from "../../../../sandbox/lib/failure.ts";
import { freePorts, loopback } from "../../../../sandbox/lib/ports.ts";
import { launch, recordedProcess, stopProcess } from "../../../../sandbox/lib/processes.ts";
import { ensurePythonTool } from "../../../../sandbox/lib/python-tools.ts";
import { ensureTestTool } from "../../../../sandbox/lib/test-tools.ts";

const patienceMs = 60_000;

/**
 * Velero's own server with its plugin for S3, and a service that speaks S3: processes of this machine, outside of the cluster that they work on.
 */
export class VeleroServer {
  readonly #folder = mkdtempSync(join(tmpdir(), "plumbline-velero-"));
  #storePort = 0;

  /** Builds and fetches what is missing: a first time takes minutes. */
  static async prepare(report: Report): Promise<void> {
    await ensurePythonTool("moto", report);
    await ensureTestTool("velero", report);
    await ensureTestTool("velero-plugin-for-aws", report);
  }

  /** Where the store answers. */
  get storeUrl(): string {
    return `http://${loopback}:${this.#storePort}`;
  }

  /** Starts the store, with an empty bucket. */
  async startStore(bucket: string): Promise<void> {
    const python = await ensurePythonTool("moto", () => undefined);
    [this.#storePort = 0] = await freePorts(1);
    this.#launch("store", python, ["-m", "moto.server", "-H", loopback, "-p", String(this.#storePort)]);
    await this.#until("store", async () => {
      const authorization = "AWS4-HMAC-SHA256 Credential=drill/20260101/us-east-1/s3/aws4_request";
      const made = await fetch(`${this.storeUrl}/${bucket}`, { method: "PUT", headers: { authorization } });
      return made.ok;
    });
  }

  /** Starts Velero on a cluster that has its namespace and its location. */
  async start(kubeconfig: string): Promise<void> {
    const command = await ensureTestTool("velero", () => undefined);
    const plugin = await ensureTestTool("velero-plugin-for-aws", () => undefined);
    const plugins = join(this.#folder, "plugins");
    mkdirSync(plugins);
    symlinkSync(plugin, join(plugins, basename(plugin)));
    const [metrics = 0, profiler = 0] = await freePorts(2);
    this.#launch("velero", command, [
      "server",
      `--kubeconfig=${kubeconfig}`,
      "--namespace=velero",
      `--plugin-dir=${plugins}`,
      `--metrics-address=${loopback}:${metrics}`,
      `--profiler-address=${loopback}:${profiler}`,
    ]);
  }

  /** The end of Velero's log, for somebody who waits in vain. */
  get lastWords(): string {
    return this.#logOf("velero").split("\n").slice(-10).join("\n");
  }

  /** @throws Failure when Velero does not run any more */
  assertRunning(): void {
    this.#assertRuns("velero");
  }

  /** Ends all of it in bounded time, and removes what it wrote. */
  async stop(): Promise<void> {
    for (const what of ["velero", "store"] as const) {
      const id = recordedProcess(this.#pidFile(what));
      if (id) await stopProcess(id, 10_000);
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #launch(what: "store" | "velero", command: string, args: readonly string[]): void {
    const ended = launch({
      command,
      args,
      env: { PATH: process.env.PATH ?? "", HOME: this.#folder, TMPDIR: this.#folder },
      cwd: this.#folder,
      pidFile: this.#pidFile(what),
      logFile: join(this.#folder, `${what}.log`),
    });
    ended.catch(() => undefined);
  }

  async #until(what: "store" | "velero", isReady: () => Promise<boolean>): Promise<void> {
    const deadline = performance.now() + patienceMs;
    while (!(await isReady().catch(() => false))) {
      if (performance.now() > deadline) {
        throw new Failure(`the ${what} does not answer after ${patienceMs / 1000} s: ${this.#logOf(what).slice(-300)}`);
      }
      await sleep(100);
    }
    this.#assertRuns(what);
  }

  #assertRuns(what: "store" | "velero"): void {
    if (!recordedProcess(this.#pidFile(what))) {
      throw new Failure(`the ${what} of the drill has ended: ${this.#logOf(what).slice(-300)}`);
    }
  }

  #logOf(what: "store" | "velero"): string {
    try {
      return readFileSync(join(this.#folder, `${what}.log`), "utf8");
    } catch {
      return "";
    }
  }

  #pidFile(what: "store" | "velero"): string {
    return join(this.#folder, `${what}.pid`);
  }
}
