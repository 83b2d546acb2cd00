import { Command, CommanderError } from "commander";
import { z } from "zod";
import { checkRequirements, type Project } from "./check.ts";
import { InvalidData, UsageError } from "./data.ts";
import { printReport } from "./print.ts";
import { reportSchema } from "./report.ts";

/** The project that the command looks at, and where its lines go. */
export interface Surroundings extends Omit<Project, "run"> {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

interface Options {
  readonly json?: boolean;
  readonly schema?: boolean;
  readonly require?: string;
  readonly system?: string;
  readonly id?: string;
  readonly open?: boolean;
  readonly run?: boolean;
}

const help = `
Each requirement of the five guides (requirements/catalogue) and the proofs named for it (requirements/proofs):
  test      a named test that passed for the sources as they are
  policy    a rule of the policy pack that is mandatory, and the tests that show what it refuses
  object    claims about resources of a stack, checked on the rendered program
  document  a file, and a section of it
An entry is proven when each of its proofs holds, failed when one does not, and open when none is named or a part is
noted as missing. It is pending when that part comes with requirements of another kind (cloud, alert, dashboard, dr, pipeline)
or with the other cloud (azure): --require accepts it as long as it does not ask for that kind, so that "cloud" asks for what
AWS has to show and "cloud,azure" for both; "all", or no kind, asks for every one. Tests that need no server are run when their recorded result is of other sources; those of
tests/sandbox and tests/drills are looked up in what the last "make test" recorded, unless --run is given.

--json prints {version, ok, counts, systems[], requirements[], problems[]}: each requirement with its status, whether
--require selects it, and its proofs with the reasons why one does not hold. --schema prints the JSON schema of it.

Exit code: 0, or 1 when a named proof does not exist or does not hold, or an entry that --require selects is open, or
pending with a kind that it asks for;
2 for an option that names nothing.

Examples:
  npm run -s requirements
  npm run -s requirements -- --require workload,config,cap
  npm run -s requirements -- --system cap --open
  npm run -s requirements -- --json --id CAP-044`;

/** Runs `npm run -s requirements` with its arguments and gives the exit code. */
export async function requirementsCommand(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { out, err } = surroundings;
  let code = 0;
  const command = new Command("requirements")
    .description("Lists what the guides require and what proves it.")
    .option("--json", "print the report as JSON")
    .option("--schema", "print the JSON schema of the report that --json prints")
    .option(
      "--require <words>",
      "fail on open entries: all, or any of these kinds AND any of these systems, comma-separated",
    )
    .option("--system <ids>", "look at these systems only, comma-separated")
    .option("--id <ids>", "look at these requirements only, comma-separated")
    .option("--open", "list the open entries, too")
    .option("--run", "run the named tests that need the sandbox, too")
    .addHelpText("after", help)
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err })
    .action(async (options: Options) => {
      code = await answer(options, surroundings);
    });
  try {
    await command.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof InvalidData || error instanceof UsageError)) throw error;
    err(`${error.message}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function answer(options: Options, surroundings: Surroundings): Promise<number> {
  const { out } = surroundings;
  if (options.schema) {
    out(`${JSON.stringify(z.toJSONSchema(reportSchema), null, 2)}\n`);
    return 0;
  }
  const report = await checkRequirements({ ...surroundings, run: options.run === true }, options);
  out(
    options.json ? `${JSON.stringify(report, null, 2)}\n` : `${printReport(report, { open: options.open === true })}\n`,
  );
  return report.ok ? 0 : 1;
}
