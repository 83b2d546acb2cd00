import { atLeast, isSet } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";

interface AnalysisTemplate {
  readonly spec?: {
    readonly metrics?: readonly {
      readonly count?: number;
      readonly interval?: string;
      readonly failureLimit?: number;
      readonly inconclusiveLimit?: number;
      readonly successCondition?: string;
      readonly failureCondition?: string;
    }[];
  };
}

export default rule<AnalysisTemplate>({
  name: "crd-analysis",
  severity: "medium",
  level: "M",
  description:
    "A metric of an analysis must say when it fails, how often it is asked, and how many failures and unclear answers it takes.",
  remediationSteps: "Set interval, failureLimit, inconclusiveLimit, and a successCondition or failureCondition.",
  framework: guides("FTE-028"),
  tags: [],
  requirements: ["FTE-028"],
  on: ["kubernetes:argoproj.io/v1alpha1:AnalysisTemplate", "kubernetes:argoproj.io/v1alpha1:ClusterAnalysisTemplate"],
  check: ({ spec }) =>
    collect(spec?.metrics, (metric, index) => {
      const path = `spec.metrics[${index}]`;
      return allOf(
        () => isSet(`${path}.interval`, metric.interval, "how often the metric is asked, such as 60s"),
        () => atLeast(`${path}.failureLimit`, metric.failureLimit, 0),
        () => atLeast(`${path}.inconclusiveLimit`, metric.inconclusiveLimit, 0),
        () => isSet(`${path}.successCondition`, metric.successCondition ?? metric.failureCondition, "a condition"),
      );
    }),
});
