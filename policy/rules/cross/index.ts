import type { AnyRule } from "../../lib/table.ts";

/** Rules over every cloud's resources, and over the stack as a whole. */
export const crossRules: readonly AnyRule[] = [];
