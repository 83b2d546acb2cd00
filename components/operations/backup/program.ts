import { buildSync } from "esbuild";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { RunError } from "@pulumi/pulumi/errors.js";

/** Kinds of stores, by the folder and the name of each in `operations/kinds`. */
export const programKinds = { postgres: "postgres/postgres.ts", redis: "redis/redis.ts" } as const;
export type ProgramKind = keyof typeof programKinds;

/** Stores that a program writes to. */
export const programStores = { s3: "s3Store", blob: "blobStore" } as const;
export type ProgramStore = keyof typeof programStores;

const operations = resolve(import.meta.dirname, "../../../operations");

/** What a ConfigMap takes in all. Unit: bytes. */
const mostBytes = 1024 * 1024;

const built = new Map<string, string>();

/**
 * A program that backs up one kind of store to one sort of place, as one file: what its pod does not need is not in it. The same sources give
 * the same bytes.
 *
 * @returns the file, compressed, as base64
 * @throws RunError when it would not fit into a ConfigMap.
 */
export function bundledProgram(kind: ProgramKind, store: ProgramStore): string {
  const name = `${kind} ${store}`;
  const known = built.get(name);
  if (known !== undefined) return known;
  const contents = `
import { main } from "./lib/main.ts";
import { ${kind} } from "./kinds/${programKinds[kind]}";
import { ${programStores[store]} } from "./lib/store/${store}.ts";
await main({ kinds: [${kind}], stores: [${programStores[store]}] });
`;
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: operations, loader: "ts", sourcefile: "program.ts" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    minify: true,
    legalComments: "none",
    write: false,
    logLevel: "silent",
    // What PostgreSQL's client would load if it were there, and does without.
    external: ["pg-native", "pg-cloudflare"],
    // Packages in the older form ask for others by `require`.
    banner: { js: 'import{createRequire as r}from"node:module";const require=r(import.meta.url);' },
  });
  const [file] = outputFiles;
  if (!file) throw new RunError(`the program for ${name} was not built`);
  const compressed = gzipSync(file.contents, { level: 9 });
  if (compressed.length > mostBytes) {
    throw new RunError(`the program for ${name} has ${compressed.length} bytes: a ConfigMap takes ${mostBytes}`);
  }
  const text = compressed.toString("base64");
  built.set(name, text);
  return text;
}
