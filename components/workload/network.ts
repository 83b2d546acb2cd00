import type { types } from "@pulumi/kubernetes";
import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../core/errors.ts";
import { objectLabels, selectorLabels } from "../core/labels.ts";
import { audiencePeers, dnsPeer } from "../platform/peers.ts";
import type { Audience } from "./spec.ts";

type Ingress = types.input.networking.v1.NetworkPolicyIngressRule;
type Egress = types.input.networking.v1.NetworkPolicyEgressRule;

/** A set of pods in a system's network: what it serves, to whom, and whom it calls. */
export interface NetworkNode {
  /** Ports by name, with the audiences that may connect besides callers. */
  readonly ports: Readonly<Record<string, { readonly port: number; readonly from?: readonly Audience[] }>>;
  /** Nodes that it opens connections to, on any of their ports. */
  readonly calls: readonly string[];
}

export interface NetworkArgs {
  readonly system: string;
  readonly namespace: pulumi.Input<string>;
  /** Every node of the system, by component name. */
  readonly nodes: Readonly<Record<string, NetworkNode>>;
}

/**
 * The NetworkPolicies of a system's namespace: everything is denied, in and out, but what the nodes declare and DNS.
 *
 * @throws InvalidInput when a node calls one that does not exist, or itself.
 */
export class Network extends pulumi.ComponentResource {
  static readonly token = "plumbline:workload:Network";

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    assertCalls(args);
    super(Network.token, name, { system: args.system, nodes: args.nodes }, opts);
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
      policy(`allow-${component}`, component, {
        podSelector: { matchLabels: selectorLabels({ system: args.system, component }) },
        policyTypes: ["Ingress", "Egress"],
        ingress: ingressOf(args, component, node),
        egress: egressOf(args, node),
      });
    }
    this.registerOutputs({});
  }
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
    .map(([caller]) => podsOf(args.system, caller));
  return Object.values(node.ports).flatMap(({ port, from = [] }) => {
    const peers = [...callers, ...from.map((audience) => audiencePeers[audience])];
    // A rule without peers would allow everybody.
    return peers.length === 0 ? [] : [{ from: peers, ports: [{ protocol: "TCP", port }] }];
  });
}

function egressOf(args: NetworkArgs, node: NetworkNode): Egress[] {
  return node.calls.map((callee) => ({
    to: [podsOf(args.system, callee)],
    ports: Object.values(args.nodes[callee]?.ports ?? {}).map(({ port }) => ({ protocol: "TCP", port })),
  }));
}

const podsOf = (system: string, component: string) => ({
  podSelector: { matchLabels: selectorLabels({ system, component }) },
});

function assertCalls(args: NetworkArgs): void {
  const names = Object.keys(args.nodes);
  for (const [component, node] of Object.entries(args.nodes)) {
    for (const callee of node.calls) {
      if (callee === component || !names.includes(callee)) {
        const others = names.filter((name) => name !== component).join(", ");
        throw new InvalidInput(`system ${args.system}`, `${component}.calls`, `only ${others}`, callee);
      }
    }
  }
}
