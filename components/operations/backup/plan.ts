import type { Place } from "../../core/place.ts";
import type { Destination } from "../../platform/peers.ts";
import type { NetworkNode } from "../../workload/network.ts";
import type { ProgramKind } from "./program.ts";

/** A store whose backups are planned: enough to say who makes them, and whom these reach. */
export interface PlannedStore {
  /** Base of the jobs' names; at most 40 characters, since the jobs add to it. */
  readonly component: string;
  readonly kind: ProgramKind;
  /** Name of the store's object, and of its node in the system's network. */
  readonly store: string;
  /** Whether a job of ours puts a backup back. A managed store is restored by its service, and our dump is the copy outside of it. */
  readonly restores: boolean;
  /** Whether additions to the last whole backup are made in between. @default false */
  readonly increments?: boolean;
  /** Whether a drill restores beside what is in use, rather than into a place of its own. @default false */
  readonly drilledInPlace?: boolean;
}

/** Names of a store's jobs. */
export const jobNames = (component: string) => ({
  backup: component,
  increment: `${component}-increment`,
  drill: `${component}-drill`,
  restore: `${component}-restore`,
});

/** Component of the pods that tell Prometheus what backups there are. */
export const exporterComponent = "backup-exporter";

/** Port of its metrics. */
export const exporterPort = 9187;

/** Port on which what was restored waits for the store in use, where that one fetches it. */
export const handOverPort = 6380;

/** Service accounts by what their pods do; no pod has two of these. */
export interface BackupAccounts {
  /** Save. */
  readonly writers: readonly string[];
  /** Save, and read what describes the backup that they add to. */
  readonly adders: readonly string[];
  /** Read, and leave receipts. */
  readonly drillers: readonly string[];
  /** Read. */
  readonly readers: readonly string[];
  /** Read what describes backups, and not what is in them. */
  readonly observers: readonly string[];
}

export function backupAccounts(stores: readonly PlannedStore[]): BackupAccounts {
  const names = stores.map(({ component }) => jobNames(component));
  const saving = (adds: boolean) =>
    stores.flatMap(({ component, increments = false }) => (increments === adds ? [jobNames(component).backup] : []));
  return {
    writers: saving(false),
    adders: saving(true),
    drillers: names.map(({ drill }) => drill),
    readers: stores.flatMap(({ component, restores }) => (restores ? [jobNames(component).restore] : [])),
    observers: stores.length > 0 ? [exporterComponent] : [],
  };
}

/** Component of the place of backups in the network, where it has addresses in the region's own. */
const backupPlace = "backup-place";

/** The way to where backups are. */
function wayToBackups(place: Place): { reaches: Destination[]; calls: string[]; nodes: Record<string, NetworkNode> } {
  switch (place.cloud) {
    case "kubernetes":
      return { reaches: ["backup-store"], calls: [], nodes: {} };
    case "aws":
      return { reaches: ["https", "cloud-identity"], calls: [], nodes: {} };
    case "azure": {
      // Entra hands out tokens at a public address; Blob storage is reached by a private endpoint.
      const addresses = [place.network.endpointCidr];
      const nodes = { [backupPlace]: { ports: { https: { port: 443 } }, calls: [], addresses } };
      return { reaches: ["https"], calls: [backupPlace], nodes };
    }
  }
}

/**
 * The places of the jobs and of the exporter in the system's network: each reaches the store that it is for, if it has to, and the backups.
 * A node of Redis fetches what was restored by itself.
 */
export function backupNodes(stores: readonly PlannedStore[], place: Place): Record<string, NetworkNode> {
  const { reaches, calls: way, nodes: there } = wayToBackups(place);
  const nodes = stores.flatMap(({ component, kind, store, restores, drilledInPlace }): [string, NetworkNode][] => {
    const { backup, drill, restore } = jobNames(component);
    const node = (calls: readonly string[]): NetworkNode => ({ ports: {}, calls: [...calls, ...way], reaches });
    const served = kind === "redis" ? { redis: { port: handOverPort } } : {};
    return [
      [backup, node([store])],
      [drill, node(drilledInPlace ? [store] : [])],
      ...(restores ? [[restore, { ...node([store]), ports: served }] as [string, NetworkNode]] : []),
    ];
  });
  if (nodes.length === 0) return {};
  const exporter = { ports: { metrics: { port: exporterPort, from: ["prometheus"] as const } }, calls: way, reaches };
  return { ...Object.fromEntries(nodes), [exporterComponent]: exporter, ...there };
}

/** The jobs that a store connects to: those from which it fetches what was restored. */
export const handOvers = (stores: readonly PlannedStore[], store: string): string[] =>
  stores.flatMap((each) =>
    each.kind === "redis" && each.store === store && each.restores ? [jobNames(each.component).restore] : [],
  );
