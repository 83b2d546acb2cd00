import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import { reportToTerminal } from "../../sandbox/lib/failure.ts";
import { projectRoot } from "../../sandbox/lib/paths.ts";
import { ensurePythonTool } from "../../sandbox/lib/python-tools.ts";
import { ensureTestTool } from "../../sandbox/lib/test-tools.ts";

/** The recipe for GitLab, with all of its jobs. */
export const gitlabFile = "examples/pipelines/gitlab-ci.yaml";

export const textOf = (file: string) => readFileSync(join(projectRoot, file), "utf8");

/** A step of a job of GitHub Actions. */
export const stepSchema = z.looseObject({
  name: z.string().optional(),
  run: z.string().optional(),
  uses: z.string().optional(),
  if: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
});

/** Lines that take somebody else's action. */
export const usesIn = (file: string): string[] =>
  textOf(file)
    .split("\n")
    .filter((line) => line.includes("uses:"));

/** An action by its commit, with the version that it is. */
export const pinnedAction = /uses: [\w.-]+(\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

/** Runs a job's lines as pipelines do. */
export const runInShell = (script: string, options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv }) =>
  execa("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], { ...options, reject: false });

/** What actionlint finds in a workflow; nothing, if it is right. */
export async function workflowFaults(file: string, input: string): Promise<string> {
  const actionlint = await ensureTestTool("actionlint", reportToTerminal);
  const options = ["-no-color", "-shellcheck=", "-pyflakes=", "-stdin-filename", file, "-"];
  return (await execa(actionlint, options, { input, reject: false })).stdout;
}

/** Holds a recipe against GitLab's own schema. */
export async function checkGitlab(content: string) {
  const python = await ensurePythonTool("check-jsonschema", reportToTerminal);
  const dir = mkdtempSync(join(tmpdir(), "plumbline-gitlab-"));
  const file = join(dir, "gitlab-ci.yaml");
  writeFileSync(file, content);
  const options = ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"];
  const ran = await execa(python, ["-m", "check_jsonschema", ...options, file], { reject: false });
  rmSync(dir, { recursive: true, force: true });
  return ran;
}
