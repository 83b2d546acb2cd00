import { execa } from "execa";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { reportToTerminal } from "../../../sandbox/lib/failure.ts";
import { ensurePythonTool } from "../../../sandbox/lib/python-tools.ts";
import { temporaryFolder } from "../../sandbox/lifecycle/temporary.ts";
import type { ArmTemplate } from "./arm.ts";
import type { Plan } from "./plan.ts";

/** A check that a resource fails. */
export interface Finding {
  readonly check: string;
  readonly name: string;
  /** Address of the resource in the plan, or its type and name in the template. */
  readonly resource: string;
}

/** What checkov says of a plan or a template. */
export interface Scan {
  readonly findings: readonly Finding[];
  /** How many checks held. */
  readonly passed: number;
  /** How many resources it read. */
  readonly resources: number;
}

/** What checkov says of a template; of a plan, what holds is too much to be told. */
export interface TemplateScan extends Scan {
  /** Resources that at least one check looked at. */
  readonly checked: ReadonlySet<string>;
}

const checks = z.array(z.object({ check_id: z.string(), check_name: z.string(), resource: z.string() }));
const report = z.object({
  results: z.object({ failed_checks: checks, passed_checks: checks.default([]) }),
  summary: z.object({ passed: z.int(), parsing_errors: z.literal(0), resource_count: z.int() }),
});

/** Scans a plan of Terraform with every check that checkov brings; it asks nobody for more. */
export async function scanPlan(plan: Plan): Promise<Scan> {
  return scanOf(await reportOf("terraform_plan", "plan.json", JSON.stringify(plan), ["--quiet"]));
}

/** Scans a template of Azure Resource Manager likewise. */
export async function scanTemplate(template: ArmTemplate): Promise<TemplateScan> {
  // With line breaks: what checkov says of a check repeats the lines of its resource.
  const said = await reportOf("arm", "template.json", JSON.stringify(template, undefined, 1), []);
  const { failed_checks: failed, passed_checks: passed } = said.results;
  return { ...scanOf(said), checked: new Set([...failed, ...passed].map(({ resource }) => resource)) };
}

const scanOf = ({ results, summary }: z.output<typeof report>): Scan => ({
  findings: results.failed_checks.map(({ check_id: check, check_name: name, resource }) => ({ check, name, resource })),
  passed: summary.passed,
  resources: summary.resource_count,
});

async function reportOf(
  framework: string,
  name: string,
  content: string,
  more: readonly string[],
): Promise<z.output<typeof report>> {
  const python = await ensurePythonTool("checkov", reportToTerminal);
  const folder = temporaryFolder("checkov");
  const file = join(folder, name);
  writeFileSync(file, content);
  const flags = ["--framework", framework, "--output", "json", "--skip-download", ...more];
  // Its exit code says whether there are findings, which the caller looks at.
  const { stdout, stderr } = await execa(python, ["-m", "checkov.main", "--file", file, ...flags], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? "", HOME: folder, LOG_LEVEL: "ERROR" },
    extendEnv: false,
    reject: false,
  });
  if (!stdout.startsWith("{")) throw new Error(`checkov: ${stderr || stdout}`);
  return report.parse(JSON.parse(stdout));
}
