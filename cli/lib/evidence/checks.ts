import { z } from "zod";
import type { Recorded } from "../../../policy/lib/record.ts";
import { appliesTo } from "../../../policy/lib/rule.ts";
import type { StackViolation } from "../../../policy/lib/stack-rule.ts";
import { type AnyRule, isStackRule } from "../../../policy/lib/table.ts";
import { message } from "../../../policy/lib/violation.ts";
import type { Observation } from "./observation.ts";
import type { Check } from "./report.ts";

const stackType = "pulumi:pulumi:Stack";

/** What one policy said about each resource that it looks at, in the order of the stack. */
export function checksOf(rule: AnyRule, observation: Observation): Check[] {
  const { record, findings, resources } = observation;
  const lines = record.filter(({ policy }) => policy === rule.name);
  if (lines.length === 0 && isStackRule(rule) && !findings.stackAnalysed) return unfinished(rule, observation);
  const order = new Map(resources.map(({ urn }, index) => [urn, index]));
  const place = ({ urn }: Recorded): number => order.get(urn) ?? order.size;
  const [written, said] = [lines.filter(({ remedied }) => remedied), lines.filter(({ remedied }) => !remedied)];
  return said
    .toSorted((a, b) => place(a) - place(b))
    .map((line) => {
      const remediated = written.filter(({ urn }) => urn === line.urn).flatMap(({ remedied = [] }) => remedied);
      const values = remediated.map(({ path, value }) => ({ path, value: z.json().parse(value) }));
      return { ...check(line, observation), ...(values.length > 0 && { remediated: values }) };
    });
}

/** The engine leaves stack policies out when it could not register every resource. */
function unfinished(rule: AnyRule, { resources, source }: Observation): Check[] {
  const subjects = resources.filter(({ type }) => appliesTo(rule, type));
  const whole = resources.filter(({ type }) => type === stackType);
  return (subjects.length > 0 ? subjects : whole).map(({ urn }) => ({
    resource: urn,
    verdict: "undecided",
    reason: `policies over the whole stack are not run when the ${source.kind} ends before its last resource`,
    decidedBy: { from: [] },
  }));
}

function check(line: Recorded, observation: Observation): Check {
  const { policy, urn: resource, violations = [], exempt = [], undecided, notApplicable } = line;
  const unknown = undecided !== undefined && {
    reason: undecided,
    decidedBy: decidedBy(resource, undecided, observation),
  };
  const told = [
    ...violations.map((violation) => evidence(violation, resource)),
    ...exempt.map(({ violation, exemption: { reason = "", owner = "", expires } }) => ({
      ...evidence(violation, resource),
      exemption: { reason, owner, expires },
    })),
  ];
  const said = { ...(told.length > 0 && { violations: told }), ...unknown };
  if (violations.length > 0) {
    const heard = observation.findings.violations.find((one) => one.policy === policy);
    return { resource, verdict: "failed", enforcement: heard?.enforcement ?? "mandatory", ...said };
  }
  if (undecided !== undefined) return { resource, verdict: "undecided", ...said };
  if (exempt.length > 0) return { resource, verdict: "exempt", ...said };
  if (notApplicable !== undefined) return { resource, verdict: "notApplicable", reason: notApplicable };
  return { resource, verdict: "passed" };
}

function evidence(violation: StackViolation, subject: string): NonNullable<Check["violations"]>[number] {
  const { path, expected, found, fix, urn } = violation;
  return {
    path,
    expected,
    found,
    message: message(violation),
    ...(fix !== undefined && { fix: z.json().parse(fix) }),
    ...(urn !== undefined && urn !== subject && { resource: urn }),
  };
}

/** The SDK names the value: `string value at .spec.template can't be known during preview`. */
function decidedBy(urn: string, note: string, { resources }: Observation): NonNullable<Check["decidedBy"]> {
  const value = / at \.?(\S+) can't be known/.exec(note)?.[1];
  const property = value?.split(".")[0];
  const madeOf = resources.find((resource) => resource.urn === urn)?.madeOf ?? {};
  return { ...(value !== undefined && { value }), from: property === undefined ? [] : [...(madeOf[property] ?? [])] };
}
