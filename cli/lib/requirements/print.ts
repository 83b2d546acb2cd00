import Table from "cli-table3";
import { realiseKinds } from "./catalogue.ts";
import { countEntries, type Counts, type Report, type ReportEntry } from "./report.ts";

/** One mistake often shows in every stack: so many lines tell what it is. */
const mostFaults = 5;

const cell = ({ proven, failed, open, pending }: Counts): string => `${proven} / ${failed} / ${open} / ${pending}`;
const brief = (text: string): string => (text.length > 100 ? `${text.slice(0, 99).trimEnd()}…` : text);

/** The report for people: counts, what failed and why, what is open where that was asked for or is required. */
export function printReport(report: Report, options: { open: boolean }): string {
  const { requirements, problems, counts } = report;
  const lines = [countTable(report)];
  const failed = requirements.filter(({ status }) => status === "failed");
  if (failed.length > 0) lines.push("", "Failed:", ...failed.flatMap(failedLines));
  if (problems.length > 0) lines.push("", "Proof files:", ...problems.map((problem) => `  ${problem}`));
  const open = requirements.filter(({ status, required }) => status === "open" && (options.open || required));
  if (open.length > 0) lines.push("", options.open ? "Open:" : "Open, but required:", ...open.map(openLine));
  const pending = requirements.filter(({ status, required }) => status === "pending" && (options.open || required));
  if (pending.length > 0) lines.push("", "Pending:", ...pending.flatMap(pendingLines));
  const required = requirements.filter((entry) => entry.required);
  if (required.length > 0) {
    const { proven } = countEntries(required);
    const accepted = required.filter(({ status, satisfied }) => status === "pending" && satisfied).length;
    const others = accepted > 0 ? `, ${accepted} pending with kinds that are not required` : "";
    lines.push("", `Required: ${proven} of ${required.length} proven${others}.`);
  }
  const { proven, failed: bad, open: left, pending: later } = counts;
  lines.push(
    "",
    `${proven} proven, ${bad} failed, ${left} open, ${later} pending of ${requirements.length} requirements.`,
  );
  return lines.join("\n");
}

function countTable({ systems, requirements }: Report): string {
  const kinds = realiseKinds.filter((kind) => requirements.some(({ realise }) => realise === kind));
  const table = new Table({
    head: ["proven / failed / open / pending", ...systems.map(({ id }) => id), "all"],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", ...systems.map(() => "right" as const), "right"],
  });
  for (const kind of kinds) {
    const all = countEntries(requirements.filter(({ realise }) => realise === kind));
    table.push([kind, ...systems.map((system) => (system.kinds[kind] ? cell(system.kinds[kind]) : "")), cell(all)]);
  }
  table.push(["all", ...systems.map((system) => cell(system.counts)), cell(countEntries(requirements))]);
  return table.toString();
}

function failedLines({ id, text, proofs }: ReportEntry): string[] {
  const faults = proofs.flatMap((proof) => proof.faults);
  const more = faults.length > mostFaults ? [`    and ${faults.length - mostFaults} more; --json has them all`] : [];
  return [`  ${id}  ${brief(text)}`, ...faults.slice(0, mostFaults).map((fault) => `    ${fault}`), ...more];
}

/** A line for each part; those that `--require` does not accept say so. */
function pendingLines({ id, realise, required, satisfied, pending = {} }: ReportEntry): string[] {
  const refused = required && !satisfied ? "required, but " : "";
  return Object.entries(pending).map(
    ([kind, what]) => `  ${id}  ${realise.padEnd(9)}  ${refused}${kind} pending: ${what}`,
  );
}

function openLine({ id, realise, text, missing }: ReportEntry): string {
  return `  ${id}  ${realise.padEnd(9)}  ${missing === undefined ? brief(text) : `still missing: ${missing}`}`;
}
