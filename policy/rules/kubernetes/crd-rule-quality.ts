import { isSet, oneOf } from "../../lib/demands.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";

interface PrometheusRule {
  readonly spec?: {
    readonly groups?: readonly {
      readonly rules?: readonly {
        readonly alert?: string;
        readonly for?: string;
        readonly labels?: Readonly<Record<string, string>>;
        readonly annotations?: Readonly<Record<string, string>>;
      }[];
    }[];
  };
}

const needed = ["summary", "description"];
const withRunbook = [...needed, "runbook_url"];

/** An alert whose query looks back over a window needs no `for` beside it, so that `0s` may stand there; it has to be said. */
export default rule({
  name: "crd-rule-quality",
  severity: "medium",
  level: "M",
  description: "An alert must say how long it waits, how severe it is, and what whoever is woken by it has to know.",
  remediationSteps: "Set for, labels.severity to critical, warning or info, and the annotations that are missing.",
  framework: kubernetesDocs("System metrics", "concepts/cluster-administration/system-metrics/"),
  tags: ["kubernetes-mixin:alert-conventions"],
  requirements: ["CAP-014", "CAP-072", "ONB-051", "REC-037"],
  on: ["kubernetes:monitoring.coreos.com/v1:PrometheusRule"],
  thresholds: {
    annotations: threshold<readonly string[]>({
      description: "Annotations that each alert must have.",
      type: "array",
      values: { dev: needed, staging: needed, prod: needed, "prod-azure": needed },
    }),
    critical: threshold<readonly string[]>({
      description: "Annotations that each critical alert must have.",
      type: "array",
      values: { dev: withRunbook, staging: withRunbook, prod: withRunbook, "prod-azure": withRunbook },
    }),
  },
  check: ({ spec }: PrometheusRule, { config }) =>
    collect(spec?.groups, ({ rules }, group) =>
      collect(rules, (each, index) => {
        if (!each.alert) return [];
        const path = `spec.groups[${group}].rules[${index}]`;
        const severity = each.labels?.["severity"];
        return allOf(
          () => isSet(`${path}.for`, each.for, "how long the alert waits, such as 5m"),
          () => oneOf(`${path}.labels.severity`, severity, ["warning", "critical", "info"]),
          () =>
            collect(severity === "critical" ? config.critical : config.annotations, (name) =>
              isSet(`${path}.annotations.${name}`, each.annotations?.[name], `the ${name} of ${each.alert}`),
            ),
        );
      }),
    ),
});
