import { z } from "zod";
import { output, sink, source } from "../../lib/child.ts";
import { BackupError } from "../../lib/errors.ts";
import { defineKind, type Dump, type Run, type Scratch } from "../../lib/kind.ts";
import { factsOf } from "./facts.ts";
import { scratchServer } from "./scratch-server.ts";
import { quoted, Session } from "./session.ts";
import { environmentOf, type Login, loginOf, type PostgresSettings, postgresSettings, programOf } from "./settings.ts";
import { newDatabase } from "./new-database.ts";

/** One database of PostgreSQL, by pg_dump in its custom format. */
export const postgres = defineKind("postgres", postgresSettings, (settings, run) => ({
  tools: async () => {
    const version = await output({ command: programOf(settings, "pg_dump"), args: ["--version"], signal: run.signal });
    return { pg_dump: version.trim() };
  },
  dump: () => dump(settings, run),
  scratch: () => scratch(settings, run),
}));

/**
 * The dump and what is measured see the same moment: a transaction stays open for both, and measures while pg_dump reads. Nothing is locked
 * for writers.
 */
async function dump(settings: PostgresSettings, { clock, signal }: Run): Promise<Dump> {
  const login = loginOf(settings);
  const session = await Session.open(login, settings.database);
  try {
    await session.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const taken = clock.now();
    const { snapshot, version } = await session.row(
      z.object({ snapshot: z.string(), version: z.string() }),
      "SELECT pg_export_snapshot() AS snapshot, current_setting('server_version') AS version",
    );
    const content = source({
      command: programOf(settings, "pg_dump"),
      args: [
        "--format=custom",
        "--compress=0",
        "--no-password",
        "--lock-wait-timeout=60s",
        `--snapshot=${snapshot}`,
        ...settings.withoutExtensions.map((extension) => `--exclude-extension=${extension}`),
      ],
      env: environmentOf(login, settings.database),
      signal,
    });
    const facts = factsOf(session);
    facts.catch(() => undefined); // told by finish
    return {
      taken,
      content,
      extension: ".dump",
      finish: async () => ({ facts: await facts, notes: { server: version } }),
      close: () => session.close(),
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** Something to restore into, and how it ends. */
export interface Place {
  readonly login: Login;
  readonly database: string;
  /** Arguments of pg_restore that depend on the place. */
  readonly restoreAs: readonly string[];
  readonly switchOver: () => Promise<string>;
  readonly close: () => Promise<void>;
}

async function scratch(settings: PostgresSettings, run: Run): Promise<Scratch> {
  const place = await placeFor(settings, run);
  return {
    restore: async (content) => {
      await sink(content, {
        command: programOf(settings, "pg_restore"),
        args: ["--exit-on-error", "--no-password", "--no-owner", ...place.restoreAs, `--dbname=${place.database}`],
        env: environmentOf(place.login, place.database),
        signal: run.signal,
      });
    },
    facts: async () => {
      const session = await Session.open(place.login, place.database);
      try {
        return await factsOf(session);
      } finally {
        await session.close();
      }
    },
    switchOver: () => place.switchOver(),
    close: () => place.close(),
  };
}

async function placeFor(settings: PostgresSettings, run: Run): Promise<Place> {
  const { scratch: asked, database } = settings;
  if (!asked) throw new BackupError("the job does not say where to restore to: settings.scratch");
  if (asked.type === "database") return newDatabase(settings, asked, run);
  const { login, stop } = await scratchServer(settings, asked, run);
  const at = async (name: string, ...statements: readonly string[]) => {
    const session = await Session.open(login, name);
    try {
      for (const statement of statements) await session.run(statement);
    } finally {
      await session.close();
    }
  };
  try {
    await at("postgres", `CREATE DATABASE ${database} TEMPLATE template0`);
    // Here, this is the administrator.
    await at(database, ...settings.withoutExtensions.map((name) => `CREATE EXTENSION IF NOT EXISTS ${quoted(name)}`));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    login,
    database,
    // Roles are the server's, not the database's: there are none here.
    restoreAs: ["--no-acl"],
    switchOver: () =>
      Promise.reject(new BackupError("a server of its own is for drills alone: restore into a database to switch")),
    close: stop,
  };
}
