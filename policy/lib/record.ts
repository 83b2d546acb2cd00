import { appendFileSync } from "node:fs";
import type { Verdict } from "./evaluate.ts";
import type { Exempted } from "./judge.ts";
import type { Remedy } from "./remedy.ts";
import type { StackViolation } from "./stack-rule.ts";

/**
 * Environment variable with the file into which the pack writes each verdict, one JSON object a line. The engine's own
 * events say neither why a policy does not apply nor which of the resources a stack policy looked at.
 */
export const recordVariable = "PLUMBLINE_POLICY_RECORD";

/** What one policy said about one resource; a line of the record. */
export interface Recorded {
  readonly policy: string;
  readonly urn: string;
  /** Absent where there are none. */
  readonly violations?: readonly StackViolation[];
  /** The SDK's words about the value that is not known yet. */
  readonly undecided?: string;
  /** Why the policy has nothing to say about the resource. */
  readonly notApplicable?: string;
  /** Violations that an exemption excuses; they are not among the violations. */
  readonly exempt?: readonly Exempted[];
  /** What the policy wrote into the resource, before it looked at it; a line of its own. */
  readonly remedied?: readonly Remedy[];
}

type Noted = Verdict<StackViolation> & Pick<Recorded, "exempt" | "remedied">;

const file = process.env[recordVariable];

/** Writes a verdict into the record, if one is asked for: at once, since the engine ends the pack without a warning. */
export function record(policy: string, urn: string, verdict: Noted): void {
  if (!file) return;
  const { violations, undecided, notApplicable, exempt = [], remedied = [] } = verdict;
  const line: Recorded = {
    policy,
    urn,
    ...(violations.length > 0 && { violations }),
    ...(undecided instanceof Error && { undecided: undecided.message }),
    ...(notApplicable !== undefined && { notApplicable }),
    ...(exempt.length > 0 && { exempt }),
    ...(remedied.length > 0 && { remedied }),
  };
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}
