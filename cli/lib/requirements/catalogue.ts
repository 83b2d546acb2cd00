import { readdirSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { InvalidData, readYaml, schemaFaults, type Problem } from "./data.ts";

/** By what a requirement is realised. */
export const realiseKinds = [
  "workload",
  "config",
  "platform",
  "cloud",
  "policy",
  "alert",
  "dashboard",
  "backup",
  "dr",
  "runbook",
  "pipeline",
  "app-code",
] as const;
export type RealiseKind = (typeof realiseKinds)[number];

/**
 * What parts of an entry can come with: kinds whose parts of other kinds' requirements are built with their own, and the
 * cloud that is built after the first. No requirement is of the kind "azure": it tells what one of kind "cloud" lacks there.
 */
export const laterKinds = ["cloud", "azure", "alert", "dashboard", "dr", "pipeline"] as const satisfies (
  RealiseKind | "azure"
)[];
export type LaterKind = (typeof laterKinds)[number];

const text = z.string().trim().min(1);
const entrySchema = z.strictObject({
  id: z.string().regex(/^[A-Z]{3}-\d{3}$/, "expected an id such as CAP-001"),
  section: text,
  realise: z.enum(realiseKinds),
  text,
  defect: text.optional(),
});
const systemSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, "expected a system's name such as cap"),
  name: text,
  guide: text,
  summary: text,
  requirements: z.array(entrySchema).min(1),
});
const topicsSchema = z.strictObject({
  topics: z.array(z.strictObject({ topic: text, ids: z.array(z.string()).min(1) })).min(1),
});

/** One requirement of a guide. */
export interface Requirement extends z.infer<typeof entrySchema> {
  /** The system whose guide asks for it. */
  readonly system: string;
}
/** A system of the catalogue. */
export type System = Omit<z.infer<typeof systemSchema>, "requirements">;
/** Requirements of several systems that one part answers. */
export type Topic = z.infer<typeof topicsSchema>["topics"][number];

export interface Catalogue {
  readonly systems: readonly System[];
  readonly requirements: readonly Requirement[];
  readonly topics: readonly Topic[];
}

const folder = "requirements/catalogue";
const topicsFile = "cross-cutting.yaml";

function parse<T>(schema: z.ZodType<T>, root: string, file: string, problems: Problem[]): T | undefined {
  const result = schema.safeParse(readYaml(root, file), { reportInput: true });
  if (result.success) return result.data;
  problems.push(...schemaFaults(result.error).map((fault) => ({ file, ...fault })));
  return undefined;
}

/**
 * Reads the whole catalogue of a project.
 *
 * @throws InvalidData with every problem found: unknown keys and kinds, an id given twice, a topic that names no entry.
 */
export function loadCatalogue(root: string): Catalogue {
  const problems: Problem[] = [];
  const systems: System[] = [];
  const requirements: Requirement[] = [];
  const known = new Map<string, string>();
  const files = listFiles(root).filter((file) => file !== topicsFile);
  for (const name of files) {
    const file = `${folder}/${name}`;
    const parsed = parse(systemSchema, root, file, problems);
    if (!parsed) continue;
    const { requirements: entries, ...system } = parsed;
    if (`${system.id}.yaml` !== name) {
      problems.push({ file, field: "id", message: `expected the file's own name, got ${JSON.stringify(system.id)}` });
    }
    systems.push(system);
    for (const entry of entries) {
      const earlier = known.get(entry.id);
      if (earlier) problems.push({ file, id: entry.id, message: `id given twice, first in ${earlier}` });
      known.set(entry.id, file);
      requirements.push({ ...entry, system: system.id });
    }
  }
  // Topics are held to the entries only once these are sound: otherwise one mistake is told twice.
  if (problems.length > 0) throw new InvalidData(problems);
  const topics = loadTopics(root, known, problems);
  if (problems.length > 0) throw new InvalidData(problems);
  return { systems, requirements, topics };
}

function listFiles(root: string): string[] {
  try {
    return readdirSync(path.join(root, folder))
      .filter((file) => file.endsWith(".yaml"))
      .sort();
  } catch {
    throw new InvalidData([{ file: folder, message: "no such folder; the catalogue of requirements is missing" }]);
  }
}

function loadTopics(root: string, known: ReadonlyMap<string, string>, problems: Problem[]): Topic[] {
  const file = `${folder}/${topicsFile}`;
  const topics = parse(topicsSchema, root, file, problems)?.topics ?? [];
  for (const { topic, ids } of topics) {
    for (const id of ids) {
      if (!known.has(id)) problems.push({ file, id, field: topic, message: "no such requirement in the catalogue" });
    }
  }
  return topics;
}
