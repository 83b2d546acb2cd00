import { nameOf, namespaceOf } from "../../lib/kubernetes/places.ts";
import { servingTypes } from "../../lib/kubernetes/pods.ts";
import { leastReplicas, type Workload } from "../../lib/kubernetes/scaling.ts";
import { threshold } from "../../lib/rule.ts";
import { against, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";

/** Stores of one node: what they hold is in their volume, or made anew, and their guides ask for no second one. */
const single = [
  "backup-store/s3",
  "cap/db-g1",
  "cap/db-g2",
  "ecommerce/redis",
  "monitoring/long-term-metrics",
  "onboarding/redis",
  "production/cache",
  "reconciliation/redis",
];

export default stackRule({
  name: "k8s-replicas",
  severity: "medium",
  level: "Mp",
  description: "A workload must have two pods at least in production, by its own number or its autoscaler's.",
  remediationSteps:
    "Raise spec.replicas, or the autoscaler's spec.minReplicas; list a store that is of one node by design.",
  framework: guides("ONB-072"),
  tags: ["kube-linter:minimum-three-replicas", "kube-score:deployment-replicas"],
  requirements: ["ONB-072", "CAP-044", "ECO-010", "REC-064"],
  on: servingTypes,
  thresholds: {
    least: threshold<number>({
      description: "Least number of pods.",
      type: "integer",
      values: { dev: 1, staging: 2, prod: 2, "prod-azure": 2 },
    }),
    single: threshold<readonly string[]>({
      description: "NAMESPACE/NAME of the workloads that are of one pod by design.",
      type: "array",
      values: { dev: single, staging: single, prod: single, "prod-azure": single },
    }),
  },
  check: (subject: Resource<Workload>, stack, { config, notApplicable }) => {
    const name = `${namespaceOf(subject)}/${nameOf(subject)}`;
    if (config.single.includes(name)) return notApplicable("it is of one pod by design");
    const { least, of } = leastReplicas(stack, subject);
    if (least >= config.least) return [];
    const problem = { expected: `${config.least} or more`, found: String(least), fix: config.least };
    return [of ? against(of, { path: "spec.minReplicas", ...problem }) : { path: "spec.replicas", ...problem }];
  },
});
