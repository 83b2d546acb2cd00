import * as pulumi from "@pulumi/pulumi";
import { type Labels, objectLabels } from "../core/labels.ts";
import { AuthorizationPolicy, PeerAuthentication } from "../crds/istio.ts";
import { type PlatformAudience, platformNamespaces } from "../platform/peers.ts";
import type { NetworkNode } from "./network.ts";
import type { Audience } from "./spec.ts";

/** The pods of a namespace take mutual TLS alone: who has no identity of the mesh gets no answer. The kubelet's probes are exempt. */
export function strictMesh(
  parent: pulumi.Resource,
  name: string,
  { system, namespace }: { readonly system: string; readonly namespace: pulumi.Input<string> },
): PeerAuthentication {
  return new PeerAuthentication(
    name,
    {
      metadata: { name: "default", namespace, labels: objectLabels({ system, component: "mesh" }) },
      spec: { mtls: { mode: "STRICT" } },
    },
    { parent },
  );
}

/** Namespaces of the audiences; `own` is the system's, and nothing is anywhere. */
const audienceNamespaces: Readonly<Record<Audience | PlatformAudience, string | undefined>> = {
  gateway: platformNamespaces.gateway,
  prometheus: platformNamespaces.monitoring,
  operator: platformNamespaces.operators,
  "api-server": undefined,
  internet: undefined,
  "log-collector": platformNamespaces.nodeAgents,
  "mesh-agents": platformNamespaces.nodeAgents,
  rollouts: platformNamespaces.rollouts,
};

export interface MeshPolicyArgs {
  readonly system: string;
  readonly namespace: pulumi.Input<string>;
  readonly component: string;
  readonly node: NetworkNode;
  /** Labels of the node's pods. */
  readonly pods: Labels;
  /** Whether other nodes of the system call it. */
  readonly called: boolean;
}

/**
 * The ports of a node, each for the namespaces whose pods may connect to it. The network's policy says which of their pods may; it cannot say
 * which ports, since in a mesh all of it arrives at one.
 */
export function meshPolicy(parent: pulumi.Resource, name: string, args: MeshPolicyArgs): AuthorizationPolicy {
  const { system, component, namespace, called } = args;
  const { ports, among = [] } = args.node;
  const served = Object.values(ports).map(({ port, from = [] }) => ({
    port,
    namespaces: [...(called ? ["own"] : []), ...from.map((audience) => audienceNamespaces[audience])],
  }));
  const inner = among.map((port) => ({ port, namespaces: ["own"] }));
  const open = [...served, ...inner].filter(({ namespaces }) => namespaces.length > 0);
  return new AuthorizationPolicy(
    name,
    {
      metadata: { name: component, namespace, labels: objectLabels({ system, component }) },
      spec: {
        action: "ALLOW",
        selector: { matchLabels: args.pods },
        // Without a rule, nobody may.
        rules: pulumi.output(namespace).apply((own) =>
          open.map(({ port, namespaces }) => ({
            ...(!namespaces.includes(undefined) && { from: [{ source: { namespaces: inWords(namespaces, own) } }] }),
            to: [{ operation: { ports: [String(port)] } }],
          })),
        ),
      },
    },
    { parent },
  );
}

const inWords = (namespaces: readonly (string | undefined)[], own: string) => [
  ...new Set(namespaces.flatMap((each) => (each === "own" ? own : (each ?? [])))),
];
