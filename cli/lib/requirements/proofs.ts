import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Catalogue, Requirement } from "./catalogue.ts";
import { fieldPath, InvalidData, readYaml, schemaFaults, type Problem } from "./data.ts";
import { type Pending, pendingProblems, pendingSchema } from "./pending.ts";

const text = z.string().trim().min(1);
const testSchema = z
  .strictObject({
    /** Test file, relative to the root. */
    file: z.string().regex(/^tests\/.+\.test\.ts$/, "expected a file such as tests/graph/cap.test.ts"),
    /** Full title of one test: the suites' titles and the test's, joined by a blank. */
    title: text.optional(),
    /** Full title of a suite, each of whose tests counts. */
    suite: text.optional(),
  })
  .refine(({ title, suite }) => (title === undefined) !== (suite === undefined), {
    message: "expected either title (one test) or suite (all of its tests)",
  });

const json = z.json();

function isPattern(given: string): boolean {
  try {
    return new RegExp(given).source !== "";
  } catch {
    return false;
  }
}

const assertionSchema = z
  .strictObject({
    /** JSONPath into the resource's inputs. */
    path: z.string().startsWith("$", "expected a JSONPath that starts with $"),
    /** Exactly one match, equal to this. */
    equals: json.optional(),
    /** Exactly one match: a list with this member, or a text with this part. */
    contains: json.optional(),
    /** At least one match, and each a text that this pattern matches. */
    matches: z.string().refine(isPattern, "expected a regular expression").optional(),
    /** At least one match that is a text that this pattern matches. */
    some: z.string().refine(isPattern, "expected a regular expression").optional(),
    /** At least one match, and none of them has this key. */
    absent: text.optional(),
    /** So many matches. */
    count: z.int().min(1).optional(),
    /** Exactly the matches, in this order. */
    values: z.array(json).min(1).optional(),
    /** Exactly one match: a number not below this. */
    atLeast: z.number().optional(),
    /** Exactly one match: a number not above this. */
    atMost: z.number().optional(),
  })
  .refine((assertion) => Object.keys(assertion).length === 2, {
    message:
      "expected a path and exactly one of equals, contains, matches, some, absent, count, values, atLeast, atMost",
  });
/** One claim about a resource. */
export type Assertion = z.infer<typeof assertionSchema>;

const objectSchema = z
  .strictObject({
    /** Stacks whose program is rendered; the claims hold in each. */
    stacks: z.array(text).min(1),
    /** Pulumi type token. */
    type: text.optional(),
    /** Kubernetes kind. */
    kind: text.optional(),
    namespace: text.optional(),
    /** Name of the Kubernetes object, or of the Pulumi resource where it is none. */
    name: text.optional(),
    /** How many resources of a stack are selected, in each cluster that has such an object. @default - at least one */
    selects: z.int().min(1).optional(),
    /** Claims that hold for each selected resource. */
    assert: z.array(assertionSchema).min(1),
  })
  .refine((object) => (object.type === undefined) !== (object.kind === undefined), {
    message: "expected either type (a Pulumi type token) or kind (a Kubernetes kind)",
  });

const policySchema = z.strictObject({
  /** Name of a rule of the policy pack. */
  rule: text,
  /** Stacks in which the rule is mandatory. @default - every stack */
  stacks: z.array(text).min(1).optional(),
  /** The tests that show that the rule refuses violations. @default - the rule's suite of tests/policy, in rules.test.ts or stack-rules.test.ts */
  test: testSchema.optional(),
});
const documentSchema = z.strictObject({
  /** File, relative to the root. */
  file: text,
  /** Heading whose section is not empty. */
  heading: text.optional(),
});

/** What may prove a requirement; each kind is checked by a module of its own. */
const proofSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("test"), given: testSchema }),
  z.strictObject({ kind: z.literal("policy"), given: policySchema }),
  z.strictObject({ kind: z.literal("object"), given: objectSchema }),
  z.strictObject({ kind: z.literal("document"), given: documentSchema }),
]);

export type TestProof = z.infer<typeof testSchema>;
export type PolicyProof = z.infer<typeof policySchema>;
export type ObjectProof = z.infer<typeof objectSchema>;
export type DocumentProof = z.infer<typeof documentSchema>;
/** A proof with its kind. */
export type Proof = z.infer<typeof proofSchema>;
export const proofKinds = ["test", "policy", "object", "document"] as const satisfies Proof["kind"][];

