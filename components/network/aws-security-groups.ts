import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import type * as pulumi from "@pulumi/pulumi";
import { gatewayNodePort } from "../edge/node-port.ts";
import { allowFlow } from "./aws-flows.ts";
import { networkTags } from "./aws-tags.ts";
import type { RegionNetworkArgs } from "./spec.ts";

/** Groups of a region's network; those of data stores are beside their stores. */
export interface NetworkGroups {
  readonly nodes: SecurityGroup;
  readonly controlPlane: SecurityGroup;
  readonly endpoints: SecurityGroup;
  readonly edge: SecurityGroup;
}

const anywhere = "0.0.0.0/0";

/** Groups without rules of their own, and every flow between them as rules of both ends. */
export function securityGroups(
  parent: pulumi.Resource,
  name: string,
  vpcId: pulumi.Output<string>,
  { clusterName, mailPort }: RegionNetworkArgs,
): NetworkGroups {
  const group = (role: string, description: string, tags: Record<string, string> = {}) =>
    new SecurityGroup(
      `${name}-${role}`,
      { vpcId, description, revokeRulesOnDelete: true, tags: networkTags(`${name}-${role}`, tags) },
      // Rules are resources of their own; the group itself has none, and undoes none.
      { parent },
    );
  const groups: NetworkGroups = {
    // The controller of load balancers looks for the one group of a node that belongs to the cluster.
    nodes: group("nodes", "Nodes and pods", { [`kubernetes.io/cluster/${clusterName}`]: "owned" }),
    controlPlane: group("control-plane", "API servers of the cluster"),
    endpoints: group("endpoints", "Endpoints of AWS services"),
    edge: group("edge", "Load balancer that the internet reaches"),
  };
  const { nodes, controlPlane, endpoints, edge } = groups;
  const flow = (role: string, from: SecurityGroup | string, to: SecurityGroup | string, ...rest: FlowRest) => {
    const [port, description] = rest;
    const end = (one: SecurityGroup | string) => (typeof one === "string" ? one : one.id);
    allowFlow(parent, `${name}-${role}`, { from: end(from), to: end(to), port, description });
  };
  flow("nodes-nodes", nodes, nodes, "all", "Between pods, where NetworkPolicies decide");
  flow("nodes-control-plane", nodes, controlPlane, 443, "Nodes and pods to the API");
  flow("control-plane-nodes", controlPlane, nodes, [1025, 65535], "API to kubelets, webhooks and API extensions");
  flow("nodes-endpoints", nodes, endpoints, 443, "Nodes and pods to AWS services");
  flow("nodes-internet", nodes, anywhere, 443, "Images, S3, certificate authorities and other public APIs");
  if (mailPort !== undefined) flow("nodes-mail", nodes, anywhere, mailPort, "Alerts to the mail server");
  flow("internet-edge-80", anywhere, edge, 80, "Public traffic, to be sent to HTTPS");
  flow("internet-edge-443", anywhere, edge, 443, "Public traffic");
  flow("edge-nodes", edge, nodes, gatewayNodePort, "Load balancer to the gateway");
  return groups;
}

type FlowRest = readonly [port: number | readonly [number, number] | "all", description: string];
