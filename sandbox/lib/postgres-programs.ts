import { execa } from "execa";
import { cpSync, existsSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Report } from "./failure.ts";
import { ensurePythonTool } from "./python-tools.ts";

/** User id of nobody: PostgreSQL refuses to run as root. */
const nobody = 65_534;

export interface PostgresPrograms {
  /** Folder of `postgres`, `pg_dump` and the others. */
  readonly programs: string;
  /** User id that servers have to run as. @default - that of this process */
  readonly userId?: number;
}

/**
 * PostgreSQL with its tools. Where this process is root, somebody else has to be able to run them, and the cache may be in a home that
 * nobody else enters: then they are copied.
 */
export async function ensurePostgres(report: Report): Promise<PostgresPrograms> {
  const python = await ensurePythonTool("postgres", report);
  const ask = "import sysconfig; print(sysconfig.get_paths()['purelib'])";
  const { stdout: packages } = await execa(python, ["-c", ask]);
  const inside = "embedded_postgres/pginstall/bin";
  if (process.getuid?.() !== 0) return { programs: join(packages, inside) };
  const copy = join(tmpdir(), `plumbline-${basename(dirname(dirname(dirname(python))))}`);
  if (!existsSync(copy)) {
    const part = `${copy}.${process.pid}`;
    for (const each of ["embedded_postgres", "embedded_postgres.libs"]) {
      cpSync(join(packages, each), join(part, each), { recursive: true });
    }
    await execa("chmod", ["-R", "a+rX", part]);
    try {
      renameSync(part, copy);
    } catch (error) {
      rmSync(part, { recursive: true, force: true });
      if (!existsSync(copy)) throw error; // another process was first otherwise
    }
  }
  return { programs: join(copy, inside), userId: nobody };
}
