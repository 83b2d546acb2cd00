import { beside, nameOf } from "../../lib/kubernetes/places.ts";
import { type Autoscaler, autoscaler, autoscalersOf, type Workload } from "../../lib/kubernetes/scaling.ts";
import { servingTypes } from "../../lib/kubernetes/pods.ts";
import { threshold } from "../../lib/rule.ts";
import { stackRule } from "../../lib/stack-rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";
import { allOf } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

/**
 * A workload that states its replicas is none of this rule's business, though other tools say so: under Pulumi the number is where a new one
 * starts, with as many pods as the one that it replaces, and `ignoreChanges` keeps it from the autoscaler afterwards.
 */
export default stackRule({
  name: "k8s-hpa-sane",
  severity: "medium",
  level: "M",
  description: "An autoscaler must have a workload of its own to scale, and room to do it.",
  remediationSteps: "Correct spec.scaleTargetRef; set spec.minReplicas, and spec.maxReplicas above it.",
  framework: kubernetesDocs("HorizontalPodAutoscaler", "tasks/run-application/horizontal-pod-autoscale/"),
  tags: [
    "kube-linter:dangling-horizontalpodautoscaler",
    "kube-linter:hpa-minimum-three-replicas",
    "kube-score:horizontalpodautoscaler-has-target",
    "kube-score:horizontalpodautoscaler-replicas",
  ],
  requirements: ["ECO-052", "ONB-054", "REC-064", "REC-065"],
  on: [autoscaler],
  thresholds: {
    least: threshold<number>({
      description: "Least value of minReplicas.",
      type: "integer",
      values: { dev: 1, staging: 1, prod: 2, "prod-azure": 2 },
    }),
  },
  check: (subject: Resource<Autoscaler>, stack, { config }) => {
    const { spec } = subject.props;
    const { kind, name } = spec?.scaleTargetRef ?? {};
    const target = beside<Workload>(stack, subject, ...servingTypes).find(
      (workload) => workload.type.endsWith(`:${kind ?? ""}`) && nameOf(workload) === name,
    );
    const least = spec?.minReplicas ?? 1;
    const most = spec?.maxReplicas ?? 0;
    const path = "spec.scaleTargetRef";
    return allOf(
      () =>
        target ? [] : [{ path, expected: "a workload of the namespace", found: show(`${kind ?? ""} ${name ?? ""}`) }],
      () =>
        target && autoscalersOf(stack, target).length > 1
          ? [{ path, expected: "a workload without another autoscaler", found: show(name) }]
          : [],
      () =>
        least >= config.least
          ? []
          : [
              {
                path: "spec.minReplicas",
                expected: `${config.least} or more`,
                found: String(least),
                fix: config.least,
              },
            ],
      () =>
        most > least
          ? []
          : [{ path: "spec.maxReplicas", expected: `more than ${least}`, found: show(spec?.maxReplicas) }],
    );
  },
});
