import type { types } from "@pulumi/kubernetes";
import type { Given } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { expected, show } from "../../lib/violation.ts";

export default rule({
  name: "k8s-rolling-update",
  severity: "low",
  level: "A",
  description: "A Deployment must replace its pods step by step, and take fewer than half of them away at once.",
  remediationSteps: "Set spec.strategy.type to RollingUpdate, with maxUnavailable 0 and maxSurge 1.",
  framework: guides("CAP-032"),
  tags: ["kube-linter:no-rolling-update-strategy"],
  requirements: ["CAP-032", "REC-068"],
  on: ["kubernetes:apps/v1:Deployment"],
  check: ({ spec }: Given<types.input.apps.v1.Deployment>) => {
    const type = spec?.strategy?.type;
    if (type !== undefined && type !== null && type !== "RollingUpdate") {
      return [expected("spec.strategy.type", "RollingUpdate", type)];
    }
    const unavailable = spec?.strategy?.rollingUpdate?.maxUnavailable;
    if (unavailable === undefined || unavailable === null || isSmall(unavailable)) return [];
    const path = "spec.strategy.rollingUpdate.maxUnavailable";
    return [{ path, expected: "0, or less than 50%", found: show(unavailable), fix: 0 }];
  },
});

/** Only a percentage says how much of the workload it is, whatever the number of replicas. */
function isSmall(unavailable: number | string): boolean {
  const text = String(unavailable);
  return text.endsWith("%") ? Number.parseFloat(text) < 50 : Number(text) === 0;
}
