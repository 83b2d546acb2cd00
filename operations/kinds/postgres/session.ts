import { readFileSync } from "node:fs";
import pg from "pg";
import { z } from "zod";
import { BackupError, messageOf } from "../../lib/errors.ts";
import type { Login } from "./settings.ts";

/** A connection, on which everything has the same text in whichever server it is asked. */
export class Session {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  /** @throws BackupError when the server does not let in, within 10 seconds. */
  static async open({ host, port, user, password, authorityFile }: Login, database: string): Promise<Session> {
    const client = new pg.Client({
      host,
      port,
      user,
      database,
      ...(password !== undefined && { password }),
      connectionTimeoutMillis: 10_000,
      application_name: "plumbline-backup",
      ssl: authorityFile === undefined ? false : { ca: readFileSync(authorityFile, "utf8"), servername: host },
    });
    // A connection that breaks fails the query that uses it.
    client.on("error", () => undefined);
    try {
      await client.connect();
    } catch (error) {
      await client.end().catch(() => undefined);
      throw new BackupError(`${user} cannot sign in at ${host}:${port}/${database}: ${messageOf(error)}`);
    }
    const session = new Session(client);
    for (const setting of [
      "bytea_output = 'hex'",
      "datestyle = 'ISO'",
      "intervalstyle = 'postgres'",
      "timezone = 'UTC'",
      "extra_float_digits = 1",
      "search_path = pg_catalog",
      "statement_timeout = 0",
    ]) {
      await session.run(`SET ${setting}`);
    }
    return session;
  }

  async run(sql: string): Promise<void> {
    await this.#client.query(sql);
  }

  async rows<T>(form: z.ZodType<T>, sql: string, values: readonly unknown[] = []): Promise<T[]> {
    const { rows } = await this.#client.query({ text: sql, values: [...values] });
    return z.array(form).parse(rows);
  }

  async row<T>(form: z.ZodType<T>, sql: string, values: readonly unknown[] = []): Promise<T> {
    const [row] = await this.rows(form, sql, values);
    if (row === undefined) throw new BackupError(`the server has no answer to: ${sql}`);
    return row;
  }

  async close(): Promise<void> {
    await this.#client.end().catch(() => undefined);
  }
}

/** For names in SQL that are not ours. */
export const quoted = (name: string): string => pg.escapeIdentifier(name);
