import { execa } from "execa";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Generator } from "../../cli/lib/generated-files.ts";
import { Failure } from "../lib/failure.ts";
import { importedTypes, terraformTypes } from "./names.ts";
import { readSchema, type TerraformFields } from "./schema.ts";

/**
 * Bindings of Terraform's provider for AWS, which have its schema. They are ten times the size of all else, which is why what is read
 * from them is kept in the repository: only who uses another type of resource runs this.
 */
const bindings = {
  package: "@cdktn/provider-aws",
  version: "25.7.0",
  integrity: "sha512-E/nhu0yVZE4mXMgIPuI8tEFt1BExLkA7ARjihdG+/HmfDfzLr+OEF3dkFRvI6glRt30lrrBWQLwXqCJBxcmyUg==",
};

const path = "sandbox/terraform/generated/aws.json";

/** Folders whose sources make resources on AWS. */
const folders = ["backends", "components"];

export const terraformSchema: Generator = {
  name: "terraform",
  summary: "Terraform's schema of the types of AWS that are used, from the bindings of its provider",
  onDemand: true,
  generate: async () => {
    const work = mkdtempSync(join(tmpdir(), "plumbline-terraform-"));
    try {
      const modules = await unpack(work);
      const types = importedTypes(folders).filter((token) => !token.includes("/documents:"));
      const entries = types.map((token) => [token, schemaOf(token, modules)] as const);
      const lines = entries.map(([token, schema]) => `${JSON.stringify(token)}: ${JSON.stringify(schema)}`);
      return new Map([[path, `{\n${lines.join(",\n")}\n}\n`]]);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  },
};

/** @returns the folder with a module for each resource */
async function unpack(work: string): Promise<string> {
  const { package: name, version, integrity } = bindings;
  await run("npm", ["pack", "--silent", `${name}@${version}`], work);
  const archive = `${name.replace("@", "").replace("/", "-")}-${version}.tgz`;
  const found = `sha512-${createHash("sha512")
    .update(readFileSync(join(work, archive)))
    .digest("base64")}`;
  if (found !== integrity) throw new Failure(`${name} ${version} has the checksum ${found} instead of ${integrity}`);
  await run("tar", ["-xzf", archive, "--wildcards", "package/lib/*/index.js"], work);
  return join(work, "package/lib");
}

async function run(command: string, args: string[], cwd: string): Promise<void> {
  const { failed, stderr, code } = await execa(command, args, { cwd, reject: false });
  if (code === "ENOENT") throw new Failure(`${command} is not installed: the bindings of Terraform's provider need it`);
  if (failed) throw new Failure(`${command} failed: ${stderr.trim().split("\n").at(-1) ?? ""}`);
}

function schemaOf(token: string, modules: string): { readonly type: string; readonly fields: TerraformFields } {
  const candidates = terraformTypes(token).map((type) => type.slice("aws_".length).replaceAll("_", "-"));
  const module = candidates.find((name) => existsSync(join(modules, name, "index.js")));
  if (module === undefined) {
    throw new Failure(`Terraform has none of ${candidates.join(", ")}: add ${token} to sandbox/terraform/names.ts`);
  }
  return readSchema(readFileSync(join(modules, module, "index.js"), "utf8"));
}
