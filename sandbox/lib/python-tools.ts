import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { Failure } from "./failure.ts";
import type { Report } from "./failure.ts";
import { ensureInstalled } from "./installation.ts";
import { cacheDir, projectRoot } from "./paths.ts";

/**
 * Python programs that only tests run. `sandbox/python-tests/<name>/requirements.txt` pins each with all that it needs, by
 * checksum; `make up` and its set-up install none of them.
 */
export const pythonTools = ["moto", "checkov", "postgres", "barman", "check-jsonschema"] as const;
export type PythonToolName = (typeof pythonTools)[number];

/** Oldest Python that the locked packages run on, by minor version. */
const leastPython = 10;

/** Raised when what is made of the same list changes. */
const format = 1;

/**
 * Makes sure that a tool is installed, in an environment of its own in the cache; says nothing and starts nothing when it is.
 *
 * @returns the Python that has it: `python -m NAME` runs it
 * @throws Failure if Python or its module venv is missing or too old, or a package cannot be installed
 */
export async function ensurePythonTool(name: PythonToolName, report: Report): Promise<string> {
  const list = join(projectRoot, "sandbox/python-tests", name, "requirements.txt");
  const dir = join(cacheDir, `python-${name}-${keyOf(list)}`);
  const environment = join(dir, "environment");
  const python = join(environment, "bin/python");
  await ensureInstalled(
    {
      name,
      dir,
      // The environment's Python is a link to the machine's, which may be gone since.
      isUsable: () => existsSync(python),
      install: async (run) => {
        const problem = await pythonProblem();
        if (problem !== undefined) throw new Failure(problem);
        await run("python3", ["-m", "venv", "--clear", environment]);
        // Only what the list has, as it has it: nothing is built, resolved or left unchecked.
        const strict = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--requirement", list];
        await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", ...strict]);
      },
    },
    report,
  );
  return python;
}

/** What keeps this machine from installing Python programs, in one line; undefined if nothing does. */
async function pythonProblem(): Promise<string | undefined> {
  const least = `Python 3.${leastPython} or newer with its module venv`;
  const ask = "import sys, ensurepip, venv; print('.'.join(map(str, sys.version_info[:2])))";
  const { failed, stdout, stderr, code } = await execa("python3", ["-c", ask], { reject: false });
  if (code === "ENOENT") return `python3 is not installed: the tests need ${least}`;
  if (failed) return `python3 lacks what the tests need, ${least}: ${stderr.trim().split("\n").at(-1) ?? ""}`;
  const [major = 0, minor = 0] = stdout.trim().split(".").map(Number);
  return major > 3 || (major === 3 && minor >= leastPython)
    ? undefined
    : `python3 is ${stdout.trim()}: the tests need ${least}`;
}

/** The machine's Python is not part of the key: one that is replaced takes its environments with it, and they are made anew. */
function keyOf(list: string): string {
  const hash = createHash("sha256").update(JSON.stringify([format, process.platform, process.arch]));
  return hash.update(readFileSync(list)).digest("hex").slice(0, 12);
}
