import { execa } from "execa";
import { z } from "zod";
import { reportToTerminal } from "../../../sandbox/lib/failure.ts";
import { ensureTestTool } from "../../../sandbox/lib/test-tools.ts";

const report = z.array(
  z.object({
    object_name: z.string(),
    checks: z.array(z.object({ check: z.object({ id: z.string() }), grade: z.number(), skipped: z.boolean() })),
  }),
);

/** The grade of a check that finds nothing wrong. */
const allOk = 10;

/** Objects that kube-score finds fault with, by the check that does. A name that ends with a checksum stands for every version of it. */
export async function faults(files: readonly string[]): Promise<Map<string, string[]>> {
  const tool = await ensureTestTool("kube-score", reportToTerminal);
  const { stdout, stderr, exitCode } = await execa(tool, ["score", "--output-format", "json", ...files], {
    reject: false,
  });
  if (exitCode !== 0 && exitCode !== 1) throw new Error(`kube-score: ${stderr}`);
  const found = new Map<string, Set<string>>();
  for (const { object_name: name, checks } of report.parse(JSON.parse(stdout))) {
    for (const { check, grade, skipped } of checks) {
      if (skipped || grade >= allOk) continue;
      const objects = found.get(check.id) ?? new Set();
      found.set(check.id, objects.add(name.replace(/-[0-9a-f]{10}$/, "")));
    }
  }
  return new Map([...found].sort().map(([id, objects]) => [id, [...objects].sort()]));
}
