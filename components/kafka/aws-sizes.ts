import { InvalidInput, Unsupported } from "../core/errors.ts";
import { mebibytes, millicores } from "../core/quantities.ts";
import type { KafkaSpec } from "./spec.ts";

/**
 * Versions of Kafka that MSK runs without ZooKeeper, from "Supported Apache Kafka versions" of its guide; MSK itself puts the newest
 * correction in the place of `x`. A cluster cannot be given KRaft later, so no other version will do (ONB-003).
 */
export const kraftVersions = ["3.7.x.kraft", "3.8.x.kraft", "3.9.x.kraft", "4.0.x.kraft", "4.1.x.kraft"] as const;

/** The line that runs in the cluster elsewhere, too. */
export const kafkaVersion = "3.9.x.kraft";

/** @throws InvalidInput for a version that needs ZooKeeper, or that MSK does not know. */
export function assertKraft(where: string, version: string): void {
  if (!kraftVersions.some((known) => known === version)) {
    throw new InvalidInput(where, "version", `one with KRaft: ${kraftVersions.join(", ")}`, version);
  }
}

/** Classes of brokers that hold gp3 volumes, serve several networks and run KRaft, by cores and memory. */
const classes = [
  { name: "kafka.m7g.large", cores: 2, gibibytes: 8 },
  { name: "kafka.m7g.xlarge", cores: 4, gibibytes: 16 },
  { name: "kafka.m7g.2xlarge", cores: 8, gibibytes: 32 },
  { name: "kafka.m7g.4xlarge", cores: 16, gibibytes: 64 },
  { name: "kafka.m7g.8xlarge", cores: 32, gibibytes: 128 },
] as const;

/**
 * The smallest class that holds what a broker asks for.
 *
 * @throws Unsupported when none does.
 */
export function brokerClass({ requests: { cpu, memory } }: KafkaSpec["resources"]): string {
  const fits = classes.find(
    ({ cores, gibibytes }) => cores * 1000 >= millicores(cpu) && gibibytes * 1024 >= mebibytes(memory),
  );
  if (!fits)
    throw new Unsupported("aws", `a broker of ${cpu} cores and ${memory}`, "ask for 32 cores and 128Gi at most");
  return fits.name;
}

/** Least and most of a broker's volume on MSK. Unit: GiB. */
const volumes = { least: 1, most: 16_384 } as const;

/** How many times its first size a volume may grow to by itself. */
const growth = 4;

/**
 * A broker's volume at first, and what it may grow to. Unit: GiB.
 *
 * @throws Unsupported when it is larger than MSK has them.
 */
export function brokerVolume(storage: string): { readonly first: number; readonly most: number } {
  const first = Math.max(volumes.least, Math.ceil(mebibytes(storage) / 1024));
  if (first > volumes.most) {
    throw new Unsupported("aws", `a broker's volume of ${storage}`, `ask for ${String(volumes.most)}Gi at most`);
  }
  return { first, most: Math.min(first * growth, volumes.most) };
}

/**
 * Brokers are spread evenly over the zones, three of them at the most.
 *
 * @returns the number of zones.
 * @throws InvalidInput when they cannot be.
 */
export function brokerZones(where: string, brokers: number, zones: readonly string[]): number {
  const used = Math.min(3, zones.length);
  if (brokers % used !== 0) {
    throw new InvalidInput(where, "brokers", `a multiple of the ${String(used)} zones`, brokers);
  }
  return used;
}
