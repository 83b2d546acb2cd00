import { Command, InvalidArgumentError } from "commander";
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

function rounds(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new InvalidArgumentError("must be a whole number from 1 to 99.");
}

try {
  await program.parseAsync();
} catch (error) {
  fail(error);
}
