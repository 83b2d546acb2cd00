import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { MongoClient } from "mongodb";
import { ensureFerretDb } from "../../../../sandbox/lib/ferretdb.ts";
import { type Report } from "../../../../sandbox/lib/failure.ts";
import { freePorts, loopback } from "../../../../sandbox/lib/ports.ts";
import { launch, type ProcessId, recordedProcess, stopProcess } from "../../../../sandbox/lib/processes.ts";
import { MongodStandIn } from "./stand-in.ts";

/** The user that may do everything. */
const user = "root";

/** How long a server may take until it answers. Unit: milliseconds. */
const startWithin = 30_000;

export interface FerretSettings {
  /** Folder of its data and its log, which may be there already. */
  readonly folder: string;
  /** Password of its one user. @default - everybody may do everything */
  readonly password?: string;
  /** Whether it keeps an oplog, as a member of a replica set. @default false */
  readonly oplog?: boolean;
}

/** FerretDB with SQLite behind, which speaks MongoDB's protocol, and before it what mongorestore expects of mongod besides. */
export class FerretServer {
  /** With credentials; clients must not look for other members. */
  readonly address: string;
  readonly #folder: string;
  readonly #standIn: MongodStandIn;
  readonly #direct: string;
  #process: ProcessId | undefined;

  private constructor(folder: string, address: string, direct: string, standIn: MongodStandIn) {
    this.#folder = folder;
    this.address = address;
    this.#direct = direct;
    this.#standIn = standIn;
  }

  static async start({ folder, password, oplog = false }: FerretSettings, report: Report): Promise<FerretServer> {
    const command = await ensureFerretDb(report);
    const [port = 0] = await freePorts(1);
    for (const each of ["data", "state"]) mkdirSync(join(folder, each), { recursive: true });
    const args = [
      "--handler=sqlite",
      `--sqlite-url=file:${join(folder, "data")}/`,
      `--listen-addr=${loopback}:${port}`,
      "--debug-addr=-",
      `--state-dir=${join(folder, "state")}`,
      "--telemetry=disable",
      "--log-level=WARN",
      ...(oplog ? ["--repl-set-name=mongodb"] : []),
      ...(password === undefined
        ? []
        : ["--test-enable-new-auth", "--setup-database=admin", `--setup-username=${user}`]),
    ];
    const ended = launch({
      command,
      args,
      env: {
        PATH: process.env.PATH ?? "",
        HOME: folder,
        ...(password !== undefined && { FERRETDB_SETUP_PASSWORD: password }),
      },
      cwd: folder,
      pidFile: join(folder, "pid"),
      logFile: join(folder, "log"),
      detached: false,
    });
    ended.catch(() => undefined);
    const direct = addressOf(port, password);
    const standIn = await MongodStandIn.start(port, direct);
    const server = new FerretServer(folder, addressOf(standIn.port, password), direct, standIn);
    await server.#ready(oplog);
    return server;
  }

  /** Ends it in bounded time; what it has stays in its folder. */
  async stop(): Promise<void> {
    await this.#standIn.stop();
    if (this.#process) await stopProcess(this.#process, 5_000);
  }

  /** Ends it without a word, as a machine does that loses its power. */
  kill(): void {
    if (this.#process) process.kill(this.#process.pid, "SIGKILL");
  }

  async with<T>(work: (client: MongoClient) => Promise<T>): Promise<T> {
    const client = new MongoClient(this.#direct, { serverSelectionTimeoutMS: 2_000 });
    try {
      return await work(await client.connect());
    } finally {
      await client.close();
    }
  }

  async #ready(oplog: boolean): Promise<void> {
    const deadline = Date.now() + startWithin;
    for (;;) {
      try {
        await this.with(async (client) => {
          await client.db("admin").command({ ping: 1 });
          const there = oplog ? await client.db("local").listCollections({ name: "oplog.rs" }).toArray() : [{}];
          // FerretDB writes an oplog as soon as there is a place for it.
          if (there.length === 0)
            await client.db("local").createCollection("oplog.rs", { capped: true, size: 64 << 20 });
        });
        this.#process = recordedProcess(join(this.#folder, "pid"));
        return;
      } catch (error) {
        if (Date.now() > deadline)
          throw new Error(`FerretDB does not answer: see ${join(this.#folder, "log")}`, { cause: error });
        await sleep(100);
      }
    }
  }
}

function addressOf(port: number, password: string | undefined): string {
  const credentials = password === undefined ? "" : `${user}:${encodeURIComponent(password)}@`;
  // A database in it, as the addresses of the cluster have one, must not become the one that is dumped.
  return `mongodb://${credentials}${loopback}:${port}/${password === undefined ? "" : "ecommerce"}?directConnection=true${password === undefined ? "" : "&authSource=admin"}`;
}
