import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, readFileSync, readlinkSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const outcomesSchema = z.record(z.string(), z.record(z.string(), z.enum(["passed", "failed", "skipped"])));
const resultsSchema = z.strictObject({ tree: z.string(), files: outcomesSchema });

/** Per test file (relative to the root) and full title: how the test ended. */
export type Outcomes = z.infer<typeof outcomesSchema>;
/** Outcomes together with the sources that they hold for. */
export type Results = z.infer<typeof resultsSchema>;

/** Where the outcomes of test runs are kept, inside of the folder of run-time state. */
export const resultsFile = (stateDir: string): string => path.join(stateDir, "test-results.json");

/**
 * A hash over the contents of every file that git tracks or would track.
 *
 * What git ignores (builds, run-time state, packages) is left out: package-lock.json stands for the packages.
 */
export function treeHash(root: string): string {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: root,
    maxBuffer: 2 ** 28,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const hash = createHash("sha256");
  for (const file of [...new Set(listed.toString().split("\0"))].filter((name) => name !== "").sort()) {
    hash.update(`${file}\0${contentHash(path.join(root, file))}\0`);
  }
  return hash.digest("hex");
}

/** A deleted file that git still lists counts as such; a link counts by where it points to. */
function contentHash(file: string): string {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (!stats) return "deleted";
  if (stats.isSymbolicLink()) return `link ${readlinkSync(file)}`;
  return stats.isFile() ? createHash("sha256").update(readFileSync(file)).digest("hex") : "folder";
}

/** Reads recorded results; what is missing or unreadable is undefined, so that it can prove nothing. */
export function readResults(file: string): Results | undefined {
  try {
    return resultsSchema.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
  } catch {
    return undefined;
  }
}

/** Adds the outcomes of a run to those recorded for the same sources; those of other sources are dropped. */
export function recordResults(file: string, { tree, files }: Results): void {
  const before = readResults(file);
  const merged: Outcomes = before?.tree === tree ? { ...before.files } : {};
  for (const [name, outcomes] of Object.entries(files)) merged[name] = { ...merged[name], ...outcomes };
  writeResults(file, { tree, files: merged });
}

/** Writes results whole or not at all: a reader never sees half a file. */
export function writeResults(file: string, results: Results): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(results, null, 2)}\n`);
  renameSync(draft, file);
}
