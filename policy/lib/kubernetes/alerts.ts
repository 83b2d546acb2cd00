import type { ResourceType } from "../rule.ts";
import type { Stack } from "../stack.ts";
import { inNamespace, type KubernetesObject } from "./places.ts";
import type { Labels } from "./selectors.ts";

/** Rules of Prometheus, as far as alerts go. */
export interface PrometheusRule extends KubernetesObject {
  readonly spec?: {
    readonly groups?: readonly {
      readonly rules?: readonly {
        readonly alert?: string;
        readonly expr?: string | number;
        readonly labels?: Labels;
      }[];
    }[];
  };
}

export const prometheusRule = "kubernetes:monitoring.coreos.com/v1:PrometheusRule" as ResourceType<PrometheusRule>;

/** An alert, what it asks, and what it says of itself. */
export interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly labels: Labels;
}

/** The alerts that a stack declares, in one namespace or everywhere. */
export function alertsIn(
  stack: Stack,
  place?: { readonly cluster: string; readonly namespace: string },
): readonly Alert[] {
  const rules = place ? inNamespace(stack, place.cluster, place.namespace, prometheusRule) : stack.all(prometheusRule);
  return rules
    .flatMap(({ props }) => props.spec?.groups ?? [])
    .flatMap(({ rules }) => rules ?? [])
    .flatMap(({ alert, expr, labels }) =>
      alert === undefined ? [] : [{ alert, expr: String(expr), labels: labels ?? {} }],
    );
}
