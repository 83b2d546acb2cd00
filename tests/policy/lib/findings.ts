import path from "node:path";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { Rendered } from "../../../cli/lib/render.ts";
import { Dispatch } from "../../../policy/lib/dispatch.ts";
import { Exemptions, noExemptions } from "../../../policy/lib/exemptions.ts";
import { readExemptions } from "../../../policy/lib/files.ts";
import { type Environment, levels } from "../../../policy/lib/levels.ts";
import { configOf } from "../../../policy/lib/rule.ts";
import type { Settings } from "../../../policy/lib/settings.ts";
import { mayExempt } from "../../../policy/rules/cross/x-exemption-valid.ts";
import { rules } from "../../../policy/rules/index.ts";
import { isNote, requestFor } from "./analyzer.ts";
import { programSubjects } from "./program.ts";
import { stackRequest } from "./stack-analyzer.ts";

const pack = { name: "plumbline", version: "0.0.0" };

/** What the pack says of a resource. */
export interface Finding {
  readonly mandatory: boolean;
  readonly rule: string;
  readonly line: string;
}

const settingsOf =
  (environment: Environment): Settings =>
  (rule) => ({ level: levels[rule.level][environment], config: configOf(rule, environment) });

/** The exemptions of policy/exemptions.yaml, as they hold today in an environment. */
export function exemptionsIn(environment: Environment): Exemptions {
  const entries = readExemptions(path.join(import.meta.dirname, "../../../policy"), rules);
  const byName = new Map(rules.map((rule) => [rule.name, rule]));
  return new Exemptions(entries, new Date(), (name) => mayExempt(byName.get(name), settingsOf(environment)));
}

/**
 * What the pack says about a program with the settings of an environment, as its server would: of each resource, and then
 * of the stack, which is when an exemption that excused nothing is noticed.
 *
 * @param exemptions a part of a stack has none of what those of the file are for @default none
 */
export async function findingsIn(
  program: Rendered,
  environment: Environment,
  exemptions: Exemptions = noExemptions,
): Promise<Finding[]> {
  const subjects = programSubjects(program);
  const dispatch = new Dispatch(pack, rules, { settings: settingsOf(environment), exemptions, stackTags: new Map() });
  const responses = [];
  for (const subject of subjects) responses.push((await dispatch.analyze(requestFor(subject))).response);
  responses.push(await dispatch.analyzeStack(stackRequest(subjects)));
  const diagnostics = responses.flatMap((response) => response.getDiagnosticsList());
  return diagnostics
    .filter((one) => !isNote(one.getMessage()))
    .map((one) => ({
      mandatory: one.getEnforcementlevel() === analyzer.EnforcementLevel.MANDATORY,
      rule: one.getPolicyname(),
      line: `${one.getUrn().split("::").at(-1)}: ${one.getMessage().split("\n").slice(1).join("\n")}`,
    }));
}

/** The lines of what would stop an update. */
export async function mandatoryFindings(program: Rendered, environment: Environment): Promise<string[]> {
  const found = await findingsIn(program, environment);
  return found.filter(({ mandatory }) => mandatory).map(({ rule, line }) => `${rule} ${line}`);
}
