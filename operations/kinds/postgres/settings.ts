import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { BackupError } from "../../lib/errors.ts";

const identifier = z.string().regex(/^[a-z_][a-z0-9_]*$/, "a-z, 0-9 and _");

export const postgresSettings = z.strictObject({
  /** A name, an address, or the folder of a socket. */
  host: z.string().min(1),
  port: z.int().min(1).max(65_535).default(5432),
  database: identifier,
  /** Role that reads. */
  user: identifier,
  /** @default - the server asks for none */
  passwordFile: z.string().optional(),
  /** Certificate of the authority that signed the server's. @default - no TLS, such as by a socket */
  authorityFile: z.string().optional(),
  /** Folder of pg_dump and the others. @default - where PATH finds them */
  programs: z.string().default(""),
  /**
   * Extensions that only an administrator may make, and that keep nothing of their own: they are not part of a dump. A server of its own
   * gets them before it is restored to, and a new database beside the one in use has them from its template.
   */
  withoutExtensions: z.array(z.string()).default([]),
  /** Where a backup is restored to. */
  scratch: z
    .discriminatedUnion("type", [
      /** A server of its own in a folder, which goes again: for drills. */
      z.strictObject({
        type: z.literal("server"),
        folder: z.string(),
        /** User id that the server runs as, where this process is root, as which it refuses to. */
        userId: z.int().min(1).optional(),
      }),
      /** A new database on the same server, for restores. */
      z.strictObject({
        type: z.literal("database"),
        /** Role that may create databases, and is a member of the owner. */
        user: identifier,
        passwordFile: z.string().optional(),
        /** Role that owns the database and what is in it. */
        owner: identifier,
        /** Database that the new one is copied from. */
        template: identifier.default("template0"),
      }),
    ])
    .optional(),
});
export type PostgresSettings = z.infer<typeof postgresSettings>;

/** A server, and who signs in. */
export interface Login {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string | undefined;
  readonly authorityFile: string | undefined;
}

export function loginOf(settings: PostgresSettings, user = settings.user, passwordFile = settings.passwordFile): Login {
  const { host, port, authorityFile } = settings;
  return { host, port, user, authorityFile, password: passwordFile === undefined ? undefined : secret(passwordFile) };
}

function secret(file: string): string {
  try {
    return readFileSync(file, "utf8").trimEnd();
  } catch {
    throw new BackupError(`the password file ${file} cannot be read`);
  }
}

/** Variables by which PostgreSQL's own programs sign in: arguments could be seen by others. */
export function environmentOf(
  { host, port, user, password, authorityFile }: Login,
  database: string,
): Record<string, string> {
  return {
    PGHOST: host,
    PGPORT: String(port),
    PGUSER: user,
    PGDATABASE: database,
    PGCONNECT_TIMEOUT: "10",
    ...(password !== undefined && { PGPASSWORD: password }),
    ...(authorityFile === undefined
      ? { PGSSLMODE: "disable" }
      : { PGSSLMODE: "verify-full", PGSSLROOTCERT: authorityFile }),
  };
}

export const programOf = ({ programs }: PostgresSettings, name: string): string =>
  programs === "" ? name : join(programs, name);
