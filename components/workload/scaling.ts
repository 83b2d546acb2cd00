import type { types } from "@pulumi/kubernetes";
import { HorizontalPodAutoscaler } from "@pulumi/kubernetes/autoscaling/v2/horizontalPodAutoscaler.js";
import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1/podDisruptionBudget.js";
import type { ScaleTarget, WorkloadParts } from "./parts.ts";

/** An autoscaler and a disruption budget for a controller of pods. */
export function scale(parts: WorkloadParts, target: ScaleTarget): void {
  const metadata = (name: string) => ({
    name: `${name}${target.suffix}`,
    namespace: parts.namespace,
    labels: parts.labels,
  });
  new HorizontalPodAutoscaler(
    `${parts.name}${target.suffix}-autoscaler`,
    { metadata: metadata(parts.spec.autoscale.name), spec: autoscalerSpec(parts, target) },
    { parent: parts.parent },
  );
  new PodDisruptionBudget(
    `${parts.name}${target.suffix}-budget`,
    {
      metadata: metadata(parts.component),
      spec: { maxUnavailable: 1, selector: { matchLabels: target.selector } },
    },
    { parent: parts.parent },
  );
}

function autoscalerSpec(
  { spec }: WorkloadParts,
  { apiVersion, kind, name }: ScaleTarget,
): types.input.autoscaling.v2.HorizontalPodAutoscalerSpec {
  const { autoscale } = spec;
  const metric = (resource: string, averageUtilization: number) => ({
    type: "Resource",
    resource: { name: resource, target: { type: "Utilization", averageUtilization } },
  });
  return {
    scaleTargetRef: { apiVersion, kind, name },
    minReplicas: spec.replicas,
    maxReplicas: autoscale.max,
    metrics: [
      metric("cpu", autoscale.cpuPercent),
      ...(autoscale.memoryPercent === "off" ? [] : [metric("memory", autoscale.memoryPercent)]),
    ],
    behavior: { scaleDown: { stabilizationWindowSeconds: autoscale.scaleDownStabilizationSeconds } },
  };
}
