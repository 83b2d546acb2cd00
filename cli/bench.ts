import { Command, InvalidArgumentError } from "commander";
import { reportToTerminal } from "../sandbox/lib/failure.ts";
import { type BackupThroughputArgs, backupThroughput } from "./lib/bench/backup.ts";
import { packCost } from "./lib/bench/pack.ts";
import { fail } from "./lib/fail.ts";
import { assertStack } from "./lib/stacks.ts";

const program = new Command("npm run -s bench --").description(
  "Measures ratios, each against a floor of the same run, so that a slow machine does not decide. Prints JSON.",
);

program
  .command("pack")
  .description("the policy pack: against a pack of one policy, and its start against loading the SDK")
  .option("--stack <stack>", "whose resources it is asked about", "prod")
  .option("--rounds <number>", "how often each is measured", rounds, 3)
  .action(async ({ stack, rounds: count }: { stack: string; rounds: number }) => {
    console.log(JSON.stringify({ pack: await packCost(await assertStack(stack), count) }, undefined, 2));
  });

program
  .command("backup")
  .description("a backup and a restore of PostgreSQL: against pg_dump | gzip and gunzip | pg_restore, with the memory")
  .option("--mebibytes <size>", "about how much content the database gets", mebibytes, 128)
  .option("--rounds <number>", "how often each is measured; the fastest counts", rounds, 2)
  .action(async (options: Omit<BackupThroughputArgs, "report">) => {
    const backup = await backupThroughput({ ...options, report: reportToTerminal });
    console.log(JSON.stringify({ backup }, undefined, 2));
  });

function mebibytes(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("must be a whole number from 1 to 99999 (MiB).");
}

function rounds(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new InvalidArgumentError("must be a whole number from 1 to 99.");
}

try {
  await program.parseAsync();
} catch (error) {
  fail(error);
}
