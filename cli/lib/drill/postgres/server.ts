import { execa } from "execa";
import { chownSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { PostgresPrograms } from "../../../../sandbox/lib/postgres-programs.ts";
import { ChildServer } from "../child-server.ts";
import { freePorts, loopback } from "../../../../sandbox/lib/ports.ts";
import { commandAs } from "./identity.ts";

export const databaseName = "shop";
export const ownerName = "shop_owner";

/** Settings that no environment of this machine changes. */
const environment = { LC_ALL: "C.UTF-8", TZ: "UTC" };

export interface PostgresServerOptions {
  /** Server parameters. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Variables of the server, and of the commands that it runs. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether its commands reach programs in the cache. @default false */
  readonly readsAll?: boolean;
}

/** A server of this machine, which asks for passwords and writes to disk as in production. */
export class PostgresServer {
  readonly port: number;
  readonly password = "p@ss:w0rd/1";
  readonly data: string;
  readonly #folder: string;
  readonly #programs: PostgresPrograms;
  readonly #options: PostgresServerOptions;
  #server: ChildServer | undefined;

  private constructor(folder: string, port: number, programs: PostgresPrograms, options: PostgresServerOptions) {
    this.#folder = folder;
    this.data = join(folder, "data");
    this.port = port;
    this.#programs = programs;
    this.#options = options;
  }

  /** A new one, with a database and its owner. */
  static async start(
    folder: string,
    programs: PostgresPrograms,
    options: PostgresServerOptions = {},
  ): Promise<PostgresServer> {
    const server = await PostgresServer.prepare(folder, programs, options);
    await server.#initialize();
    await server.run();
    await server.query("postgres", `CREATE ROLE ${ownerName} LOGIN CREATEDB PASSWORD '${server.password}'`);
    await server.query(
      "postgres",
      `CREATE DATABASE ${databaseName} OWNER ${ownerName} TEMPLATE template0 ENCODING 'UTF8'`,
    );
    return server;
  }

  /** One that does not run yet, and whose data folder is for somebody else to make. */
  static async prepare(
    folder: string,
    programs: PostgresPrograms,
    options: PostgresServerOptions,
  ): Promise<PostgresServer> {
    const [port = 0] = await freePorts(1);
    const server = new PostgresServer(folder, port, programs, options);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    server.own(folder);
    return server;
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

  async run(): Promise<void> {
    const { settings, env, readsAll } = this.#options;
    const all = {
      listen_addresses: loopback,
      port: String(this.port),
      unix_socket_directories: this.#folder,
      ...settings,
    };
    const { programs, userId } = this.#programs;
    const args = ["-D", this.data, ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
    const [command = "", ...rest] = commandAs({ userId, readsAll }, join(programs, "postgres"), args);
    this.#server = await ChildServer.start({
      name: "postgres",
      command,
      args: rest,
      env: { ...environment, ...env },
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

  /** All of its processes at once, and the commands that they run, as a machine that loses its power. */
  async kill(): Promise<void> {
    await this.#server?.kill(await descendants(this.#server.pid));
    this.#server = undefined;
  }
}

async function descendants(ancestor: number): Promise<number[]> {
  const { stdout } = await execa("ps", ["-A", "-o", "pid=,ppid="]);
  const pairs = stdout.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  const childrenOf = (parent: number): number[] =>
    pairs.flatMap(([pid = 0, of]) => (of === parent ? [pid, ...childrenOf(pid)] : []));
  return childrenOf(ancestor);
}
