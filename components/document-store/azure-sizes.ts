import { Unsupported } from "../core/errors.ts";
import { mebibytes } from "../core/quantities.ts";

/** Tiers with a standby and copies, by memory; smaller ones share processors and have neither. */
const tiers = [
  { name: "M30", gibibytes: 8 },
  { name: "M40", gibibytes: 16 },
  { name: "M50", gibibytes: 32 },
  { name: "M60", gibibytes: 64 },
  { name: "M80", gibibytes: 128 },
  { name: "M200", gibibytes: 256 },
] as const;

/** Sizes of a server's disk. Unit: GiB. */
const disks = [32, 64, 128, 256, 512, 1024, 2048, 4095, 8192, 16_384, 32_767] as const;

/**
 * The smallest tier with so much memory.
 *
 * @throws Unsupported when none has.
 */
export function clusterTier(memory: string): string {
  const fits = tiers.find(({ gibibytes }) => gibibytes * 1024 >= mebibytes(memory));
  if (!fits) throw new Unsupported("azure", `a document store with ${memory} of memory`, "ask for 256Gi at most");
  return fits.name;
}

/**
 * The smallest disk that holds a volume.
 *
 * @returns GiB.
 * @throws Unsupported when none does.
 */
export function clusterDisk(volume: string): number {
  const fits = disks.find((gibibytes) => gibibytes * 1024 >= mebibytes(volume));
  if (fits === undefined) {
    throw new Unsupported("azure", `a document store with a volume of ${volume}`, "ask for 32767Gi at most");
  }
  return fits;
}
