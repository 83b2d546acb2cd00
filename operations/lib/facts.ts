import { z } from "zod";

/** What a part of a store's content is known by, such as a table, a collection or a topic. */
export const factSchema = z.strictObject({
  count: z.int().min(0).describe("rows, keys, documents or offsets"),
  checksum: z.string().describe("of the content; empty where only the count is compared"),
});

/** What a dump holds, measured at the source; the same is measured after a restore. */
export const factsSchema = z.record(z.string(), factSchema);
export type Facts = z.infer<typeof factsSchema>;

/** Every difference between what was saved and what is there, in a line each; none, if they are equal. */
export function differences(saved: Facts, found: Facts): string[] {
  const names = [...new Set([...Object.keys(saved), ...Object.keys(found)])].sort();
  return names.flatMap((name) => {
    const [before, after] = [saved[name], found[name]];
    if (!after) return [`${name} is missing`];
    if (!before) return [`${name} was not in the backup`];
    if (before.count !== after.count) return [`${name} has ${after.count} instead of ${before.count}`];
    return before.checksum === after.checksum ? [] : [`${name} has another content`];
  });
}

/** The sum of all counts. */
export const total = (facts: Facts): number => Object.values(facts).reduce((sum, { count }) => sum + count, 0);
