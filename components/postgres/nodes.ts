import { roleLabel } from "../core/labels.ts";
import type { NetworkNode } from "../workload/network.ts";

/** Port of the instances and of the poolers. */
export const postgresPort = 5432;

/** Where the operator and the other instances ask an instance how it is. */
const statusPort = 8000;

/** Value of the role label that instances and the operator's jobs for them inherit; a pooler's pods have their own. */
export const instanceRole = "postgres";
export const poolerRole = "postgres-pooler";

/** The component name of a cluster's poolers in the system's network. */
export const poolerComponent = (component: string) => `${component}-pooler`;

/** What of a store's arguments its place in the network depends on. */
export interface PostgresNodesArgs {
  readonly component: string;
  readonly pooler?: object;
  readonly backup?: object;
}

/** The component name of the instances' ports that no application needs. */
export const controlComponent = (component: string) => `${component}-control`;

/**
 * A store's places in its system's network: the instances with the operator's jobs, once for those who query and once
 * for those who operate and scrape, and the poolers if there are any.
 *
 * Instances and jobs carry `cnpg.io/cluster` and what the cluster's `inheritedMetadata` says. Poolers carry the first as
 * well, but inherit nothing, so that the role tells the two apart.
 */
export function postgresNodes({ component, pooler, backup }: PostgresNodesArgs): Record<string, NetworkNode> {
  const cluster = { "cnpg.io/cluster": component };
  const selector = { ...cluster, [roleLabel]: instanceRole };
  const instances: Record<string, NetworkNode> = {
    [component]: { ports: { postgres: { port: postgresPort, from: ["operator"] } }, calls: [], selector },
    [controlComponent(component)]: {
      ports: { metrics: { port: 9187, from: ["prometheus"] }, status: { port: statusPort, from: ["operator"] } },
      calls: [],
      selector,
      // Replication, and the primary's check that it is not cut off.
      among: [postgresPort, statusPort],
      reaches: backup === undefined ? ["kubernetes-api"] : ["kubernetes-api", "backup-store"],
    },
  };
  if (pooler === undefined) return instances;
  return {
    ...instances,
    [poolerComponent(component)]: {
      ports: { postgres: { port: postgresPort }, metrics: { port: 9127, from: ["prometheus"], callers: false } },
      calls: [component],
      selector: { ...cluster, [roleLabel]: poolerRole },
      reaches: ["kubernetes-api"],
    },
  };
}
