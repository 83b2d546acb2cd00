import { NetworkSecurityGroup } from "@pulumi/azure-native/network/networkSecurityGroup.js";
import type { input } from "@pulumi/azure-native/types/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { type AzureScope, azureWhere } from "../core/azure-scope.ts";

/** Address ranges of a network's parts, in CIDR form. */
export interface AzureRanges {
  readonly nodes: string;
  /** Pods have addresses of their own, which nobody outside of the cluster sees. */
  readonly pods: string;
  readonly endpoints: string;
  readonly edge: string;
  /** API servers of the cluster. */
  readonly controlPlane: string;
}

type Rule = input.network.SecurityRuleArgs;

/** What may go from one range or service tag to another. */
interface AzureFlow {
  readonly name: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Ports, or `all`, of every protocol. */
  readonly ports: readonly (number | string)[] | "all";
  readonly description: string;
}

/** Priorities: flows from the first one on, and last of all what refuses the rest. */
const firstPriority = 100;
const lastPriority = 4096;

/**
 * Ports of data stores and of the cloud's services, at their private endpoints: HTTPS, PostgreSQL and its pooler, Kafka of Event Hubs, AMQP of
 * Service Bus, Azure Managed Redis, and Azure DocumentDB.
 */
export const endpointPorts = [443, 5432, 6432, 9093, 5671, 10000, 10260] as const;

const internet = "Internet";
const balancer = "AzureLoadBalancer";

/**
 * A group for each subnet; what is not declared here is refused, in both directions.
 *
 * @param mailPort Port of the mail server that pods send by. @default - no mail gets out
 */
export function azureSecurityGroups(
  parent: pulumi.Resource,
  name: string,
  scope: AzureScope,
  { nodes, pods, endpoints, edge, controlPlane }: AzureRanges,
  mailPort?: number,
): Readonly<Record<keyof Omit<AzureRanges, "pods">, NetworkSecurityGroup>> {
  const inCluster = [nodes, pods];
  const between: AzureFlow = {
    name: "nodes-nodes",
    from: inCluster,
    to: inCluster,
    ports: "all",
    description: "Between nodes and pods, where NetworkPolicies decide",
  };
  const toEndpoints: AzureFlow = {
    name: "nodes-endpoints",
    from: inCluster,
    to: [endpoints],
    ports: endpointPorts,
    description: "Nodes and pods to data stores and services of Azure",
  };
  const toGateway: AzureFlow = {
    name: "edge-nodes",
    from: [edge],
    to: [nodes],
    ports: [443],
    description: "Application gateway to the gateway of the cluster",
  };
  const toCertificate: AzureFlow = {
    name: "edge-endpoints",
    from: [edge],
    to: [endpoints],
    ports: [443],
    description: "Application gateway to the vault, for its certificate",
  };
  const toControlPlane: AzureFlow = {
    name: "nodes-control-plane",
    from: inCluster,
    to: [controlPlane],
    ports: [443, 4443],
    description: "Nodes and pods to the API, and the tunnel back",
  };
  const fromControlPlane: AzureFlow = {
    name: "control-plane-nodes",
    from: [controlPlane],
    to: inCluster,
    ports: "all",
    description: "API to kubelets, webhooks and API extensions",
  };
  const probes: AzureFlow = {
    name: "probes",
    from: [balancer],
    to: ["*"],
    ports: "all",
    description: "Probes of load balancers",
  };
  const make = (role: string, inbound: readonly AzureFlow[], outbound: readonly AzureFlow[]) =>
    new NetworkSecurityGroup(
      `${name}-${role}`,
      {
        ...azureWhere(scope, { system: "platform", component: "network" }),
        securityRules: [...rules("Inbound", inbound), ...rules("Outbound", outbound)],
      },
      { parent },
    );
  return {
    nodes: make(
      "nodes",
      [between, toGateway, fromControlPlane, probes],
      [
        between,
        toEndpoints,
        toControlPlane,
        {
          name: "nodes-internet",
          from: inCluster,
          to: [internet],
          ports: mailPort === undefined ? [443] : [443, mailPort],
          description: "Images, certificate authorities and other public APIs, and the mail of alerts",
        },
      ],
    ),
    endpoints: make("endpoints", [toEndpoints, toCertificate], []),
    controlPlane: make(
      "control-plane",
      [toControlPlane, probes],
      [
        fromControlPlane,
        { ...toEndpoints, name: "control-plane-endpoints", from: [controlPlane], ports: [443] },
        {
          name: "control-plane-azure",
          from: [controlPlane],
          to: ["AzureCloud"],
          ports: [443],
          description: "Services of Azure that run the cluster",
        },
      ],
    ),
    edge: make(
      "edge",
      [
        { name: "internet-edge", from: [internet], to: [edge], ports: [80, 443], description: "Public traffic" },
        {
          name: "management",
          from: ["GatewayManager"],
          to: ["*"],
          ports: ["65200-65535"],
          description: "Azure looks after its application gateways by these",
        },
        probes,
      ],
      [
        toGateway,
        toCertificate,
        // Application gateways write logs and read their configuration.
        { name: "edge-azure", from: ["*"], to: ["AzureCloud"], ports: [443], description: "Services of Azure" },
      ],
    ),
  };
}

function rules(direction: "Inbound" | "Outbound", flows: readonly AzureFlow[]): Rule[] {
  return [
    ...flows.map(({ name, from, to, ports, description }, index) => ({
      name: `${name}-${direction.toLowerCase()}`,
      description,
      priority: firstPriority + index,
      direction,
      access: "Allow",
      protocol: ports === "all" ? "*" : "Tcp",
      sourcePortRange: "*",
      ...ends("source", from),
      ...ends("destination", to),
      ...(ports === "all" ? { destinationPortRange: "*" } : { destinationPortRanges: ports.map(String) }),
    })),
    {
      name: `rest-${direction.toLowerCase()}`,
      description: "What is not declared; Azure's own rules would let in the whole network",
      priority: lastPriority,
      direction,
      access: "Deny",
      protocol: "*",
      sourcePortRange: "*",
      sourceAddressPrefix: "*",
      destinationAddressPrefix: "*",
      destinationPortRange: "*",
    },
  ];
}

/** One range goes by another name than several do. */
function ends(end: "source" | "destination", ranges: readonly string[]): Partial<Rule> {
  const [only, ...others] = ranges;
  if (end === "source") {
    return others.length === 0 ? { sourceAddressPrefix: only } : { sourceAddressPrefixes: [...ranges] };
  }
  return others.length === 0 ? { destinationAddressPrefix: only } : { destinationAddressPrefixes: [...ranges] };
}
