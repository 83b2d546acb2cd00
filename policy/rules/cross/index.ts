import type { AnyRule } from "../../lib/table.ts";
import clusterSize from "./x-cluster-size.ts";
import costCeiling from "./x-cost-ceiling.ts";
import drPairComplete from "./x-dr-pair-complete.ts";
import envMatchesStack from "./x-env-matches-stack.ts";
import exemptionValid from "./x-exemption-valid.ts";
import objectivesMet from "./x-objectives-met.ts";
import noSecretInOutput from "./x-no-secret-in-output.ts";
import protectData from "./x-protect-data.ts";
import regionAllowed from "./x-region-allowed.ts";
import requiredTags from "./x-required-tags.ts";

/** Rules over every cloud's resources, and over the stack as a whole. */
export const crossRules: readonly AnyRule[] = [
  requiredTags,
  regionAllowed,
  protectData,
  envMatchesStack,
  noSecretInOutput,
  drPairComplete,
  objectivesMet,
  costCeiling,
  clusterSize,
  // last: it says which exemptions the others have used
  exemptionValid,
];
