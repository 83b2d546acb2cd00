import { resource } from "../../lib/cases.ts";

const types = [
  "kubernetes:argoproj.io/v1alpha1:AnalysisTemplate",
  "kubernetes:argoproj.io/v1alpha1:ClusterAnalysisTemplate",
];

export default types.flatMap((type) => {
  const metric = { name: "failures", interval: "60s", failureLimit: 2, inconclusiveLimit: 3, successCondition: "true" };
  const template = resource(type, { metadata: { name: "a" }, spec: { metrics: [metric] } });
  const path = "spec.metrics[0]";
  return [
    ...template("a metric that decides", {}),
    ...template("a metric that fails at once", { "/spec/metrics/0/failureLimit": 0 }),
    ...template("a condition for failure", {
      "/spec/metrics/0/successCondition": undefined,
      "/spec/metrics/0/failureCondition": "true",
    }),
    ...template("asked once", { "/spec/metrics/0/interval": undefined }, [
      `${path}.interval: expected how often the metric is asked, such as 60s, found nothing`,
    ]),
    ...template("failures that nobody counts", { "/spec/metrics/0/failureLimit": undefined }, [
      `${path}.failureLimit: expected 0 or more, found nothing; write 0`,
    ]),
    ...template("unclear answers that nobody counts", { "/spec/metrics/0/inconclusiveLimit": undefined }, [
      `${path}.inconclusiveLimit: expected 0 or more, found nothing; write 0`,
    ]),
    ...template("no condition", { "/spec/metrics/0/successCondition": undefined }, [
      `${path}.successCondition: expected a condition, found nothing`,
    ]),
  ];
});
