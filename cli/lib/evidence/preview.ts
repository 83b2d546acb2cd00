import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import { recordVariable } from "../../../policy/lib/record.ts";
import { Failure, type Report as Say } from "../../../sandbox/lib/failure.ts";
import { readEvents } from "./engine-events.ts";
import { type Observation, readRecord } from "./observation.ts";
import { observe, partsOf, stateResourceSchema } from "./resources.ts";

/** How the engine is run. */
export interface EngineRun {
  readonly engine: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** `--policy-pack` and `--policy-pack-config`. */
  readonly packArguments: readonly string[];
  readonly packName: string;
  /** Ids of the systems that resources may belong to. */
  readonly systems: ReadonlySet<string>;
  readonly say: Say;
}

const previewSchema = z.looseObject({
  steps: z.array(z.looseObject({ urn: z.string(), newState: stateResourceSchema.nullish() })).default([]),
});

/**
 * Previews a stack with the policy pack.
 *
 * @throws Failure when the preview ends for another reason than a policy
 */
export async function observePreview(run: EngineRun, stack: string): Promise<Observation> {
  const { engine, cwd, env, packArguments, packName, systems, say } = run;
  const dir = mkdtempSync(join(tmpdir(), "plumbline-evidence-"));
  const [events, record, output] = ["events", "record", "preview.json"].map((name) => join(dir, name)) as [
    string,
    string,
    string,
  ];
  const progress = setInterval(() => void tell(events, say), 10_000);
  try {
    const args = ["preview", "--stack", stack, "--non-interactive", "--json", "--event-log", events, ...packArguments];
    const { failed, stderr } = await execa(engine, args, {
      cwd,
      // the log of events is an option of these
      env: { ...env, PULUMI_DEBUG_COMMANDS: "true", [recordVariable]: record },
      extendEnv: false,
      reject: false,
      stdin: "ignore",
      stdout: { file: output },
      buffer: { stdout: false }, // the output of a large stack is longer than what execa would keep
    });
    const findings = readEvents(linesOf(events), packName);
    const isPolicy = findings.violations.some(({ enforcement }) => enforcement === "mandatory");
    const because = findings.errors[0] ?? stderr.trim();
    if (failed && !isPolicy)
      throw new Failure(`the preview of ${stack} failed, so that there is no report: ${because}`);
    const { steps } = previewSchema.parse(JSON.parse(readFileSync(output, "utf8")));
    const resources = new Map(steps.flatMap(({ newState }) => (newState ? [[newState.urn, newState] as const] : [])));
    const project = partsOf([...resources.keys()][0] ?? "").project;
    return {
      source: { kind: "preview", stack, project },
      resources: [...resources.values()].map((resource) => observe(resource, cwd, systems)),
      record: readRecord(record),
      findings,
    };
  } finally {
    clearInterval(progress);
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The lines of a file; none when it was never written. */
function linesOf(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return [];
  }
}

/** Says how far the preview is. */
async function tell(events: string, say: Say): Promise<void> {
  const file = await open(events).catch(() => undefined);
  if (!file) return;
  let count = 0;
  for await (const line of file.readLines()) if (line.includes('"resourcePreEvent"')) count += 1;
  say(`  ${count} resources so far`);
}
