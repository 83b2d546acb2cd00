import { z } from "zod";
import { laterKinds, realiseKinds } from "./catalogue.ts";
import { proofKinds } from "./proofs.ts";

export const statuses = ["proven", "failed", "open", "pending"] as const;
export type Status = (typeof statuses)[number];

const counts = z.strictObject({
  proven: z.int().describe("every named proof holds"),
  failed: z.int().describe("a named proof does not hold, or names something that does not exist"),
  open: z.int().describe("no proof is named, or the named ones leave a part open"),
  pending: z.int().describe("every named proof holds, and what is left comes with requirements of other kinds"),
});
export type Counts = z.infer<typeof counts>;

/** What `--json` prints. Fields are added, never renamed or removed, while `version` stays. */
export const reportSchema = z.strictObject({
  version: z.literal(1),
  ok: z.boolean().describe("whether the command exits with 0"),
  counts,
  systems: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      counts,
      kinds: z.partialRecord(z.enum(realiseKinds), counts),
    }),
  ),
  requirements: z.array(
    z.strictObject({
      id: z.string(),
      system: z.string(),
      section: z.string(),
      realise: z.enum(realiseKinds),
      text: z.string(),
      defect: z.string().optional().describe("what the guide gets wrong, and the form that holds instead"),
      status: z.enum(statuses),
      required: z.boolean().describe("whether --require selects it, so that it must hold"),
      satisfied: z
        .boolean()
        .describe("whether it holds as far as --require asks: proven, or pending with kinds not asked for"),
      missing: z.string().optional().describe("the part that no proof covers yet"),
      pending: z
        .partialRecord(z.enum(laterKinds), z.string())
        .optional()
        .describe("the parts that come with requirements of other kinds, by that kind"),
      proofs: z.array(
        z.strictObject({
          kind: z.enum(proofKinds),
          subject: z.string().describe("the test, rule, object or document"),
          holds: z.boolean(),
          faults: z.array(z.string()).describe("why it does not hold: file, id, field and reason"),
        }),
      ),
    }),
  ),
  problems: z.array(z.string()).describe("what is wrong in the proof files themselves"),
});
export type Report = z.infer<typeof reportSchema>;
export type ReportEntry = Report["requirements"][number];

/** Counts entries by status. */
export function countEntries(entries: readonly ReportEntry[]): Counts {
  const of = (status: Status): number => entries.filter((entry) => entry.status === status).length;
  return { proven: of("proven"), failed: of("failed"), open: of("open"), pending: of("pending") };
}

/** The report over checked entries. */
export function buildReport(
  systems: readonly { id: string; name: string }[],
  requirements: ReportEntry[],
  problems: readonly string[],
): Report {
  const kindsOf = (entries: ReportEntry[]): Report["systems"][number]["kinds"] =>
    Object.fromEntries(
      realiseKinds
        .map((kind) => [kind, entries.filter(({ realise }) => realise === kind)] as const)
        .filter(([, found]) => found.length > 0)
        .map(([kind, found]) => [kind, countEntries(found)]),
    );
  const broken = requirements.some(
    ({ status, required, satisfied }) => status === "failed" || (required && !satisfied),
  );
  return {
    version: 1,
    ok: !broken && problems.length === 0,
    counts: countEntries(requirements),
    systems: systems
      .map((system) => ({ system, entries: requirements.filter((entry) => entry.system === system.id) }))
      .filter(({ entries }) => entries.length > 0)
      .map(({ system: { id, name }, entries }) => ({
        id,
        name,
        counts: countEntries(entries),
        kinds: kindsOf(entries),
      })),
    requirements,
    problems: [...problems],
  };
}
