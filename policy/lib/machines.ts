/** What a machine has. Units: cores, and GiB of memory. */
export interface MachineSize {
  readonly cores: number;
  readonly memory: number;
}

/** GiB for each core of the families that pools are of, by the first letter of their name. */
const memoryOfAws: Readonly<Record<string, number>> = { c: 2, m: 4, r: 8, t: 4 };
const memoryOfAzure: Readonly<Record<string, number>> = { B: 4, D: 4, E: 8, F: 2 };

/** The size that the name of a kind of machine of EC2 says, such as `m7i.2xlarge`; undefined for families with another order. */
export function awsMachine(type: string): MachineSize | undefined {
  const [, family = "", times, size] = /^([a-z])[a-z0-9-]*\.(\d*)(medium|large|xlarge)$/.exec(type) ?? [];
  const perCore = memoryOfAws[family];
  if (perCore === undefined) return undefined;
  // Of a family whose cores are lent, the smallest has two as well; of the others it has one.
  if (size === "medium") return family === "t" ? { cores: 2, memory: 4 } : { cores: 1, memory: perCore };
  const cores = size === "large" ? 2 : 4 * Number(times === "" ? 1 : times);
  return { cores, memory: cores * perCore };
}

/** The size that the name of a virtual machine of Azure says, such as `Standard_D4s_v5`; undefined likewise. */
export function azureMachine(vmSize: string): MachineSize | undefined {
  const [, family = "", cores] = /^Standard_([A-Z])(\d+)[a-z]*_v\d+$/.exec(vmSize) ?? [];
  const perCore = memoryOfAzure[family];
  return perCore === undefined ? undefined : { cores: Number(cores), memory: Number(cores) * perCore };
}
