import type { AnyRule } from "../../lib/table.ts";

/** Rules over Azure resources, in the order of the catalogue. */
export const azureRules: readonly AnyRule[] = [];
