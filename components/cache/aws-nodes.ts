import { Unsupported } from "../core/errors.ts";

/** Part of a node's memory that its own work takes; ElastiCache's default (`reserved-memory-percent`). */
export const reservedMemoryPercent = 25;

/** Types of nodes with the memory that each has for data and its own work, from the smallest on. Unit: MiB. */
const types = [
  { name: "cache.t4g.small", memory: 1403, burstable: true },
  { name: "cache.t4g.medium", memory: 3164, burstable: true },
  { name: "cache.m7g.large", memory: 6533, burstable: false },
  { name: "cache.r7g.large", memory: 13_384, burstable: false },
  { name: "cache.r7g.xlarge", memory: 26_962, burstable: false },
  { name: "cache.r7g.2xlarge", memory: 54_200, burstable: false },
  { name: "cache.r7g.4xlarge", memory: 108_400, burstable: false },
] as const;

/**
 * The smallest type with so much room for data.
 *
 * @param mebibytes Room for data.
 * @param steady Leaves out those whose cores are lent.
 * @throws Unsupported where none is large enough.
 */
export function nodeType(mebibytes: number, steady: boolean): string {
  const room = (memory: number) => Math.floor((memory * (100 - reservedMemoryPercent)) / 100);
  const found = types.find(({ memory, burstable }) => room(memory) >= mebibytes && !(steady && burstable));
  if (!found) {
    const most = room(types.at(-1)?.memory ?? 0);
    throw new Unsupported("aws", `a cache with ${mebibytes} Mi for data`, `ask for at most ${most}`);
  }
  return found.name;
}
