import type { Rendered } from "../../cli/lib/render.ts";
import { at, list, record } from "./json.ts";
import { objectsOf, podOwners } from "./graph.ts";
import {
  allows,
  matches,
  type Namespaces,
  type NetworkPolicy,
  networkPolicy,
  type Party,
  type Pod,
  type Protocol,
  type Target,
} from "./network-policy.ts";

const protocols: readonly Protocol[] = ["TCP", "UDP", "SCTP"];
const strings = (value: unknown) =>
  Object.fromEntries(Object.entries(record(value)).map(([key, each]) => [key, String(each)]));

/** A pod of each Deployment, StatefulSet and so on of a namespace, by the name of the owner. */
export function podsOf(graph: Rendered, namespace: string): Pod[] {
  return podOwners(graph)
    .filter((owner) => owner.namespace === namespace)
    .map(({ name, template }) => ({
      kind: "pod",
      name,
      namespace,
      labels: strings(at(template, "metadata", "labels")),
      ports: list(at(template, "spec", "containers"))
        .flatMap((container) => list(at(container, "ports")))
        .map((port) => ({
          name: String(at(port, "name")),
          port: Number(at(port, "containerPort")),
          protocol: protocols.find((each) => each === at(port, "protocol")) ?? "TCP",
        })),
    }));
}

/** The network policies of a stack. */
export function policiesOf(graph: Rendered): NetworkPolicy[] {
  return objectsOf(graph).flatMap(({ kind, body }) => (kind === "NetworkPolicy" ? [networkPolicy(body)] : []));
}

/** The namespaces of a stack with their labels. */
export function namespacesOf(graph: Rendered): Namespaces {
  const namespaces = objectsOf(graph).filter(({ kind }) => kind === "Namespace");
  return Object.fromEntries(namespaces.map(({ name, labels }) => [name, strings(labels)]));
}

/** Parties that every system knows of, or ought to keep out; named for what they are. */
export function outsiders(namespace: string): Party[] {
  const pod = (name: string, where: string, labels: Record<string, string>): Pod => ({
    kind: "pod",
    name,
    namespace: where,
    labels,
  });
  const envoy = { "app.kubernetes.io/name": "envoy", "app.kubernetes.io/component": "proxy" };
  const prometheus = { "app.kubernetes.io/name": "prometheus" };
  return [
    pod("gateway", "envoy-gateway-system", envoy),
    pod("gateway-other", "envoy-gateway-system", { "app.kubernetes.io/name": "envoy" }),
    pod("gateway-controller", "envoy-gateway-system", { "app.kubernetes.io/name": "gateway-helm" }),
    pod("prometheus", "monitoring", prometheus),
    pod("grafana", "monitoring", { "app.kubernetes.io/name": "grafana" }),
    pod("operator", "operators", { "app.kubernetes.io/name": "cloudnative-pg" }),
    pod("object-store", "backup-store", {
      "app.kubernetes.io/name": "s3",
      "app.kubernetes.io/part-of": "backup-store",
    }),
    pod("dns", "kube-system", { "k8s-app": "kube-dns" }),
    pod("controller", "kube-system", { "k8s-app": "metrics-server" }),
    pod("stranger", namespace, { "app.kubernetes.io/name": "stranger" }),
    // Another namespace may put any label onto its pods.
    pod("impostor", "elsewhere", { ...envoy, ...prometheus, "k8s-app": "kube-dns" }),
    { kind: "address", name: "internet", ip: "203.0.113.7" },
    { kind: "address", name: "metadata-service", ip: "169.254.169.254" },
  ];
}

/** Ports that are tried besides those that the pods serve: names, the API server, objects, and one that nobody serves. */
const usualTargets: readonly Target[] = [
  { port: 53, protocol: "UDP" },
  { port: 53 },
  { port: 80 },
  { port: 443 },
  { port: 6443 },
  { port: 9000 },
  { port: 31999 },
  { port: 6379, protocol: "UDP" },
];

/**
 * Every connection that comes about from, to or within a namespace, as sorted lines `from -> to:port/protocol`; `others` are pods
 * of other namespaces that try besides those that every system knows of.
 */
export function connections(
  policies: readonly NetworkPolicy[],
  namespaces: Namespaces,
  namespace: string,
  pods: readonly Pod[],
  others: readonly Pod[] = [],
): string[] {
  const parties = [...pods, ...others, ...outsiders(namespace)];
  const served = pods.flatMap(({ ports = [] }) => ports.map(({ port, protocol }) => ({ port, protocol })));
  const targets = new Map(
    [...usualTargets, ...served].map(({ port, protocol = "TCP" }) => [`${port}/${protocol}`, { port, protocol }]),
  );
  // Only policies that select one of the two decide, and each pair is asked for many targets.
  const selecting = new Map(
    parties.map((party) => [
      party,
      policies.filter(
        ({ metadata, spec }) =>
          party.kind === "pod" && metadata.namespace === party.namespace && matches(spec.podSelector, party.labels),
      ),
    ]),
  );
  const deciding = (from: Party, to: Party) => [...(selecting.get(from) ?? []), ...(selecting.get(to) ?? [])];
  const inside = (party: Party) => party.kind === "pod" && party.namespace === namespace;
  const lines: string[] = [];
  for (const from of parties) {
    for (const to of parties) {
      if (from === to || (!inside(from) && !inside(to))) continue;
      const relevant = deciding(from, to);
      for (const [text, target] of targets) {
        if (allows(relevant, namespaces, from, to, target)) lines.push(`${from.name} -> ${to.name}:${text}`);
      }
    }
  }
  return lines.sort();
}
