import { readFileSync } from "node:fs";
import { z } from "zod";
import { BackupError, messageOf } from "./errors.ts";

const name = z.string().regex(/^[a-z0-9]([a-z0-9_.-]*[a-z0-9])?$/, "a-z, 0-9, and . _ - in between");

/** What a run is about: a file beside the program, in a pod as on a laptop. */
export const jobSchema = z.strictObject({
  system: name,
  kind: name,
  /** Which of the system's stores of that kind, such as `db-g1`. */
  instance: name,
  /** One of the stores that the program knows, with its settings. */
  store: z.looseObject({ type: z.string() }),
  keyFile: z.string(),
  objectives: z.strictObject({ rtoSeconds: z.number().positive(), rpoSeconds: z.number().positive() }).optional(),
  /** A run ends when nothing has moved for so long. Unit: seconds. */
  stallSeconds: z.number().positive().default(300),
  compression: z.enum(["zstd", "none"]).default("zstd"),
  /** Where and how, in the kind's own terms. */
  settings: z.record(z.string(), z.unknown()).default({}),
});
export type Job = z.infer<typeof jobSchema>;

/** @throws BackupError with the path of each field that is not right. */
export function readJob(file: string): Job {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new BackupError(`the job ${file} cannot be read: ${messageOf(error)}`);
  }
  return parse(jobSchema, content, `the job ${file}`);
}

/** @throws BackupError with the path of each field that is not right. */
export function parse<T>(form: z.ZodType<T>, value: unknown, what: string): T {
  const result = form.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join(".") || "all of it"}: ${message}`);
  throw new BackupError(`${what} is not right: ${problems.join("; ")}`);
}
