import type { types } from "@pulumi/kubernetes";
import { atLeast, type Given } from "../../lib/demands.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";

export default rule({
  name: "k8s-hpa-behavior",
  severity: "low",
  level: "A",
  description: "An autoscaler must wait before it takes pods away, so that load which comes in waves keeps its pods.",
  remediationSteps: "Set spec.behavior.scaleDown.stabilizationWindowSeconds.",
  framework: kubernetesDocs("Stabilization window", "tasks/run-application/horizontal-pod-autoscale/"),
  tags: [],
  requirements: ["ECO-052", "ONB-054", "REC-064"],
  on: ["kubernetes:autoscaling/v2:HorizontalPodAutoscaler"],
  thresholds: {
    seconds: threshold<number>({
      description: "Least stabilisation window when scaling down, in seconds.",
      type: "integer",
      values: { dev: 60, staging: 60, prod: 300, "prod-azure": 300 },
    }),
  },
  check: ({ spec }: Given<types.input.autoscaling.v2.HorizontalPodAutoscaler>, { config }) => {
    const path = "spec.behavior.scaleDown.stabilizationWindowSeconds";
    return atLeast(path, spec?.behavior?.scaleDown?.stabilizationWindowSeconds, config.seconds);
  },
});
