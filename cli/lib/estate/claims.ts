import type { RegionRole } from "../../../components/core/place.ts";
import { backsUpLabel } from "../../../components/operations/backup/store-backups.ts";
import { at, type Estate } from "./estate.ts";

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

/** The nodes of cap, each with a volume of its own. */
export const volumes = ({ objects }: Estate) =>
  objects.filter(({ type, name }) => type === "kubernetes:apps/v1:StatefulSet" && name.startsWith("cap-"));
