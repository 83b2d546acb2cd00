import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { Rendered } from "../../../cli/lib/render.ts";
import { Dispatch } from "../../../policy/lib/dispatch.ts";
import { noExemptions } from "../../../policy/lib/exemptions.ts";
import { type Environment, levels } from "../../../policy/lib/levels.ts";
import { configOf } from "../../../policy/lib/rule.ts";
import type { AnyRule } from "../../../policy/lib/table.ts";
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

/** What the pack says about a program with the settings of an environment, as its server would. */
export async function findingsIn(program: Rendered, environment: Environment): Promise<Finding[]> {
  const subjects = programSubjects(program);
  const settings = (rule: AnyRule) => ({
    level: levels[rule.level][environment],
    config: configOf(rule, environment),
  });
  const dispatch = new Dispatch(pack, rules, { settings, exemptions: noExemptions, stackTags: new Map() });
  const responses = [await dispatch.analyzeStack(stackRequest(subjects))];
  for (const subject of subjects) responses.push((await dispatch.analyze(requestFor(subject))).response);
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
