import { execa, type ResultPromise } from "execa";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dumpJob } from "../../cli/lib/drill/postgres/drill.ts";
import { databaseName, PostgresServer } from "../../cli/lib/drill/postgres/server.ts";
import { fillShop } from "../../cli/lib/drill/postgres/shop.ts";
import { startTarget, type Target, type TargetName } from "../../cli/lib/drill/targets/target.ts";
import { silent } from "../../sandbox/lib/failure.ts";
import { compileCache, pinnedNode, projectRoot } from "../../sandbox/lib/paths.ts";
import { ensurePostgres, type PostgresPrograms } from "../../sandbox/lib/postgres-programs.ts";

const tables = `
SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1`;

/** Every row in order: another measure than that of the programs. */
const rowsOf = (table: string) =>
  `SELECT count(*) AS rows, md5(string_agg(t::text, chr(10) ORDER BY t::text COLLATE "C")) AS content FROM ${table} AS t`;

interface RunningOptions {
  readonly env: Record<string, string>;
  readonly reject: false;
  readonly stdin: "ignore";
}
type RunningProgram = ResultPromise<RunningOptions>;

export interface Ran {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** A server with content, a store, and the programs as processes of their own. */
export class PostgresFixture {
  readonly folder: string;
  readonly server: PostgresServer;
  readonly target: Target;
  readonly #programs: PostgresPrograms;

  private constructor(folder: string, server: PostgresServer, target: Target, programs: PostgresPrograms) {
    this.folder = folder;
    this.folder = folder;
    this.server = server;
    this.target = target;
    this.#programs = programs;
  }

  static async start(to: TargetName, mebibytes: number): Promise<PostgresFixture> {
    const folder = mkdtempSync(join(tmpdir(), "plumbline-postgres-"));
    chmodSync(folder, 0o711);
    const programs = await ensurePostgres(silent);
    const target = await startTarget(to, join(folder, "store"), silent);
    const server = await PostgresServer.start(join(folder, "primary"), programs);
    const client = await server.connect();
    await fillShop(client, mebibytes);
    await client.end();
    writeFileSync(join(folder, "keys"), `${randomBytes(32).toString("hex")}\n`);
    return new PostgresFixture(folder, server, target, programs);
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await this.target.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async content(database = databaseName): Promise<Record<string, unknown>[]> {
    const found: Record<string, unknown>[] = [];
    for (const { name } of await this.server.query(database, tables)) {
      const [row] = await this.server.query(database, rowsOf(String(name)));
      found.push({ name, ...row });
    }
    return found;
  }

  /** A job's file; settings and other fields in place of the usual ones. */
  job(name: string, settings: object = {}, others: object = {}): string {
    const usual = dumpJob(this, this.server, this.#programs);
    const whole = {
      system: "shop",
      store: { ...this.target.store, folder: name },
      keyFile: join(this.folder, "keys"),
      ...usual,
      settings: { ...usual.settings, ...settings },
      ...others,
    };
    const file = join(this.folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(whole));
    return file;
  }

  start(
    command: string,
    job: string,
    options: readonly string[] = [],
    node: readonly string[] = [],
    variables: Readonly<Record<string, string>> = {},
  ): RunningProgram {
    const args = [...node, join(projectRoot, "operations/main.ts"), command, "--job", job, ...options];
    const env: Record<string, string> = { ...this.target.env, NODE_COMPILE_CACHE: compileCache, ...variables };
    const how: RunningOptions = { env, reject: false, stdin: "ignore" };
    return execa(pinnedNode, args, how);
  }

  async run(command: string, job: string, ...options: readonly string[]): Promise<Ran> {
    const { exitCode, stdout, stderr } = await this.start(command, job, options);
    return { exitCode, stdout, stderr };
  }
}
