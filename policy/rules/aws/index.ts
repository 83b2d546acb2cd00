import type { AnyRule } from "../../lib/table.ts";

/** Rules over resources of AWS, by subject. */
export const awsRules: readonly AnyRule[] = [];
