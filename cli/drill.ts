import { Command, InvalidArgumentError, Option } from "commander";
import { reportToTerminal } from "../sandbox/lib/failure.ts";
import { drills } from "./lib/drill/drills.ts";
import type { LocalDrill } from "./lib/drill/place.ts";
import { postgresDrill } from "./lib/drill/postgres/drill.ts";
import { pointInTimeDrill } from "./lib/drill/postgres/point-in-time/drill.ts";
import { type TargetName, targetNames } from "./lib/drill/targets/target.ts";
import { fail } from "./lib/fail.ts";

const names = Object.keys(drills);

function size(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 102_400) {
    throw new InvalidArgumentError("Give a whole number from 1 to 102400 (MiB).");
  }
  return value;
}

interface Options {
  readonly to: TargetName;
  readonly mebibytes?: number;
  readonly pitr?: true;
}

async function run(store: string, { pitr, ...options }: Options): Promise<void> {
  const drill = chosen(store, pitr === true);
  const receipt = await drill.run({ ...options, report: reportToTerminal });
  console.log(JSON.stringify(receipt, undefined, 2));
  if (receipt.reason !== undefined) throw new Error(`the drill failed: ${receipt.reason}`);
}

function chosen(store: string, pitr: boolean): LocalDrill {
  const drill = drills[store];
  if (!drill) throw new Error(`no drill of ${JSON.stringify(store)}: there are ${names.join(", ")}`);
  if (!pitr) return drill;
  if (drill !== postgresDrill) throw new Error(`--pitr is for postgres alone, not for ${store}`);
  return pointInTimeDrill;
}

const summaries = Object.entries(drills).map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`);

const program = new Command("npm run -s drill --")
  .description(
    "Starts a real server on this machine, backs it up, destroys it under load, restores it, compares, and prints the receipt as\n" +
      "JSON. The programs are those of the cluster. Everything is removed again. Exit code 1 when the drill fails.",
  )
  .argument("<store>", names.join(", "))
  .addOption(
    new Option("--to <store>", "where backups go: S3 (moto), Blob (azurite), or the cluster's own S3 service")
      .choices(targetNames)
      .default("local"),
  )
  .option("--mebibytes <size>", "about how much content the server gets", size)
  .option("--pitr", `of postgres: ${pointInTimeDrill.summary}`)
  .addHelpText("after", `\nStores:\n${summaries.join("\n")}`)
  .action(run);

try {
  await program.parseAsync();
} catch (error) {
  fail(error);
}
