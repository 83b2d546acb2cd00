import { Unsupported } from "../core/errors.ts";

/** Part of a cache's memory that Azure keeps for fail-overs and other work of its own. Unit: percent. */
const reservedPercent = 20;

/**
 * Sizes that keep all data in one place, so that every command works on any keys, from the smallest on: what is larger is spread over
 * several. From the tables of Azure Managed Redis. The cores of the first two are lent.
 */
const sizes = [
  { name: "Balanced_B0", gigabytes: 0.5, clients: 15_000, burstable: true },
  { name: "Balanced_B1", gigabytes: 1, clients: 15_000, burstable: true },
  { name: "Balanced_B3", gigabytes: 3, clients: 15_000, burstable: false },
  { name: "Balanced_B5", gigabytes: 6, clients: 15_000, burstable: false },
  { name: "Balanced_B10", gigabytes: 12, clients: 30_000, burstable: false },
  { name: "Balanced_B20", gigabytes: 24, clients: 75_000, burstable: false },
] as const;

/** Room for data. Unit: MiB. */
const roomOf = (gigabytes: number) => Math.floor((gigabytes * 1000 ** 3 * (100 - reservedPercent)) / 100 / 1024 ** 2);

export interface CacheDemand {
  /** Room for data. Unit: MiB. */
  readonly maxMemoryMi: number;
  /** Client connections at once. */
  readonly maxClients: number;
}

/**
 * The smallest size with the room and the connections.
 *
 * @param steady Leaves out those whose cores are lent.
 * @throws Unsupported where none has the room.
 */
export function cacheSize({ maxMemoryMi, maxClients }: CacheDemand, steady: boolean): string {
  const found = sizes.find(
    ({ gigabytes, clients, burstable }) =>
      roomOf(gigabytes) >= maxMemoryMi && clients >= maxClients && !(steady && burstable),
  );
  if (!found) {
    const most = roomOf(sizes.at(-1)?.gigabytes ?? 0);
    throw new Unsupported("azure", `a cache with ${maxMemoryMi} Mi for data`, `ask for at most ${most}`);
  }
  return found.name;
}
