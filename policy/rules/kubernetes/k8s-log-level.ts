import type { types } from "@pulumi/kubernetes";
import type { Unwrap } from "@pulumi/pulumi";
import { eachContainer, podRule } from "../../lib/kubernetes/pods.ts";
import { threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";
import { show, type Violation } from "../../lib/violation.ts";

const variable = "LOG_LEVEL";
const quiet = ["WARNING", "WARN", "ERROR", "CRITICAL"];
const all = ["DEBUG", "INFO", ...quiet];

export default podRule({
  name: "k8s-log-level",
  severity: "low",
  level: "Mp",
  description: "LOG_LEVEL must be WARNING or stricter in production.",
  remediationSteps: "Set LOG_LEVEL to WARNING or ERROR; audit entries have a logger and a level of their own.",
  framework: guides("CAP-010"),
  tags: [],
  requirements: ["CAP-010"],
  thresholds: {
    allowed: threshold<readonly string[]>({
      description: "Values that LOG_LEVEL may have.",
      type: "array",
      values: { dev: all, staging: all, prod: quiet, "prod-azure": quiet },
    }),
  },
  check: (pod, { config }) =>
    eachContainer(pod, ({ env }, path) =>
      collect(env, ({ name, value }, index) =>
        name === variable ? loud(`${path}.env[${index}].value`, value, config.allowed) : [],
      ),
    ),
  also: {
    type: "kubernetes:core/v1:ConfigMap",
    check: ({ data }: Unwrap<types.input.core.v1.ConfigMap>, { config }) =>
      loud(`data.${variable}`, data?.[variable], config.allowed),
  },
});

function loud(path: string, value: string | null | undefined, allowed: readonly string[]): Violation[] {
  return value === undefined || value === null || allowed.includes(value.toUpperCase())
    ? []
    : [{ path, expected: allowed.join(", "), found: show(value) }];
}
