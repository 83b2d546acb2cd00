import { execa } from "execa";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { projectRoot } from "../../sandbox/lib/paths.ts";

/** A file of the repository. */
export interface Source {
  /** Path from the root, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Every file that git tracks, and that is text. */
export async function trackedSources(): Promise<Source[]> {
  const { stdout } = await execa("git", ["ls-files", "-z"], { cwd: projectRoot });
  const files = await Promise.all(stdout.split("\0").filter(Boolean).map(read));
  return files.flatMap((file) => (file === undefined || file.text.includes("\0") ? [] : [file]));
}

async function read(path: string): Promise<Source | undefined> {
  try {
    return { path, text: await readFile(join(projectRoot, path), "utf8") };
  } catch {
    // Deleted and not committed yet, or a link to elsewhere.
    return undefined;
  }
}

export const isTypeScript = ({ path }: Source) => path.endsWith(".ts");
export const isGenerated = ({ path }: Source) => path.includes("/generated/");
export const isTest = ({ path }: Source) => path.startsWith("tests/");

/** What is deployed: it knows neither its tools nor its tests. */
export const isProgram = ({ path }: Source) => /^(config|components|systems)\/|^contract\/|^index\.ts$/.test(path);

/** Every node of a file, parents before children; none of a file without the word that makes it worth parsing. */
export function nodes(source: Source, word: RegExp): ts.Node[] {
  const found: ts.Node[] = [];
  if (!word.test(source.text)) return found;
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS));
  return found;
}

/** `path:line` of a node. */
export function place(source: Source, node: ts.Node): string {
  return placeAt(source, node.getStart());
}

/** `path:line` of a position in the text. */
export function placeAt({ path, text }: Source, position: number): string {
  return `${path}:${text.slice(0, position).split("\n").length}`;
}

/** `path:line` of each line that a pattern matches. */
export function linesWith(source: Source, pattern: RegExp): string[] {
  return source.text.split("\n").flatMap((line, index) => (pattern.test(line) ? [`${source.path}:${index + 1}`] : []));
}
