import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.ts";
import type { Report } from "./failure.ts";
import { GoTools } from "./go-tools.ts";
import { goModuleSource, goProblem } from "./go.ts";
import { withLock } from "./lock.ts";
import { cacheDir, projectRoot } from "./paths.ts";

const module = "github.com/FerretDB/FerretDB";
const pinDir = join(projectRoot, "sandbox/go-tests/ferretdb");

/**
 * Makes sure that FerretDB is built, a server that speaks MongoDB's protocol and keeps an oplog: MongoDB's own is in no registry of
 * packages. It wants its version in a file among its sources, which are copied for that.
 *
 * @returns its path
 * @throws Failure if Go is missing or too old, or it does not build
 */
export async function ensureFerretDb(report: Report): Promise<string> {
  const version = new RegExp(`${module} (v\\S+)`).exec(readFileSync(join(pinDir, "go.mod"), "utf8"))?.[1] ?? "";
  const source = join(cacheDir, `ferretdb-source-${version}`);
  if (!existsSync(source)) {
    const waiting = (pid: number) => report(`Waiting for process ${pid}, which fetches FerretDB`);
    await withLock(`${source}.lock`, waiting, () => fetchSource(source, version));
  }
  const built = new GoTools<"ferretdb">("test-tools-ferretdb", source, {
    ferretdb: { package: "./cmd/ferretdb", stamps: {}, seconds: 60 },
  });
  await built.ensure(["ferretdb"], report);
  return built.path("ferretdb");
}

async function fetchSource(source: string, version: string): Promise<void> {
  if (existsSync(source)) return; // by whoever held the lock
  const problem = await goProblem(pinDir);
  if (problem !== undefined) throw new Failure(problem);
  const unfinished = `${source}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(await goModuleSource(module, pinDir), unfinished, { recursive: true });
  makeWritable(unfinished);
  mkdirSync(join(unfinished, "build/version"), { recursive: true });
  writeFileSync(join(unfinished, "build/version/version.txt"), `${version}\n`);
  renameSync(unfinished, source);
}

/** Go's module cache is read-only, and so is what is copied from it. */
function makeWritable(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) makeWritable(path);
    else chmodSync(path, 0o644);
  }
}
