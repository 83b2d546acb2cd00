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
  return {
    [engine]: {
      ports,
      calls,
      reaches,
      selector: engineSelector(system),
      policy: "transactional-engine-network-policy",
    },
    // Straight to the server: a migration's lock belongs to its session, which a pooler does not keep.
    ...(!postgres.copy && { migration: { ports: {}, calls: [database] } }),
    ...postgres.network,
    ...("network" in broker && { broker: broker.network }),
    cache: cache.network,
  };
}
