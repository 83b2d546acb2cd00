import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import type { Recorded } from "../../../policy/lib/record.ts";
import { message } from "../../../policy/lib/violation.ts";
import type { EngineFindings } from "./engine-events.ts";
import type { Report } from "./report.ts";
import type { ObservedResource } from "./resources.ts";

/** Everything that one run of the pack over a stack gave. */
export interface Observation {
  readonly source: Report["source"];
  readonly resources: readonly ObservedResource[];
  /** What the pack itself wrote down. */
  readonly record: readonly Recorded[];
  /** What the engine heard from the pack. */
  readonly findings: EngineFindings;
}

const violationSchema = z.strictObject({
  path: z.string(),
  expected: z.string(),
  found: z.string(),
  fix: z.json().optional(),
  urn: z.string().optional(),
});

const exemptionSchema = z.looseObject({
  policy: z.string(),
  resource: z.string(),
  stacks: z.array(z.string()),
  reason: z.string().optional(),
  owner: z.string().optional(),
  expires: z.string(),
});

const recordedSchema = z.strictObject({
  policy: z.string(),
  urn: z.string(),
  violations: z.array(violationSchema).optional(),
  undecided: z.string().optional(),
  notApplicable: z.string().optional(),
  exempt: z.array(z.strictObject({ violation: violationSchema, exemption: exemptionSchema })).optional(),
  remedied: z.array(z.strictObject({ path: z.string(), value: z.json() })).optional(),
}) satisfies z.ZodType<Recorded>;

/** Reads what the pack wrote; the file is not there when no policy looked at anything. */
export function readRecord(file: string): Recorded[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => recordedSchema.parse(JSON.parse(line)));
}

/**
 * Compares what the pack wrote down with what the engine heard, both ways: a report must not say anything else than
 * the preview said.
 *
 * @param stackPolicies names of the policies over the whole stack; the engine has one verdict of each
 * @throws Error with the first difference
 */
export function assertAgreement({ record, findings }: Observation, stackPolicies: ReadonlySet<string>): void {
  const said = record.filter(isVerdict);
  // The engine has one verdict of a policy over the stack, and not one for each resource.
  const about = ({ policy, urn }: { policy: string; urn: string }) => (stackPolicies.has(policy) ? "the stack" : urn);
  const name = (one: { policy: string; urn: string }, what: string) => key(one.policy, about(one), what);
  const comparisons: [pack: readonly string[], engine: readonly string[]][] = [
    [
      said.flatMap(({ policy, urn, violations = [] }) =>
        violations.map((violation) => key(policy, violation.urn ?? urn, message(violation))),
      ),
      findings.violations.map(({ policy, urn, message: text }) => key(policy, urn, lastLine(text))),
    ],
    [
      said.filter(({ undecided }) => undecided !== undefined).map((one) => name(one, "undecided")),
      findings.undecided.map((one) => name(one, "undecided")),
    ],
    [
      record.filter((line) => !isVerdict(line)).map((one) => name(one, "remediated")),
      findings.remediations.map((one) => name(one, "remediated")),
    ],
  ];
  if (findings.passed) {
    const overResources = said.filter(({ policy }) => !stackPolicies.has(policy)).filter(isPassed);
    const overStack = passedOverStack(said.filter(({ policy }) => stackPolicies.has(policy)));
    comparisons.push([
      [
        ...overResources.map((one) => name(one, "passed")),
        ...overStack.map((policy) => key(policy, "the stack", "passed")),
      ],
      [...findings.passed].flatMap(([urn = "the stack", policies]) =>
        policies.map((policy) => key(policy, urn, "passed")),
      ),
    ]);
  }
  const difference = comparisons
    .map(([pack, engine]) => firstDifference(pack, engine))
    .find((one) => one !== undefined);
  if (difference === undefined) return;
  throw new Error(`the policy pack and the engine do not agree about ${difference}: this is a defect of the report`);
}

/** A line about what a policy wrote is no verdict; the policy's own follows. */
const isVerdict = ({ remedied }: Recorded): boolean => remedied === undefined;

const isPassed = ({ violations, undecided, notApplicable, exempt }: Recorded): boolean =>
  [violations, undecided, notApplicable, exempt].every((said) => said === undefined);

/** Policies that found something to look at in the stack, and nothing to say about any of it. */
function passedOverStack(record: readonly Recorded[]): string[] {
  const byPolicy = Map.groupBy(record, ({ policy }) => policy);
  return [...byPolicy].flatMap(([policy, lines]) => {
    const isQuiet = lines.every(({ violations, undecided }) => violations === undefined && undecided === undefined);
    return isQuiet && lines.some(isPassed) ? [policy] : [];
  });
}

const key = (policy: string, urn: string, text: string): string => `${policy} on ${urn}: ${text}`;

/** The SDK puts the policy's description, a line of its own, before what the policy says. */
const lastLine = (text: string): string => text.slice(text.indexOf("\n") + 1);

function firstDifference(some: readonly string[], others: readonly string[]): string | undefined {
  const [left, right] = [new Set(some), new Set(others)];
  return [...left.symmetricDifference(right)][0];
}
