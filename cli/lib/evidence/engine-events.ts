import { z } from "zod";

/** What the engine said about policies in one run. */
export interface EngineFindings {
  readonly pack: { readonly name: string; readonly version: string } | undefined;
  readonly violations: readonly EngineViolation[];
  /** Notes that a policy could not be run, since a value is not known in a preview. */
  readonly undecided: readonly { readonly policy: string; readonly urn: string; readonly message: string }[];
  readonly remediations: readonly Remediation[];
  /**
   * Policies without a violation, by the URN of the resource; `undefined` for those over the stack. Not told when the
   * engine analyses a state.
   */
  readonly passed?: ReadonlyMap<string | undefined, readonly string[]>;
  /** Whether the policies over the stack were run: the engine leaves them out when a resource could not be registered. */
  readonly stackAnalysed: boolean;
  /** What the engine called errors, policies aside. */
  readonly errors: readonly string[];
}

export interface EngineViolation {
  readonly policy: string;
  readonly urn: string;
  readonly message: string;
  readonly enforcement: "mandatory" | "advisory";
}

/** That a policy wrote into a resource. */
export interface Remediation {
  readonly policy: string;
  readonly urn: string;
}

const packFields = { policyPackName: z.string(), policyPackVersion: z.string() };
const about = { ...packFields, policyName: z.string(), resourceUrn: z.string().default("") };

const eventSchema = z.looseObject({
  policyEvent: z
    .looseObject({ ...about, message: z.string(), enforcementLevel: z.enum(["mandatory", "advisory"]) })
    .optional(),
  policyRemediationEvent: z.looseObject(about).optional(),
  policyAnalyzeSummaryEvent: z
    .looseObject({ ...packFields, resourceUrn: z.string(), passed: z.array(z.string()).default([]) })
    .optional(),
  policyAnalyzeStackSummaryEvent: z.looseObject({ ...packFields, passed: z.array(z.string()).default([]) }).optional(),
  diagnosticEvent: z.looseObject({ severity: z.string(), message: z.string() }).optional(),
});

/** Starts every note of the SDK that a policy, or what it would write, cannot be told in a preview. */
const undecidedNote = /^can't run (policy|remediation) '/;

/**
 * Reads the engine's events, one JSON object a line.
 *
 * @param packName the events of other packs are left out
 * @throws Error for a line that is no event
 */
export function readEvents(lines: Iterable<string>, packName: string): EngineFindings {
  const violations: EngineViolation[] = [];
  const undecided: { policy: string; urn: string; message: string }[] = [];
  const remediations: Remediation[] = [];
  const passed = new Map<string | undefined, string[]>();
  const errors: string[] = [];
  let pack: EngineFindings["pack"];
  let stackAnalysed = false;
  for (const line of lines) {
    if (line.trim() === "") continue;
    const event = eventSchema.parse(JSON.parse(line));
    const { policyEvent, policyRemediationEvent, policyAnalyzeSummaryEvent, policyAnalyzeStackSummaryEvent } = event;
    const own = policyEvent ?? policyRemediationEvent ?? policyAnalyzeSummaryEvent ?? policyAnalyzeStackSummaryEvent;
    if (own !== undefined) {
      if (own.policyPackName !== packName) continue;
      pack = { name: own.policyPackName, version: own.policyPackVersion };
    }
    if (policyEvent) {
      const { policyName: policy, resourceUrn: urn, enforcementLevel: enforcement } = policyEvent;
      const message = policyEvent.message.trimEnd();
      if (undecidedNote.test(message)) undecided.push({ policy, urn, message });
      else violations.push({ policy, urn, message, enforcement });
    }
    if (policyRemediationEvent) {
      const { policyName: policy, resourceUrn: urn } = policyRemediationEvent;
      remediations.push({ policy, urn });
    }
    if (policyAnalyzeSummaryEvent) passed.set(policyAnalyzeSummaryEvent.resourceUrn, policyAnalyzeSummaryEvent.passed);
    if (policyAnalyzeStackSummaryEvent) {
      passed.set(undefined, policyAnalyzeStackSummaryEvent.passed);
      stackAnalysed = true;
    }
    if (event.diagnosticEvent?.severity === "error") errors.push(event.diagnosticEvent.message.trim());
  }
  return { pack, violations, undecided, remediations, passed, stackAnalysed, errors };
}
