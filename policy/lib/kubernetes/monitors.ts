import type { ResourceType } from "../rule.ts";
import type { Resource, Stack } from "../stack.ts";
import { clusterOf, inNamespace, type KubernetesObject, namespaceOf } from "./places.ts";
import { selects, type Selector } from "./selectors.ts";

/** A ServiceMonitor or a PodMonitor. */
export interface Monitor extends KubernetesObject {
  readonly spec?: {
    readonly selector?: Selector;
    readonly namespaceSelector?: { readonly any?: boolean; readonly matchNames?: readonly string[] };
    readonly endpoints?: readonly { readonly port?: string }[];
    readonly podMetricsEndpoints?: readonly { readonly port?: string }[];
  };
}

/** A Service, as monitors look at it. */
export interface MonitoredService extends KubernetesObject {
  readonly spec?: {
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports?: readonly { readonly name?: string }[];
  };
}

export const serviceMonitor = "kubernetes:monitoring.coreos.com/v1:ServiceMonitor" as ResourceType<Monitor>;
export const podMonitor = "kubernetes:monitoring.coreos.com/v1:PodMonitor" as ResourceType<Monitor>;
const service = "kubernetes:core/v1:Service" as ResourceType<MonitoredService>;

/** The namespaces that a monitor looks into; undefined for all of the cluster. */
export function namespacesOf(monitor: Resource<Monitor>): readonly string[] | undefined {
  const { any, matchNames } = monitor.props.spec?.namespaceSelector ?? {};
  if (any === true) return undefined;
  return matchNames && matchNames.length > 0 ? matchNames : [namespaceOf(monitor)];
}

/** The objects of some types that a monitor looks at. */
export function inSight<Props extends KubernetesObject>(
  stack: Stack,
  monitor: Resource<Monitor>,
  ...types: readonly ResourceType<Props>[]
): readonly Resource<Props>[] {
  const namespaces = namespacesOf(monitor);
  if (namespaces) return namespaces.flatMap((each) => inNamespace(stack, clusterOf(monitor), each, ...types));
  return stack.all(...types).filter((other) => clusterOf(other) === clusterOf(monitor));
}

/** The Services that a ServiceMonitor selects. */
export function servicesOf(stack: Stack, monitor: Resource<Monitor>): readonly Resource<MonitoredService>[] {
  return inSight(stack, monitor, service).filter(({ props }) =>
    selects(monitor.props.spec?.selector, props.metadata?.labels ?? {}),
  );
}
