import { readFileSync } from "node:fs";
import path from "node:path";
import { parseDocument } from "yaml";
import type { z } from "zod";

/** One thing that is wrong, addressed so that its place in the data is found at once. */
export interface Problem {
  /** File, relative to the project's root. */
  readonly file: string;
  /** Requirement id, where one is concerned. */
  readonly id?: string;
  /** Path inside of the entry, such as `proofs[0].object.assert[1].path`. */
  readonly field?: string;
  /** What is wrong, with the value. */
  readonly message: string;
}

/** The problem as one line: file, id, field, message. */
export function problemLine({ file, id, field, message }: Problem): string {
  return [file, id, field, message].filter((part) => part !== undefined && part !== "").join(": ");
}

/** Thrown when a data file cannot be used; the message has one line for each problem. */
export class InvalidData extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map(problemLine).join("\n"));
    this.problems = problems;
  }
}

/** Thrown for an option's value that names nothing known. */
export class UsageError extends Error {}

/** A place inside of an entry as a reader writes it: `proofs[0].object.name`. */
export function fieldPath(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : text === "" ? String(key) : `${text}.${String(key)}`),
    "",
  );
}

/** What a schema refused, with the refused value where it is short enough to show. */
export function schemaFaults(error: z.ZodError): { field: string; message: string }[] {
  return error.issues.map((issue) => {
    const shown = issue.input === null || typeof issue.input !== "object" ? JSON.stringify(issue.input) : undefined;
    return {
      field: fieldPath(issue.path),
      message: shown === undefined ? issue.message : `${issue.message}, got ${shown}`,
    };
  });
}

/**
 * Reads a YAML file.
 *
 * @throws InvalidData when it cannot be read, or is no YAML (a key given twice included).
 */
export function readYaml(root: string, file: string): unknown {
  let text: string;
  try {
    text = readFileSync(path.join(root, file), "utf8");
  } catch (error) {
    throw new InvalidData([
      { file, message: `cannot be read (${error instanceof Error ? error.message : String(error)})` },
    ]);
  }
  // Proofs of like objects share what they have in common by merge keys.
  const document = parseDocument(text, { merge: true });
  const [first] = document.errors;
  if (first) throw new InvalidData([{ file, message: first.message.split("\n")[0] ?? "no YAML" }]);
  // The limit on aliases guards against hostile files; these are the project's own.
  return document.toJS({ maxAliasCount: -1 }) as unknown;
}
