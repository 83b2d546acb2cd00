import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { reportToTerminal } from "../../../sandbox/lib/failure.ts";
import { freePorts, loopback } from "../../../sandbox/lib/ports.ts";
import { launch, recordedProcess, stopProcess } from "../../../sandbox/lib/processes.ts";
import { ensurePythonTool } from "../../../sandbox/lib/python-tools.ts";
import { temporaryFolder } from "../../sandbox/lifecycle/temporary.ts";

/** How long the emulator may take to listen: its Python compiles itself at the first start. Unit: milliseconds. */
const startWithin = 60_000;

/** The APIs of AWS as moto has them: one process on this machine, which keeps everything in memory. */
export class Moto {
  readonly url: string;
  readonly #folder: string;

  private constructor(url: string, folder: string) {
    this.url = url;
    this.#folder = folder;
  }

  /** @param accountId the account that every caller has */
  static async start(accountId: string): Promise<Moto> {
    const python = await ensurePythonTool("moto", reportToTerminal);
    const [port] = await freePorts(1);
    const moto = new Moto(`http://${loopback}:${port}`, temporaryFolder("moto"));
    const ended = launch({
      command: python,
      args: ["-m", "moto.server", "-H", loopback, "-p", String(port)],
      env: { PATH: process.env.PATH ?? "", HOME: moto.#folder, MOTO_ACCOUNT_ID: accountId },
      cwd: moto.#folder,
      pidFile: moto.#pidFile,
      logFile: join(moto.#folder, "log"),
      detached: false,
    });
    await Promise.race([
      moto.#ready(),
      ended.then((code) => Promise.reject(new Error(`moto ended with exit code ${code} before it listened`))),
    ]);
    ended.catch(() => undefined);
    return moto;
  }

  /** Ends it in bounded time. */
  async stop(): Promise<void> {
    const id = recordedProcess(this.#pidFile);
    if (id) await stopProcess(id, 5_000);
  }

  async #ready(): Promise<void> {
    const deadline = Date.now() + startWithin;
    while (Date.now() < deadline) {
      const answer = await fetch(`${this.url}/moto-api/data.json`).catch(() => undefined);
      await answer?.arrayBuffer();
      if (answer?.ok) return;
      await sleep(100);
    }
    throw new Error(`moto does not listen on ${this.url}: see the log in ${this.#folder}`);
  }

  get #pidFile(): string {
    return join(this.#folder, "pid");
  }
}
