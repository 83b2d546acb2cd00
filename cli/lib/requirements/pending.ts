import { z } from "zod";
import { type LaterKind, laterKinds, type Requirement } from "./catalogue.ts";
import type { Problem } from "./data.ts";
import type { Proof } from "./proofs.ts";

/** What an entry lacks, and the kind of requirements that it comes with. */
export type Pending = Readonly<Partial<Record<LaterKind, string>>>;

/** A reason that somebody can review at a glance. */
const reason = z
  .string()
  .trim()
  .min(1)
  .max(160)
  .regex(/^[^\n]+$/, "expected one line");

export const pendingSchema = z
  .partialRecord(z.enum(laterKinds), reason)
  .refine((parts) => Object.keys(parts).length > 0, { message: `expected one of ${laterKinds.join(", ")}` });
/** Why an entry cannot be pending: it puts itself off, or nothing of it is shown by more than a text. */
export function pendingProblems(
  pending: Pending,
  realise: Requirement["realise"],
  proofs: readonly Proof[],
): Pick<Problem, "field" | "message">[] {
  const own = Object.keys(pending).filter((kind) => kind === realise);
  const texts = proofs.every(({ kind }) => kind === "document");
  return [
    ...own.map((kind) => ({ field: `missing.${kind}`, message: "the entry is of this kind itself: say it as a text" })),
    ...(texts
      ? [{ field: "proofs", message: "expected a test, policy or object for the part that is not missing" }]
      : []),
  ];
}
