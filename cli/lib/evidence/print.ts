import Table from "cli-table3";
import { type Check, itemVerdicts, type Report, type RequirementEvidence } from "./report.ts";
import { partsOf } from "./resources.ts";

const headings = {
  failed: "failed",
  undecided: "undecided",
  exempt: "exempt",
  passed: "passed",
  notApplicable: "not applicable",
  unchecked: "no policy",
} as const;

/** The report for people at a terminal: the items by verdict, and what has to be mended. */
export function printReport(report: Report): string {
  const { summary, policies, environment, source } = report;
  const from = source.kind === "preview" ? "the preview" : `the exported state of ${source.project}/${source.stack}`;
  const lines = [`Checklist items of ${environment}, by ${from} (${summary.resources} resources)`, itemTable(report)];
  for (const enforcement of ["mandatory", "advisory"] as const) {
    const found = policies.flatMap(({ name, checks }) =>
      checks
        .filter((check) => check.verdict === "failed" && check.enforcement === enforcement)
        .flatMap((check) => violationLines(name, check)),
    );
    if (found.length > 0)
      lines.push("", `${enforcement === "mandatory" ? "Mandatory" : "Advisory"} violations:`, ...found);
  }
  const exempt = policies.flatMap(({ name, checks }) =>
    checks.flatMap(({ resource, violations = [] }) =>
      violations.flatMap(({ exemption, path }) =>
        exemption
          ? [
              `  ${name}  ${nameOf(resource)}: ${path}: ${exemption.reason} (${exemption.owner}, until ${exemption.expires})`,
            ]
          : [],
      ),
    ),
  );
  if (exempt.length > 0) lines.push("", "Exempt:", ...exempt);
  const { passed, undecided } = summary.checks;
  lines.push(
    "",
    `${passed} checks passed, ${summary.mandatory} failed, ${summary.advisory} failed as advice, ${summary.checks.exempt} exempt, ${undecided} undecided.`,
  );
  if (undecided > 0 && source.kind === "preview") {
    lines.push(
      "What is undecided depends on values that are known after the update: run it again with --state FILE then.",
    );
  }
  return lines.join("\n");
}

function itemTable({ systems, requirements }: Report): string {
  const table = new Table({
    head: ["", ...itemVerdicts.map((verdict) => headings[verdict])],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", ...itemVerdicts.map(() => "right" as const)],
  });
  const counts = (items: readonly RequirementEvidence[]) =>
    itemVerdicts.map((verdict) => items.filter((item) => item.verdict === verdict).length);
  for (const { id } of systems) table.push([id, ...counts(requirements.filter(({ system }) => system === id))]);
  table.push(["all", ...counts(requirements)]);
  return table.toString();
}

function violationLines(policy: string, { resource, violations = [] }: Check): string[] {
  return violations
    .filter(({ exemption }) => !exemption)
    .map(({ message, resource: other = resource }) => `  ${policy}  ${nameOf(other)}: ${message}`);
}

function nameOf(urn: string): string {
  const { types, name } = partsOf(urn);
  return `${types.at(-1)?.split(":").at(-1) ?? ""} ${name}`;
}
