import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Report } from "../../sandbox/lib/failure.ts";

/** Something that writes files of the repository. To add one, write it where its subject is and list it in cli/generate.ts. */
export interface Generator {
  /** What `npm run generate -- NAME` calls it. */
  readonly name: string;
  /** One line for the help: what it writes, and from what. */
  readonly summary: string;
  /** Folders that hold its files and nothing else, so that a file which it no longer writes is left over. @default - none */
  readonly folders?: readonly string[];
  /** Needs tools that not every machine has, so it runs only when it is named. @default false */
  readonly onDemand?: boolean;
  /** The text of every file, by its path from the project's root, with `/`. Writes nothing itself. */
  generate(report: Report): Promise<ReadonlyMap<string, string>>;
}

/** What is wrong with a file of the repository, seen from what the generator would write. */
export interface Difference {
  readonly path: string;
  readonly state: "missing" | "outdated" | "left over";
}

/** Compares what a generator makes with what is there; sorted by path. */
export async function differences(
  root: string,
  generator: Generator,
  made: ReadonlyMap<string, string>,
): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const [path, text] of made) {
    const file = join(root, path);
    if (!existsSync(file)) found.push({ path, state: "missing" });
    else if ((await readFile(file, "utf8")) !== text) found.push({ path, state: "outdated" });
  }
  for (const path of await ownFiles(root, generator)) if (!made.has(path)) found.push({ path, state: "left over" });
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Brings the repository in line with what a generator makes; files that are right already are not touched. */
export async function apply(
  root: string,
  made: ReadonlyMap<string, string>,
  changes: readonly Difference[],
): Promise<void> {
  for (const { path } of changes) {
    const file = join(root, path);
    const text = made.get(path);
    if (text === undefined) await rm(file);
    else {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
  }
}

async function ownFiles(root: string, { folders = [] }: Generator): Promise<string[]> {
  const present = folders.filter((folder) => existsSync(join(root, folder)));
  const files = await Promise.all(
    present.map(async (folder) => {
      const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
    }),
  );
  return files.flat().map((path) => path.replaceAll("\\", "/"));
}
