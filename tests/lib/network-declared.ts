import type { Rendered } from "../../cli/lib/render.ts";
import type { Destination } from "../../components/platform/peers.ts";
import type { NetworkNode } from "../../components/workload/network.ts";
import { objectsOf } from "./graph.ts";
import { at, list, record } from "./json.ts";
import type { Pod } from "./network-policy.ts";

/** A system's network, as its workloads and stores declare it. */
export interface Declared {
  readonly system: string;
  readonly namespace: string;
  readonly nodes: Readonly<Record<string, NetworkNode>>;
}

/**
 * Where each destination is among the parties that a matrix tries. The store for backups is the pod that every matrix knows, and the
 * stack's own, which has the same labels.
 * The API server has no labels: its ports are open to every address.
 */
const destinationsIn = (others: readonly Pod[]): Readonly<Record<Destination, readonly string[]>> => {
  const stores = others.filter(({ namespace, ports = [] }) => namespace === storeNamespace && ports.some(isStores));
  return {
    "kubernetes-api": ["internet:443", "internet:6443", "metadata-service:443", "metadata-service:6443"],
    "backup-store": ["object-store", ...stores.map(({ name }) => name)].map((name) => `${name}:9000`),
    // No party of a matrix has its address.
    "cloud-identity": [],
    https: ["internet:443"],
  };
};
const storeNamespace = "backup-store";
const isStores = ({ port }: { readonly port: number }) => port === 9000;
const destinationNames = ["kubernetes-api", "backup-store", "cloud-identity", "https"] as const satisfies Destination[];

/** What every system of a stack declares. */
export function declaredNetworks(graph: Rendered): Declared[] {
  return graph.resources
    .filter(({ type }) => type === "plumbline:workload:Network")
    .map(({ urn, inputs }) => {
      const policy = objectsOf(graph).find(({ resource }) => resource.parent === urn);
      const nodes = Object.entries(record(inputs.nodes)).map(([name, node]) => [name, nodeOf(node)] as const);
      return {
        system: String(inputs.system),
        namespace: policy?.namespace ?? "",
        nodes: Object.fromEntries(nodes),
      };
    });
}

function nodeOf(node: unknown): NetworkNode {
  const ports = Object.entries(record(at(node, "ports"))).map(([name, given]) => {
    const from = audiences.filter((audience) => list(at(given, "from")).includes(audience));
    return [name, { port: Number(at(given, "port")), from, callers: at(given, "callers") !== false }] as const;
  });
  const selector = at(node, "selector");
  return {
    ports: Object.fromEntries(ports),
    calls: list(at(node, "calls")).map(String),
    among: list(at(node, "among")).map(Number),
    reaches: destinationNames.filter((name) => list(at(node, "reaches")).includes(name)),
    ...(selector !== undefined && {
      selector: Object.fromEntries(Object.entries(record(selector)).map(([key, value]) => [key, String(value)])),
    }),
  };
}

const audiences = ["gateway", "prometheus", "operator"] as const;

/** The pods of a node. */
export function podsOfNode({ system, nodes }: Declared, name: string, pods: readonly Pod[]): Pod[] {
  const labels = nodes[name]?.selector ?? { "app.kubernetes.io/name": name, "app.kubernetes.io/part-of": system };
  return pods.filter((pod) => Object.entries(labels).every(([key, value]) => pod.labels[key] === value));
}

/**
 * Every connection that comes about by what is declared, as sorted lines `from -> to:port/protocol`; names for everybody. `others` are
 * the pods of the stack's other namespaces.
 */
export function declaredConnections(declared: Declared, pods: readonly Pod[], others: readonly Pod[] = []): string[] {
  const destinations = destinationsIn(others);
  const namesOf = (name: string) => podsOfNode(declared, name, pods).map((pod) => pod.name);
  const lines = Object.entries(declared.nodes).flatMap(([name, { ports, calls, among = [], reaches = [] }]) => {
    const own = namesOf(name);
    const served = Object.values(ports);
    return [
      ...served.flatMap(({ port, from = [] }) => cross(from, own, [port])),
      ...calls.flatMap((callee) => cross(own, namesOf(callee), portsForCallers(declared, callee))),
      ...cross(own, own, among),
      ...own.flatMap((pod) =>
        destinationNames
          .filter((to) => reaches.includes(to))
          .flatMap((to) => destinations[to].map((place) => `${pod} -> ${place}/TCP`)),
      ),
    ];
  });
  // A pod that nobody declares asks for names as the others do.
  const asking = [...pods.map(({ name }) => name), "stranger"];
  const dns = asking.flatMap((pod) => [`${pod} -> dns:53/TCP`, `${pod} -> dns:53/UDP`]);
  return [...new Set([...lines, ...dns])].sort();
}

const portsForCallers = ({ nodes }: Declared, callee: string) =>
  Object.values(nodes[callee]?.ports ?? {}).flatMap(({ port, callers = true }) => (callers ? [port] : []));

function cross(from: readonly string[], to: readonly string[], ports: readonly number[]): string[] {
  return from.flatMap((one) =>
    to.filter((other) => other !== one).flatMap((other) => ports.map((port) => `${one} -> ${other}:${port}/TCP`)),
  );
}
