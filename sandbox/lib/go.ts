import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectRoot } from "./paths.ts";

const run = promisify(execFile);

/** The Go module that pins the programs of the sandbox. */
export const goModuleDir = join(projectRoot, "sandbox/go");

/** The environment that no setting of the user's own Go work can bend. */
export const goEnvironment = { GOFLAGS: "", GOWORK: "off" } as const;

/** What is wrong with the machine's Go and what to do, as one line; undefined if it can build the module in that folder. */
export async function goProblem(moduleDir: string): Promise<string | undefined> {
  const wanted = /^go (\S+)$/m.exec(readFileSync(join(moduleDir, "go.mod"), "utf8"))?.[1] ?? "";
  try {
    await go(moduleDir, ["env", "GOVERSION"]); // refuses, or fetches a newer toolchain, as the user's GOTOOLCHAIN says
    return undefined;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return `Go is not installed, and the sandbox's tools have to be built: install Go ${wanted} or newer`;
    }
    const reason = error instanceof Error && "stderr" in error ? String(error.stderr).trim().split("\n")[0] : "";
    return `this Go cannot build the sandbox's tools (${reason}): install Go ${wanted} or newer`;
  }
}

/**
 * Folder of a module in Go's module cache, to which it is fetched if somebody emptied the cache.
 *
 * @param from folder of the go.mod that pins it. @default - sandbox/go
 */
export async function goModuleSource(path: string, from: string = goModuleDir): Promise<string> {
  await go(from, ["mod", "download", path]);
  return (await go(from, ["list", "-mod=readonly", "-m", "-f", "{{.Dir}}", path])).trim();
}

async function go(moduleDir: string, args: string[]): Promise<string> {
  const { stdout } = await run("go", args, { cwd: moduleDir, env: { ...process.env, ...goEnvironment } });
  return stdout;
}
