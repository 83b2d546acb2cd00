import { is } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";
import type { Violation } from "../../lib/violation.ts";

interface Canary {
  readonly analysis?: object;
  readonly steps?: readonly { readonly setWeight?: number; readonly analysis?: object }[];
}

interface Rollout {
  readonly spec?: {
    readonly progressDeadlineAbort?: boolean;
    readonly strategy?: {
      readonly canary?: Canary;
      readonly blueGreen?: { readonly prePromotionAnalysis?: object };
    };
  };
}

export default rule<Rollout>({
  name: "crd-rollout-steps",
  severity: "medium",
  level: "Mp",
  description:
    "A Rollout must move traffic in two steps or more and judge the new version before it gets all of it, and must give up one that does not get ready.",
  remediationSteps:
    "Give the canary setWeight steps and an analysis, or blueGreen a prePromotionAnalysis; set progressDeadlineAbort to true.",
  framework: guides("FTE-028"),
  tags: [],
  requirements: ["FTE-028", "REC-068"],
  on: ["kubernetes:argoproj.io/v1alpha1:Rollout"],
  check: ({ spec }) =>
    allOf(
      () => strategyProblem(spec?.strategy),
      () => is("spec.progressDeadlineAbort", spec?.progressDeadlineAbort, true),
    ),
});

function strategyProblem(strategy: NonNullable<Rollout["spec"]>["strategy"]): Violation[] {
  const path = "spec.strategy";
  if (strategy?.blueGreen) {
    if (strategy.blueGreen.prePromotionAnalysis) return [];
    return [{ path: `${path}.blueGreen.prePromotionAnalysis`, expected: "an analysis", found: "nothing" }];
  }
  if (!strategy?.canary) return [{ path, expected: "canary or blueGreen", found: "neither" }];
  const { analysis, steps } = strategy.canary;
  const weights = steps?.filter(({ setWeight }) => setWeight !== undefined).length ?? 0;
  return allOf(
    () =>
      weights >= 2
        ? []
        : [{ path: `${path}.canary.steps`, expected: "2 setWeight steps or more", found: `${weights}` }],
    () =>
      analysis || steps?.some((step) => step.analysis)
        ? []
        : [{ path: `${path}.canary.analysis`, expected: "an analysis", found: "nothing" }],
  );
}
