import type { EnforcementLevel, Severity } from "@pulumi/policy";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { AnalyzeDiagnostic, PolicyNotApplicable } from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { PackName } from "./dispatch.ts";
import type { Judgement } from "./judge.ts";
import type { AnyRule } from "./table.ts";
import { message } from "./violation.ts";

const enforcement = {
  advisory: analyzer.EnforcementLevel.ADVISORY,
  mandatory: analyzer.EnforcementLevel.MANDATORY,
  // a violation that a remediation has left
  remediate: analyzer.EnforcementLevel.MANDATORY,
  disabled: analyzer.EnforcementLevel.DISABLED,
} satisfies Record<EnforcementLevel, number>;

const severities = {
  low: analyzer.PolicySeverity.POLICY_SEVERITY_LOW,
  medium: analyzer.PolicySeverity.POLICY_SEVERITY_MEDIUM,
  high: analyzer.PolicySeverity.POLICY_SEVERITY_HIGH,
  critical: analyzer.PolicySeverity.POLICY_SEVERITY_CRITICAL,
} satisfies Record<Severity, number>;

/** What a rule's judgements are to the engine, in the words of the SDK: violations, and one note of what is unknown. */
export function diagnosticsOf(
  pack: PackName,
  rule: AnyRule,
  judgements: readonly Judgement[],
  level: EnforcementLevel,
): AnalyzeDiagnostic[] {
  const found = judgements.flatMap(({ urn, violations }) =>
    violations.map((violation) =>
      diagnostic(pack, rule, level, `${rule.description}\n${message(violation)}`, violation.urn ?? urn),
    ),
  );
  const undecided = judgements.find((one) => one.undecided !== undefined)?.undecided;
  if (!(undecided instanceof Error)) return found;
  const from = `policy '${rule.name}' from policy pack '${pack.name}@v${pack.version}'`;
  return [...found, diagnostic(pack, rule, "advisory", `can't run ${from} during preview: ${undecided.message}`)];
}

function diagnostic(
  pack: PackName,
  rule: AnyRule,
  level: EnforcementLevel,
  text: string,
  urn?: string,
): AnalyzeDiagnostic {
  const made = new analyzer.AnalyzeDiagnostic();
  made.setPolicyname(rule.name);
  made.setPolicypackname(pack.name);
  made.setPolicypackversion(pack.version);
  made.setDescription(rule.description);
  made.setMessage(text);
  made.setEnforcementlevel(enforcement[level]);
  made.setSeverity(severities[rule.severity]);
  if (urn !== undefined) made.setUrn(urn);
  return made;
}

/** Says that a rule has nothing to say, so that the engine does not count it as passed. */
export function notApplicable(policy: string, reason: string): PolicyNotApplicable {
  const made = new analyzer.PolicyNotApplicable();
  made.setPolicyName(policy);
  made.setReason(reason);
  return made;
}
