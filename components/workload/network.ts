import type { types } from "@pulumi/kubernetes";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../core/errors.ts";
import { type Labels, objectLabels, selectorLabels } from "../core/labels.ts";
import { type Mesh, meshPort, probeSource } from "../platform/mesh.ts";
import {
  audiencePeers,
  type Destination,
  destinationRules,
  dnsPeer,
  type PlatformAudience,
  type PlatformDestination,
} from "../platform/peers.ts";
import { meshPolicy } from "./mesh.ts";
import type { Audience, PortSpec } from "./spec.ts";

type Ingress = types.input.networking.v1.NetworkPolicyIngressRule;
type Egress = types.input.networking.v1.NetworkPolicyEgressRule;

/** A port of a node, with the audiences that may connect besides callers. */
type NodePort = Pick<PortSpec, "port" | "callers"> & { readonly from?: readonly (Audience | PlatformAudience)[] };

/** A set of pods in a system's network: what it serves, to whom, and whom it calls. */
export interface NetworkNode {
  /** Ports by name. */
  readonly ports: Readonly<Record<string, NodePort>>;
  /** Nodes that it opens connections to, on any port that they serve to callers. */
  readonly calls: readonly string[];
  /** Name of its policy. @default - `allow-` and the node's own */
  readonly policy?: string;
  /** Labels of its pods. @default - the selector labels of the component */
  readonly selector?: Labels;
  /** Ports that its own pods use among themselves, such as replication. @default [] */
  readonly among?: readonly number[];
  /** Ports that its own pods use among themselves by TCP and by UDP. @default [] */
  readonly gossip?: readonly number[];
  /** Destinations outside of the system. @default [] */
  readonly reaches?: readonly (Destination | PlatformDestination)[];
  /**
   * Networks in CIDR form that it is in, where it is no pods but a service of the cloud: callers may reach its ports there, and it has no
   * policy of its own. @default - pods of the cluster
   */
  readonly addresses?: readonly string[];
}

export interface NetworkArgs {
  readonly system: string;
  readonly namespace: pulumi.Input<string>;
  /** Every node of the system, by component name. */
  readonly nodes: Readonly<Record<string, NetworkNode>>;
  /** How the pods of the cluster reach each other. @default "off" */
  readonly mesh?: Mesh;
  /** Whether the mesh, too, is told who may connect: not where some of the callers are outside of it. @default true */
  readonly authorized?: boolean;
}

/**
 * The NetworkPolicies of a system's namespace: everything is denied, in and out, but what the nodes declare and DNS.
 * A called node's ports that are not for callers have a policy of their own, named after node and ports. In a mesh, whose pods receive
 * everything on one port, the same is said once more to the mesh, which knows the port that is meant.
 *
 * @throws InvalidInput when a node calls one that does not exist, serves it nothing, or is itself.
 */
export class Network extends pulumi.ComponentResource {
  static readonly token = "plumbline:workload:Network";

  constructor(name: string, given: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    const args = { ...given, nodes: placesOf(given) };
    assertCalls(args);
    super(Network.token, name, { system: given.system, nodes: given.nodes }, opts);
    const policy = (suffix: string, component: string, spec: types.input.networking.v1.NetworkPolicySpec) =>
      new NetworkPolicy(
        `${name}-${suffix}`,
        {
          metadata: {
            name: suffix,
            namespace: args.namespace,
            labels: objectLabels({ system: args.system, component }),
          },
          spec,
        },
        { parent: this },
      );
    policy("default-deny", "network", { podSelector: {}, policyTypes: ["Ingress", "Egress"] });
    policy("allow-dns", "network", { podSelector: {}, policyTypes: ["Egress"], egress: [dnsEgress] });
    for (const [component, node] of Object.entries(args.nodes)) {
      // Who may reach what is no pods is said by its callers' policies, and by its own firewall.
      if (node.addresses !== undefined) continue;
      policy(node.policy ?? `allow-${component}`, component, {
        podSelector: { matchLabels: labelsOf(args, component) },
        policyTypes: ["Ingress", "Egress"],
        ingress: ingressOf(args, component, node),
        egress: egressOf(args, component, node),
      });
      if (inMesh(args) && (args.authorized ?? true)) {
        const called = Object.values(args.nodes).some(({ calls }) => calls.includes(component));
        const pods = labelsOf(args, component);
        meshPolicy(this, `${name}-${component}-mesh`, { ...args, component, node, pods, called });
      }
    }
    if (inMesh(args)) {
      policy("allow-probes", "network", {
        podSelector: {},
        policyTypes: ["Ingress"],
        ingress: [{ from: [{ ipBlock: { cidr: probeSource } }] }],
      });
    }
    this.registerOutputs({});
  }
}