/** What is named for one requirement. */
export interface EntryProofs {
  /** The file that names it. */
  readonly file: string;
  readonly proofs: readonly Proof[];
  /** What is not proven yet: with it, the entry stays open even when its proofs hold. */
  readonly missing?: string;
  /** What of it comes with requirements of other kinds: with it, the entry is pending when its proofs hold. */
  readonly pending?: Pending;
}

const entrySchema = z.strictObject({
  proofs: z.array(z.unknown()).min(1),
  missing: z.union([text, pendingSchema]).optional(),
});
const folder = "requirements/proofs";

/**
 * Reads every proof file of a project.
 *
 * Problems are collected rather than thrown: each makes the command fail, and the other entries are checked all the same.
 */
export function loadProofs(
  root: string,
  catalogue: Catalogue,
): { proofs: Map<string, EntryProofs>; problems: Problem[] } {
  const proofs = new Map<string, EntryProofs>();
  const problems: Problem[] = [];
  const systems = new Set(catalogue.systems.map(({ id }) => id));
  const known = new Map(catalogue.requirements.map((requirement) => [requirement.id, requirement]));
  const absolute = path.join(root, folder);
  const names = existsSync(absolute)
    ? readdirSync(absolute)
        .filter((name) => name.endsWith(".yaml"))
        .sort()
    : [];
  for (const name of names) {
    const file = `${folder}/${name}`;
    const system = name.replace(/\.yaml$/, "");
    if (!systems.has(system)) {
      problems.push({
        file,
        message: `no system ${JSON.stringify(system)} in the catalogue; it has ${[...systems].join(", ")}`,
      });
      continue;
    }
    for (const [id, given] of Object.entries(readEntries(root, file, problems))) {
      const requirement = known.get(id);
      if (requirement?.system !== system) {
        problems.push({ file, id, message: `no such requirement of ${system} in the catalogue` });
        continue;
      }
      const entry = parseEntry(given, requirement, { file, id }, problems);
      if (entry) proofs.set(id, entry);
    }
  }
  return { proofs, problems };
}

function readEntries(root: string, file: string, problems: Problem[]): Record<string, unknown> {
  try {
    const parsed = z.record(z.string(), z.unknown()).safeParse(readYaml(root, file) ?? {});
    if (parsed.success) return parsed.data;
    problems.push({ file, message: "expected a map from requirement ids to their proofs" });
  } catch (error) {
    if (!(error instanceof InvalidData)) throw error;
    problems.push(...error.problems);
  }
  return {};
}

function parseEntry(
  given: unknown,
  { realise }: Requirement,
  at: { file: string; id: string },
  problems: Problem[],
): EntryProofs | undefined {
  const entry = entrySchema.safeParse(Array.isArray(given) ? { proofs: given } : given, { reportInput: true });
  if (!entry.success) {
    problems.push(...schemaFaults(entry.error).map((fault) => ({ ...at, ...fault })));
    return undefined;
  }
  const before = problems.length;
  const proofs = entry.data.proofs.flatMap((proof, index) => parseProof(proof, ["proofs", index], at, problems));
  const { missing } = entry.data;
  if (typeof missing === "object")
    problems.push(...pendingProblems(missing, realise, proofs).map((fault) => ({ ...at, ...fault })));
  if (problems.length > before) return undefined;
  return { file: at.file, proofs, ...(typeof missing === "object" ? { pending: missing } : { missing }) };
}

function parseProof(
  given: unknown,
  keys: readonly PropertyKey[],
  at: { file: string; id: string },
  problems: Problem[],
): Proof[] {
  const map = z.record(z.string(), z.unknown()).safeParse(given);
  const [kind, ...others] = map.success ? Object.keys(map.data) : [];
  if (!map.success || kind === undefined || others.length > 0) {
    const message = `expected one of ${proofKinds.join(", ")}, got ${JSON.stringify(given)}`;
    problems.push({ ...at, field: fieldPath(keys), message });
    return [];
  }
  const result = proofSchema.safeParse({ kind, given: map.data[kind] }, { reportInput: true });
  if (result.success) return [result.data];
  for (const { field, message } of schemaFaults(result.error)) {
    if (field === "kind") {
      problems.push({
        ...at,
        field: fieldPath(keys),
        message: `expected one of ${proofKinds.join(", ")}, got ${kind}`,
      });
    } else {
      problems.push({ ...at, field: fieldPath(keys) + field.replace(/^given/, `.${kind}`), message });
    }
  }
  return [];
}
