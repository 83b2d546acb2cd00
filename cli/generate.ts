import { Command } from "commander";
import { contractSchema } from "../contract/generate.ts";
import { receiptForm } from "../operations/generate.ts";
import { policies } from "../policy/generators.ts";
import { crdTypes, strimziCrds } from "../sandbox/crds/generators.ts";
import { Failure, reportToTerminal } from "../sandbox/lib/failure.ts";
import { projectRoot } from "../sandbox/lib/paths.ts";
import { evidenceSchema } from "./lib/evidence/generator.ts";
import { terraformSchema } from "../sandbox/terraform/generate.ts";
import { cloudDifferences } from "./lib/clouds/page.ts";
import { fail } from "./lib/fail.ts";
import { apply, differences } from "./lib/generated-files.ts";
import type { Generator } from "./lib/generated-files.ts";
import { givenSecrets } from "./lib/given-secrets/page.ts";
import { golden } from "./lib/golden.ts";
import { parity } from "./lib/parity/page.ts";
import { prodAws } from "./lib/estate/aws/page.ts";
import { prodAzure } from "./lib/estate/azure/page.ts";
import { estateGenerator } from "./lib/estate/page.ts";
import { requirementsOverview } from "./lib/requirements/generator.ts";

/** Every generator of the repository; they run in this order, so that a later one may read what an earlier one wrote. */
const generators: readonly Generator[] = [
  strimziCrds,
  terraformSchema,
  crdTypes,
  contractSchema,
  receiptForm,
  policies,
  requirementsOverview,
  estateGenerator(prodAws),
  estateGenerator(prodAzure),
  parity,
  cloudDifferences,
  givenSecrets,
  evidenceSchema,
  golden,
];

async function main(names: readonly string[], check: boolean): Promise<void> {
  const chosen = select(names);
  let wrong = 0;
  for (const [index, generator] of chosen.entries()) {
    reportToTerminal(`[${index + 1}/${chosen.length}] ${generator.name}: ${generator.summary}`);
    const made = await generator.generate(reportToTerminal);
    const found = await differences(projectRoot, generator, made);
    if (!check) await apply(projectRoot, made, found);
    const verbs = { missing: "written", outdated: "rewritten", "left over": "removed" };
    for (const { path, state } of found) console.log(`${check ? state : verbs[state]}: ${path}`);
    wrong += found.length;
  }
  if (check && wrong > 0)
    throw new Failure(`${wrong} generated files are not up to date: npm run generate, and commit them`);
  const done = wrong === 0 ? "everything was up to date" : `${wrong} files changed`;
  reportToTerminal(check ? "generated files are up to date" : done);
}

function select(names: readonly string[]): readonly Generator[] {
  const known = generators.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Failure(`no generator "${unknown}": there are ${known.join(", ")}`);
  return generators.filter(({ name, onDemand = false }) => (names.length === 0 ? !onDemand : names.includes(name)));
}

const program = new Command("npm run generate --")
  .description("Writes the repository's generated files.")
  .argument("[names...]", "generators to run (default: all but those that are only run when named)")
  .option("--check", "write nothing; list the files that are not up to date and exit with 1 if there are any")
  .addHelpText(
    "after",
    `\nGenerators:\n${generators
      .map(({ name, summary, onDemand }) => `  ${name.padEnd(14)}${summary}${onDemand ? " (only when named)" : ""}`)
      .join("\n")}`,
  )
  .action((names: string[], { check = false }: { check?: boolean }) => main(names, check));

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof Failure)) fail(error);
  else {
    console.error(error.message);
    process.exitCode = 1;
  }
}
