import { loadCatalogue, type Requirement } from "./catalogue.ts";
import { problemLine, UsageError } from "./data.ts";
import { documentFaults, type Fault } from "./documents.ts";
import { describeSelector, objectFaults, type Render } from "./objects.ts";
import { listStacks, loadPack, policyFaults, refusalTest, type Pack } from "./policies.ts";
import { loadProofs, type EntryProofs, type Proof } from "./proofs.ts";
import { buildReport, type Report, type ReportEntry } from "./report.ts";
import { inView, noDemand, parseRequire } from "./select.ts";
import { judgeTests, type TestJudge, type TestPlace } from "./tests.ts";

/** What is asked of the command. */
export interface Question {
  readonly require?: string;
  readonly system?: string;
  readonly id?: string;
}

/** The project that is checked, and the means to look into it. */
export interface Project extends TestPlace {
  readonly render: Render;
}

interface Means {
  readonly root: string;
  readonly stacks: readonly string[];
  readonly pack: Pack;
  readonly tests: TestJudge;
  readonly render: Render;
}

/**
 * Checks every named proof of the entries in view.
 *
 * @throws InvalidData for a broken catalogue, UsageError for an option's value that names nothing.
 */
export async function checkRequirements(project: Project, question: Question): Promise<Report> {
  const catalogue = loadCatalogue(project.root);
  const entries = inView(catalogue, question);
  const demand = question.require === undefined ? noDemand : parseRequire(question.require, catalogue);
  const { proofs, problems } = loadProofs(project.root, catalogue);
  const required = (entry: Requirement): boolean => demand.selects(entry, proofs.get(entry.id)?.pending);
  if (question.require !== undefined && !entries.some(required)) {
    throw new UsageError(`--require ${question.require} selects no requirement; take a word away`);
  }
  const named = entries.flatMap(({ id }) => proofs.get(id)?.proofs ?? []);
  const pack = await loadPack(project.root);
  const means: Means = {
    root: project.root,
    stacks: listStacks(project.root),
    pack,
    tests: await judgeTests(
      named.flatMap((proof) => namedTest(proof, pack)),
      project,
    ),
    render: once(project.render),
  };
  const broken = new Set(problems.map(({ id }) => id));
  const checked: ReportEntry[] = [];
  for (const entry of entries) {
    const found = await checkEntry(entry, proofs.get(entry.id), means);
    const status = broken.has(entry.id) ? "failed" : found.status;
    const satisfied = status === "proven" || (status === "pending" && demand.accepts(found.pending ?? {}));
    checked.push({ ...entry, ...found, status, required: required(entry), satisfied });
  }
  return buildReport(catalogue.systems, checked, problems.map(problemLine));
}

const namedTest = (proof: Proof, pack: Pack) =>
  proof.kind === "test" ? [proof.given] : proof.kind === "policy" ? [refusalTest(proof.given, pack)] : [];

/** Renders each stack once, however many proofs look at it. */
function once(render: Render): Render {
  const rendered = new Map<string, ReturnType<Render>>();
  return (stack) => {
    const result = rendered.get(stack) ?? render(stack);
    rendered.set(stack, result);
    return result;
  };
}

async function checkEntry(
  { id }: Requirement,
  named: EntryProofs | undefined,
  means: Means,
): Promise<Pick<ReportEntry, "status" | "missing" | "pending" | "proofs">> {
  if (!named) return { status: "open", proofs: [] };
  const proofs: ReportEntry["proofs"] = [];
  for (const [index, proof] of named.proofs.entries()) {
    const faults = await proofFaults(id, proof, means);
    const lines = faults.map(({ field, message }) =>
      problemLine({
        file: named.file,
        id,
        field: [`proofs[${index}].${proof.kind}`, field].filter(Boolean).join("."),
        message,
      }),
    );
    proofs.push({ kind: proof.kind, subject: subjectOf(proof), holds: lines.length === 0, faults: lines });
  }
  const { missing, pending } = named;
  const left = missing !== undefined ? "open" : pending !== undefined ? "pending" : "proven";
  const status = proofs.every((proof) => proof.holds) ? left : "failed";
  return { status, proofs, ...(missing !== undefined && { missing }), ...(pending && { pending }) };
}

function proofFaults(
  id: string,
  proof: Proof,
  { root, stacks, pack, tests, render }: Means,
): Promise<Fault[]> | Fault[] {
  switch (proof.kind) {
    case "test":
      return tests(proof.given);
    case "policy": {
      const killing = tests(refusalTest(proof.given, pack)).map(({ field, message }) => ({
        field: `test.${field}`,
        message,
      }));
      return [...policyFaults(id, proof.given, pack, stacks), ...killing];
    }
    case "object":
      return objectFaults(proof.given, render, stacks);
    case "document":
      return documentFaults(root, proof.given);
  }
}

function subjectOf(proof: Proof): string {
  switch (proof.kind) {
    case "test":
      return [proof.given.file, proof.given.title ?? proof.given.suite].join(": ");
    case "policy":
      return proof.given.rule;
    case "object":
      return `${describeSelector(proof.given)} in ${proof.given.stacks.join(", ")}`;
    case "document":
      return [proof.given.file, proof.given.heading].filter(Boolean).join(" # ");
  }
}