/** Every node, and a second place for the ports of a called one that its callers must not reach, such as metrics. */
function placesOf({ system, nodes }: NetworkArgs): Record<string, NetworkNode> {
  const called = new Set(Object.values(nodes).flatMap(({ calls }) => calls));
  const places = Object.entries(nodes).flatMap(([name, node]): [string, NetworkNode][] => {
    const ports = Object.entries(node.ports);
    const inner = ports.filter(([, { callers = true }]) => !callers);
    if (inner.length === 0 || !called.has(name) || node.addresses !== undefined) return [[name, node]];
    const second = [name, ...inner.map(([port]) => port)].join("-");
    if (second in nodes) throw new InvalidInput(`system ${system}`, "nodes", `no node but ${name}'s own ports`, second);
    const selector = node.selector ?? selectorLabels({ system, component: name });
    const served = ports.filter((port) => !inner.includes(port));
    return [
      [name, { ...node, ports: Object.fromEntries(served) }],
      [second, { ports: Object.fromEntries(inner), calls: [], selector }],
    ];
  });
  return Object.fromEntries(places);
}

const dnsEgress: Egress = {
  to: [dnsPeer],
  ports: [
    { protocol: "UDP", port: 53 },
    { protocol: "TCP", port: 53 },
  ],
};

function ingressOf(args: NetworkArgs, component: string, node: NetworkNode): Ingress[] {
  const callers = Object.entries(args.nodes)
    .filter(([, other]) => other.calls.includes(component))
    .map(([caller]) => podsOf(args, caller));
  const served = Object.values(node.ports).flatMap(({ port, from = [] }) => {
    const ports = toPods(args, [port]);
    const audiences = from.map((audience) => audiencePeers[audience]);
    if (audiences.includes(undefined)) return [{ ports }];
    const peers = [...callers, ...audiences.filter((peer) => peer !== undefined)];
    // A rule without peers would allow everybody.
    return peers.length === 0 ? [] : [{ from: peers, ports }];
  });
  return [...served, ...amongOf(args, component, node).map(({ pods, ports }) => ({ from: [pods], ports }))];
}

function egressOf(args: NetworkArgs, component: string, node: NetworkNode): Egress[] {
  const called = node.calls.map((callee) => ({
    to: placesToReach(args, callee),
    ports: toPlace(
      args,
      callee,
      Object.values(args.nodes[callee]?.ports ?? {}).map(({ port }) => port),
    ),
  }));
  const reached = (node.reaches ?? []).map((destination) => {
    const { to, ports } = destinationRules[destination];
    return ports === undefined ? { to } : { to, ports: tcp(ports) };
  });
  return [...called, ...amongOf(args, component, node).map(({ pods, ports }) => ({ to: [pods], ports })), ...reached];
}

/** A node's connections to itself: none, or one rule for both directions. */
function amongOf(args: NetworkArgs, component: string, { among = [], gossip = [] }: NetworkNode) {
  const ports = [...among, ...gossip];
  if (ports.length === 0) return [];
  return [{ pods: podsOf(args, component), ports: [...toPods(args, ports), ...overUdp(gossip)] }];
}

const inMesh = ({ mesh = "off" }: NetworkArgs) => mesh !== "off";

/** Ports of connections between pods: what is sent through a mesh arrives at its own. */
const toPods = (args: NetworkArgs, ports: readonly number[]) => tcp(inMesh(args) ? [...ports, meshPort] : ports);

const tcp = (ports: readonly number[]) => ports.map((port) => ({ protocol: "TCP", port }));
const overUdp = (ports: readonly number[]) => ports.map((port) => ({ protocol: "UDP", port }));

function labelsOf(args: NetworkArgs, component: string): Labels {
  return args.nodes[component]?.selector ?? selectorLabels({ system: args.system, component });
}

const podsOf = (args: NetworkArgs, component: string) => ({
  podSelector: { matchLabels: labelsOf(args, component) },
});

/** Where a called node is. */
const placesToReach = (args: NetworkArgs, component: string) =>
  args.nodes[component]?.addresses?.map((cidr) => ({ ipBlock: { cidr } })) ?? [podsOf(args, component)];

/** Ports of a called node; what leaves the cluster leaves the mesh, too. */
const toPlace = (args: NetworkArgs, component: string, ports: readonly number[]) =>
  args.nodes[component]?.addresses === undefined ? toPods(args, ports) : tcp(ports);

function assertCalls(args: NetworkArgs): void {
  const names = Object.keys(args.nodes);
  for (const [component, node] of Object.entries(args.nodes)) {
    for (const callee of node.calls) {
      if (callee === component || !names.includes(callee)) {
        const others = names.filter((name) => name !== component).join(", ");
        throw new InvalidInput(`system ${args.system}`, `${component}.calls`, `only ${others}`, callee);
      }
      if (Object.keys(args.nodes[callee]?.ports ?? {}).length === 0) {
        // A rule without ports would allow every port.
        throw new InvalidInput(
          `system ${args.system}`,
          `${component}.calls`,
          "only nodes that serve it a port",
          callee,
        );
      }
    }
  }
}
