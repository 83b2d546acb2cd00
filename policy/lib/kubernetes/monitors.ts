import type { ResourceType } from "../rule.ts";
import type { Resource, Stack } from "../stack.ts";
import type { PlacedPod, Port } from "./network-policies.ts";
import { operatorPods } from "./operator-pods.ts";
import { beside, clusterOf, inNamespace, type KubernetesObject, namespaceOf } from "./places.ts";
import { type PodTemplate, podTemplate, podTypes } from "./pods.ts";
import { hasAll, selects, type Selector } from "./selectors.ts";

/** A ServiceMonitor or a PodMonitor. */
export interface Monitor extends KubernetesObject {
  readonly spec?: {
    readonly selector?: Selector;
    readonly namespaceSelector?: { readonly any?: boolean; readonly matchNames?: readonly string[] };
    readonly endpoints?: readonly { readonly port?: string }[];
    readonly podMetricsEndpoints?: readonly { readonly port?: string }[];
  };
}

/** What Prometheus asks that no object of the cluster stands for. */
export interface ScrapeConfig extends KubernetesObject {
  readonly spec?: { readonly jobName?: string };
}

/** A Service, as monitors look at it. */
export interface MonitoredService extends KubernetesObject {
  readonly spec?: {
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports?: readonly {
      readonly name?: string;
      readonly port?: number;
      readonly targetPort?: number | string;
    }[];
  };
}

export const serviceMonitor = "kubernetes:monitoring.coreos.com/v1:ServiceMonitor" as ResourceType<Monitor>;
export const scrapeConfig = "kubernetes:monitoring.coreos.com/v1alpha1:ScrapeConfig" as ResourceType<ScrapeConfig>;
export const podMonitor = "kubernetes:monitoring.coreos.com/v1:PodMonitor" as ResourceType<Monitor>;
const service = "kubernetes:core/v1:Service" as ResourceType<MonitoredService>;

/** How an alert asks for the job of a ScrapeConfig. */
export const jobOf = ({ props }: Resource<ScrapeConfig>): string => `job="${props.spec?.jobName ?? ""}"`;

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

/** A pod that a monitor measures, and the port that it asks; an operator's pods have ports of their own. */
export interface Scraped {
  readonly pod: PlacedPod;
  readonly port?: Port;
}

/** What a monitor asks: the ports of the pods that it selects, by itself or through their Services. */
export function portsScraped(stack: Stack, monitor: Resource<Monitor>): Scraped[] {
  const { spec } = monitor.props;
  const made = monitor.type === podMonitor ? ofPods(stack, monitor) : ofServices(stack, monitor);
  const cluster = clusterOf(monitor);
  const ofOperators = (namespacesOf(monitor) ?? []).flatMap((namespace) =>
    operatorPods(stack, cluster, namespace)
      .filter((labels) => selects(spec?.selector, labels))
      .map((labels) => ({ pod: { cluster, namespace, labels } })),
  );
  return [...made, ...ofOperators];
}

function ofPods(stack: Stack, monitor: Resource<Monitor>): Scraped[] {
  const { selector, podMetricsEndpoints } = monitor.props.spec ?? {};
  return inSight<KubernetesObject>(stack, monitor, ...podTypes).flatMap((workload) => {
    const pod = podTemplate(workload.type, workload.props);
    if (!pod || !selects(selector, pod.labels)) return [];
    return (podMetricsEndpoints ?? []).flatMap(({ port }) => scraped(workload, pod, port));
  });
}

function ofServices(stack: Stack, monitor: Resource<Monitor>): Scraped[] {
  return servicesOf(stack, monitor).flatMap((service) =>
    beside<KubernetesObject>(stack, service, ...podTypes).flatMap((workload) => {
      const pod = podTemplate(workload.type, workload.props);
      if (!pod || !hasAll(service.props.spec?.selector, pod.labels)) return [];
      return (monitor.props.spec?.endpoints ?? []).flatMap(({ port }) => {
        const found = service.props.spec?.ports?.find(({ name }) => name === port);
        return found ? scraped(workload, pod, found.targetPort ?? found.port) : [];
      });
    }),
  );
}

/** A port of a pod by number; one that the pod's containers do not have is another rule's matter. */
function scraped(
  workload: Resource<KubernetesObject>,
  pod: PodTemplate,
  wanted: number | string | undefined,
): Scraped[] {
  const named = portsOf(pod.spec).find(({ name }) => name === wanted);
  const port = typeof wanted === "number" ? wanted : named?.containerPort;
  if (port === undefined) return [];
  const { labels } = pod;
  return [{ pod: { cluster: clusterOf(workload), namespace: namespaceOf(workload), labels }, port: { port } }];
}

/** The ports of a pod's containers, of which any may be missing. */
function portsOf({ containers, initContainers }: Partial<PodTemplate["spec"]>) {
  return [...(containers ?? []), ...(initContainers ?? [])].flatMap(({ ports }) => ports ?? []);
}
