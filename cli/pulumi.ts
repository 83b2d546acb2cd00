/** The pulumi CLI in this project's environment; every argument, the help included, is pulumi's own. */
import { ensureCluster } from "../sandbox/lib/clusters.ts";
import { ensureEngine, enginePath, isBuilt } from "../sandbox/lib/engine.ts";
import { isOwnBackend, pulumiEnvironment } from "../sandbox/lib/environment.ts";
import { reportToTerminal } from "../sandbox/lib/failure.ts";
import { assertNothingProtected, destroysAll } from "../sandbox/lib/protection.ts";
import {
  isAboutStack,
  needsCluster,
  passThrough,
  readInvocation,
  selectedStack,
  stackEnvironment,
} from "../sandbox/lib/pulumi.ts";
import { adoptChanges, clusterOf } from "../sandbox/lib/stacks.ts";
import { fail } from "./lib/fail.ts";
import { stackNames } from "./lib/stacks.ts";

async function main(args: string[]): Promise<number> {
  await ensureEngine(reportToTerminal);
  const invocation = readInvocation(args);
  const stack = isAboutStack(invocation) ? await knownStack(invocation.stack) : undefined;
  if (stack === undefined) return passThrough(enginePath, args, pulumiEnvironment());

  const env = await stackEnvironment(stack);
  if (destroysAll(invocation.command, args)) await assertNothingProtected(stack, env);
  const context = isOwnBackend && needsCluster(invocation) ? clusterOf(stack) : undefined;
  if (context !== undefined) await ensureCluster(context, reportToTerminal);
  const exitCode = await passThrough(enginePath, withoutCode(args, invocation.command), env);
  if (invocation.command === "config" && env.PULUMI_OPTION_CONFIG_FILE !== undefined) adoptChanges(stack);
  return exitCode;
}

/** An import is told to leave the code to people where the official language host, which writes it, is not there. */
function withoutCode(args: string[], command: string | undefined): string[] {
  const asksForCode = args.some((arg) => /^(--generate-code|--out|-o)(=|$)/.test(arg));
  if (command !== "import" || !isBuilt() || asksForCode) return args;
  reportToTerminal(
    "Code is not generated here: declare what is imported yourself; preview --diff says what still differs",
  );
  return [...args, "--generate-code=false"];
}

/** The named or else the selected stack, if it is one of the repository's; about others pulumi knows best. */
async function knownStack(named: string | undefined): Promise<string | undefined> {
  const stack = named ?? (await selectedStack());
  return stack !== undefined && (await stackNames()).includes(stack) ? stack : undefined;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  fail(error);
}
