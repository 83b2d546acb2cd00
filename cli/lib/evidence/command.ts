import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Command, CommanderError, Option } from "commander";
import { z } from "zod";
import { Failure } from "../../../sandbox/lib/failure.ts";
import { type Format, formatNames, formatOf, formats } from "./formats.ts";
import { printReport } from "./print.ts";
import { type Report, reportSchema } from "./report.ts";

/** What the command needs of its surroundings. */
export interface Surroundings {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /**
   * Runs the policy pack over a stack's preview, or over an exported state.
   *
   * @throws Failure with one line, for an unknown stack and a file that is no exported state
   */
  readonly evidence: (stack: string, state: string | undefined) => Promise<Report>;
}

interface Options {
  readonly format?: Format;
  readonly state?: string;
  readonly out?: readonly string[];
  readonly schema?: boolean;
}

const help = `
Each item of the guides' checklists (requirements/catalogue), the policies that enforce it, the resources that they
look at, and what they say: passed, failed, exempt, not applicable, or undecided where a value is not known in a preview.

Without --state the program is previewed, as "npm run -s preview" does. With it the pack looks at an exported state,
and no program is run: write one with "pulumi stack export --file FILE". STACK then chooses levels and thresholds.

  html   one page that needs nothing else, to read and to print
  json   everything; --schema prints its JSON schema
  sarif  violations, for code scanning
  junit  a test case for each policy and resource

Exit code: 0; 1 when a mandatory policy is violated; 2 when there is no report, since something is wrong.

Examples:
  npm run -s evidence -- dev
  npm run -s evidence -- prod --format html > prod.html
  npm run -s evidence -- prod --out out/prod.html --out out/prod.sarif --out out/prod.xml
  npm run -s evidence -- prod --state prod-state.json --out prod.html`;

/** Runs `npm run -s evidence` with its arguments and gives the exit code. */
export async function evidenceCommand(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { out, err } = surroundings;
  let code = 0;
  const command = new Command("npm run -s evidence --")
    .description("Reports how a stack keeps the checklists: by the policy pack, resource by resource.")
    .argument("[stack]", "dev, staging, prod or prod-azure")
    .addOption(
      new Option("--format <name>", "print the report in this format (default: a summary)").choices(formatNames),
    )
    .option("--state <file>", "look at an exported state instead of a preview")
    .option(
      "--out <file>",
      "write the report here, in the format of the name's ending or of --format; may be given several times",
      (file: string, files: readonly string[] | undefined) => [...(files ?? []), file],
    )
    .option("--schema", "print the JSON schema of --format json")
    .addHelpText("after", help)
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err })
    .action(async (stack: string | undefined, options: Options) => {
      code = await answer(stack, options, surroundings);
    });
  try {
    await command.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof Failure)) throw error;
    err(`${error.message}\n`);
    return 2;
  }
}

async function answer(stack: string | undefined, options: Options, { out, evidence }: Surroundings): Promise<number> {
  if (options.schema) {
    out(`${JSON.stringify(z.toJSONSchema(reportSchema), null, 2)}\n`);
    return 0;
  }
  if (stack === undefined) throw new Failure("a stack is missing: dev, staging, prod or prod-azure");
  const files = (options.out ?? []).map((file) => ({ file, format: options.format ?? formatFor(file) }));
  const report = await evidence(stack, options.state);
  for (const { file, format } of files) write(file, formats[format].write(report));
  const isPrinted = options.format !== undefined && files.length === 0;
  out(isPrinted ? formats[options.format].write(report) : `${printReport(report)}\n`);
  return report.ok ? 0 : 1;
}

function formatFor(file: string): Format {
  const format = formatOf(file);
  if (format !== undefined) return format;
  throw new Failure(`--out ${file}: its ending tells no format; give --format (${formatNames.join(", ")})`);
}

function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw new Failure(`--out ${file} cannot be written (${error instanceof Error ? error.message : String(error)})`);
  }
}
