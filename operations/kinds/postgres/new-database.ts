import { z } from "zod";
import { BackupError } from "../../lib/errors.ts";
import type { Run } from "../../lib/kind.ts";
import { stamp } from "../../lib/manifest.ts";
import type { Place } from "./postgres.ts";
import { Session } from "./session.ts";
import { loginOf, type PostgresSettings } from "./settings.ts";

/** Names of PostgreSQL are cut after so many bytes. */
const mostName = 63;

/** A new database on the server in use. Switching renames: the database that was in use stays, under a name that tells when. */
export async function newDatabase(
  settings: PostgresSettings,
  {
    user,
    passwordFile,
    owner,
    template,
  }: {
    readonly user: string;
    readonly passwordFile?: string | undefined;
    readonly owner: string;
    readonly template: string;
  },
  { clock, log }: Run,
): Promise<Place> {
  const { database } = settings;
  const login = loginOf(settings, user, passwordFile);
  const named = (suffix: string) => {
    const name = `${database}_${suffix}_${stamp(clock.now())}`.toLowerCase();
    if (name.length > mostName) throw new BackupError(`${name} is longer than the ${mostName} bytes of a name`);
    return name;
  };
  const restored = named("restored");
  const atServer = async <T>(work: (session: Session) => Promise<T>): Promise<T> => {
    const session = await Session.open(login, "postgres");
    try {
      return await work(session);
    } finally {
      await session.close();
    }
  };
  await atServer((session) =>
    session.run(`CREATE DATABASE ${restored} OWNER ${owner} TEMPLATE ${template} ENCODING 'UTF8'`),
  );
  log(`Restores into the new database ${restored}`);
  let inUse = false;
  return {
    login,
    database: restored,
    restoreAs: [`--role=${owner}`],
    switchOver: async () => {
      const before = named("before");
      await atServer(async (session) => {
        const { there } = await session.row(
          z.object({ there: z.boolean() }),
          "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1) AS there",
          [database],
        );
        // One transaction: clients find the one or the other, and never none.
        await session.run("BEGIN");
        try {
          for (const each of there ? [database, restored] : [restored]) {
            await session.rows(
              z.unknown(),
              "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()",
              [each],
            );
          }
          if (there) await session.run(`ALTER DATABASE ${database} RENAME TO ${before}`);
          await session.run(`ALTER DATABASE ${restored} RENAME TO ${database}`);
          await session.run("COMMIT");
        } catch (error) {
          await session.run("ROLLBACK");
          throw error;
        }
      });
      inUse = true;
      return `${database} is now what was restored, and what was in use is ${before}`;
    },
    close: async () => {
      if (!inUse) await atServer((session) => session.run(`DROP DATABASE IF EXISTS ${restored} WITH (FORCE)`));
    },
  };
}
