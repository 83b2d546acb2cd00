import { buildSync } from "esbuild";
import { resolve } from "node:path";
import { RunError } from "@pulumi/pulumi/errors.js";

const entry = resolve(import.meta.dirname, "../../functions/rotation/main.ts");

let built: string | undefined;

/** The program that rotates secrets, as one file; the same sources give the same bytes. */
export function rotationProgram(): string {
  if (built !== undefined) return built;
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    minify: true,
    legalComments: "none",
    write: false,
    logLevel: "silent",
    external: [
      // Lambda has them.
      "@aws-sdk/*",
      // What the clients of the databases would load if it were there, and do without.
      ...["pg-native", "pg-cloudflare", "kerberos", "@mongodb-js/*", "mongodb-client-encryption", "snappy", "socks"],
      ...["aws4", "gcp-metadata", "@aws-sdk/credential-providers"],
    ],
    // Packages in the older form ask for others by `require`.
    banner: { js: 'import{createRequire as r}from"node:module";const require=r(import.meta.url);' },
  });
  const [file] = outputFiles;
  if (!file) throw new RunError("the program that rotates secrets was not built");
  built = file.text;
  return built;
}
