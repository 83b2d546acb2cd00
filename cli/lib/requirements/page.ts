import { laterKinds, realiseKinds, type Catalogue } from "./catalogue.ts";
import { describeSelector } from "./objects.ts";
import type { EntryProofs, Proof } from "./proofs.ts";

const intro = `# What is required, and what proves it

\`requirements/catalogue\` holds every requirement of the five guides, with the corrected form where a guide is wrong.
\`requirements/proofs\` names for each what proves it; \`npm run -s requirements\` checks every one of these proofs:

| proof | names | holds when |
| --- | --- | --- |
| \`test\` | \`file\`, and \`title\` (one test) or \`suite\` (all of its tests) | each passed for the sources as they are |
| \`policy\` | \`rule\`, \`stacks\`, \`test\` | the rule lists the requirement, is mandatory in the stacks, and its tests passed |
| \`object\` | \`stacks\`, \`type\` or \`kind\`, \`namespace\`, \`name\`, \`selects\`, \`assert\` | something is selected, and every claim holds for each of it |
| \`document\` | \`file\`, \`heading\` | the section exists and is not empty |

A claim is a JSONPath and one of \`equals\`, \`contains\`, \`matches\`, \`some\`, \`absent\`, \`count\`, \`values\`, \`atLeast\`, \`atMost\`;
one whose path matches nothing does not hold. An entry that only has a part proven says what is \`missing\`, and stays open:
\`missing: the alert\`. Where the rest comes with requirements of another kind (${laterKinds.join(", ")}), it names the kind,
\`missing: { cloud: the security groups }\`, and is pending: \`--require\` accepts it until it asks for that kind. What AWS
shows and Azure does not yet is \`missing: { azure: … }\`: \`--require cloud\` accepts it, \`--require azure\` does not.

This page lists what is named. Whether it holds is for the command to say.
`;

/** The overview of all requirements with their named proofs, as Markdown. */
export function requirementsPage(catalogue: Catalogue, proofs: ReadonlyMap<string, EntryProofs>): string {
  return [
    intro,
    countTable(catalogue, proofs),
    ...catalogue.systems.map(({ id }) => systemPart(id, catalogue, proofs)),
  ].join("\n");
}

const isWhole = (entry: EntryProofs | undefined): boolean =>
  entry !== undefined && entry.missing === undefined && entry.pending === undefined;

function countTable({ systems, requirements }: Catalogue, proofs: ReadonlyMap<string, EntryProofs>): string {
  const row = (label: string, cells: string[]): string => `| ${[label, ...cells].join(" | ")} |`;
  const count = (of: (entry: Catalogue["requirements"][number]) => boolean): string => {
    const entries = requirements.filter(of);
    const named = entries.filter(({ id }) => isWhole(proofs.get(id))).length;
    const pending = entries.filter(({ id }) => proofs.get(id)?.pending !== undefined).length;
    return entries.length === 0 ? "" : `${named} of ${entries.length}${pending > 0 ? `, ${pending} pending` : ""}`;
  };
  return [
    "## With proofs named, by kind and system\n",
    row("", [...systems.map(({ id }) => id), "all"]),
    row(
      "---",
      [...systems, "all"].map(() => "---"),
    ),
    ...realiseKinds.map((kind) =>
      row(kind, [
        ...systems.map(({ id }) => count(({ realise, system }) => realise === kind && system === id)),
        count(({ realise }) => realise === kind),
      ]),
    ),
    row("all", [...systems.map(({ id }) => count(({ system }) => system === id)), count(() => true)]),
    "",
  ].join("\n");
}

function systemPart(id: string, catalogue: Catalogue, proofs: ReadonlyMap<string, EntryProofs>): string {
  const name = catalogue.systems.find((system) => system.id === id)?.name ?? id;
  const entries = catalogue.requirements.filter(({ system }) => system === id);
  const open = entries.filter((entry) => !proofs.has(entry.id)).map((entry) => entry.id);
  const listed = entries.flatMap((entry) => {
    const named = proofs.get(entry.id);
    if (!named) return [];
    const missing = named.missing === undefined ? [] : [`still missing: ${named.missing}`];
    const pending = Object.entries(named.pending ?? {}).map(([kind, what]) => `pending with ${kind}: ${what}`);
    return [
      `- ${entry.id} (${entry.realise})`,
      ...[...subjects(named.proofs), ...missing, ...pending].map((line) => `  - ${line}`),
    ];
  });
  return [
    `## ${name} (${id})\n`,
    ...(listed.length > 0 ? [...listed, ""] : []),
    ...(open.length > 0 ? [`Open, without a proof: ${open.join(", ")}.`, ""] : []),
  ].join("\n");
}

/** What an entry's proofs name, each once. */
function subjects(proofs: readonly Proof[]): string[] {
  return [...new Set(proofs.map(subject))];
}

function subject(proof: Proof): string {
  switch (proof.kind) {
    case "test":
      return `test \`${proof.given.title ?? proof.given.suite ?? ""}\``;
    case "policy":
      return `rule \`${proof.given.rule}\``;
    case "object":
      return `object ${describeSelector(proof.given)} (${proof.given.stacks.join(", ")})`;
    case "document":
      return `document \`${[proof.given.file, proof.given.heading].filter(Boolean).join(" # ")}\``;
  }
}
