import { isAbout } from "../../lib/exemptions.ts";
import { threshold } from "../../lib/rule.ts";
import type { Settings } from "../../lib/settings.ts";
import { stackRule, type StackViolation, wholeStack } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import type { AnyRule } from "../../lib/table.ts";

const valid = stackRule({
  name: "x-exemption-valid",
  severity: "high",
  level: "M!",
  description: "An exemption must be in force, in use, with a reason and an owner, and of a rule that may be exempt.",
  remediationSteps: "Remove the entry from policy/exemptions.yaml, or write what it lacks there.",
  framework: guides("exemptions"),
  tags: ["own:exemptions"],
  requirements: [],
  on: [wholeStack],
  thresholds: {
    absolute: threshold<boolean>({
      description: "Whether rules of level M! have no exemptions.",
      type: "boolean",
      values: { dev: false, staging: false, prod: true, "prod-azure": true },
    }),
  },
  check: (subject, stack, { exemptions }) =>
    exemptions(subject.urn).flatMap((state): StackViolation[] => {
      const { exemption, entry, refused, usedBy, lookedAt } = state;
      const path = `policy/exemptions.yaml: ${entry} (${exemption.policy} for ${exemption.resource})`;
      if (refused.length > 0) return [{ path, expected: "an exemption in force", found: refused.join("; ") }];
      if (usedBy.size > 0) return [];
      const gone = !stack.resources.some(({ urn }) => isAbout(exemption, urn));
      if (!gone && !lookedAt) return []; // a targeted update leaves the resource out
      const found = gone ? "a resource that the stack does not have" : "a resource without such a violation";
      return [{ path, expected: "an exemption that excuses something", found }];
    }),
});

export default valid;

/** Whether violations of a rule may be exempt, by the settings of the stack. */
export function mayExempt(rule: AnyRule | undefined, settings: Settings): boolean {
  return rule?.level !== "M!" || settings(valid).config["absolute"] !== true;
}
