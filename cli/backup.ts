import { Argument, Command } from "commander";
import { reportToTerminal } from "../sandbox/lib/failure.ts";
import { fail } from "./lib/fail.ts";
import { assertStack } from "./lib/stacks.ts";
import {
  placeForms,
  runStateProgram,
  type StateCommand,
  stateCommands,
  type StateKind,
  stateKinds,
} from "./lib/state-backup.ts";

interface Options {
  readonly to: string;
  readonly keys: string;
  readonly at?: string;
  readonly dryRun?: true;
  readonly switch?: true;
  readonly replaceNewer?: true;
}

async function run(kind: StateKind, name: string, command: StateCommand, options: Options): Promise<void> {
  const { to, keys, at, dryRun, replaceNewer = false } = options;
  const stack = await assertStack(name);
  // The program itself refuses what its command does not have.
  const passed = [
    ...(at === undefined ? [] : ["--at", at]),
    ...(dryRun ? ["--dry-run"] : []),
    ...(options.switch ? ["--switch"] : []),
  ];
  const asked = { kind, stack, to, keys, replaceNewer };
  process.exitCode = await runStateProgram(asked, command, passed, reportToTerminal);
}

const program = new Command("npm run -s backup --")
  .description(
    "Backs up the state of a stack that a team shares, or the list of its secrets (names and versions, no values), by the same program\n" +
      "that backs up the stores. PULUMI_BACKEND_URL says where the state is (docs/state.md), the environment who asks. Prints the\n" +
      "manifest or the receipt as JSON. Stores that pods back up are not this command's: docs/backups.md.",
  )
  .addArgument(new Argument("<kind>", "what is backed up").choices(stateKinds))
  .argument("<stack>", "staging, prod or prod-azure")
  .addArgument(new Argument("[command]", "what to do").choices(stateCommands).default("backup"))
  .requiredOption("--to <place>", `where backups are: ${placeForms}`)
  .requiredOption("--keys <file>", "a key of 64 hexadecimal digits on each line, today's first")
  .option("--at <time>", "of restore and verify: the newest one at or before this time, such as 2026-01-31T12:00:00Z")
  .option("--dry-run", "of restore: only chooses the backup and reads all of it")
  .option("--switch", "of restore: then puts it in the place of what is in use, which is kept in a file")
  .option("--replace-newer", "of restore: also where the state in use is newer than the backup")
  .action(run);

try {
  await program.parseAsync();
} catch (error) {
  fail(error);
}
