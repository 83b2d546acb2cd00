import { InvalidInput } from "../core/errors.ts";

/**
 * Connections of a server that no application may count on: superuser_reserved_connections (3), the operator and its
 * metrics (5), replication (one a standby), backup and preparation jobs, and an administrator.
 */
export const reservedConnections = 20;

/** Whether a server connection belongs to a client for a transaction or until it disconnects. */
export type PoolMode = "transaction" | "session";

/** A pooler's numbers, as far as the budget goes. */
export interface PoolerCapacity {
  readonly instances: number;
  readonly poolMode: PoolMode;
  /** Most client connections of one pooler pod. */
  readonly maxClientConnections: number;
  /** Server connections of one pooler pod. */
  readonly poolSize: number;
}

export interface ConnectionBudget {
  /** Who asks, for the message: `system firefly`. */
  readonly where: string;
  /** Field that sets the pool, for the message. */
  readonly field: string;
  /** Connections that one pod of the application keeps. */
  readonly pool: number;
  /** Pods of the application at once: the most replicas, and a rolling update's surge. */
  readonly mostPods: number;
  /** `max_connections` of the server. */
  readonly maxConnections: number;
  /** Connections that are not the application's. @default 20 */
  readonly reserve?: number;
  /** Pooler that the application connects to. @default - the server itself */
  readonly pooler?: PoolerCapacity;
}

/**
 * Checks that all pods together never ask for more connections than there are (FTE-007, ONB-026, REC-023).
 *
 * Straight to the server, and through a session pooler, every connection of a pod is one of the server's. A transaction
 * pooler takes many more clients than it has server connections; then the clients have to fit into the pooler, with one
 * of its pods away, and its own pools into the server.
 *
 * @throws InvalidInput naming the field and the largest pool that fits.
 */
export function assertConnectionBudget(budget: ConnectionBudget): void {
  const { where, field, pool, mostPods, maxConnections, pooler } = budget;
  const reserve = budget.reserve ?? reservedConnections;
  if (pooler) assertPoolerFits(where, "pooler.poolSize", pooler, maxConnections, reserve);
  const room = pooler === undefined ? serverRoom(maxConnections, reserve) : poolerRoom(pooler);
  const most = Math.floor(room.connections / mostPods);
  if (!Number.isInteger(pool) || pool < 1 || pool > most) {
    const allowed =
      most < 1
        ? `fewer pods: ${mostPods} pods do not fit into ${room.what}`
        : `a whole number from 1 to ${most}, so that ${mostPods} pods fit into ${room.what}`;
    throw new InvalidInput(where, field, allowed, pool);
  }
}

/**
 * Checks that a pooler's own connections fit into the server.
 *
 * @throws InvalidInput naming the field and the largest pool that fits.
 */
export function assertPoolerFits(
  where: string,
  field: string,
  pooler: Pick<PoolerCapacity, "instances" | "poolSize">,
  maxConnections: number,
  reserve: number = reservedConnections,
): void {
  const room = serverRoom(maxConnections, reserve);
  const most = Math.floor(room.connections / pooler.instances);
  if (!Number.isInteger(pooler.poolSize) || pooler.poolSize < 1 || pooler.poolSize > most) {
    const allowed = `a whole number from 1 to ${most}, so that ${pooler.instances} pooler pods fit into ${room.what}`;
    throw new InvalidInput(where, field, allowed, pooler.poolSize);
  }
}

interface Room {
  readonly connections: number;
  readonly what: string;
}

function serverRoom(maxConnections: number, reserve: number): Room {
  const connections = maxConnections - reserve;
  return { connections, what: `${connections} connections (max_connections ${maxConnections}, ${reserve} kept free)` };
}

function poolerRoom({ instances, poolMode, poolSize, maxClientConnections }: PoolerCapacity): Room {
  if (poolMode === "session") {
    const connections = poolSize * instances;
    return { connections, what: `${connections} connections of a session pooler` };
  }
  const left = Math.max(1, instances - 1);
  const connections = maxClientConnections * left;
  return { connections, what: `${connections} clients of a transaction pooler with ${left} of ${instances} pods up` };
}
