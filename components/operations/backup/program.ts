import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import type * as pulumi from "@pulumi/pulumi";
import { RunError } from "@pulumi/pulumi/errors.js";
import { buildSync } from "esbuild";
import { basename, resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { onceMade } from "../../core/known.ts";
import { objectLabels } from "../../core/labels.ts";
import type { BackupService } from "../../backup-store/target.ts";
import { backupPaths } from "./paths.ts";

/** Kinds of stores that have a program for pods. */
export const programKinds = ["kafka", "mongo", "postgres", "redis"] as const;
export type ProgramKind = (typeof programKinds)[number];

const project = resolve(import.meta.dirname, "../../..");
const programs = resolve(project, "operations/programs");

/** What a ConfigMap takes in all. Unit: bytes. */
const mostBytes = 1024 * 1024;

const built = new Map<string, string>();

/**
 * A program that backs up one kind of store to one sort of place, as one file: what its pod does not need is not in it. The same sources give
 * the same bytes on every machine.
 *
 * @returns the file, compressed, as base64
 * @throws RunError when it would not fit into a ConfigMap.
 */
export function bundledProgram(kind: ProgramKind, store: BackupService): string {
  const name = `${kind}-${store}`;
  // All at once: most of what is read and parsed is the same for all.
  if (!built.has(name)) for (const [program, text] of bundles(store)) built.set(program, text);
  const text = built.get(name);
  if (text === undefined) throw new RunError(`the program ${name} was not built`);
  return text;
}

function bundles(store: BackupService): [name: string, text: string][] {
  const { outputFiles } = buildSync({
    // From wherever the program is run, packages are found, and paths are the same.
    absWorkingDir: project,
    entryPoints: programKinds.map((kind) => `${programs}/${kind}-${store}.ts`),
    outdir: programs,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    minify: true,
    legalComments: "none",
    write: false,
    logLevel: "silent",
    // What clients of stores would load if it were there, and do without.
    external: [...optionalPackages],
    // The form without a file beside it.
    alias: { "@platformatic/wasm-utils": "@platformatic/wasm-utils/bundled" },
    // Packages in the older form ask for others by `require`.
    banner: { js: 'import{createRequire as r}from"node:module";const require=r(import.meta.url);' },
  });
  return outputFiles.map(({ path, contents }) => [basename(path, ".js"), packed(basename(path), contents)]);
}

const optionalPackages = [
  "@aws-sdk/credential-providers",
  "@mongodb-js/zstd",
  "@node-rs/crc32",
  "aws4",
  "gcp-metadata",
  "kerberos",
  "mongodb-client-encryption",
  "pg-cloudflare",
  "pg-native",
  "snappy",
  "socks",
];

/** Brotli, since what gzip makes of the same file depends on the processor. */
function packed(name: string, content: Uint8Array): string {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 22 };
  const compressed = brotliCompressSync(content, { params });
  if (compressed.length > mostBytes) {
    throw new RunError(`the program ${name} has ${compressed.length} bytes: a ConfigMap takes ${mostBytes}`);
  }
  return compressed.toString("base64");
}

/** Name of the ConfigMap with the program of a kind, of which a namespace has one. */
export const programObject = (kind: ProgramKind): string => `backup-program-${kind}`;

/** The program of a kind in a namespace, for all of its jobs. */
export function backupProgram(
  parent: pulumi.Resource,
  name: string,
  {
    system,
    namespace,
    kind,
    service,
  }: { system: string; namespace: pulumi.Input<string>; kind: ProgramKind; service: BackupService },
): pulumi.Output<string> {
  const object = programObject(kind);
  const made = new ConfigMap(
    `${name}-${object}`,
    {
      metadata: { name: object, namespace, labels: objectLabels({ system, component: object }) },
      binaryData: { [backupPaths.programFile]: bundledProgram(kind, service) },
    },
    { parent },
  );
  return onceMade(made, object);
}
