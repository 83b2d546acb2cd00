import { Unsupported } from "../core/errors.ts";
import { mebibytes } from "../core/quantities.ts";

/** A size of a server. */
export interface ServerSize {
  readonly name: string;
  /** Unit: GiB. */
  readonly memory: number;
}

/** The tier of all sizes. Cores of a smaller one are lent, and take no standby, no copies and no pooler. */
export const serverTier = "GeneralPurpose";

/** Sizes from the smallest on. */
const sizes: readonly ServerSize[] = [
  { name: "Standard_D2ds_v5", memory: 8 },
  { name: "Standard_D4ds_v5", memory: 16 },
  { name: "Standard_D8ds_v5", memory: 32 },
  { name: "Standard_D16ds_v5", memory: 64 },
  { name: "Standard_D32ds_v5", memory: 128 },
  { name: "Standard_D48ds_v5", memory: 192 },
  { name: "Standard_D64ds_v5", memory: 256 },
];

/**
 * The smallest size with so much memory.
 *
 * @param memory A Kubernetes quantity.
 * @throws Unsupported where none is large enough.
 */
export function serverSize(memory: string): ServerSize {
  const mebi = mebibytes(memory);
  const found = sizes.find((size) => size.memory * 1024 >= mebi);
  if (!found) {
    const most = `ask for at most ${sizes.at(-1)?.memory ?? 0}Gi`;
    throw new Unsupported("azure", `a database with ${mebi} Mi of memory`, most);
  }
  return found;
}

/** Premium SSDs from the smallest on, and the tier that each begins with: more operations a second are a higher tier. */
const disks = [
  { gib: 32, tier: "P4" },
  { gib: 64, tier: "P6" },
  { gib: 128, tier: "P10" },
  { gib: 256, tier: "P15" },
  { gib: 512, tier: "P20" },
  { gib: 1024, tier: "P30" },
  { gib: 2048, tier: "P40" },
  { gib: 4096, tier: "P50" },
  { gib: 8192, tier: "P60" },
  { gib: 16_384, tier: "P70" },
] as const;

/** 2300 operations a second, which the smaller disks have not by themselves. */
const steadyTier = "P20";

/**
 * The smallest disk with so much room.
 *
 * @param storage A Kubernetes quantity.
 * @param steady Gives it operations a second for more than an empty database.
 * @throws Unsupported where none is large enough.
 */
export function serverDisk(storage: string, steady: boolean): { storageSizeGB: number; tier: string } {
  const found = disks.findIndex(({ gib }) => gib * 1024 >= mebibytes(storage));
  const disk = disks[found];
  if (!disk) {
    throw new Unsupported("azure", `a database with ${storage} of storage`, `ask for at most ${disks.at(-1)?.gib}Gi`);
  }
  const least = steady ? disks.findIndex(({ tier }) => tier === steadyTier) : 0;
  return { storageSizeGB: disk.gib, tier: found < least ? steadyTier : disk.tier };
}
