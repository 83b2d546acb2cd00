import { selectorLabels } from "../components/core/labels.ts";
import type { NetworkNode } from "../components/workload/network.ts";
import type { WorkloadSpec } from "../components/workload/spec.ts";
import { database, type FireflyStores } from "./firefly-stores.ts";
import { engine, engineSelector } from "./firefly-workload.ts";

/** Every node of the system's network, with the name of the engine's policy that the guide gives (FTE-059, FTE-060). */
export function fireflyNodes(
  system: string,
  spec: WorkloadSpec,
  { postgres, broker, cache }: FireflyStores,
): Record<string, NetworkNode> {
  const { ports, calls, reaches } = spec;
  return servedApart(system, {
    [engine]: {
      ports,
      calls,
      reaches,
      selector: engineSelector(system),
      policy: "transactional-engine-network-policy",
    },
    // Straight to the server: a migration's lock belongs to its session, which a pooler does not keep.
    migration: { ports: {}, calls: [database] },
    ...postgres.network,
    broker: broker.network,
    cache: { ports: { redis: { port: cache.port } }, calls: [] },
  });
}

/** Ports of a store that are its operator's and Prometheus', and no caller's. */
const innerPorts = ["management", "metrics"];

/** Takes those ports out of the reach of callers: a node that others call gets a second place in the network for them. */
function servedApart(system: string, nodes: Readonly<Record<string, NetworkNode>>): Record<string, NetworkNode> {
  const called = new Set(Object.values(nodes).flatMap(({ calls }) => calls));
  const places = Object.entries(nodes).flatMap(([name, node]): [string, NetworkNode][] => {
    const all = Object.entries(node.ports);
    const inner = all.filter(([port]) => innerPorts.includes(port));
    if (inner.length === 0 || !called.has(name)) return [[name, node]];
    const served = all.filter(([port]) => !innerPorts.includes(port));
    const selector = node.selector ?? selectorLabels({ system, component: name });
    return [
      [name, { ...node, ports: Object.fromEntries(served) }],
      [`${name}-inner`, { ports: Object.fromEntries(inner), calls: [], selector }],
    ];
  });
  return Object.fromEntries(places);
}
