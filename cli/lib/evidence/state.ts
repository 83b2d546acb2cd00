import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import { recordVariable } from "../../../policy/lib/record.ts";
import { Failure } from "../../../sandbox/lib/failure.ts";
import { schemaFaults } from "../requirements/data.ts";
import { readEvents } from "./engine-events.ts";
import { type Observation, readRecord } from "./observation.ts";
import type { EngineRun } from "./preview.ts";
import { observe, partsOf, type StateResource, stateResourceSchema } from "./resources.ts";

const exportSchema = z.looseObject({
  version: z.int(),
  deployment: z.looseObject({ resources: z.array(stateResourceSchema).min(1) }),
});

/**
 * Reads what `pulumi stack export` wrote.
 *
 * @throws Failure with one line, when it is anything else
 */
export function readState(file: string): StateResource[] {
  const how = 'give what "pulumi stack export --file FILE" wrote';
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new Failure(`${file}: ${missing ? "there is no such file" : "it cannot be read"}; ${how}`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Failure(`${file} is no JSON (${error instanceof Error ? error.message : String(error)}); ${how}`);
  }
  const parsed = exportSchema.safeParse(json, { reportInput: true });
  if (!parsed.success) {
    const [{ field, message } = { field: "", message: "" }] = schemaFaults(parsed.error);
    throw new Failure(`${file} is no exported state: ${field === "" ? "" : `${field}: `}${message}; ${how}`);
  }
  return parsed.data.deployment.resources.filter((resource) => resource.delete !== true);
}

/**
 * Runs the pack over an exported state; neither a program nor a provider is started.
 *
 * @throws Failure when the file is no exported state, or the engine cannot use it
 */
export async function observeState(run: EngineRun, file: string): Promise<Observation> {
  const { engine, cwd, env, packArguments, packName, systems, say } = run;
  const resources = readState(file);
  const dir = mkdtempSync(join(tmpdir(), "plumbline-evidence-"));
  const record = join(dir, "record");
  try {
    const args = ["policy", "analyze", "--file", resolve(file), "--json", ...packArguments];
    const { failed, stdout, stderr } = await execa(engine, args, {
      cwd,
      env: { ...env, [recordVariable]: record },
      extendEnv: false,
      reject: false,
      stdin: "ignore",
      lines: true,
      maxBuffer: 1_000_000_000,
    });
    for (const line of stderr) if (line.startsWith("warning: ")) say(line);
    // What passed is not told here; policies over the stack are always run.
    const findings = { ...readEvents(stdout, packName), passed: undefined, stackAnalysed: true };
    const isPolicy = findings.violations.some(({ enforcement }) => enforcement === "mandatory");
    if (failed && !isPolicy) throw new Failure(`${file} cannot be analysed: ${stderr.join(" ").trim()}`);
    const { stack, project } = partsOf(resources[0]?.urn ?? "");
    return {
      source: { kind: "state", stack, project, file },
      resources: resources.map((resource) => observe(resource, cwd, systems)),
      record: readRecord(record),
      findings,
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
