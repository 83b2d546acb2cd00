/** Machines that pools may be of: general purpose, one generation, four GiB for each core. */
export const instanceSizes = {
  "m7i.large": { cores: 2, gibibytes: 8 },
  "m7i.xlarge": { cores: 4, gibibytes: 16 },
  "m7i.2xlarge": { cores: 8, gibibytes: 32 },
  "m7i.4xlarge": { cores: 16, gibibytes: 64 },
} as const;
export type InstanceType = keyof typeof instanceSizes;

/** Most pods of a node, with address prefixes instead of single addresses. */
export const podsPerNode = 110;

/** What the agents of every node ask for together: network, volumes, identities, logs and metrics. */
const agents: Demand = { pods: 10, millicores: 500, mebibytes: 768 };

/** What pods ask for together. */
export interface Demand {
  readonly pods: number;
  readonly millicores: number;
  readonly mebibytes: number;
}

/** Part of a machine's memory that its kernel and firmware never give away. */
const unseenMemory = 0.04;

/** Room for pods on a node. */
export type Room = Pick<Demand, "millicores" | "mebibytes">;

/** Room on a machine, on the safe side: less what is reserved for the kubelet, the threshold of eviction, and the agents. */
export const roomOn = (machine: { readonly cores: number; readonly gibibytes: number }, reserved: Room): Room => ({
  millicores: machine.cores * 1000 - reserved.millicores - agents.millicores,
  mebibytes: Math.floor(machine.gibibytes * 1024 * (1 - unseenMemory)) - reserved.mebibytes - agents.mebibytes,
});

/**
 * Room for pods on a node of EKS. Nodeadm reserves 6 % of the first core, 1 % of the second, 0.5 % of the next two and 0.25 % of the others, and
 * 255 MiB and 11 for each pod; pods are evicted below 100 MiB.
 */
export function allocatable(type: InstanceType): Room {
  const machine = instanceSizes[type];
  const shares = Array.from({ length: machine.cores }, (_, core) =>
    core === 0 ? 60 : core === 1 ? 10 : core < 4 ? 5 : 2.5,
  );
  const kubelet = Math.ceil(shares.reduce((sum, share) => sum + share, 0));
  return roomOn(machine, { millicores: kubelet, mebibytes: 255 + 11 * podsPerNode + 100 });
}

/** As many nodes of one kind as hold a demand, whichever of its parts asks for most of them. */
export function nodesFor(demand: Demand, room: Room): number {
  return Math.ceil(
    Math.max(
      demand.millicores / room.millicores,
      demand.mebibytes / room.mebibytes,
      demand.pods / (podsPerNode - agents.pods),
    ),
  );
}
