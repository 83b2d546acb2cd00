import { BlockList, isIP } from "node:net";
import { z } from "zod";

/** Who sends or receives: a pod, or an address outside of the cluster. */
export type Party = Pod | Address;

export interface Pod {
  readonly kind: "pod";
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Container ports that policies may name. @default [] */
  readonly ports?: readonly { readonly name: string; readonly port: number; readonly protocol: Protocol }[];
  /** Address that an ipBlock may match. @default - none, so that no ipBlock matches */
  readonly ip?: string;
}

export interface Address {
  readonly kind: "address";
  readonly name: string;
  readonly ip: string;
}

export type Protocol = "TCP" | "UDP" | "SCTP";

/** A port that somebody connects to. */
export interface Target {
  readonly port: number;
  /** @default "TCP" */
  readonly protocol?: Protocol;
}

/** Labels of the namespaces by their name; each has `kubernetes.io/metadata.name` besides, as the API server sets it. */
export type Namespaces = Readonly<Record<string, Readonly<Record<string, string>>>>;

const labels = z.record(z.string(), z.string());
const selector = z.strictObject({
  matchLabels: labels.optional(),
  matchExpressions: z
    .array(
      z.discriminatedUnion("operator", [
        z.strictObject({ key: z.string(), operator: z.enum(["In", "NotIn"]), values: z.array(z.string()).min(1) }),
        z.strictObject({ key: z.string(), operator: z.enum(["Exists", "DoesNotExist"]) }),
      ]),
    )
    .optional(),
});
const peer = z
  .strictObject({
    namespaceSelector: selector.optional(),
    podSelector: selector.optional(),
    ipBlock: z.strictObject({ cidr: z.string(), except: z.array(z.string()).optional() }).optional(),
  })
  .refine((value) => (value.ipBlock === undefined) !== (!value.namespaceSelector && !value.podSelector), {
    error: "either an ipBlock or selectors",
  });
const port = z
  .strictObject({
    protocol: z.enum(["TCP", "UDP", "SCTP"]).optional(),
    port: z.union([z.int(), z.string()]).optional(),
    endPort: z.int().optional(),
  })
  .refine(({ port: first, endPort }) => endPort === undefined || (typeof first === "number" && endPort >= first), {
    error: "an endPort belongs to a number that is not above it",
  });
const policySchema = z.object({
  apiVersion: z.literal("networking.k8s.io/v1"),
  kind: z.literal("NetworkPolicy"),
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  // A field that this file knows nothing of would make its answers worthless, so it is an error.
  spec: z.strictObject({
    podSelector: selector.default({}),
    policyTypes: z.array(z.enum(["Ingress", "Egress"])).optional(),
    ingress: z.array(z.strictObject({ from: z.array(peer).optional(), ports: z.array(port).optional() })).optional(),
    egress: z.array(z.strictObject({ to: z.array(peer).optional(), ports: z.array(port).optional() })).optional(),
  }),
});

export type NetworkPolicy = z.output<typeof policySchema>;
type Selector = z.output<typeof selector>;
type Peer = z.output<typeof peer>;
type Port = z.output<typeof port>;

/**
 * Reads a NetworkPolicy as the API server would get it.
 *
 * @throws ZodError where it holds anything that is not evaluated here.
 */
export function networkPolicy(object: unknown): NetworkPolicy {
  return policySchema.parse(object);
}

/**
 * Whether a connection comes about, by the semantics of networking.k8s.io/v1: a pod that no policy selects for a direction
 * takes or opens everything; one that is selected, what any of its policies allows. Both ends must agree. Policies do not
 * reach connections of a pod to itself, nor those of the node that it runs on (probes of the kubelet).
 */
export function allows(
  policies: readonly NetworkPolicy[],
  namespaces: Namespaces,
  from: Party,
  to: Party,
  target: Target,
): boolean {
  if (from === to) return true;
  return (
    directionAllows(policies, namespaces, "Egress", from, to, to, target) &&
    directionAllows(policies, namespaces, "Ingress", to, from, to, target)
  );
}

type Direction = "Ingress" | "Egress";

