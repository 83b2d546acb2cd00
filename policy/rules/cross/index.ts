import type { AnyRule } from "../../lib/table.ts";
import exemptionValid from "./x-exemption-valid.ts";

/** Rules over every cloud's resources, and over the stack as a whole. */
export const crossRules: readonly AnyRule[] = [
  // last: it says which exemptions the others have used
  exemptionValid,
];
