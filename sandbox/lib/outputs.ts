import Table from "cli-table3";
import { execa } from "execa";
import { z } from "zod";
import { enginePath } from "./engine.ts";
import { Failure } from "./failure.ts";
import { projectRoot } from "./paths.ts";

const history = z
  .array(z.looseObject({ resourceChanges: z.record(z.string(), z.int()).default({}) }))
  .transform(([last]) => last?.resourceChanges ?? {});

/** What the last update changed: `dev: 0 changes, 66 resources as they were`. */
export async function changesLine(stack: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { same = 0, ...changes } = history.parse(
    await askEngine(["stack", "history", "--json", "--page-size", "1", "--stack", stack], env),
  );
  const total = Object.values(changes).reduce((sum, count) => sum + count, 0);
  const kinds = Object.entries(changes).map(([kind, count]) => `${count} ${kind}`);
  return `${stack}: ${total} changes${kinds.length > 0 ? ` (${kinds.join(", ")})` : ""}, ${same} resources as they were`;
}

/** The outputs of a stack as a table, one line per value; secrets stay hidden. */
export async function outputsTable(stack: string, env: NodeJS.ProcessEnv): Promise<string> {
  const outputs = await askEngine(["stack", "output", "--json", "--stack", stack], env);
  const noRules = { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" };
  const table = new Table({ head: ["Output", "Value"], style: { head: [], border: [] }, chars: noRules });
  table.push(...leaves("", outputs));
  return table.toString();
}

async function askEngine(args: string[], env: NodeJS.ProcessEnv): Promise<unknown> {
  const { stdout, failed, stderr } = await execa(enginePath, args, {
    cwd: projectRoot,
    env,
    extendEnv: false,
    reject: false,
  });
  if (failed) throw new Failure(`pulumi ${args.join(" ")} failed: ${stderr.trim().split("\n").at(-1) ?? ""}`);
  return JSON.parse(stdout);
}

/** Every value below an output with its path; a list of plain values is one value. */
function leaves(path: string, value: unknown): [string, string][] {
  if (typeof value !== "object" || value === null) return [[path, String(value)]];
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) return [[path, value.join(", ")]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(path === "" ? key : `${path}.${key}`, inner));
}