function directionAllows(
  policies: readonly NetworkPolicy[],
  namespaces: Namespaces,
  direction: Direction,
  subject: Party,
  other: Party,
  receiver: Party,
  target: Target,
): boolean {
  if (subject.kind === "address") return true;
  const selecting = policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === subject.namespace &&
      typesOf(spec).includes(direction) &&
      matches(spec.podSelector, subject.labels),
  );
  if (selecting.length === 0) return true;
  return selecting.some(({ metadata, spec }) =>
    rulesOf(spec, direction).some(
      ({ peers, ports }) =>
        (peers.length === 0 || peers.some((each) => peerMatches(each, metadata.namespace, namespaces, other))) &&
        (ports.length === 0 || ports.some((each) => portMatches(each, receiver, target))),
    ),
  );
}

function typesOf({ policyTypes, egress }: NetworkPolicy["spec"]): readonly Direction[] {
  if (policyTypes !== undefined && policyTypes.length > 0) return policyTypes;
  return egress === undefined || egress.length === 0 ? ["Ingress"] : ["Ingress", "Egress"];
}

function rulesOf(
  spec: NetworkPolicy["spec"],
  direction: Direction,
): { peers: readonly Peer[]; ports: readonly Port[] }[] {
  return direction === "Ingress"
    ? (spec.ingress ?? []).map(({ from = [], ports = [] }) => ({ peers: from, ports }))
    : (spec.egress ?? []).map(({ to = [], ports = [] }) => ({ peers: to, ports }));
}

function peerMatches(rule: Peer, ownNamespace: string, namespaces: Namespaces, other: Party): boolean {
  if (rule.ipBlock) return other.ip !== undefined && inBlock(rule.ipBlock, other.ip);
  if (other.kind === "address") return false;
  const namespaceFits = rule.namespaceSelector
    ? matches(rule.namespaceSelector, {
        ...namespaces[other.namespace],
        "kubernetes.io/metadata.name": other.namespace,
      })
    : other.namespace === ownNamespace;
  return namespaceFits && (!rule.podSelector || matches(rule.podSelector, other.labels));
}

function portMatches(rule: Port, receiver: Party, { port: number, protocol = "TCP" }: Target): boolean {
  const { port: wanted, endPort, protocol: spoken = "TCP" } = rule;
  if (spoken !== protocol) return false;
  if (wanted === undefined) return true;
  if (typeof wanted === "number") return number >= wanted && number <= (endPort ?? wanted);
  const named = receiver.kind === "pod" ? (receiver.ports ?? []) : [];
  return named.some((each) => each.name === wanted && each.protocol === protocol && each.port === number);
}

/** Whether labels fit a selector; an empty one fits all. */
export function matches(
  { matchLabels = {}, matchExpressions = [] }: Selector,
  given: Readonly<Record<string, string>>,
): boolean {
  const value = new Map(Object.entries(given));
  return (
    Object.entries(matchLabels).every(([key, wanted]) => value.get(key) === wanted) &&
    matchExpressions.every((expression) => {
      const present = value.get(expression.key);
      switch (expression.operator) {
        case "In":
          return present !== undefined && expression.values.includes(present);
        case "NotIn":
          // As in Kubernetes, a pod without the label fits, too.
          return present === undefined || !expression.values.includes(present);
        case "Exists":
          return present !== undefined;
        case "DoesNotExist":
          return present === undefined;
      }
    })
  );
}

function inBlock({ cidr, except = [] }: { cidr: string; except?: readonly string[] }, ip: string): boolean {
  const within = (range: string) => {
    const [network = "", prefix = ""] = range.split("/");
    if (isIP(network) === 0 || !/^[0-9]{1,3}$/.test(prefix)) throw new Error(`ipBlock: ${range} is no CIDR`);
    if (isIP(network) !== isIP(ip)) return false;
    const family = isIP(ip) === 6 ? "ipv6" : "ipv4";
    const block = new BlockList();
    block.addSubnet(network, Number(prefix), family);
    return block.check(ip, family);
  };
  return within(cidr) && !except.some(within);
}
