import { Command } from "commander";
import { ensureCluster } from "../sandbox/lib/clusters.ts";
import { ensureEngine, enginePath } from "../sandbox/lib/engine.ts";
import { isOwnBackend } from "../sandbox/lib/environment.ts";
import { reportToTerminal } from "../sandbox/lib/failure.ts";
import { ensurePolicyPack } from "../sandbox/lib/policy.ts";
import { passThrough, policyArguments, stackEnvironment } from "../sandbox/lib/pulumi.ts";
import { clusterOf } from "../sandbox/lib/stacks.ts";
import { fail } from "./lib/fail.ts";
import { assertStack } from "./lib/stacks.ts";

async function preview(name: string, json: boolean): Promise<void> {
  const stack = await assertStack(name);
  await ensureEngine(reportToTerminal);
  await ensurePolicyPack();
  const env = await stackEnvironment(stack);
  const context = isOwnBackend ? clusterOf(stack) : undefined;
  const cluster = context === undefined ? undefined : await ensureCluster(context, reportToTerminal);
  try {
    const args = ["preview", "--stack", stack, "--non-interactive", ...policyArguments(stack)];
    process.exitCode = await passThrough(enginePath, json ? [...args, "--json"] : args, env);
  } finally {
    if (cluster?.started) await cluster.stop(); // whoever started it before us still needs it
  }
}

const program = new Command("npm run -s preview --")
  .description("Previews a stack with the policy pack: no credentials, and nothing is changed.")
  .argument("<stack>", "dev, staging, prod or prod-azure")
  .option("--json", "pulumi's own JSON on standard output")
  .action((stack: string, { json = false }: { json?: boolean }) => preview(stack, json));

try {
  await program.parseAsync();
} catch (error) {
  fail(error);
}
