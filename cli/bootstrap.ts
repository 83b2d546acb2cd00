import { Command } from "commander";
import { ensureEngine } from "../sandbox/lib/engine.ts";
import { reportToTerminal } from "../sandbox/lib/failure.ts";
import { addressesOfStack, bootstrap } from "./lib/bootstrap.ts";
import { fail } from "./lib/fail.ts";

interface Options {
  readonly preview?: boolean;
  readonly print?: boolean;
}

async function run(stack: string, { preview = false, print = false }: Options): Promise<void> {
  const addresses = await addressesOfStack(stack);
  if (print) {
    console.log(`export PULUMI_BACKEND_URL='${addresses.url}'`);
    console.log(`# once: npm run -s pulumi -- stack init ${stack} --secrets-provider '${addresses.secretsProvider}'`);
    return;
  }
  await ensureEngine(reportToTerminal);
  process.exitCode = await bootstrap(stack, preview, reportToTerminal);
}

const program = new Command("npm run -s bootstrap --")
  .description(
    "Makes where the state of a stack is kept, and the key of its secrets: docs/state.md. Rehearses it in the sandbox, unless PULUMI_BACKEND_URL is set.",
  )
  .argument("<stack>", "staging, prod or prod-azure")
  .option("--preview", "shows what would be made, and makes nothing")
  .option("--print", "prints what tells a shell of the stack's backend, and does nothing else")
  .action(run);

try {
  await program.parseAsync();
} catch (error) {
  fail(error);
}
