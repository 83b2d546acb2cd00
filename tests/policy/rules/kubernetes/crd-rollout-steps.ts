import { resource } from "../../lib/cases.ts";

const rollout = resource("kubernetes:argoproj.io/v1alpha1:Rollout", {
  metadata: { name: "a", namespace: "app" },
  spec: {
    progressDeadlineAbort: true,
    strategy: {
      canary: {
        analysis: { templates: [{ templateName: "a" }] },
        steps: [{ setWeight: 10 }, { pause: {} }, { setWeight: 50 }],
      },
    },
  },
});
const blueGreen = { "/spec/strategy": { blueGreen: { prePromotionAnalysis: { templates: [{ templateName: "a" }] } } } };

export default [
  ...rollout("a canary that is judged", {}),
  ...rollout("a canary that is judged by a step", {
    "/spec/strategy/canary": { steps: [{ setWeight: 10 }, { analysis: { templates: [] } }, { setWeight: 50 }] },
  }),
  ...rollout("blue-green", blueGreen),
  ...rollout("one step", { "/spec/strategy/canary/steps": [{ setWeight: 10 }] }, [
    "spec.strategy.canary.steps: expected 2 setWeight steps or more, found 1",
  ]),
  ...rollout("nobody's judgement", { "/spec/strategy/canary/analysis": undefined }, [
    "spec.strategy.canary.analysis: expected an analysis, found nothing",
  ]),
  ...rollout("blue-green without a judgement", { "/spec/strategy": { blueGreen: { activeService: "a" } } }, [
    "spec.strategy.blueGreen.prePromotionAnalysis: expected an analysis, found nothing",
  ]),
  ...rollout("no strategy", { "/spec/strategy": {} }, ["spec.strategy: expected canary or blueGreen, found neither"]),
  ...rollout("a new version that hangs", { "/spec/progressDeadlineAbort": undefined }, [
    "spec.progressDeadlineAbort: expected true, found nothing",
  ]),
];
