import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";

/** A pod, or an address outside of the cluster where it has no namespace. */
export interface Peer {
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
}
interface Rule {
  readonly peers: readonly { namespaceSelector?: Selector; podSelector?: Selector }[] | undefined;
  readonly ports: readonly { port: unknown; protocol: unknown }[] | undefined;
}
interface Policy {
  readonly namespace: string;
  readonly podSelector: Selector;
  readonly types: readonly unknown[];
  readonly ingress: readonly Rule[];
  readonly egress: readonly Rule[];
}

type Json = Readonly<Record<string, unknown>>;

/** Refuses what the evaluation below does not know: a field that it ignored would make its answers worthless. */
function only(value: unknown, ...allowed: string[]): Json {
  assert.ok(
    typeof value === "object" && value !== null && !Array.isArray(value),
    `an object, got ${JSON.stringify(value)}`,
  );
  const entries = new Map<string, unknown>(Object.entries(value));
  assert.deepEqual(
    [...entries.keys()].filter((key) => !allowed.includes(key)),
    [],
    "fields of a NetworkPolicy",
  );
  return Object.fromEntries(entries);
}

const list = (value: unknown): unknown[] | undefined => (Array.isArray(value) ? [...(value as unknown[])] : undefined);

function selector(value: unknown): Selector {
  const { matchLabels } = only(value, "matchLabels");
  if (matchLabels === undefined) return {};
  return {
    matchLabels: Object.fromEntries(Object.entries(matchLabels ?? {}).map(([key, label]) => [key, String(label)])),
  };
}

function rules(value: unknown, side: "from" | "to"): Rule[] {
  return (list(value) ?? []).map((given) => {
    const rule = only(given, side, "ports");
    return {
      peers: list(rule[side])?.map((peer) => {
        const { namespaceSelector, podSelector } = only(peer, "namespaceSelector", "podSelector");
        return {
          ...(namespaceSelector !== undefined && { namespaceSelector: selector(namespaceSelector) }),
          ...(podSelector !== undefined && { podSelector: selector(podSelector) }),
        };
      }),
      ports: list(rule.ports)?.map((port) => {
        const { port: number, protocol } = only(port, "port", "protocol");
        return { port: number, protocol };
      }),
    };
  });
}

/** The NetworkPolicies of a rendered stack. */
export function policiesOf({ resources }: Rendered): Policy[] {
  return resources
    .filter(({ type }) => type === "kubernetes:networking.k8s.io/v1:NetworkPolicy")
    .map(({ inputs }) => {
      const { namespace } = only(inputs.metadata, "name", "namespace", "labels");
      const spec = only(inputs.spec, "podSelector", "policyTypes", "ingress", "egress");
      return {
        namespace: String(namespace),
        podSelector: selector(spec.podSelector),
        types: list(spec.policyTypes) ?? [],
        ingress: rules(spec.ingress, "from"),
        egress: rules(spec.egress, "to"),
      };
    });
}

function matches({ matchLabels = {} }: Selector, labels: Readonly<Record<string, string>> = {}): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
}

function side(
  policies: readonly Policy[],
  which: "ingress" | "egress",
  pod: Peer,
  other: Peer,
  port: number,
  protocol: string,
) {
  const type = which === "ingress" ? "Ingress" : "Egress";
  const selected = policies.filter(
    (policy) =>
      policy.types.includes(type) && policy.namespace === pod.namespace && matches(policy.podSelector, pod.labels),
  );
  if (selected.length === 0) return true; // no policy selects the pod: everything is allowed
  return selected.some((policy) =>
    policy[which].some(
      ({ peers, ports }) =>
        (ports === undefined || ports.some((open) => open.port === port && open.protocol === protocol)) &&
        (peers === undefined || peers.some((peer) => isPeer(peer, other, policy.namespace))),
    ),
  );
}

function isPeer(peer: NonNullable<Rule["peers"]>[number], other: Peer, own: string): boolean {
  if (other.namespace === undefined) return false; // only an ipBlock selects addresses, and there is none
  const namespace = { "kubernetes.io/metadata.name": other.namespace };
  const inside = peer.namespaceSelector ? matches(peer.namespaceSelector, namespace) : other.namespace === own;
  return inside && (peer.podSelector === undefined || matches(peer.podSelector, other.labels));
}

/** Whether the policies let one peer connect to another, as Kubernetes defines it: both ends have to allow it. */
export function allowed(policies: readonly Policy[], from: Peer, to: Peer, port: number, protocol = "TCP"): boolean {
  return side(policies, "egress", from, to, port, protocol) && side(policies, "ingress", to, from, port, protocol);
}
