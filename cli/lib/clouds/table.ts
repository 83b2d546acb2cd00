import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { type Cloud, clouds } from "../../../components/core/cloud.ts";

const patterns = z.array(z.string().min(1)).min(1);

const entry = z.strictObject({
  /** What differs, for the table. */
  what: z.string().min(5),
  /** The cloud that differs from both others, or `all` where each has its own. */
  apart: z.enum([...clouds, "all"]),
  /** `NAMESPACE/KIND/NAME` of the objects, in which `*` stands for any characters. */
  objects: patterns,
  /** Where in them, as JSON pointers in which `*` stands for any characters. @default - the objects themselves: not every cloud has them */
  paths: patterns.optional(),
  /** Why it cannot be the same. */
  why: z.string().min(20),
});

/** A reason for which objects of the systems are not the same on every cloud. */
export type CloudDifference = z.output<typeof entry>;

/** The table of what may differ. */
export function readCloudDifferences(): CloudDifference[] {
  return z.array(entry).parse(parse(readFileSync(join(import.meta.dirname, "differences.yaml"), "utf8")));
}

/** Whether an entry lets two clouds differ. */
export const isBetween = ({ apart }: CloudDifference, pair: readonly Cloud[]): boolean =>
  apart === "all" || pair.includes(apart);
