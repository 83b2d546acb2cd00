import { Address4 } from "ip-address";

/** Parts of a network, from the one that the internet reaches to the one that nothing but the network reaches. */
export const tiers = ["public", "private", "data"] as const;
export type Tier = (typeof tiers)[number];

/**
 * Networks of the subnets of each zone. Six eighths of the whole are for nodes and pods, one eighth for each of six
 * zones; the last two eighths, cut into eight, are for data stores and for what the internet reaches. A zone more takes
 * nothing from those that there are.
 */
export function subnetCidrs(cidr: string, zones: readonly string[]): Readonly<Record<Tier, readonly string[]>> {
  const eighths = split(cidr, 3);
  const [data = "", open = ""] = eighths.slice(6);
  return {
    private: zones.map((_, index) => eighths[index] ?? ""),
    data: split(data, 3).slice(0, zones.length),
    public: split(open, 3).slice(0, zones.length),
  };
}

/** Equal parts of a network, 2 to the power of `bits` of them. */
function split(cidr: string, bits: number): string[] {
  const { subnetMask } = new Address4(cidr);
  const prefix = subnetMask + bits;
  const first = new Address4(cidr).startAddress().bigInt();
  const size = 2n ** BigInt(32 - prefix);
  return Array.from({ length: 2 ** bits }, (_, index) => {
    const address = Address4.fromBigInt(first + BigInt(index) * size);
    return `${address.correctForm()}/${prefix}`;
  });
}
