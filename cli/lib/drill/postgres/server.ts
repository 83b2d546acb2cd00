import { execa } from "execa";
import { chownSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { PostgresPrograms } from "../../../../sandbox/lib/postgres-programs.ts";
import { ChildServer } from "../child-server.ts";
import { freePorts, loopback } from "../../../../sandbox/lib/ports.ts";

export const databaseName = "shop";
export const ownerName = "shop_owner";

/** Settings that no environment of this machine changes. */
const environment = { LC_ALL: "C.UTF-8", TZ: "UTC" };

/** A server of this machine, which asks for passwords and writes to disk as in production. */
export class PostgresServer {
  readonly port: number;
  readonly password = "p@ss:w0rd/1";
  readonly data: string;
  readonly #folder: string;
  readonly #programs: PostgresPrograms;
  #server: ChildServer | undefined;

  private constructor(folder: string, port: number, programs: PostgresPrograms) {
    this.#folder = folder;
    this.data = join(folder, "data");
    this.port = port;
    this.#programs = programs;
  }

  /** A new one, with a database and its owner; or with a data folder that a restore has made. */
  static async start(
    folder: string,
    programs: PostgresPrograms,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<PostgresServer> {
    const [port = 0] = await freePorts(1);
    const server = new PostgresServer(folder, port, programs);
    server.#make();
    const fresh = !existsSync(server.data);
    if (fresh) await server.#initialize();
    await server.run(settings);
    if (fresh) {
      await server.query("postgres", `CREATE ROLE ${ownerName} LOGIN CREATEDB PASSWORD '${server.password}'`);
      await server.query(
        "postgres",
        `CREATE DATABASE ${databaseName} OWNER ${ownerName} TEMPLATE template0 ENCODING 'UTF8'`,
      );
    }
    return server;
  }

  /** Owned by who runs the server. */
  #make(): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    this.own(this.#folder);
  }

  /** Gives a file to who runs the server. */
  own(path: string): void {
    const { userId } = this.#programs;
    if (userId !== undefined) chownSync(path, userId, userId);
  }

  async #initialize(): Promise<void> {
    const passwordFile = join(this.#folder, "password");
    writeFileSync(passwordFile, this.password, { mode: 0o600 });
    this.own(passwordFile);
    const args = ["--pgdata", this.data, "--username", "postgres", "--pwfile", passwordFile, "--auth", "scram-sha-256"];
    await execa(join(this.#programs.programs, "initdb"), [...args, "--encoding", "UTF8", "--no-sync"], {
      env: environment,
      cwd: this.#folder,
      ...this.identity,
    });
  }

  /** Options of a process that runs as the server does. */
  get identity(): { uid?: number; gid?: number } {
    const { userId } = this.#programs;
    return userId === undefined ? {} : { uid: userId, gid: userId };
  }

  async run(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    const all = {
      listen_addresses: loopback,
      port: String(this.port),
      unix_socket_directories: this.#folder,
      ...settings,
    };
    const { programs, userId } = this.#programs;
    const args = ["-D", this.data, ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
    const command = join(programs, "postgres");
    const as = userId === undefined ? [] : ["setpriv", `--reuid=${userId}`, `--regid=${userId}`, "--clear-groups"];
    const [first = command, ...rest] = [...as, command, ...args];
    this.#server = await ChildServer.start({
      name: "postgres",
      command: first,
      args: rest,
      env: environment,
      folder: this.#folder,
      // SIGTERM would wait for every client to leave.
      stopSignal: "SIGINT",
      answers: () => this.query("postgres", "SELECT 1").then(() => true),
    });
  }

  /** As the administrator. */
  async query(database: string, text: string): Promise<Record<string, unknown>[]> {
    const client = await this.connect(database, "postgres");
    try {
      const { rows }: { rows: Record<string, unknown>[] } = await client.query(text);
      return rows;
    } finally {
      await client.end();
    }
  }

  async connect(database = databaseName, user = ownerName): Promise<pg.Client> {
    const client = new pg.Client({
      host: loopback,
      port: this.port,
      user,
      password: this.password,
      database,
      connectionTimeoutMillis: 5_000,
    });
    client.on("error", () => undefined); // a query that is under way fails by itself
    await client.connect();
    return client;
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    this.#server = undefined;
  }

  /** All of its processes at once, as a machine that loses its power. */
  async kill(): Promise<void> {
    const { stdout } = await execa("ps", ["-o", "pid=", "--ppid", String(this.#server?.pid ?? 0)], {
      reject: false,
    });
    await this.#server?.kill(stdout.split(/\s+/).filter(Boolean).map(Number));
    this.#server = undefined;
  }
}
