import type { RegionRole } from "../../../components/core/place.ts";
import { backsUpLabel } from "../../../components/operations/backup/store-backups.ts";
import { at, type Estate, ofType } from "./estate.ts";

/** What the page says of a loss, and what of the stack makes it true. */
export interface Claim {
  readonly says: string;
  /** A claim that does not hold stops the page from being made, so that nobody reads it. */
  readonly holds: boolean;
}

/** What goes, and what goes with it. */
export interface Loss {
  readonly title: string;
  readonly claims: readonly Claim[];
}

const docs = "https://docs.aws.amazon.com";
export const sources = {
  aurora: `${docs}/prescriptive-guidance/latest/aurora-replication-options/aurora-global-database.html`,
  auroraZones: `${docs}/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html`,
  documents: `${docs}/documentdb/latest/developerguide/API_CreateGlobalCluster.html`,
  documentZones: `${docs}/documentdb/latest/developerguide/security.disaster-recovery-resiliency.html`,
  replicator: `${docs}/msk/latest/developerguide/msk-replicator-perform-unplanned-failover.html`,
  onTime: `${docs}/AmazonS3/latest/userguide/replication-time-control.html`,
  control: `${docs}/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html`,
};

export const every = <Item>(items: readonly Item[], holds: (item: Item) => boolean) =>
  items.length > 0 && items.every(holds);

/** @throws Error when the stack has no region of the role. */
export function nameOf({ regions }: Estate, role: RegionRole): string {
  const found = regions.find((region) => region.role === role);
  if (!found) throw new Error(`the stack has no ${role}: what is lost with it has to be written anew`);
  return found.name;
}

/** Jobs that back up what the stores in the clusters keep of a system. */
export const backupJobs = ({ objects }: Estate, system: string) =>
  objects.filter(({ type, inputs }) => {
    if (!type.endsWith(":CronJob") || at(inputs, "metadata", "namespace") !== system) return false;
    return at(inputs, "metadata", "labels", backsUpLabel) !== undefined;
  });

/** Whether all but the primary region's are members of a global one. */
export const areCopies = (estate: Estate, type: string) =>
  every(ofType(estate, type), ({ region, inputs }) =>
    region === nameOf(estate, "primary") ? true : inputs.globalClusterIdentifier !== undefined,
  );

export const volumes = ({ objects }: Estate) =>
  objects.filter(({ type, name }) => type === "kubernetes:apps/v1:StatefulSet" && name.startsWith("cap-"));
