import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { readdirSync, readFileSync, readSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { compileCache, pinnedNode, projectRoot, pulumiHome } from "./paths.ts";

const mark = "# Written by the sandbox of Plumbline";

/** A provider plugin as the engine knows it. */
export interface Plugin {
  readonly name: string;
  readonly version: string;
}

/** The providers that the sandbox brings, each in the version that the program's own package asks for. */
export function standIns(): Plugin[] {
  const providers = join(projectRoot, "sandbox/providers");
  const names = existsSync(providers) ? readdirSync(providers) : [];
  return names
    .filter((name) => existsSync(join(providers, name, "main.ts")) && existsSync(packageFile(name)))
    .map((name) => ({ name, version: packageVersion(name) }));
}

/** Where the engine looks for a provider plugin. */
export function pluginExecutable({ name, version }: Plugin): string {
  return join(pulumiHome, "plugins", `resource-${name}-v${version}`, `pulumi-resource-${name}`);
}

/** Whether a file is one that the sandbox wrote, and may write again. */
export function isOurs(file: string): boolean {
  if (!existsSync(file)) return false;
  const start = Buffer.alloc(200); // official executables are large
  const handle = openSync(file, "r");
  try {
    return start.subarray(0, readSync(handle, start)).includes(mark);
  } finally {
    closeSync(handle);
  }
}

/** Puts a stand-in where the engine looks, unless the official plugin is there. */
export function installStandIn(plugin: Plugin): void {
  const file = pluginExecutable(plugin);
  if (existsSync(file) && !isOurs(file)) return;
  writeLauncher(file, `sandbox/providers/${plugin.name}/main.ts`);
}

export function removeStandIn(plugin: Plugin): void {
  const file = pluginExecutable(plugin);
  if (isOurs(file)) rmSync(dirname(file), { recursive: true });
}

/** Writes an executable that runs a script of this checkout with the pinned Node.js. */
export function writeLauncher(file: string, script: string): void {
  const text = `#!/bin/sh
${mark}: stands in where the official program cannot be downloaded.
export NODE_COMPILE_CACHE="\${NODE_COMPILE_CACHE:-${compileCache}}"
exec "${pinnedNode}" "${join(projectRoot, script)}" "$@"
`;
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.unfinished`, text);
  chmodSync(`${file}.unfinished`, 0o755);
  renameSync(`${file}.unfinished`, file);
}

function packageVersion(name: string): string {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(packageFile(name), "utf8"))).version;
}

function packageFile(name: string): string {
  return join(projectRoot, "node_modules/@pulumi", name, "package.json");
}
