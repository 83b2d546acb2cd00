import { execa } from "execa";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { reportToTerminal } from "../../../sandbox/lib/failure.ts";
import { ensurePythonTool } from "../../../sandbox/lib/python-tools.ts";
import { temporaryFolder } from "../../sandbox/lifecycle/temporary.ts";
import type { Plan } from "./plan.ts";

/** A check that a resource fails. */
export interface Finding {
  readonly check: string;
  readonly name: string;
  /** Address of the resource in the plan. */
  readonly resource: string;
}

/** What checkov says of a plan. */
export interface Scan {
  readonly findings: readonly Finding[];
  /** How many checks held. */
  readonly passed: number;
  /** How many resources it read. */
  readonly resources: number;
}

const report = z.object({
  results: z.object({
    failed_checks: z.array(z.object({ check_id: z.string(), check_name: z.string(), resource: z.string() })),
  }),
  summary: z.object({ passed: z.int(), parsing_errors: z.literal(0), resource_count: z.int() }),
});

/** Scans a plan with every check that checkov brings; it asks nobody for more. */
export async function scan(plan: Plan): Promise<Scan> {
  const python = await ensurePythonTool("checkov", reportToTerminal);
  const folder = temporaryFolder("checkov");
  const file = join(folder, "plan.json");
  writeFileSync(file, JSON.stringify(plan));
  const flags = ["--framework", "terraform_plan", "--output", "json", "--skip-download", "--quiet"];
  // Its exit code says whether there are findings, which the caller looks at.
  const { stdout, stderr } = await execa(python, ["-m", "checkov.main", "--file", file, ...flags], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? "", HOME: folder, LOG_LEVEL: "ERROR" },
    extendEnv: false,
    reject: false,
  });
  if (!stdout.startsWith("{")) throw new Error(`checkov: ${stderr || stdout}`);
  const { results, summary } = report.parse(JSON.parse(stdout));
  const findings = results.failed_checks.map(({ check_id: check, check_name: name, resource }) => ({
    check,
    name,
    resource,
  }));
  return { findings, passed: summary.passed, resources: summary.resource_count };
}
