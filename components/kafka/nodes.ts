import type { NetworkNode } from "../workload/network.ts";

/** Port of the brokers for clients, by TLS and password. */
export const kafkaPort = 9093;

/** Port of every Strimzi pod's metrics but the entity operator's. */
const metricsPort = 9404;

/** The component name of the brokers' ports that no application needs. */
export const controlComponent = (component: string) => `${component}-control`;

/** Labels of the pods that Strimzi makes for a part of a cluster. */
export function strimziLabels(component: string, part: "kafka" | "entity-operator" | "kafka-exporter") {
  return { "strimzi.io/cluster": component, "strimzi.io/name": `${component}-${part}` };
}

/**
 * A cluster's places in its system's network: brokers and controllers once for clients and once for operators and
 * metrics, the operator of topics and users, and the exporter of consumer lag.
 */
export function kafkaNodes(component: string): Record<string, NetworkNode> {
  const selector = strimziLabels(component, "kafka");
  const control = controlComponent(component);
  return {
    [component]: { ports: { clients: { port: kafkaPort } }, calls: [], selector },
    [control]: {
      ports: {
        // The way in for the programs beside the brokers, too.
        replication: { port: 9091, from: ["operator"] },
        quorum: { port: 9090, from: ["operator"], callers: false },
        agent: { port: 8443, from: ["operator"], callers: false },
        metrics: { port: metricsPort, from: ["prometheus"], callers: false },
      },
      calls: [],
      selector,
      among: [9090, 9091],
      // A broker asks for its node's zone before it starts.
      reaches: ["kubernetes-api"],
    },
    [`${component}-entity-operator`]: {
      ports: { topics: { port: 8080, from: ["prometheus"] }, users: { port: 8081, from: ["prometheus"] } },
      calls: [control],
      selector: strimziLabels(component, "entity-operator"),
      reaches: ["kubernetes-api"],
    },
    [`${component}-exporter`]: {
      ports: { metrics: { port: metricsPort, from: ["prometheus"] } },
      calls: [control],
      selector: strimziLabels(component, "kafka-exporter"),
    },
  };
}
