import { z } from "zod";
import { isStackRule } from "../policy/lib/table.ts";
import { rules } from "../policy/rules/index.ts";
import { ensureCluster } from "../sandbox/lib/clusters.ts";
import { ensureEngine, enginePath } from "../sandbox/lib/engine.ts";
import { isOwnBackend, pulumiEnvironment } from "../sandbox/lib/environment.ts";
import { Failure, reportToTerminal } from "../sandbox/lib/failure.ts";
import { projectRoot } from "../sandbox/lib/paths.ts";
import { ensurePolicyPack } from "../sandbox/lib/policy.ts";
import { policyArguments, stackEnvironment } from "../sandbox/lib/pulumi.ts";
import { clusterOf } from "../sandbox/lib/stacks.ts";
import { buildReport } from "./lib/evidence/build.ts";
import { evidenceCommand } from "./lib/evidence/command.ts";
import { assertAgreement, type Observation } from "./lib/evidence/observation.ts";
import { type EngineRun, observePreview } from "./lib/evidence/preview.ts";
import type { Report } from "./lib/evidence/report.ts";
import { observeState, readState } from "./lib/evidence/state.ts";
import { fail } from "./lib/fail.ts";
import { loadCatalogue } from "./lib/requirements/catalogue.ts";
import { loadPack } from "./lib/requirements/policies.ts";
import { assertStack } from "./lib/stacks.ts";

const catalogue = () => loadCatalogue(projectRoot);

async function evidence(name: string, state: string | undefined): Promise<Report> {
  const stack = await assertStack(name).catch((error: unknown) => {
    throw new Failure(error instanceof Error ? error.message : String(error));
  });
  if (state !== undefined) readState(state); // before anything is built
  await ensureEngine(reportToTerminal);
  await ensurePolicyPack();
  const items = catalogue();
  const run: Omit<EngineRun, "env"> = {
    engine: enginePath,
    cwd: projectRoot,
    packArguments: policyArguments(stack),
    packName: "plumbline",
    systems: new Set(items.systems.map(({ id }) => id)),
    say: reportToTerminal,
  };
  const observation =
    state === undefined ? await preview(stack, run) : await observeState({ ...run, env: pulumiEnvironment() }, state);
  assertAgreement(observation, new Set(rules.filter(isStackRule).map((rule) => rule.name)));
  const pack = await loadPack(projectRoot);
  const levels = z.enum(["mandatory", "advisory", "remediate", "disabled"]);
  return buildReport(observation, {
    environment: stack,
    catalogue: items,
    rules,
    enforcement: (policy) => levels.safeParse(pack.enforcement(stack, policy)).data,
    now: new Date(),
  });
}

async function preview(stack: string, run: Omit<EngineRun, "env">): Promise<Observation> {
  const env = await stackEnvironment(stack);
  const context = isOwnBackend ? clusterOf(stack) : undefined;
  const cluster = context === undefined ? undefined : await ensureCluster(context, reportToTerminal);
  try {
    reportToTerminal(`Previewing ${stack} with the policy pack`);
    return await observePreview({ ...run, env }, stack);
  } finally {
    if (cluster?.started) await cluster.stop(); // whoever started it before us still needs it
  }
}

try {
  process.exitCode = await evidenceCommand(process.argv.slice(2), {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    evidence,
  });
} catch (error) {
  fail(error);
  process.exitCode = 2;
}
