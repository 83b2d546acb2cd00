import { join } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import { ensureCrds } from "../../../sandbox/crds/crds.ts";
import { schemaLocation, writeJsonSchemas } from "../../../sandbox/crds/schemas.ts";
import { reportToTerminal } from "../../../sandbox/lib/failure.ts";
import { writeKubernetesSchemas } from "../../../sandbox/lib/kubernetes-schemas.ts";
import { ensureTestTool } from "../../../sandbox/lib/test-tools.ts";
import { temporaryFolder } from "../lifecycle/temporary.ts";

const report = z.object({
  resources: z.array(z.object({ filename: z.string(), status: z.string(), msg: z.string() })),
  summary: z.object({ valid: z.int(), invalid: z.int(), errors: z.int(), skipped: z.int() }),
});

/** What kubeconform says of the files of a folder. */
export interface Validation {
  readonly valid: number;
  readonly skipped: number;
  /** A line `FILE: WHY` for each file that is not valid, or whose kind has no schema. */
  readonly rejected: readonly string[];
}

let prepared: Promise<{ tool: string; schemas: string }> | undefined;

/** kubeconform itself, and the schemas of every kind that the control plane of the sandbox serves. */
async function prepare(): Promise<{ tool: string; schemas: string }> {
  const tool = await ensureTestTool("kubeconform", reportToTerminal);
  const schemas = temporaryFolder("schemas");
  await writeKubernetesSchemas(schemas);
  await writeJsonSchemas(await ensureCrds(reportToTerminal), schemas);
  return { tool, schemas };
}

/** Validates every manifest below a folder, strictly; a kind without a schema is an error, and nothing is left out. */
export async function validate(dir: string): Promise<Validation> {
  prepared ??= prepare();
  const { tool, schemas } = await prepared;
  const location = ["-schema-location", join(schemas, schemaLocation)];
  const flags = ["-strict", "-verbose", "-summary", "-output", "json", "-n", "2"];
  const { stdout, exitCode, stderr } = await execa(tool, [...flags, ...location, dir], { reject: false });
  if (exitCode !== 0 && exitCode !== 1) throw new Error(`kubeconform: ${stderr}`);
  const { resources, summary } = report.parse(JSON.parse(stdout));
  const rejected = resources
    .filter(({ status }) => status !== "statusValid" && status !== "statusSkipped")
    .map(({ filename, msg }) => `${filename.slice(dir.length + 1)}: ${msg}`);
  return { valid: summary.valid, skipped: summary.skipped, rejected };
}
