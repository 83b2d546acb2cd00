import type * as pulumi from "@pulumi/pulumi";
import { objectLabels } from "../core/labels.ts";
import { PrometheusRule } from "../crds/prometheus-operator.ts";

/** An alert, as data. */
export interface AlertSpec {
  /** Name in CamelCase. */
  readonly alert: string;
  /** PromQL; the alert is active for each series that it returns. */
  readonly expr: string;
  /** How long it has to be active before somebody hears of it. Unit: seconds. */
  readonly forSeconds: number;
  readonly severity: "critical" | "warning" | "info";
  /** One line, with the labels that tell the affected part. */
  readonly summary: string;
  /** What to look at first. */
  readonly description: string;
  /** Page of `docs/runbooks` with what to do. @default - the description says it */
  readonly runbook?: string;
}

export interface AlertRulesArgs {
  readonly system: string;
  readonly namespace: pulumi.Input<string>;
  /** Name of the PrometheusRule object. */
  readonly name: string;
  /** Alerts by the name of their group. */
  readonly groups: Readonly<Record<string, readonly AlertSpec[]>>;
  /** How often the rules are evaluated; half of the shortest `forSeconds` or less. Unit: seconds. @default 10 */
  readonly intervalSeconds?: number;
}

/** A system's alerts as one PrometheusRule. */
export function alertRules(
  parent: pulumi.Resource,
  name: string,
  args: AlertRulesArgs,
  dependsOn: pulumi.Resource[] = [],
): PrometheusRule {
  const { system, namespace } = args;
  return new PrometheusRule(
    name,
    {
      metadata: { name: args.name, namespace, labels: objectLabels({ system, component: "alerts" }) },
      spec: {
        groups: Object.entries(args.groups).map(([group, alerts]) => ({
          name: group,
          interval: `${args.intervalSeconds ?? 10}s`,
          rules: alerts.map(({ alert, expr, forSeconds, severity, summary, description, runbook }) => ({
            alert,
            expr,
            for: `${forSeconds}s`,
            labels: { severity, system },
            annotations: { summary, description, ...(runbook && { runbook_url: `docs/runbooks/${runbook}.md` }) },
          })),
        })),
      },
    },
    { parent, dependsOn },
  );
}
