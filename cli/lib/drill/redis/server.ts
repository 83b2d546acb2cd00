import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RedisConnection, type RedisLogin } from "../../../../operations/kinds/redis/connection.ts";
import { type DebianTool, ensureDebianTool } from "../../../../sandbox/lib/debian-tools.ts";
import type { Report } from "../../../../sandbox/lib/failure.ts";
import { freePorts, loopback } from "../../../../sandbox/lib/ports.ts";
import { ChildServer } from "../child-server.ts";

/** A node as the cluster's: a password, and an append-only file that is synced every second. */
export class RedisServer {
  readonly port: number;
  readonly password = "p@ss:w0rd/1";
  readonly tool: DebianTool;
  readonly #folder: string;
  #server: ChildServer | undefined;

  private constructor(folder: string, port: number, tool: DebianTool) {
    this.#folder = folder;
    this.port = port;
    this.tool = tool;
  }

  static async start(folder: string, report: Report): Promise<RedisServer> {
    const tool = await ensureDebianTool("redis-server", report);
    const [port = 0] = await freePorts(1);
    mkdirSync(join(folder, "data"), { recursive: true });
    const server = new RedisServer(folder, port, tool);
    const lines = [
      `bind ${loopback}`,
      `port ${port}`,
      `requirepass ${server.password}`,
      `dir ${join(folder, "data")}`,
      "appendonly yes",
      "appendfsync everysec",
      "aof-use-rdb-preamble yes",
      "save 900 1 300 100 60 10000",
    ];
    writeFileSync(join(folder, "redis.conf"), `${lines.join("\n")}\n`);
    await server.run();
    return server;
  }

  async run(): Promise<void> {
    this.#server = await ChildServer.start({
      name: "redis",
      command: this.tool.path,
      args: [join(this.#folder, "redis.conf")],
      env: this.tool.env,
      folder: this.#folder,
      answers: () => this.use((connection) => connection.ask("PING")).then(() => true),
    });
  }

  get login(): RedisLogin {
    return { host: loopback, port: this.port, password: this.password, authorityFile: undefined };
  }

  connect(): Promise<RedisConnection> {
    return RedisConnection.open(this.login, AbortSignal.timeout(600_000));
  }

  async use<T>(work: (connection: RedisConnection) => Promise<T>): Promise<T> {
    const connection = await this.connect();
    try {
      return await work(connection);
    } finally {
      connection.close();
    }
  }

  async kill(): Promise<void> {
    await this.#server?.kill();
    this.#server = undefined;
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    this.#server = undefined;
  }
}
